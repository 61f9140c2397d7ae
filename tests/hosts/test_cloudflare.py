"""Cloudflare Pages by its own simulator, wrangler, which runs on this computer alone."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careersite.host_rules import Redirect, encoded, headers_of, redirect
from careersite.hosts.cloudflare import CLOUDFLARE, MOST_REDIRECTS, MOST_WITH_STAR
from careersite.media_types import content_type
from careersite.suite import NODE_MODULES, why_no_modules
from tests.browser.conftest import unless_missing
from tests.building import Built
from tests.observatory import score
from tests.served import GONE, MOVED, Server, free_port, put_files, rules_of, served_files, wait_for

ITS_OWN = "public, max-age=0, must-revalidate"


@contextmanager
def wrangler(folder: Path) -> Iterator[Server]:
    """The simulator over folder/public, stopped at the end."""
    port = free_port()
    program = ["node", f"{NODE_MODULES}/wrangler/bin/wrangler.js", "pages", "dev", str(folder / "public"),
               "--ip", "127.0.0.1", "--port", str(port), "--inspector-port", str(free_port()),
               "--compatibility-date", "2024-09-01", "--show-interactive-dev-session=false"]  # fmt: skip
    alone = {"CI": "1", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "NO_COLOR": "1",
             "WRANGLER_SEND_METRICS": "false", "CLOUDFLARE_CF_FETCH_ENABLED": "false"}  # fmt: skip
    with (folder / "said").open("wb") as said, subprocess.Popen(
        program, cwd=folder, env={**os.environ, **alone}, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            wait_for(port, process, "wrangler", 60)
            yield Server("cloudflare", port)
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # with the server that it has started


@pytest.fixture(scope="module")
def pages(components_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    unless_missing(why_no_modules())
    folder = tmp_path_factory.mktemp("cloudflare")
    put_files(folder, "cloudflare", components_site, rules_of(components_site))
    with wrangler(folder) as running:
        yield running


@pytest.mark.slow
def test_every_file_is_served_as_what_it_is_with_its_headers(pages, components_site):
    rules = rules_of(components_site)
    for path, content in served_files(components_site).items():
        if path.endswith("404.html"):
            continue  # asked for by its name it leads to /404
        reply = pages.ask(
            encoded("/" + path.removesuffix("index.html").removesuffix("410.html")) + "410" * (path == "410.html")
        )
        assert (reply.status, reply.body) == (200, content), path
        expected = headers_of(rules, path)
        if expected["Cache-Control"] == "no-cache":
            expected["Cache-Control"] = ITS_OWN
        assert {name: reply.headers.get(name.title(), "") for name in expected} == expected, path
        assert "Access-Control-Allow-Origin" not in reply.headers
        told = reply.headers["Content-Type"].partition(";")[0]
        assert told == content_type(path, content).partition(";")[0] or path.endswith((".ico", ".js", ".xml")), path


@pytest.mark.slow
def test_what_has_moved_leads_on_in_one_hop_and_keeps_the_query(pages):
    for one in MOVED:
        path, query, fragment = one.target_parts
        for address in one.ways:
            reply = pages.ask(f"{encoded(address)}?utm_source=a")
            assert reply.status == one.status
            # A target with a query of its own loses the reader's: docs/hosts.md says so.
            assert pages.leads(reply) == f"{path}?{query or 'utm_source=a'}{fragment}", address


@pytest.mark.slow
def test_a_page_without_its_slash_leads_to_it(pages, components_site):
    page = next(page for page in components_site.pages if page != "/")
    reply = pages.ask(page.rstrip("/") + "?a=1")
    assert (reply.status, pages.leads(reply)) == (308, f"{page}?a=1")


@pytest.mark.slow
def test_what_is_gone_answers_404_with_the_page_that_says_so(pages, components_site):
    for address in GONE:
        said = components_site.files["410.html" if address.endswith("/") else "404.html"]
        reply = pages.ask(encoded(address))
        assert pages.ask(encoded(f"{address}index.html")).status == 404
        assert (reply.status, reply.body) == (CLOUDFLARE.gone_status, said), address
    reply = pages.ask("/nowhere/")
    assert (reply.status, reply.body) == (404, components_site.files["404.html"])
    for address in ("/_redirects", "/_headers"):
        assert pages.ask(address).status == 404


@pytest.mark.slow
def test_mozilla_observatory_gives_a_plus(pages):
    reply = pages.ask("/")
    result = score(reply.headers, reply.text, "careers.example")
    assert (result.points, result.grade) == (130, "A+"), result.parts


def test_more_rules_than_cloudflare_obeys_are_told(components_site):
    def told(moved: tuple[Redirect, ...]) -> list[str]:
        return [one for file in CLOUDFLARE.files(rules_of(components_site, moved)) for one in CLOUDFLARE.limits(file)]

    assert told(MOVED) == []
    (many,) = told(tuple(Redirect(f"/old-{n}/", "/") for n in range(MOST_REDIRECTS // 3 + 1)))
    assert "2,000 redirects, and these are 2,001" in many
    (long,) = told((Redirect("/old.html", "/" + "x" * 1000),))
    assert "no redirect of more than 1,000 signs" in long
    (codes,) = told(tuple(redirect(f"/go/code-{n}/", "/") for n in range(MOST_WITH_STAR + 1)))
    assert "knows 100 codes of short links, and these are 101" in codes
