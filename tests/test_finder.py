"""Find your route: every sequence of answers ends at a live route on every day, or the build says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careersite.finder.finder_drawing import finder_drawing
from tests.building import DEFAULTS, Built, built, content, put

ROOT = "content/find-your-route"


def asks(question: str = "Where are you now?", **fields: str | None) -> str:
    return content("answer", "", **{"question": question, "routes": None, **fields})


def ends(*routes: str, **fields: str | None) -> str:
    named = ", ".join(f"{{route: {route}, reason: It fits.}}" for route in routes)
    return content("answer", "", **{"routes": f"[{named}]", **fields})


def route(**fields: str | None) -> str:
    return content("route", **fields)


START = asks(title="Find your route", summary="A question.", answer=None)
HOME = {"content/pages/index.md": content(title="Welcome", body="[Find your route](../find-your-route/index.md)\n")}
TREE = {
    **HOME,
    f"{ROOT}/index.md": START,
    f"{ROOT}/graduate/index.md": asks("Which degree?", title="Graduates", summary="A degree.", answer="Graduate",
                                      hint="Choose one.", place="2"),
    f"{ROOT}/graduate/high.md": ends("step-up", "frontline", title="High", summary="High.", answer="A high one"),
    f"{ROOT}/graduate/low.md": ends("step-up", title="Low", summary="Low.", answer="A low one", place="1"),
    f"{ROOT}/at-work.md": ends("frontline", title="At work", summary="At work.", answer="At work", place="1"),
    "content/routes/step-up.md": route(title="Step Up", summary="One.", length="14 months"),
    "content/routes/frontline.md": route(title="Frontline", summary="Two."),
}  # fmt: skip


def ways(site: Built, address: str = "/find-your-route/") -> Iterator[tuple[tuple[str, ...], set[str]]]:
    """Every sequence of answers, as addresses, with the routes at which it ends; follows the links of the pages."""
    page = site.page(address)
    answers = [node.attributes["href"] or "" for node in page.tree.css(".answers__link")]
    for answer in answers:
        assert answer.startswith(address)
        for way, routes in ways(site, answer):
            yield (address, *way), routes
    if not answers:
        yield (address,), {node.attributes["href"] or "" for node in page.tree.css(".suggested-route__title a")}


# What is shown


def test_a_question_leads_by_its_answers_to_routes_with_their_reasons(make_site):
    site = make_site(TREE, slower=True)
    assert site.sentences == ""
    start, asked, end = (site.page(f"/find-your-route/{one}") for one in ("", "graduate/", "graduate/high/"))
    assert start.all("h1") == ["Where are you now?"]
    assert start.all(".answers__link") == ["At work", "Graduate"]
    assert asked.all("h1") == ["Which degree?"]
    assert asked.all(".answers__link") == ["A low one", "A high one"]
    assert "Choose one." in asked.main
    assert end.all("h1") == ["High"]
    assert end.all(".suggested-route__title") == ["Step Up", "Frontline"]
    assert end.all(".suggested-route__reason") == ["It fits.", "It fits."]
    assert "Length 14 months" in end.main


def test_the_address_keeps_the_answers_and_each_can_be_changed(make_site):
    page = make_site(TREE).page("/find-your-route/graduate/high/")
    assert page.all(".answers-so-far__step") == [
        "Where are you now? Graduate Change the answer to: Where are you now?",
        "Which degree? A high one Change the answer to: Which degree?",
    ]
    back = [node.attributes["href"] for node in page.tree.css(".answers-so-far__back")]
    assert back == ["/find-your-route/", "/find-your-route/graduate/", "/find-your-route/"]
    assert page.all(".answers-so-far__back")[-1] == "Start again"


def test_the_trail_leads_back_through_the_questions(make_site):
    page = make_site(TREE).page("/find-your-route/graduate/high/")
    assert page.all(".trail a") == ["Welcome", "Find your route", "Graduates"]


def test_a_figure_that_is_shown_of_another_page_is_among_the_figures_of_this_one(make_site):
    site = make_site({
        **TREE,
        "content/facts.yml": FACTS,
        f"{ROOT}/graduate/low.md": ends("step-up", title="Low", summary="Low.", answer='"Less than [[gap]]"'),
        "content/routes/step-up.md": route(title="Step Up", summary="One.", length='"[[long]]"', paid='"[[sum]]"'),
    })  # fmt: skip
    assert site.errors == []
    figures = {one: site.page(f"/find-your-route/{one}").all(".figures strong") for one in
               ("", "graduate/", "graduate/low/", "graduate/high/", "at-work/")}  # fmt: skip
    assert figures == {"": [], "graduate/": ["2 years"], "graduate/low/": ["2 years", "14 months"],
                       "graduate/high/": ["14 months"], "at-work/": []}  # fmt: skip
    assert "Less than 2 years" in site.page("/find-your-route/graduate/low/").main


FACTS = """\
sources:
  report: {title: A report, publisher: Example Council, date: 2026}
facts:
""" + "".join(
    f"  {name}: {{value: {value}, unit: {unit}, statement: A {name}., source: report, as_at: 2026, "
    "review_by: 2027-01-31, owner: Us}\n"
    for name, value, unit in (("gap", 2, "years"), ("long", 14, "months"), ("sum", 3, "days"))
)


def test_the_page_where_routes_are_compared_is_offered_where_there_is_one(make_site):
    assert "Compare all the routes" not in make_site(TREE).page("/find-your-route/at-work/").main
    body = "[Step Up](../routes/step-up.md)\n\n::: compare-routes\ncaption: Compared\n:::\n"
    site = make_site({"content/pages/side-by-side.md": content(title="Compare", body=body)})
    assert "/side-by-side/" in site.page("/find-your-route/at-work/").links


def test_without_the_folder_nothing_is_asked_of_a_route(make_site):
    assert make_site({"content/routes/step-up.md": route()}).sentences == ""


def test_while_all_answers_are_drafts_nothing_is_asked_of_them(make_site):
    site = make_site({f"{ROOT}/a/b.md": ends("gone", draft="yes"), "content/routes/step-up.md": route()})
    assert site.sentences == ""


# The days go by


DAYS = ["2026-11-30", "2026-12-01", "2026-12-02"]


def test_the_last_route_of_an_end_expires_and_the_answer_is_left_out_and_no_build_fails(make_site):
    files = {**TREE, "content/routes/frontline.md": route(title="Frontline", summary="Two.", expires="2026-11-30")}
    assert make_site(files, as_of="2026-11-30").sentences == ""
    site = make_site(files, as_of="2026-12-01")
    assert site.errors == []
    assert site.page("/find-your-route/").all(".answers__link") == ["Graduate"]
    assert site.page("/find-your-route/graduate/high/").all(".suggested-route__title") == ["Step Up"]
    assert "/find-your-route/at-work/" not in site.pages
    assert "content/routes/frontline.md (expires: 2026-11-30)" in site.sentences
    assert "only one answer that is live: content/find-your-route/graduate/index.md" in site.sentences


def test_where_every_route_has_expired_the_finder_is_gone_and_links_to_it_are_words(make_site):
    expired = {f"content/routes/{one}.md": route(title=one, summary=one, expires="2026-11-30")
               for one in ("step-up", "frontline")}  # fmt: skip
    site = make_site({**TREE, **expired})
    assert site.errors == []
    assert site.pages == ["/"]
    assert "Find your route" in site.page("/").main
    assert "/find-your-route/" not in site.page("/").links
    assert "leads to a page that leads to no route that is live" in site.sentences


def test_a_route_comes_back_on_its_day_and_brings_its_answer_with_it(make_site):
    files = {**TREE, "content/routes/frontline.md": route(title="Frontline", summary="Two.", publish="2026-12-02")}
    found = ["/find-your-route/at-work/" in make_site(files, as_of=day).pages for day in DAYS]
    assert found == [False, False, True]


def test_what_lies_below_a_question_that_is_not_live_is_left_out_too(make_site):
    later = asks("Which degree?", title="Graduates", summary="A degree.", answer="Graduate", publish="2026-12-02")
    site = make_site({**TREE, f"{ROOT}/graduate/index.md": later})
    assert site.errors == []
    assert [one for one in site.pages if "find" in one] == ["/find-your-route/", "/find-your-route/at-work/"]
    assert "left out too, as it appears on 2 December 2026" in site.sentences
    assert "No answer of Find your route leads to this route now" in site.sentences
    assert make_site(as_of="2026-12-02").sentences == ""


def test_an_expired_route_need_be_named_nowhere_and_a_future_one_is_asked_for_at_once(make_site):
    gone = make_site({**TREE, "content/routes/old.md": route(title="Old", summary="Old.", expires="2026-11-30")})
    assert gone.errors == []
    site = make_site({**TREE, "content/routes/new.md": route(title="New", summary="New.", publish="2027-01-01")})
    assert [(one.code, one.file) for one in site.errors] == [("unreached", "content/routes/new.md")]


def test_one_answer_may_follow_another_with_the_same_words(make_site):
    site = make_site({
        **TREE,
        f"{ROOT}/at-work.md": ends("frontline", title="Now", summary="Now.", answer="At work", expires="2026-12-01"),
        f"{ROOT}/in-work.md": ends("frontline", title="Next", summary="Next.", answer="At work", publish="2026-12-02"),
    })  # fmt: skip
    assert site.errors == []


def test_a_page_of_another_type_at_the_start_is_told_and_breaks_nothing(make_site):
    site = make_site({**TREE, "content/pages/find-your-route.md": content(title="Another", summary="Another.")})
    assert {one.code for one in site.errors} == {"same-address"}
    site = make_site({f"{ROOT}/index.md": None})
    assert {one.file for one in site.errors} == {"content/find-your-route/index.md", "content/pages/index.md"}


def test_an_answer_with_mistakes_of_its_own_is_the_only_one_to_be_told(make_site):
    site = make_site({**TREE, f"{ROOT}/graduate/index.md": asks("Which degree?", clsoes="x")})
    assert [one.file for one in site.errors] == [f"{ROOT}/graduate/index.md"]
    assert site.codes == ["unknown-field"]


# Every tree


WORDS = st.sampled_from(("a", "b", "c"))
PATHS = st.lists(WORDS, max_size=3).map(lambda parts: "/".join([ROOT, *parts]))
WHEN = st.sampled_from(({}, {}, {}, {"draft": "yes"}, {"publish": "2026-12-02"}, {"expires": "2026-11-30"}))
NODES = st.dictionaries(
    PATHS, st.tuples(st.booleans(), st.lists(WORDS, min_size=1, max_size=2, unique=True), WHEN), max_size=12
)
ROUTES = st.fixed_dictionaries(dict.fromkeys("abc", WHEN))


def files_of(nodes: dict, routes: dict) -> dict[str, str]:
    files = {}
    for number, (path, (is_question, named, when)) in enumerate(nodes.items()):
        own = {
            "title": f"T{number}",
            "summary": f"S{number}.",
            "answer": None if path == ROOT else f"A{number}",
            **when,
        }
        files[f"{path}/index.md"] = asks(**own) if is_question else ends(*named, **own)
    for name, when in routes.items():
        files[f"content/routes/{name}.md"] = route(title=name, summary=f"Of {name}.", **when)
    return files


def completed(nodes: dict) -> dict:
    """The same tree without most mistakes, so that many of them can be built: parents ask, leaves end."""
    blank = (False, ["a"], {})
    paths = {prefix for path in nodes for prefix in prefixes(path)} | {ROOT, f"{ROOT}/all"}
    tree = {path: nodes.get(path, blank) for path in sorted(paths)} | {f"{ROOT}/all": (False, ["a", "b", "c"], {})}
    parents = {path.rpartition("/")[0] for path in tree}
    return {path: (path in parents, named, when) for path, (_, named, when) in tree.items()}


def prefixes(path: str) -> Iterator[str]:
    steps = path.split("/")
    return ("/".join(steps[:number]) for number in range(2, len(steps) + 1))


@pytest.mark.slow
@pytest.mark.parametrize("mended", [False, True])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nodes=NODES, routes=ROUTES)
def test_every_sequence_of_answers_reaches_a_live_route_or_the_build_fails(tmp_path_factory, mended, nodes, routes):
    folder = tmp_path_factory.mktemp("tree")
    nodes = completed(nodes) if mended else nodes
    put(folder, {**DEFAULT_FILES, **files_of(nodes, routes)})
    sites = [built(folder, as_of=day) for day in DAYS]
    # Whether it fails follows from the files, and from a day only in that a route has expired.
    assert [bool(site.errors) for site in sites] == sorted((bool(site.errors) for site in sites), reverse=True)
    for site in (one for one in sites if not one.errors):
        shown = {page.address for page in site.site.by_type.get("answer", ())}
        found = list(ways(site)) if shown else []
        assert {step for way, _ in found for step in way} == shown
        live = {page.address for page in site.site.by_type.get("route", ())}
        assert all(reached and reached <= live for _, reached in found)
        left_out = any(one.code in ("unreached", "dead-end") for one in site.problems)
        if shown and not left_out:
            assert {one for _, reached in found for one in reached} == live


DEFAULT_FILES = {
    "site.yml": "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n",
    "content/pages/index.md": content(title="Welcome"),
}


# The drawing


def test_the_tree_is_drawn_with_files_routes_and_dates(make_site):
    site = make_site({
        **TREE,
        f"{ROOT}/at-work.md": ends("frontline", "gone", title="At work", summary="At.", answer="At work", draft="yes"),
        "content/routes/frontline.md": route(title="Frontline", summary="Two.", expires="2026-11-30"),
    })  # fmt: skip
    assert finder_drawing(site.site.content.pages).splitlines() == [
        "```text",
        "Find your route  [index.md]",
        "   Where are you now?",
        "├─ Graduate  [graduate/index.md]",
        "│     Which degree?",
        "│  ├─ A low one  [graduate/low.md]",
        "│  │     → Step Up",
        "│  └─ A high one  [graduate/high.md]",
        "│        → Step Up",
        "│        → Frontline (expires: 2026-11-30)",
        "└─ At work  [at-work.md] (draft: yes)",
        "      → Frontline (expires: 2026-11-30)",
        "      → content/routes/gone.md",
        "```",
    ]
    assert finder_drawing(()) == "This site has no `content/find-your-route/` yet."


# What time takes away from an answer


ENDING = FACTS.replace("owner: Us}", "owner: Us, until: 2027-03-31}", 1)
NAMING = "[[gap]]"


@pytest.mark.parametrize(("path", "text"), [
    ("at-work.md", ends("frontline", title="At work", summary="At work.", answer=f'"For {NAMING}"')),
    ("at-work.md", content("answer", "", routes=f'[{{route: frontline, reason: "{NAMING}"}}]')),
    ("graduate/index.md", asks(f'"Over {NAMING}?"', title="Graduates", summary="A degree.", answer="Graduate")),
    ("index.md", asks(f'"Over {NAMING}?"', title="Find your route", summary="A question.", answer=None)),
])  # fmt: skip
def test_an_answer_that_loses_with_a_fact_what_carries_it_is_withheld_and_no_build_fails(make_site, path, text):
    files = {**TREE, "content/facts.yml": ENDING, f"{ROOT}/{path}": text}
    before, after = (make_site(files, as_of=day) for day in ("2027-03-31", "2027-04-01"))
    assert (before.errors, after.errors) == ([], [])
    address = "/find-your-route/" + path.removesuffix(".md").removesuffix("index").rstrip("/")
    told = [one.what for one in after.site.withheld_things if one.file == f"{ROOT}/{path}"]
    assert any(what.startswith(f"The whole page {address}") for what in told)
    assert f"{ROOT}/{path}" in before.site.by_source
    assert f"{ROOT}/{path}" not in after.site.by_source


def test_an_answer_that_loses_one_of_its_routes_ends_at_the_others(make_site):
    text = content(
        "answer", "", routes=f'[{{route: step-up, reason: "{NAMING}"}}, {{route: frontline, reason: Fits.}}]'
    )
    site = make_site({**TREE, "content/facts.yml": ENDING, f"{ROOT}/other.md": text}, as_of="2027-04-01")
    assert site.errors == []
    assert site.page("/find-your-route/other/").all(".suggested-route__title") == ["Frontline"]


def test_an_answer_that_names_somebody_is_withheld_when_they_no_longer_agree(make_site):
    facts = FACTS.replace("owner: Us}", "owner: Us, person: a-person}", 1)
    text = ends("frontline", title="At work", summary="At work.", answer=f'"For {NAMING}"')
    people = DEFAULTS["people.yml"].replace("#", "##", 1) + "    until: 2027-03-31\n"
    files = {**TREE, "content/facts.yml": facts, f"{ROOT}/at-work.md": text, "people.yml": people}
    site = make_site(files, as_of="2027-04-01")
    assert site.errors == []
    assert f"{ROOT}/at-work.md" not in site.site.by_source
