"""One page as data for search engines: organisation, breadcrumb, article, video and job of schema.org, as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from careersite.fields import Plain

CONTEXT = "https://schema.org"


def structured_data(shell: dict[str, Plain], page: dict[str, Plain], body: list[Plain]) -> list[Markup]:
    """The JSON-LD blocks of one page; what is not known is left out, so that every block is valid."""
    blocks = [_organisation(shell)] if page["address"] == "/" else []
    if page["trail"]:
        blocks.append(_breadcrumb(shell, page))
    if page["type"] == "testimonial":
        blocks.append(_article(shell, page))
    blocks += [_video(shell, page, part["fields"]) for part in body if _is_video(part)]
    if page.get("video"):
        blocks.append(_video(shell, page, page["video"]))
    vacancy = page.get("vacancy")
    if vacancy and vacancy["is_listed"]:
        blocks.append(_job_posting(shell, vacancy))
    return [_written(block) for block in blocks]


def _is_video(part: Plain) -> bool:
    return isinstance(part, dict) and part["component"] == "video"


def _written(block: dict[str, Any]) -> Markup:
    """`<` is written as an escape, so that no text can close the script element."""
    return Markup(json.dumps({"@context": CONTEXT, **block}, ensure_ascii=False, indent=1).replace("<", "\\u003c"))


def _organisation(shell: dict[str, Plain]) -> dict[str, Any]:
    contact = shell["contact"]
    block: dict[str, Any] = {"@type": "Organization", "name": shell["organisation"], "url": shell["address"] + "/"}
    if shell["logo"]:
        block["logo"] = shell["address"] + shell["logo"]["address"]
    if contact["email"]:
        point = {"@type": "ContactPoint", "contactType": "recruitment", "email": contact["email"]}
        block["contactPoint"] = {**point, **({"telephone": contact["phone"]} if contact["phone"] else {})}
    return block


def _breadcrumb(shell: dict[str, Plain], page: dict[str, Plain]) -> dict[str, Any]:
    steps = [*page["trail"], {"title": page["short_title"], "address": page["address"]}]
    entries = [
        {"@type": "ListItem", "position": number, "name": step["title"], "item": shell["address"] + step["address"]}
        for number, step in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": entries}


def _article(shell: dict[str, Plain], page: dict[str, Plain]) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": shell["organisation"]}
    block: dict[str, Any] = {
        "@type": "Article", "headline": page["title"], "description": page["summary"], "url": page["canonical"],
        "inLanguage": shell["language"], "publisher": publisher, "author": publisher,
        "about": {"@type": "Person", "name": page["title"], "jobTitle": page["role"]},
    }  # fmt: skip
    if page["updated"]:
        block["dateModified"] = page["updated"]["iso"]
    if page["photo"]:
        block["image"] = shell["address"] + page["photo"]["file"]["address"]
    return block


def _video(shell: dict[str, Plain], page: dict[str, Plain], video: dict[str, Plain]) -> dict[str, Any]:
    block: dict[str, Any] = {
        "@type": "VideoObject", "name": video["title"], "description": page["summary"],
        "uploadDate": video["date"]["iso"], "contentUrl": shell["address"] + video["file"]["address"],
        "transcript": Markup(video["transcript"]).striptags(),
    }  # fmt: skip
    if video["poster"]:
        block["thumbnailUrl"] = shell["address"] + video["poster"]["single"]
    return block


def _job_posting(shell: dict[str, Plain], vacancy: dict[str, Plain]) -> dict[str, Any]:
    """Google takes a job as open until `validThrough`; `directApply` is for forms on this very page."""
    place = {"addressLocality": vacancy["place"], "postalCode": vacancy["postcode"], "addressCountry": "GB"}
    known = {name: value for name, value in place.items() if value}
    block: dict[str, Any] = {
        "@type": "JobPosting", "title": vacancy["title"], "description": f"<p>{escape(vacancy['description'])}</p>",
        "datePosted": vacancy["posted"]["iso"], "validThrough": vacancy["closes"]["iso"],
        "employmentType": vacancy["employment"], "directApply": False,
        "hiringOrganization": _hiring_organisation(shell),
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", **known}},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": _pay(vacancy)},
    }  # fmt: skip
    if vacancy["reference"]:
        block["identifier"] = {"@type": "PropertyValue", "name": shell["organisation"], "value": vacancy["reference"]}
    return block


def _hiring_organisation(shell: dict[str, Plain]) -> dict[str, Any]:
    known = {"url": shell["address"] + "/"} if shell["printed_address"] else {}
    return {"@type": "Organization", "name": shell["organisation"], **known}


def _pay(vacancy: dict[str, Plain]) -> dict[str, Any]:
    lowest, highest = vacancy["salary_from"], vacancy["salary_to"]
    sums = {"minValue": lowest, "maxValue": highest} if highest and highest != lowest else {"value": lowest}
    return {"@type": "QuantitativeValue", **sums, "unitText": vacancy["per"].upper()}
