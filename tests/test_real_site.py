"""Truths about the real site: what the brief asks for is there, and nothing that the brief does not know."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest

from careersite.statement.statement import reminders
from tests.building import ENGINE, Built, BuiltPage, built
from tests.whole_sites import REAL_DAY

pytestmark = pytest.mark.slow  # a whole site, weighed page by page

ATOM = "{http://www.w3.org/2005/Atom}"

# Every word in quotation marks is one of these: the brief's fragments, and what our own sentences name.
FRAGMENTS = {
    "really invested in developing you as an individual", "good quality reflective supervision",
    "you get to build those good relationships with your colleagues", "a kinder social work approach",
    "a completely different place to work", "definitely on the up", "take ownership", "100% I'm staying",
    "a dynamic and diverse authority", "there is a clear career pathway", "not just for the few, but for everybody",
    "the sky is the limit", "I love the diversity of the team, the city", "people in crisis",
    "the very best service for children and young people", "a good rapport with parents",
    "good quality training and professional development opportunities", "understand their service well",
}  # fmt: skip
OUR_OWN = {
    "Stepping up support", "Where are we now? Achieving a stable workforce", "As at", "Not stated", "no",
    "accessibility regulations",
}  # fmt: skip
ROUTES = {
    "step-up", "frontline", "apprenticeship-degree", "university-students", "aspiring", "return-to-practice",
    "newly-qualified", "experienced", "international", "child-and-family-apprenticeship", "childrens-homes",
    "professional-support", "youth-justice",
}  # fmt: skip
ROLES = {
    "social-worker", "advanced-social-worker", "practice-educator", "consultant-social-worker", "senior-practitioner",
    "team-manager", "iro-and-cp-chair",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(real_site: Built) -> Built:
    return real_site


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, BuiltPage]:
    return {address: site.page(address) for address in site.pages}


def test_the_site_is_built_without_errors(site):
    assert site.errors == [], site.sentences


def test_every_page_that_was_asked_for_is_there(site):
    addresses = set(site.pages)
    assert {f"/routes/{name}/" for name in ROUTES} == {a for a in addresses if a.startswith("/routes/")} - {
        "/routes/", "/routes/compare/",
    }  # fmt: skip
    assert {f"/roles/{name}/" for name in ROLES} <= addresses
    assert {f"/testimonials/{name}/" for name in ("abby-poar", "clearence-ndebele", "allan-hall")} <= addresses
    assert {"/", "/routes/compare/", "/city/", "/ratings/", "/applying/", "/how-we-know/", "/accessibility/",
        "/privacy/",
            "/contact/", "/rewards/retention-payment/", "/working-here/academy/"} <= addresses  # fmt: skip
    assert site.site.withheld == {FAIR: "is a draft"}


def test_every_sequence_of_answers_ends_at_routes_and_together_they_are_all_of_them(pages):
    ends = list(ways_on(pages, "/find-your-route/"))
    assert len(ends) > 15
    assert all(routes for _, routes in ends)
    assert {route for _, routes in ends for route in routes} == {f"/routes/{name}/" for name in ROUTES}
    assert {address for way, _ in ends for address in way} == {one for one in pages if one.startswith("/find-your")}
    assert len(pages["/find-your-route/"].all(".answers__link")) == 8


def ways_on(pages, address):
    """Every sequence of answers from here, as addresses, with the routes that the last page names."""
    page = pages[address]
    answers = [node.attributes["href"] for node in page.tree.css(".answers__link")]
    if not answers:
        yield (address,), [node.attributes["href"] for node in page.tree.css(".suggested-route__title a")]
    for answer in answers:
        for way, routes in ways_on(pages, answer):
            yield (address, *way), routes


def test_every_page_of_the_finder_says_what_was_answered_and_whom_to_ask(pages):
    of_finder = {address: page for address, page in pages.items() if address.startswith("/find-your-route/")}
    assert len(of_finder) > 20
    for address, page in of_finder.items():
        assert len(page.tree.css(".answers-so-far__step")) == address.count("/") - 2
        assert "/contact/" in [node.attributes["href"] for node in page.tree.css("main a")]
        assert not page.has("main script, main form, main button")


def test_all_thirteen_routes_are_compared(pages):
    rows = pages["/routes/compare/"].tree.css("table.compare-routes tbody tr")
    assert len(rows) == len(ROUTES) == 13
    assert {f"/routes/{name}/" for name in ROUTES} <= set(pages["/routes/compare/"].links)


def test_the_people_are_listed_by_route_stage_and_team(pages):
    lists = [address for address in pages if re.match("/testimonials/(route|stage|team)/", address)]
    assert len(lists) == 6
    assert set(lists) <= set(pages["/testimonials/"].links)
    assert pages["/testimonials/route/university-students/"].all("h1") == ["People who came as university students"]
    assert all("/testimonials/" in pages[address].links for address in lists)
    assert pages["/testimonials/allan-hall/"].all("[rel=next]") == ["Next: Abby Poar"]


def test_every_page_is_listed_from_a_to_z_and_found_by_a_small_search(site, pages):
    assert set(pages) - {"/search/"} <= set(pages["/search/"].links)
    titles = pages["/search/"].all(".search__entries a")
    assert len(set(titles)) == len(titles) > 60
    (index,) = (data for path, data in site.files.items() if path.startswith("assets/search."))
    assert 30_000 < len(index) < 80_000
    assert len(gzip.compress(index)) < 25_000  # Brotli packs it closer still


def test_no_words_are_put_into_anybodys_mouth(pages):
    quoted = {found for page in pages.values() for found in re.findall("“([^”]*)”", page.main)}
    assert len(quoted & FRAGMENTS) > 10
    assert {words.replace("’", "'") for words in quoted} - FRAGMENTS - OUR_OWN == set()
    assert not [address for address, page in pages.items() if '"' in re.sub(r"“[^”]*”", "", page.main)]


def test_the_statement_claims_nothing_that_nobody_has_confirmed(site, pages):
    said = pages["/accessibility/"].main
    assert "has not yet been confirmed whether this site meets" in said
    assert not re.search(r"is committed|compliant with|tested on|20\d\d-", said)
    assert reminders(site.site) == (
        "Still to be filled in in content/accessibility/index.md: status, tests, commits, contact, answers_within.",
        "Still to be filled in in content/privacy/index.md: controller, officer, logs, recruitment.",
    )


def test_the_privacy_notice_promises_what_the_pages_keep(pages):
    assert pages["/privacy/"].all("main li")[:5] == [
        "set no cookies", "have no trackers and no analytics", "store nothing on your device",
        "ask for no personal details", "load nothing from other companies’ sites",
    ]  # fmt: skip
    assert "Your own browser does the searching." in pages["/privacy/"].main
    assert all({"/accessibility/", "/privacy/"} <= set(page.links) for page in pages.values())


def test_the_two_people_and_the_lead_are_told_of_in_the_third_person(pages):
    for address in ("/testimonials/abby-poar/", "/testimonials/clearence-ndebele/", "/testimonials/allan-hall/"):
        own_words = re.sub("“[^”]*”|100% I’m staying", "", pages[address].main)
        assert not re.search(r"\b(I|I’m|my|me|we were)\b", own_words), address
        assert "The Guardian, about 2019" in pages[address].main


def test_what_a_source_tells_of_a_persons_life_and_the_site_does_not_need_is_left_out(pages):
    told = pages["/testimonials/clearence-ndebele/"].main
    assert not re.search(r"\b(years old|aged|husband|married|mother of|wife|daughter|son)\b", told)


def test_every_page_with_a_figure_says_of_when_it_is(site, pages):
    with_facts = {page.address for used in site.site.facts_used.values() for page in used}
    assert len(with_facts) > 15
    for address in with_facts:
        assert re.search(r"[Aa]s at (\d{1,2} )?\w+", pages[address].main), address


def test_every_page_of_a_route_a_role_and_a_stage_says_of_when_it_is(site, pages):
    dated = [page.address for page in site.site.pages if page.content_type.name in ("route", "role", "stage")]
    assert len(dated) > 25
    assert [address for address in dated if "As at" not in pages[address].main] == []


def test_every_fact_is_listed_with_its_source_and_where_it_is_used(site, pages):
    facts = site.site.content.facts.by_name
    listed = pages["/how-we-know/"]
    assert len(facts) > 15
    assert (
        len(listed.tree.css(".facts__fact"))
        == len([name for name in facts if site.site.facts_used[name]])
        == len(facts)
    )
    for fact in facts.values():
        assert fact.statement in listed.main
        assert fact.source.publisher in listed.main


def test_a_payment_of_which_only_the_sum_is_known_shows_the_sum_alone(pages):
    payment = pages["/rewards/retention-payment/"]
    assert "£3,000" in payment.main
    for unknown in ("Who can have it", "When it is paid", "Tax", "Paying it back", "How to claim"):
        assert unknown not in [text for _, text in payment.headings]


CAMPAIGNS = {"move": "/campaigns/experienced-social-workers/", "return": "/campaigns/return-to-practice/"}
FAIR = "content/campaigns/compass-jobs-fair.md"


def test_two_campaigns_are_open_without_an_end_and_in_reach_of_every_page(site, pages):
    assert {one.code: one.page.address for one in site.site.campaigns} == CAMPAIGNS
    assert {(one.state, one.run.opens, one.run.closes) for one in site.site.campaigns} == {("open", None, None)}
    assert set(CAMPAIGNS.values()) <= set(pages["/campaigns/"].links)
    assert all("/campaigns/" in page.links for page in pages.values())
    assert set(pages["/campaigns/"].all(".footer [aria-current]")) == {"Join us"}


def test_a_campaign_promises_nothing_that_only_the_council_knows_and_names_nobody(site, pages):
    unknown = re.compile(r"eligib|instalment|\btax|repa(y|id)|pay back|salary|vacanc", re.IGNORECASE)
    people = {name for person in site.site.content.register.people.values() for name in person.name.split()}
    assert len(people) == 6
    for address in CAMPAIGNS.values():
        text = pages[address].main
        assert not unknown.search(text), address
        assert [name for name in people if name in text] == []
        assert set(re.findall(r"\b20\d\d\b", text)) <= {"2019", "2023"}
    assert "£3,000 (as at mid-2023)" in pages[CAMPAIGNS["move"]].main


def test_what_is_printed_of_a_campaign_has_no_figure_that_could_change(site):
    for one in site.site.campaigns:
        assert not re.search(r"\d|\[\[", one.page.source.fields.entries["message"].text), one.code


def test_the_jobs_fair_waits_for_its_day_and_place_and_is_a_page_once_they_are_filled_in(tmp_path, site):
    assert [path for path, data in site.files.items() if b"Meet us at the Compass" in data] == []
    for name in ("content", "site.yml", "people.yml"):
        from_here = ENGINE / name
        (shutil.copytree if from_here.is_dir() else shutil.copy)(from_here, tmp_path / name)
    text = (tmp_path / FAIR).read_text(encoding="utf-8").replace("draft: yes\n", "")
    filled = {"starts": "2027-03-12 10:00", "ends": "2027-03-12 15:00", "venue": "A hall", "address": "1 Any Street"}
    text = text.replace("#event:", "event:").replace("#after_closing", "after_closing")
    for name, value in filled.items():
        assert f"  #{name}:\n" in text
        text = text.replace(f"  #{name}:\n", f"  {name}: {value}\n")
    (tmp_path / FAIR).write_text(text, encoding="utf-8")
    ahead, over = (built(tmp_path, as_of=day) for day in ("2027-03-01", "2027-03-13"))
    address = "/campaigns/compass-jobs-fair/"
    for then in (ahead, over):
        assert then.errors == [], then.sentences
        assert address in then.page("/campaigns/").links
    assert [one.state for one in ahead.site.campaigns if one.code == "compass"] == ["open"]
    assert [one.state for one in over.site.campaigns if one.code == "compass"] == ["closed"]


def test_no_page_gets_anything_from_elsewhere(site):
    fetched = {url for one in site.finished.rendered.inspections.values() for url in one.fetched}
    assert len(fetched) >= 2
    assert {url for url in fetched if not url.startswith("/") or url.startswith("//")} == set()
    styles = b"".join(data for path, data in site.files.items() if path.endswith(".css"))
    assert not re.search(rb"https?:|@import|url\(\s*[\"']?//", styles)


def test_no_name_of_another_host_is_invented(pages):
    """The comms team fills in addresses, phone numbers and e-mail addresses; until then there are none."""
    hosts = {urlsplit(link).hostname for page in pages.values() for link in page.links if re.match(r"[a-z]+:|//", link)}
    known = {"www.legislation.gov.uk", "www.w3.org", "www.equalityadvisoryservice.com", "www.gov.uk", "ico.org.uk",
             "www.socialworkengland.org.uk", "www.equalityhumanrights.com", "mcmw.abilitynet.org.uk"}  # fmt: skip
    assert hosts - known == set()
    assert not [link for page in pages.values() for link in page.links if link.startswith(("tel:", "mailto:"))]


def test_the_sitemap_lists_every_page_and_no_other(site):
    tree = ET.fromstring(site.files["sitemap.xml"])
    entries = [entry.text for entry in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(entries) == sorted(f"https://careers.example{address}" for address in site.pages)


def test_the_feed_is_one(site):
    tree = ET.fromstring(site.files["feed.xml"])
    assert tree.tag == f"{ATOM}feed"
    assert all(tree.find(ATOM + name) is not None for name in ("id", "title", "updated", "author"))
    entries = tree.findall(f"{ATOM}entry")
    assert entries
    assert all(entry.find(ATOM + name) is not None for entry in entries for name in ("id", "title", "updated", "link"))


def test_the_page_for_what_is_not_there_helps_on_and_is_not_listed(site):
    page = site.page("/404.html")
    assert page.has('meta[name="robots"][content="noindex"]')
    assert {"/", "/routes/"} <= set(page.links)
    assert b"404" not in site.files["sitemap.xml"]


def test_the_head_of_every_page_is_complete(pages):
    assert len(pages) > 50
    wanted = ("title", 'meta[name="description"]', 'link[rel="canonical"]', 'meta[property="og:title"]',
              'meta[property="og:description"]', 'meta[property="og:url"]', 'meta[property="og:image"]',
              'meta[property="og:type"]', 'meta[property="og:image:alt"]', 'meta[name="twitter:card"]')  # fmt: skip
    assert [(address, one) for address, page in pages.items() for one in wanted if not page.has(one)] == []
    titles = [page.title for page in pages.values()]
    descriptions = [page.attribute('meta[name="description"]', "content") for page in pages.values()]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_the_data_for_search_engines_is_valid(pages):
    kinds = set()
    for page in pages.values():
        for node in page.tree.css('script[type="application/ld+json"]'):
            block = json.loads(node.text())
            assert block["@context"] == "https://schema.org"
            kinds.add(block["@type"])
    assert kinds >= {"Organization", "BreadcrumbList", "Article"}


def test_every_page_is_in_reach_and_has_one_title_and_no_mark_left_over(site):
    assert "orphan" not in site.codes
    assert "left-over" not in site.codes
    assert [page.address for page in site.site.pages if len(site.page(page.address).tree.css("h1")) != 1] == []


def test_no_sentence_is_very_long_and_dates_are_written_out(pages):
    for address, page in pages.items():
        assert not re.search(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}(st|nd|rd|th) \w+ 20\d\d", page.main), address
        for paragraph in page.all("main p"):
            for sentence in re.split(r"(?<=[.?!]) ", paragraph):
                assert len(sentence.split()) <= 40, f"{address}: {sentence}"


def test_what_only_the_council_knows_is_a_setting_with_a_neutral_default(site):
    assert site.site.content.settings.to_fill_in == (
        "address",
        "apply.address",
        "apply.note",
        "contact.email",
        "logo.file",
        "hosts",
    )


def test_whoever_takes_it_back_is_named_and_quoted_nowhere_and_the_rest_stands(tmp_path, site):
    """Each of the three in turn: their names, and the words that only they said."""
    words = {
        "abby-poar": ("Poar", "invested in developing", "kinder social work", "definitely on the up"),
        "clearence-ndebele": ("Ndebele", "clear career pathway", "sky is the limit", "I’m staying", "take ownership"),
        "allan-hall": ("Allan Hall", "people in crisis", "very best service"),
    }
    assert words.keys() == site.site.content.register.people.keys()
    shutil.copytree(ENGINE / "content", tmp_path / "content")
    shutil.copy(ENGINE / "site.yml", tmp_path)
    register = (ENGINE / "people.yml").read_text(encoding="utf-8")
    for person, said in words.items():
        name = site.site.content.register.people[person].name
        assert [path for path, data in site.files.items() if said[1].encode() in data]
        amended = register.replace(f"    name: {name}\n", f"    name: {name}\n    withdrawn: 2026-11-20\n")
        (tmp_path / "people.yml").write_text(amended, encoding="utf-8")
        without = built(tmp_path, as_of=REAL_DAY)
        assert without.errors == []
        assert f"/testimonials/{person}/" not in without.pages
        assert len(without.pages) >= len(site.pages) - 5
        found = {
            path: word for path, data in without.files.items() for word in (*said, person)
            if word in data.decode("utf-8", "replace")
        }  # fmt: skip
        assert found == {}, person
