"""Every short link of a site with campaigns, asked of every host as people type it: with capitals, slashes, queries."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from careersite.campaigns.short_links import GO, ShortLink, short_address
from careersite.host_rules import Rules, leading
from careersite.hosts import BY_NAME
from careersite.suite import NODE_MODULES, why_no_modules
from tests.browser.conftest import unless_missing
from tests.building import DEFAULTS, Built, built, content, put
from tests.hosts.test_azure import route_of
from tests.hosts.test_cloudflare import wrangler
from tests.served import Server, open_folder, put_files, rules_of, server, why_no_server

SITE_YML = DEFAULTS["site.yml"] + (
    "address: https://careers.example\nhosts: [{}]\napply:\n  address: https://jobs.example/search?from=us\n"
)
FILES = {
    **DEFAULTS,
    "content/pages/day.md": content(title="A day", body="## What happens\n\nSome words.\n"),
    "content/campaigns/compass.md": content("campaign", title="Compass", code="compass", channels="[poster, linkedin]"),
    "content/campaigns/spring.md": content(
        "campaign", title="Spring", code="spring", leads_to="../pages/day.md#what-happens", formerly="/go/lenz/",
        action="{label: Book, to: https://book.example/}",
    ),
    "content/campaigns/return.md": content(
        "campaign", title="Return", code="return", channels="[talk]", leads_to="https://www.example.org/back?a=1#part",
    ),
    # A channel that the campaign had, a code that was answered, and one that another campaign took over.
    "published.yml": """\
addresses:
  /go/apply/:
    since: 2026-01-01
    file: site.yml
  /go/compass/:
    since: 2026-01-01
    file: content/campaigns/compass.md
  /go/compass/stand/:
    since: 2026-01-01
    file: content/campaigns/compass.md
  /go/old/:
    since: 2026-01-01
    file: content/campaigns/old.md
    moved_to: /go/compass/
  /go/old/poster/:
    since: 2026-01-01
    file: content/campaigns/old.md
""",
}  # fmt: skip
POSTER = "utm_source=poster&utm_medium=print&utm_campaign="
STAND = "utm_source=stand&utm_medium=print&utm_campaign="
MORE = {
    "/go/compass/stand/": f"/campaigns/compass/?{STAND}compass",
    "/go/old/": "/campaigns/compass/",
    "/go/old/poster/": f"/campaigns/compass/?{POSTER}old",
    "/go/lenz/": "/day/#what-happens",
}
APPLYING = "https://jobs.example/search?from=us"
MISPRINTED = {
    "/go/compass/postre": "/campaigns/compass/",
    "/go/compass/a/b/c": "/campaigns/compass/",
    "/go/apply/nobody": APPLYING,
    "/go/old/any": "/campaigns/compass/",
}
UNKNOWN = ("/go/", "/go/nothing", "/go/compassx", "/go/compas", "/xgo/compass", "/a/go/compass/")


def site_for(folder: Path, *hosts: str) -> Built:
    put(folder, {**FILES, "site.yml": SITE_YML.format(", ".join(hosts))})
    site = built(folder, slower=True)
    assert site.errors == []
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    # With pages in the place of rules as well, which must not shine through.
    return site_for(tmp_path_factory.mktemp("short"), "nginx", "apache", "netlify", "azure", "github-pages")


@pytest.fixture(scope="module")
def rules(site: Built) -> Rules:
    return rules_of(site, (), ())


def every(site: Built) -> dict[str, str]:
    """Each short link with where it leads."""
    found = {link.address: link.target for link in site.site.short_links} | MORE
    assert len(found) > 14
    return found


def odd(address: str) -> tuple[str, ...]:
    """As people type it, without the slash first, as it is printed."""
    bare = address.rstrip("/")
    inner = bare.removeprefix(GO)
    percent = f"{GO}%{ord(inner[0]):02X}{inner[1:]}"
    mixed = "".join(sign.upper() if n % 2 else sign for n, sign in enumerate(bare))
    return (bare, address, bare.upper(), f"{bare.title()}/", f"GO{bare[3:]}".replace("GO", "/GO", 1), mixed,
            f"{bare}/index.html", percent)  # fmt: skip


def merged(target: str, query: str) -> str:
    parts = urlsplit(target)
    return parts._replace(query="&".join(one for one in (parts.query, query) if one)).geturl()


def test_the_addresses_of_the_site_are_these(site):
    """Written out once, so that the tests below prove something."""
    plain = {link.address: link.target for link in site.site.short_links}
    assert plain == {
        "/go/apply/": APPLYING,
        "/go/apply/compass/": APPLYING,
        "/go/apply/return/": APPLYING,
        "/go/apply/spring/": "https://book.example/",
        "/go/compass/": "/campaigns/compass/",
        "/go/compass/linkedin/": "/campaigns/compass/?utm_source=linkedin&utm_medium=social&utm_campaign=compass",
        "/go/compass/poster/": f"/campaigns/compass/?{POSTER}compass",
        "/go/return/": "https://www.example.org/back?a=1#part",
        "/go/return/talk/": "https://www.example.org/back?a=1&utm_source=talk&utm_medium=spoken&utm_campaign=return#part",
        "/go/spring/": "/day/#what-happens",
        "/go/spring/linkedin/": "/day/?utm_source=linkedin&utm_medium=social&utm_campaign=spring#what-happens",
        "/go/spring/poster/": f"/day/?{POSTER}spring#what-happens",
    }
    assert site.site.redirects == {**plain, **MORE}
    assert isinstance(site.site.short_links[0], ShortLink)


# The servers that are started here


@pytest.fixture(scope="module", params=["nginx", "apache"])
def served(request: pytest.FixtureRequest, site: Built, rules: Rules) -> Iterator[Server]:
    if reason := why_no_server(request.param):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with open_folder() as folder:
        put_files(folder, request.param, site, rules)
        with server(request.param, folder) as running:
            yield running


@pytest.mark.slow
def test_a_server_leads_on_however_a_short_link_is_typed(served, site):
    for address, target in every(site).items():
        for typed in odd(address):
            reply = served.ask(typed)
            assert (reply.status, served.leads(reply)) == (302, target), typed


@pytest.mark.slow
def test_a_server_keeps_every_query_beside_the_tags(served, site):
    for address, target in every(site).items():
        for query in ("a=1", "utm_source=own&x=%C3%BC%20y", "a"):
            for typed in (address, address.rstrip("/").upper()):
                reply = served.ask(f"{typed}?{query}")
                assert (reply.status, served.leads(reply)) == (302, merged(target, query)), typed


@pytest.mark.slow
def test_a_server_answers_head_as_get_and_lets_nobody_keep_the_answer(served, site, rules):
    for address in every(site):
        full, head = served.ask(address), served.ask(address, "HEAD")
        assert (head.status, head.body, head.headers["Location"]) == (302, b"", full.headers["Location"])
        for reply in (full, head):
            assert reply.headers["Cache-Control"] == "no-cache"
            assert {name: reply.headers.get(name.title()) for name in rules.headers} == rules.headers


@pytest.mark.slow
def test_a_server_leads_a_misprinted_channel_to_its_campaign(served):
    for typed, target in MISPRINTED.items():
        for one in (typed, f"{typed}/", typed.upper()):
            reply = served.ask(one)
            assert (reply.status, served.leads(reply)) == (302, target), one
    assert served.leads(served.ask("/go/compass/postre?a=1")) == "/campaigns/compass/?a=1"


@pytest.mark.slow
@pytest.mark.parametrize("address", UNKNOWN)
def test_a_server_says_of_what_is_no_short_link_that_it_is_not_there(served, site, address):
    reply = served.ask(address)
    assert (reply.status, reply.body) == (404, site.files["404.html"])


@pytest.mark.slow
def test_where_short_links_lead_on_this_site_there_is_a_page(served, site):
    inside = [target for target in every(site).values() if target.startswith("/")]
    assert inside
    for target in inside:
        assert served.ask(target.partition("#")[0]).status == 200


# Those that are read from the top


def typed_there(address: str) -> tuple[str, ...]:
    bare = address.rstrip("/")
    inner = bare.removeprefix(GO)
    return (bare, address, bare.upper(), f"{bare.title()}/", GO + inner.title(), GO + inner.upper())


@pytest.mark.slow
def test_netlify_leads_on_in_every_case_that_its_rules_tell(site, rules):
    unless_missing(why_no_modules())
    text = next(file.content.decode() for file in BY_NAME["netlify"].files(rules) if file.path == "_redirects")
    asked = [(typed, target) for address, target in every(site).items() for typed in typed_there(address)]
    asked += [*MISPRINTED.items(), *((one, "") for one in UNKNOWN)]
    program = ["node", str(Path(__file__).parent / "netlify.js"), NODE_MODULES]
    given = json.dumps([text, [address for address, _ in asked]])
    finished = subprocess.run(program, input=given, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert finished.returncode == 0, finished.stderr
    for (address, target), found in zip(asked, json.loads(finished.stdout), strict=True):
        assert found == ([302, target, True] if target else None), address


def test_azure_leads_on_in_small_letters(site, rules):
    (file,) = BY_NAME["azure"].files(rules)
    config = json.loads(file.content)
    asked = [(one, target) for address, target in every(site).items() for one in (address, address.rstrip("/"))]
    for typed, target in [*asked, *MISPRINTED.items()]:
        found = route_of(typed, config)
        assert (found["redirect"], found["statusCode"]) == (target, 302), typed
    for typed in UNKNOWN:
        assert "redirect" not in route_of(typed, config)
    places = [route["route"] for route in config["routes"]]
    # Azure refuses a file in which a route stands below a star that takes it in.
    assert not [
        one for n, one in enumerate(places) for star in places[:n] if star.endswith("*") and one.startswith(star[:-1])
    ]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    unless_missing(why_no_modules())
    folder = tmp_path_factory.mktemp("cloudflare")
    site = site_for(folder / "site", "cloudflare")
    put_files(folder, "cloudflare", site, rules_of(site, (), ()))
    with wrangler(folder) as running:
        yield running


@pytest.mark.slow
def test_cloudflare_leads_on_in_every_case_that_its_rules_tell(pages, site):
    asked = [(typed, target) for address, target in every(site).items() for typed in typed_there(address)]
    for typed, target in [*asked, *MISPRINTED.items()]:
        reply = pages.ask(typed)
        assert (reply.status, pages.leads(reply)) == (302, target), typed
    assert pages.leads(pages.ask("/go/compass?a=1")) == "/campaigns/compass/?a=1"
    for typed in UNKNOWN:
        assert pages.ask(typed).status == 404, typed


# What holds for all


def test_the_preview_answers_as_a_server_does(site, rules):
    for address, target in every(site).items():
        for typed in odd(address):
            assert leading(rules.redirects, typed, "a=1") == (302, merged(target, "a=1")), typed
    for typed, target in MISPRINTED.items():
        assert leading(rules.redirects, typed, "") == (302, target)
    for typed in UNKNOWN:
        assert leading(rules.redirects, typed, "") is None, typed


def test_a_host_without_rules_gets_a_page_for_each_that_keeps_the_query(site):
    for address, target in every(site).items():
        page = site.page(address)
        assert page.attribute("script[data-target]", "data-target") == target
        assert page.attribute("noscript meta[http-equiv=refresh]", "content") == f"0; url={target}"
        assert page.has('meta[name="robots"][content="noindex"]')
        assert page.links == [target]
        assert "utm_" not in page.attribute('link[rel="canonical"]', "href")


def test_a_page_for_a_short_link_shows_in_a_post_what_its_page_shows(site):
    short, own = site.page("/go/compass/linkedin/"), site.page("/campaigns/compass/")
    for name in ("og:title", "og:description", "og:url", "og:image"):
        selector = f'meta[property="{name}"]'
        assert short.attribute(selector, "content") == own.attribute(selector, "content")


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "azure", "github-pages"])
def test_what_a_host_cannot_do_with_short_links_is_told_where_there_are_any(tmp_path, command_line, host):
    site_for(tmp_path, host)
    assert BY_NAME[host].on_short_links
    assert BY_NAME[host].on_short_links in command_line("check", "--site", tmp_path).out
    put(tmp_path, {path: None for path in FILES if path.startswith("content/campaigns/")})
    put(tmp_path, {"published.yml": "", "site.yml": SITE_YML.format(host).partition("apply:")[0]})
    assert BY_NAME[host].on_short_links not in command_line("check", "--site", tmp_path).out


def test_short_links_are_in_no_list_of_pages(site):
    for path in ("sitemap.xml", "feed.xml", "search.json"):
        assert GO.encode() not in site.files.get(path, b""), path
    assert short_address("compass").encode() not in site.files["index.html"]
