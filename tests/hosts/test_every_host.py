"""The table of hosts, and what holds for each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from careersite.host_rules import Redirect
from careersite.hosts import BY_NAME, HIDDEN, HOSTS
from careersite.settings import HOSTS as NAMES
from careersite.settings import ONE_OF_TWO
from tests.building import DEFAULTS, content
from tests.served import DOCUMENTATION, rules_of

pytestmark = pytest.mark.quick

ROUTE = "content/routes/new.md"


def site_yml(*hosts: str) -> str:
    return DEFAULTS["site.yml"] + "hosts:\n" + "".join(f"  - {host}\n" for host in hosts)


def test_every_host_has_a_name_in_site_yml_and_a_test():
    assert tuple(host.name for host in HOSTS) == NAMES
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert all(
        f"careersite.hosts.{name.replace('-', '_')} import" in tests or f'"{name}-real"' in tests for name in NAMES
    )


def row(name: str) -> list[str]:
    found = re.search(rf"^\| `{name}` \|(.*)\|$", DOCUMENTATION, re.MULTILINE)
    assert found, f"docs/hosts.md has no row for {name}"
    return [cell.strip() for cell in found[1].split("|")]


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_the_table_in_the_documentation_says_what_a_host_can_do(host, real_site):
    files, redirects, gone, headers, points = row(host.name)
    made = list(host.files(rules_of(real_site)))
    for file in made:
        if file.path != "nginx/brotli.conf" and not file.path.endswith("/404.html"):
            assert f"{'private' if file.is_private else 'public'}/{file.path}" in files
    assert (
        redirects.startswith("301, query kept" if host.keeps_query else "301, query may be lost")
        or host.name == "github-pages"
    )
    assert gone.startswith(str(host.gone_status))
    assert headers == ("all" if host.sends_headers else "none")
    assert points == ("130 of 100, A+" if host.sends_headers else "30 of 100, D")


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_what_a_host_reads_for_itself_is_hidden_from_readers(host, real_site):
    made = [file for file in host.files(rules_of(real_site)) if not file.path.endswith("/404.html")]
    assert made
    assert {file.path for file in made if not file.is_private} <= set(host.reads) <= HIDDEN


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_the_same_site_gives_the_same_bytes(host, real_site):
    one, other = ([*host.files(rules_of(real_site))] for _ in range(2))
    assert one == other


def test_a_site_without_a_host_gets_no_rules_and_is_asked_for_one(make_site):
    site = make_site()
    assert not set(site.files) & HIDDEN
    assert not [path for path in site.finished.rendered.private if path.startswith("nginx/")]
    assert "hosts" in site.site.content.settings.to_fill_in


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_a_host_that_is_chosen_gets_its_files_beside_the_site(make_site, host):
    site = make_site({"site.yml": site_yml(host.name), ROUTE: content("route", formerly="[/old/]")})
    assert site.errors == []
    written = {**site.finished.rendered.files, **site.finished.rendered.private}
    assert set(host.reads) - {"CNAME"} <= set(written)
    assert ("old/index.html" in written) == (not host.sends_headers)
    if host.sends_headers:
        assert any(b"/old" in file.content or b"^old" in file.content for file in written.values())


@pytest.mark.slow
def test_all_hosts_at_once_do_not_disturb_each_other(make_site):
    chosen = [name for name in NAMES if name != "cloudflare"]
    site = make_site({"site.yml": site_yml(*chosen)}, slower=True)
    assert site.errors == []
    assert {".htaccess", "_redirects", "_headers", "staticwebapp.config.json", ".nojekyll"} <= set(site.files)
    assert set(site.finished.rendered.private) >= {"nginx/site.conf", "nginx/brotli.conf"}
    assert {"netlify", "cloudflare"} == ONE_OF_TWO


@pytest.mark.slow
def test_what_a_host_cannot_do_is_said_at_every_build(make_site, command_line):
    folder = make_site({"site.yml": site_yml("nginx", "github-pages")}).folder
    said = command_line("--site", folder)
    assert BY_NAME["github-pages"].remark in said.out
    assert (folder / "private/nginx/site.conf").is_file()
    assert not (folder / "public/nginx").exists()


def test_an_address_told_twice_does_not_keep_nginx_from_starting(real_site):
    twice = (Redirect("/old/", "/"), Redirect("/old", "/routes/"), Redirect("/feed.xml", "/"))
    (rules, _) = BY_NAME["nginx"].files(rules_of(real_site, twice, ("/old/",)))
    locations = re.findall(r"^location (.*?) \{", rules.content.decode(), re.MULTILINE)
    assert '= "/old"' in locations
    assert len(locations) == len(set(locations))
