"""Azure Static Web Apps, by a small reader of what it documents: its own simulator is too big to fetch for a test."""

from __future__ import annotations

import json
from typing import Any

import pytest

from careersite.host_rules import Redirect, encoded, headers_of, ways_of_writing
from careersite.hosts.azure import AZURE, CONFIG, MOST_BYTES
from tests.observatory import score
from tests.served import GONE, MOVED, rules_of, served_files

# https://learn.microsoft.com/azure/static-web-apps/configuration
OF_ROUTE = {"route", "redirect", "statusCode", "headers", "rewrite", "methods", "allowedRoles"}
OF_ALL = {"routes", "responseOverrides", "globalHeaders", "mimeTypes", "trailingSlash", "navigationFallback"}


@pytest.fixture(scope="module", params=["real", "components"])
def site(request):
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture(scope="module")
def config(site) -> dict[str, Any]:
    (file,) = AZURE.files(rules_of(site))
    assert file.path == CONFIG
    return json.loads(file.content)


def route_of(address: str, config: dict[str, Any]) -> dict[str, Any]:
    """The first that fits; a star may end a route."""
    for route in config["routes"]:
        where = route["route"]
        if address == where or (where.endswith("*") and address.startswith(where[:-1])):
            return route
    return {}


def headers_at(address: str, config: dict[str, Any]) -> dict[str, str]:
    return config["globalHeaders"] | route_of(address, config).get("headers", {})


def test_it_says_only_what_azure_reads(config):
    assert set(config) <= OF_ALL
    assert config["trailingSlash"] in ("always", "never", "auto")
    for route in config["routes"]:
        assert set(route) <= OF_ROUTE
        assert route["route"].startswith("/")
        assert "*" not in route["route"][:-1]
        assert "redirect" not in route or route["statusCode"] in (301, 302)
        assert "rewrite" not in route
    assert set(config["responseOverrides"]) <= {"400", "401", "403", "404"}
    assert all(ending.startswith(".") for ending in config["mimeTypes"])
    assert {"Content-Type"} & set(config["globalHeaders"]) == set()


def test_every_file_gets_its_headers_and_no_page_meets_a_route(site, config):
    rules = rules_of(site)
    for path in served_files(site):
        address = encoded(f"/{path.removesuffix('index.html')}")
        sent = {name: value for name, value in headers_at(address, config).items() if name != "Content-Type"}
        assert sent == headers_of(rules, path), path
        assert "statusCode" not in route_of(address, config)
    assert headers_at("/feed.xml", config)["Content-Type"] == "application/atom+xml"


def test_what_moved_leads_on_and_what_is_gone_is_not_there(config):
    for redirect in MOVED:
        for one in redirect.ways:
            found = route_of(encoded(one), config)
            assert (found["redirect"], found["statusCode"]) == (redirect.location, redirect.status)
    for address in GONE:
        for one in ways_of_writing(address):
            assert route_of(encoded(one), config)["statusCode"] == AZURE.gone_status == 404
    for name in ("/.careersite", "/.htaccess", "/_headers"):
        assert route_of(name, config)["statusCode"] == 404


def test_mozilla_observatory_gives_a_plus(site, config):
    result = score(headers_at("/", config), site.files["index.html"].decode(), "careers.example")
    assert (result.points, result.grade) == (130, "A+"), result.parts


def test_more_rules_than_azure_reads_are_told(real_site):
    few, many = (
        rules_of(real_site, tuple(Redirect(f"/old-{n}/", "/routes/") for n in range(count))) for count in (50, 200)
    )
    assert [list(AZURE.limits(file)) for file in AZURE.files(few)] == [[]]
    ((told,),) = (list(AZURE.limits(file)) for file in AZURE.files(many))
    assert f"reads {MOST_BYTES:,} bytes" in told
