"""What comes out of the printer: pages of a real PDF, counted and read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route

from careersite.addresses import output_path_of
from tests.building import ENGINE, built, content

AS_OF = "2026-11-22"
HOST = "https://careers.example"
TYPES = {"html": "text/html", "css": "text/css", "woff2": "font/woff2", "svg": "image/svg+xml"}


def opened(browser: Browser, files: dict[str, bytes], address: str) -> Page:
    """The page in a browser that asks these files and nothing else."""

    def answer(route: Route) -> None:
        path = output_path_of(route.request.url.removeprefix(HOST))
        body = files.get(path)
        kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
        route.fulfill(status=200 if body else 404, body=body or b"", content_type=kind)

    page = browser.new_context().new_page()
    page.route("**/*", answer)
    page.goto(HOST + address)
    return page


def sheets(page: Page) -> int:
    """How many A4 pages the printer gives."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    return built(ENGINE, as_of=AS_OF).files


def test_the_leaflet_is_one_sheet_with_two_sides(browser, real):
    page = opened(browser, real, "/leaflet/")
    assert sheets(page) == 2
    page.emulate_media(media="print")
    assert page.locator(".leaflet__side").count() == 2
    assert not page.locator("footer").is_visible()
    page.context.close()


def test_the_leaflet_tells_the_address_in_words_once_it_is_known(browser, make_site):
    settings = "name: Example\norganisation: Us\ndescription: Work.\naddress: https://careers.example\n"
    site = make_site({"site.yml": settings, "content/pages/leaflet.md": content(body="::: leaflet\n:::\n")})
    page = opened(browser, site.files, "/leaflet/")
    assert page.locator(".leaflet__address").all_inner_texts() == ["careers.example/routes", "careers.example/stages"]
    page.context.close()


@pytest.mark.parametrize("address", ["/", "/stages/", "/testimonials/abby-poar/", "/rewards/retention-payment/"])
def test_a_page_is_a_handout_of_few_sheets_in_black_on_white(browser, real, address):
    page = opened(browser, real, address)
    assert 1 <= sheets(page) <= 5
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.context.close()


def test_a_leaflet_of_many_routes_is_still_one_sheet(browser, make_site):
    names = [f"route-{number}" for number in range(26)]
    routes = {
        f"content/routes/{name}.md": content("route", title=f"A way into the work, number {name}") for name in names
    }
    settings = "name: Example\norganisation: Us\ndescription: Work.\naddress: https://careers.example\n"
    leaflet = {"site.yml": settings, "content/pages/leaflet.md": content(body="::: leaflet\n:::\n")}
    page = opened(browser, make_site(routes | leaflet).files, "/leaflet/")
    assert sheets(page) == 2
    page.context.close()


def test_the_table_of_routes_prints_as_a_table(browser, real):
    page = opened(browser, real, "/routes/compare/")
    assert sheets(page) <= 4
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.compare-routes td')).display") == "table-cell"
    page.context.close()
