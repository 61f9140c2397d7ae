"""What the preview shows of a site before the whole of it is rendered: every file that the build would write."""

from __future__ import annotations

from datetime import datetime

import pytest

from careersite import pipeline
from careersite.memo import Memo
from careersite.outputs.icons import ICON_PATHS
from careersite.pipeline import Place, Workbench
from careersite.preview.workshop import SiteWorkshop
from tests.building import AS_OF, DEFAULTS, ENGINE, FACTS, content, put, workbench

pytestmark = pytest.mark.quick


@pytest.fixture
def draft(tmp_path):
    put(tmp_path, DEFAULTS)

    workshop = SiteWorkshop(
        Place(tmp_path, ENGINE), workbench(), lambda _: datetime.fromisoformat(AS_OF), lambda _: None
    )
    return workshop.draft()


def test_the_picture_for_sharing_is_drawn_when_it_is_asked_for(draft):
    page = draft.file("index.html").decode()
    address = page.partition('property="og:image" content="https://careers.example/')[2].partition('"')[0]
    assert address.startswith("share/")
    assert draft.file(address).startswith(b"\x89PNG")
    assert draft.file(address.replace("home", "away")) is None


@pytest.mark.parametrize("path", ICON_PATHS)
def test_every_icon_and_the_manifest_are_served(draft, path):
    assert draft.file(path)


@pytest.mark.parametrize("hosts", ["", "hosts: [nginx]\n"])
def test_short_links_and_former_addresses_lead_on_as_on_a_server(tmp_path, hosts):
    put(tmp_path, {
        **DEFAULTS,
        "site.yml": DEFAULTS["site.yml"] + hosts + "apply:\n  address: https://jobs.example/\n",
        "content/campaigns/fair.md": content("campaign"),
        "content/pages/new.md": content(title="New", formerly="/old/"),
    })  # fmt: skip
    moment = datetime.fromisoformat(AS_OF)
    draft = SiteWorkshop(Place(tmp_path, ENGINE), workbench(), lambda _: moment, lambda _: None).draft()
    tags = "utm_source=poster&utm_medium=print&utm_campaign=fair"
    assert draft.leads("/GO/Fair/poster", "a=1") == (302, f"/campaigns/fair/?{tags}&a=1")
    assert draft.leads("/go/apply/fair", "") == (302, "https://jobs.example/")
    assert draft.leads("/old", "a=1") == (302, "/new/?a=1")
    assert draft.leads("/new/", "") is None
    assert draft.leads("/go/nothing", "") is None


def test_the_calendar_file_of_an_event_is_there_at_once(tmp_path):
    event = "{starts: 2027-03-12 10:00, venue: The hall, access: [No steps]}"
    put(tmp_path, {**DEFAULTS, "content/campaigns/fair.md": content("campaign", event=event)})
    moment = datetime.fromisoformat(AS_OF)
    draft = SiteWorkshop(Place(tmp_path, ENGINE), workbench(), lambda _: moment, lambda _: None).draft()
    assert b"LOCATION:The hall" in draft.file("campaigns/fair/event.ics")


@pytest.mark.slow
def test_a_save_need_not_wait_until_every_picture_is_drawn(tmp_path):
    """Drawing is stopped between two pictures; what is drawn by then is remembered."""
    put(tmp_path, {**DEFAULTS, **{f"content/pages/p{n}.md": content(title=f"Page {n}") for n in range(9)}})
    bench = Workbench(Memo(None))
    begun = pipeline.draft(Place(tmp_path, ENGINE), bench, lambda _: datetime.fromisoformat(AS_OF))

    def stop() -> bool:
        return any(bench.memo.get("share card", card.given) for _, card in begun.studio.cards.values())

    assert pipeline.finish(begun, stop=stop).rendered.files == {}
    drawn = [card for _, card in begun.studio.cards.values() if bench.memo.get("share card", card.given)]
    assert 0 < len(drawn) < 3


SOURCES = "sources:\n  report:\n    title: A report\n    publisher: Example Council\n    date: 2026\n"


def test_lists_of_people_and_the_search_index_are_there_at_once(tmp_path):
    put(tmp_path, {
        **DEFAULTS,
        "content/facts.yml": SOURCES,
        "content/testimonials/ada.md": content("testimonial", name="Ada Bell", team="North"),
        "content/pages/search.md": content(title="Search", body="::: search\n:::\n"),
    })  # fmt: skip
    moment = datetime.fromisoformat(AS_OF)
    draft = SiteWorkshop(Place(tmp_path, ENGINE), workbench(), lambda zone: moment, lambda finished: None).draft()
    page = draft.file("testimonials/team/north/index.html").decode()
    assert "People by team: North" in page
    index = draft.file("search/index.html").decode().partition('data-index="/')[2].partition('"')[0]
    assert b"Ada Bell" in draft.file(index)
    assert draft.file("assets/search.0000000000.json") is None


def test_what_is_withheld_is_told_over_the_page(tmp_path):
    put(tmp_path, {**DEFAULTS, "people.yml": None, "content/facts.yml": FACTS,
                   "content/testimonials/a.md": content("testimonial")})  # fmt: skip
    begun = workshop_of(tmp_path).draft()
    assert [(one.file, one.severity, one.code) for one in begun.problems] == [
        ("content/facts.yml", "warning", "unused-fact"),
        ("content/testimonials/a.md", "warning", "withheld"),
    ]
    assert begun.file("testimonials/a/index.html") is None


@pytest.mark.parametrize(("line", "register"), [("", "people.yml"), ("register: ../who/it.yml\n", "../who/it.yml")])
def test_the_register_is_watched_wherever_it_lies(line, register, tmp_path):
    site = tmp_path / "site"
    put(site, {"site.yml": f"{DEFAULTS['site.yml']}{line}"})
    assert (site / register).resolve() in [path.resolve() for path in workshop_of(site).watched()]


def workshop_of(folder):
    return SiteWorkshop(Place(folder, ENGINE), workbench(), lambda _: datetime.fromisoformat(AS_OF), lambda _: None)


def test_the_privacy_notice_knows_all_other_pages_at_once(tmp_path):
    put(tmp_path, {
        **DEFAULTS,
        "content/privacy/index.md": content("notice"),
        "content/pages/links.md": content(body="[The register](https://register.org.uk/)\n"),
    })  # fmt: skip
    moment = datetime.fromisoformat(AS_OF)
    draft = SiteWorkshop(Place(tmp_path, ENGINE), workbench(), lambda zone: moment, lambda finished: None).draft()
    shown = draft.file("privacy/index.html")
    assert b"<li>register.org.uk</li>" in shown
    assert shown == pipeline.finish(draft.begun).rendered.files["privacy/index.html"].content
