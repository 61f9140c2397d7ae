"""The page of the kit in a real browser: every reader can use it, and its buttons copy."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from careersite.suite import why_no_browser, why_no_modules
from tests.browser.conftest import ARGUMENTS, unless_missing
from tests.browser.every_page import RUNS, Seen, look_at
from tests.browser.test_every_page import KINDS, told
from tests.building import DEFAULTS, content, put

# It has no menu that one could want to skip; and what copies is there only with scripts.
OF_A_SITE_ALONE = {"skip link", "stand-in"}
URL = "https://kit.example/"
FAIR = "content/campaigns/fair.md"
EVENT = "{starts: 2027-03-12 10:00, ends: 2027-03-12 15:00, venue: City Hall, access: [Level access]}"
EVERYWHERE = "[linkedin, email, poster, stand, talk, partner]"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit with every state, the longest title, something left out, and results beside it."""
    from careersite.command_line import main

    site = tmp_path_factory.mktemp("site")
    long = "A campaign with a title as long as titles may become, for social workers"[:70]
    post = '\n  - channel: linkedin\n    text: "Come & see <us>!"'
    put(site, {
        **DEFAULTS,
        "site.yml": f"{DEFAULTS['site.yml']}address: https://careers.example\n",
        FAIR: content("campaign", title="Jobs fair", channels=EVERYWHERE, event=EVENT, posts=post),
        "content/campaigns/soon.md": content("campaign", title="Soon", code="soon", closes="2027-02-03"),
        "content/campaigns/later.md": content("campaign", title="Later", code="later", opens="2027-03-01"),
        "content/campaigns/over.md": content("campaign", title="Over", code="over", closes="2027-01-03"),
        "content/campaigns/long.md": content("campaign", title=long, code="a-very-long-code", channels=EVERYWHERE),
        "content/campaigns/away.md": content("campaign", title="Away", code="away", leads_to="https://jobs.example.org/"),
        "kit/results/index.html": "<!doctype html><title>Results</title>",
    })  # fmt: skip
    assert main(["kit", "--site", str(site), "--as-of", "2027-02-01", "--quiet"]) == 4
    return site / "kit"


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def seen(files) -> Seen:
    unless_missing(why_no_browser())
    return look_at({"kit": files}, ARGUMENTS)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - OF_A_SITE_ALONE))
def test_the_page_of_the_kit_has_no_finding_of_this_kind(seen, kind):
    assert seen.looked[kind]
    assert not seen.findings[kind], told(KINDS[kind], seen.findings[kind])


def test_axe_finds_nothing_on_the_page_of_the_kit(seen):
    unless_missing(why_no_modules())
    assert {run for one in seen.looked["axe"] for run in RUNS if str(run) in one} == set(RUNS)
    assert not seen.findings["axe"], told("axe-core finds nothing", seen.findings["axe"])


def test_it_asks_nobody_else_for_anything(seen):
    assert {url for url in seen.requests if not url.startswith(URL)} == set()


@pytest.fixture
def page(browser: Browser, files) -> Iterator[Page]:
    """The kit on a host of its own, where the clipboard may be used."""
    context = browser.new_context()
    context.grant_permissions(CLIPBOARD, origin=URL.rstrip("/"))

    def answer(route) -> None:
        path = route.request.url.removeprefix(URL) or "index.html"
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        route.fulfill(body=files[path], content_type=kind) if path in files else route.fulfill(status=404)

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(URL)
    yield page
    context.close()


def button(page: Page, name: str) -> Locator:
    return page.locator("section:has(> #fair)").get_by_role("button", name=name)


def copied(page: Page, kind: str = "text/plain") -> str:
    return page.evaluate(
        """async kind => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType(kind)).text();
        }""",
        kind,
    )


def test_one_click_copies_an_address_and_says_so(page):
    button(page, "Copy the short address for Poster").click()
    said = page.locator("[role=status]", has_text="Copied")
    said.wait_for()
    assert said.count() == 1
    assert copied(page) == "https://careers.example/go/fair/poster"


def test_a_text_is_copied_as_it_was_edited_and_counted_anew(page):
    field = page.locator("#fair-linkedin-text")
    assert field.input_value() == "Come & see <us>!\n\nhttps://careers.example/go/fair/linkedin"
    field.fill("Come! https://a.uk/go/ab 🎓")
    assert page.locator("#fair-linkedin-count").inner_text() == "32 of at most 3,000 characters"
    button(page, "Copy the text for LinkedIn").focus()
    page.keyboard.press("Enter")
    page.locator("[role=status]", has_text="Copied").wait_for()
    assert copied(page) == "Come! https://a.uk/go/ab 🎓"
    field.fill("x" * 3001)
    assert page.locator("#fair-linkedin-count").inner_text() == "3,001 of at most 3,000 characters: 1 too many"


def test_the_line_below_emails_is_copied_with_its_link(page):
    button(page, "Copy the line with its link").click()
    page.locator("[role=status]", has_text="Copied").wait_for()
    assert 'href="https://careers.example/go/fair/email"' in copied(page, "text/html")
    assert copied(page) == "Jobs fair, Friday 12 March 2027"


@pytest.mark.parametrize("is_allowed", [True, False])
def test_where_a_browser_has_no_clipboard_the_old_way_is_tried_and_then_one_is_told(page, is_allowed):
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(f"document.execCommand = () => {str(is_allowed).lower()}")
    button(page, "Copy the text for E-mail").click()
    expected = "Copied" if is_allowed else "Selected. Press Ctrl and C"
    page.locator("[role=status]", has_text=expected).wait_for()
    if not is_allowed:
        selected = page.evaluate("document.activeElement.id")
        assert selected == "fair-email-text"


def test_it_works_from_the_disk(browser: Browser, folder):
    page = browser.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto((folder / "index.html").as_uri())
    button(page, "Copy the short address for Poster").click()
    page.locator("[role=status]", has_text="opied").wait_for()
    assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    assert faults == []
    page.close()


def test_without_scripts_there_are_no_buttons_and_every_text(browser: Browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("button:visible").count() == 0
    assert page.locator("textarea").count() > 10
    context.close()


def test_in_print_every_campaign_begins_a_page_and_every_text_is_whole(browser: Browser, folder, tmp_path):
    from pypdf import PdfReader

    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.pdf(
        path=str(tmp_path / "kit.pdf"), format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    )
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "kit.pdf").pages]
    starts = [next(n for n, text in enumerate(sheets) if f"careers.example/go/{code}\n" in text)
              for code in ("fair", "soon", "later", "over", "away")]  # fmt: skip
    assert len(set(starts)) == 5
    whole = " ".join(" ".join(sheets).split())
    assert "Come & see <us>!" in whole
    assert "Copy" not in whole
    page.close()
