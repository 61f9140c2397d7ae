"""What search engines are told of a job stands on its page, word for word, and only while the job is open there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from careersite.campaigns.run import CLOSING, OPEN
from careersite.model import Campaign, Rendered, Site
from careersite.problem import Problems
from careersite.studio import Studio

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TIME = re.compile(r'<time datetime="([^"]*)"')


def job_postings(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    campaigns = {campaign.page.source.path: campaign for campaign in site.campaigns}
    for path in rendered.inspections:
        html = rendered.files[path].content.decode()
        jobs = [*_jobs(html)] if '"JobPosting"' in html else []
        source_path = rendered.files[path].source_path
        for fault in _faults(jobs, html, campaigns.get(source_path)) if jobs else ():
            message = f"The data for search engines tells of a job that {fault}."
            problems.error("structured-data", message, "Ask a developer.", file=source_path or path)


def _jobs(html: str) -> Iterator[dict[str, Any]]:
    for found in _BLOCK.finditer(html):
        try:
            block = json.loads(found[1])
        except ValueError:
            continue  # the check of all such data tells
        if isinstance(block, dict) and block.get("@type") == "JobPosting":
            yield block


def _faults(jobs: list[dict[str, Any]], html: str, campaign: Campaign | None) -> Iterator[str]:
    if campaign is None or campaign.state not in (OPEN, CLOSING) or len(jobs) > 1:
        yield "is not the one open job of this page"
    elif campaign.page.values["no_index"]:
        yield "stands on a page which they are asked to leave out"
    elif jobs[0].get("directApply") is not False:
        yield "can be applied for on this page, which no job here can"
    else:
        shown = " ".join(unescape(_TAG.sub(" ", _SCRIPT.sub(" ", html))).split())
        times = set(_TIME.findall(html))
        yield from (f"says {said}, which the page does not" for said in _said(jobs[0]) if said not in shown)
        days = (str(jobs[0].get(name)) for name in ("datePosted", "validThrough"))
        yield from (f"has the day {day}, which the page does not" for day in days if day not in times)
        if datetime.fromisoformat(jobs[0]["validThrough"]) != campaign.run.closes:
            yield "closes at another moment than this page"


def _said(job: dict[str, Any]) -> Iterator[str]:
    """What has to stand on the page in the same words."""
    address, pay = job["jobLocation"]["address"], job["baseSalary"]["value"]
    yield job["title"]
    yield " ".join(unescape(_TAG.sub(" ", job["description"])).split())
    yield from (address[name] for name in ("addressLocality", "postalCode") if name in address)
    yield from (f"£{pay[name]:,}" for name in ("value", "minValue", "maxValue") if name in pay)
    yield from (one["value"] for one in (job.get("identifier"),) if one)
