"""The real nginx and the real Apache, set up as docs/hosts.md says, asked for every address and every file."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from careersite.campaigns.short_links import is_short
from careersite.host_rules import Rules, encoded, headers_of, ways_of_writing
from careersite.media_types import content_type
from tests.building import Built
from tests.observatory import score
from tests.served import (
    GONE,
    MOVED,
    Reply,
    Server,
    open_folder,
    put_files,
    rules_of,
    served_files,
    server,
    why_no_server,
)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Served:
    server: Server
    site: Built
    rules: Rules
    errors: Path

    def ask(self, address: str, method: str = "GET", **headers: str) -> Reply:
        return self.server.ask(address, method, **headers)


@pytest.fixture(scope="module", params=["nginx-real", "nginx-components", "apache-real", "apache-components"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """Every page that there is really, and every kind of file that a page can hold."""
    name, _, which = request.param.partition("-")
    if reason := why_no_server(name):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    site: Built = request.getfixturevalue(f"{which}_site")
    rules = rules_of(site)
    with open_folder() as folder:
        put_files(folder, name, site, rules)
        with server(name, folder) as running:
            yield Served(running, site, rules, folder / "run/errors")


def address_of(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def security(headers: dict[str, str], rules: Rules) -> dict[str, str]:
    """Those of an answer that the rules speak of."""
    return {name: headers.get(name.title(), "") for name in rules.headers}


def test_every_file_is_served_as_what_it_is_with_its_headers(served):
    assert len(served_files(served.site)) > 50
    for path, content in served_files(served.site).items():
        reply = served.ask(encoded(address_of(path)))
        assert (reply.status, reply.body) == (200, content), path
        said = security(reply.headers, served.rules)
        assert said == {name: headers_of(served.rules, path)[name] for name in said}, path
        assert reply.headers["Content-Type"].lower() == content_type(path, content), path


def test_head_says_what_get_says_without_a_body(served):
    for address in ("/", "/feed.xml", "/old/", encoded(GONE[0]), "/nowhere/"):
        full, head = served.ask(address), served.ask(address, "HEAD")
        assert (head.status, head.body) == (full.status, b"")
        assert security(head.headers, served.rules) == security(full.headers, served.rules)


def test_a_page_without_its_slash_leads_to_it_in_one_hop_and_keeps_the_query(served):
    pages = [page for page in served.site.pages if page != "/"]
    assert len(pages) > 20
    for page in pages:
        for query in ("", "?a=1&b=%20c"):
            reply = served.ask(encoded(page.rstrip("/")) + query)
            assert (reply.status, served.server.leads(reply)) == (301, encoded(page) + query)
            assert security(reply.headers, served.rules) == dict(served.rules.headers)


@pytest.mark.parametrize("redirect", MOVED, ids=lambda redirect: redirect.address)
def test_what_has_moved_leads_on_in_one_hop_and_keeps_the_query(served, redirect):
    path, query, fragment = redirect.target_parts
    for address in redirect.ways:
        for asked in ("", "utm_source=a&x=%C3%BC%20y"):
            reply = served.ask(encoded(address) + (f"?{asked}" if asked else ""))
            expected = "&".join(part for part in (query, asked) if part)
            assert reply.status == redirect.status
            assert served.server.leads(reply) == path + (f"?{expected}" if expected else "") + fragment
            assert security(reply.headers, served.rules) == dict(served.rules.headers)


def test_every_address_that_the_site_ever_had_is_answered(served):
    """What moved or is gone by the ledger, and every page: each is there, leads on in one hop, or is gone."""
    site = served.site.site
    asked = [*served.site.pages, *site.redirects, *site.gone]
    assert len(asked) > 20
    for address in asked:
        reply = served.ask(encoded(address))
        moved = 302 if is_short(address) else 301
        expected = 410 if address in site.gone else moved if address in site.redirects else 200
        assert reply.status == expected, address
        if expected == moved and site.redirects[address].startswith("/"):
            assert served.ask(served.server.leads(reply).partition("#")[0]).status == 200, address


def test_a_short_link_may_be_typed_in_any_way(served):
    for address in ("/go/spring", "/go/spring/", "/GO/SPRING", "/Go/Spring/", "/gO/sPRING", "/go/%73pring"):
        assert served.ask(address).status == 302


@pytest.mark.parametrize("address", GONE)
def test_what_is_gone_answers_410_with_the_plain_page(served, address):
    for one in ways_of_writing(address):
        reply = served.ask(encoded(one))
        assert (reply.status, reply.body) == (410, served.site.files["410.html"])
        assert security(reply.headers, served.rules) == dict(served.rules.headers)


MISSING = ("/nowhere/", "/nowhere", "/nowhere.png", "/assets/css/site.0123456789.css", "/share/x.0123456789.png",
           "/index.php", "/%C3%BCber/", "/routes/index.html/x", "/routes/%00", "/Routes/", "/ROUTES", "/old/other/",
           "/oldx", "/a/old/", "/x%0d%0aSet-Cookie:%20a=1")  # fmt: skip


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_answers_404_with_the_page_that_helps(served, address):
    reply = served.ask(address)
    assert reply.status in ((400, 404) if "%00" in address else (404,))
    if "%00" in address:
        return  # refused before any rule is asked, in words of the server's own
    assert reply.body == served.site.files["404.html"]
    assert security(reply.headers, served.rules) == dict(served.rules.headers)
    assert "Set-Cookie" not in reply.headers


SECRET = ("/.careersite", "/.git/config", "/.git/", "/.git", "/.htaccess", "/_headers", "/_redirects",
          "/staticwebapp.config.json", "/CNAME", "/.nojekyll", "/routes/.hidden", "/%2egit/config", "/.env",
          "/assets/.git/config", "//.git/config")  # fmt: skip


@pytest.mark.parametrize("address", SECRET)
def test_nothing_hidden_is_served_and_nothing_tells_that_it_is_there(served, address):
    reply = served.ask(address)
    assert (reply.status, reply.body) == (404, served.site.files["404.html"])
    assert security(reply.headers, served.rules) == dict(served.rules.headers)


OUT = ("/../private/nginx/site.conf", "/%2e%2e/private/nginx/site.conf", "/..%2fprivate/nginx/site.conf",
       "/assets/../../run/nginx.conf", "/assets/..%5c..%5crun/nginx.conf", "/assets/%2e%2e/%2e%2e/run/apache.conf",
       "/private/nginx/site.conf", "/....//private/nginx/site.conf", "/../../../../etc/passwd")  # fmt: skip


@pytest.mark.parametrize("address", OUT)
def test_no_way_leads_out_of_the_folder(served, address):
    reply = served.ask(address)
    assert reply.status in (400, 404)
    for word in (b"add_header", b"ServerRoot", b"root:", b"error_log"):
        assert word not in reply.body


def test_no_folder_is_listed(served):
    for address in ("/assets/", "/assets/css/", "/share/"):
        reply = served.ask(address)
        assert (reply.status, reply.body) == (404, served.site.files["404.html"])


@pytest.mark.parametrize("address", ["//routes", "//routes//", "/routes//", "//www.example.org", "//www.example.org/..",
                                     "///old", "/%2f%2fwww.example.org/%2e%2e"])  # fmt: skip
def test_doubled_slashes_never_lead_to_another_site(served, address):
    reply = served.ask(address)
    assert reply.status in (200, 301, 400, 404)
    if reply.status == 301:
        assert re.match(r"/[^/\\]", served.server.leads(reply))


def test_the_server_does_not_tell_its_version(served):
    for address in ("/", "/nowhere/", "/old/"):
        reply = served.ask(address)
        assert reply.headers["Server"] in ("nginx", "Apache")
        assert not re.search(rb"nginx/\d|Apache/\d", reply.body)


def test_nothing_but_reading_is_allowed(served):
    for method in ("POST", "PUT", "DELETE", "TRACE"):
        reply = served.ask("/", method)
        assert reply.status in (200, 403, 404, 405)
        assert reply.status != 200 or reply.body == served.site.files["index.html"]


def test_an_unchanged_file_is_not_sent_again_however_it_was_packed(served):
    for path in ("index.html", next(path for path in served.site.files if path.endswith(".css"))):
        for coding in ("identity", "gzip", "br"):
            first = served.ask(address_of(path), Accept_Encoding=coding)
            again = served.ask(address_of(path), Accept_Encoding=coding, If_None_Match=first.headers["Etag"])
            assert (again.status, again.body) == (304, b""), (path, coding)
            since = served.ask(address_of(path), If_Modified_Since=first.headers["Last-Modified"])
            assert since.status == 304
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
            other = served.ask(address_of(path), If_None_Match='"other"')
            assert other.status == 200


def test_what_is_text_is_packed_and_what_is_packed_already_is_not(served):
    for path, content in served_files(served.site).items():
        if not path.endswith((".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest")) or len(content) < 300:
            continue
        packed = served.ask(encoded(address_of(path)), Accept_Encoding="gzip")
        assert packed.headers.get("Content-Encoding") == "gzip", path
        assert gzip.decompress(packed.body) == content
        assert "Accept-Encoding" in packed.headers["Vary"]
        smaller = served.ask(encoded(address_of(path)), Accept_Encoding="gzip, br")
        assert smaller.headers["Content-Encoding"] == ("br" if served.server.has_brotli else "gzip"), path
    picture = next(path for path in served.site.files if path.endswith(".png"))
    assert "Content-Encoding" not in served.ask(f"/{picture}", Accept_Encoding="gzip, br").headers


def test_a_film_is_sent_in_parts(served):
    films = [path for path in served.site.files if path.endswith((".mp4", ".webm", ".png"))]
    assert films
    reply = served.ask(f"/{films[0]}", Range="bytes=0-9")
    assert (reply.status, reply.body) == (206, served.site.files[films[0]][:10])


def test_mozilla_observatory_gives_a_plus(served):
    reply = served.ask("/")
    result = score(reply.headers, reply.text, "careers.example")
    assert (result.points, result.grade) == (130, "A+"), result.parts


def test_behind_a_proxy_with_https_no_redirect_leads_through_http(served):
    for address in ("/old", served.site.pages[-1].rstrip("/")):
        where = served.ask(address, X_Forwarded_Proto="https").headers["Location"]
        assert where.startswith(("/", "https://"))


def test_the_server_finds_no_fault_in_its_rules(served):
    lines = served.errors.read_text(errors="replace").splitlines() if served.errors.exists() else []
    assert [line for line in lines if re.search(r"[\[:](?:emerg|warn|alert|crit)\]", line)] == []
