"""The colours of a site: every pair can be read, and site.yml sets them without a line of CSS."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.colours.legibility import check_legibility
from careersite.colours.palette import NO_COLOURS, PAIRS, ROLES, SCHEMES, Chosen, palette, with_chosen
from careersite.memo import Memo
from careersite.pipeline import Workbench
from careersite.problem import Problems
from tests.building import DEFAULTS, ENGINE, built, put
from tests.test_colours import COLOURS

TOKENS = (ENGINE / "assets/css/tokens.css").read_text(encoding="utf-8")
CHOICES = st.dictionaries(st.sampled_from(sorted(ROLES)), COLOURS, max_size=len(ROLES))


def site_yml(look: str) -> str:
    return DEFAULTS["site.yml"] + "look:\n" + look


def styles(site) -> str:
    return next(data.decode() for path, data in site.files.items() if path.endswith(".css"))


def test_every_pair_of_the_tokens_can_be_read_by_day_and_in_the_dark():
    found = palette(TOKENS, NO_COLOURS)
    assert len(PAIRS) > 20
    assert {scheme: found.failing(scheme) for scheme in SCHEMES} == {"light": (), "dark": ()}


def test_every_role_has_its_token_in_both_and_every_colour_of_the_tokens_is_a_role():
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    for part in (light, dark.partition("@media print")[0]):
        assert re.findall(r"--([\w-]+): #", part) == list(ROLES)


def test_every_role_is_in_a_pair_but_that_of_lines():
    assert set(ROLES) - {role for pair in PAIRS for role in (pair.front, pair.ground)} == {"line"}
    assert all(pair.where and pair.least in (3.0, 4.5) for pair in PAIRS)
    assert len({(pair.front, pair.ground) for pair in PAIRS}) == len(PAIRS)


def test_a_colour_of_site_yml_stands_in_the_styles_and_nothing_else_changes(make_site):
    before = make_site()
    after = make_site({"site.yml": site_yml('  light:\n    main: "#8A1538"\n    main-strong:\n')})
    assert styles(after) == styles(before).replace("--main: #0b4595", "--main: #8a1538") != styles(before)
    link = 'link[rel="stylesheet"]'
    assert after.page("/").attribute(link, "href") != before.page("/").attribute(link, "href")


def test_a_colour_for_the_dark_leaves_the_day_alone(make_site):
    css = styles(make_site({"site.yml": site_yml('  dark:\n    deep: "#451a2b"\n')}))
    light, _, dark = css.partition("prefers-color-scheme: dark")
    assert "--deep: #0a3a7d" in light
    assert "--deep: #451a2b" in dark


def test_the_browsers_own_frame_follows_the_colours(make_site):
    page = make_site({"site.yml": site_yml('  light:\n    deep: "#5b1230"\n')}).page("/")
    assert page.attribute('meta[name="theme-color"][media*="light"]', "content") == "#5b1230"
    assert page.attribute('meta[name="theme-color"][media*="dark"]', "content") == "#12325c"


def test_a_site_whose_own_tokens_lack_a_role_can_set_it_all_the_same(make_site):
    own = {
        "assets/css/tokens.css": ":root { --main: #0b4595 }\n",
        "site.yml": site_yml('  dark:\n    caution: "#ffffff"\n'),
    }
    site = make_site(own)
    assert [problem.message[:20] for problem in site.errors] == ['In dark, "caution" #']
    own["site.yml"] = site_yml('  dark:\n    caution: "#112211"\n  light:\n    main: "#002255"\n')
    css = styles(make_site(own))
    assert ":root { --main: #002255 }" in css
    assert "@media screen and (prefers-color-scheme: dark) {\n  :root { --caution: #112211; }\n}" in css


def test_colours_of_print_and_in_remarks_are_no_tokens():
    tokens = "/* --main: #000000 */ :root { --main: #0b4595; --deep: #123 } @media print { :root { --main: #111111 } }"
    found = palette(tokens, NO_COLOURS)
    assert (found.light["main"], found.light["deep"]) == ("#0b4595", "#112233")
    assert found.dark["main"] == "#0b4595", "what the dark does not change stays"
    changed = with_chosen(tokens, Chosen({"main": "#aa0000"}, {}))
    assert changed == tokens.replace("#0b4595", "#aa0000")


@pytest.mark.slow
@given(CHOICES, CHOICES)
@settings(deadline=None, max_examples=25)
def test_the_colours_that_are_advised_pass_all_together(light: Mapping[str, str], dark: Mapping[str, str]):
    chosen = {"light": dict(light), "dark": dict(dark)}
    told = _told(chosen)
    for scheme, role, better in told:
        chosen[scheme][role] = better or chosen[scheme][role]
    if all(better for _, _, better in told):
        assert _told(chosen) == []


def _told(chosen: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    problems = Problems()
    lines = {scheme: {role: number + 1 for number, role in enumerate(chosen[scheme])} for scheme in SCHEMES}
    check_legibility(palette(TOKENS, Chosen(chosen["light"], chosen["dark"])), lines, problems)
    found = [(re.match(r'In (\w+), "([\w-]+)"', one.message), one) for one in problems.all]
    assert all(one.line == lines[match[1]][match[2]] for match, one in found)
    return [(match[1], match[2], _advised(one.hint, chosen[match[1]][match[2]])) for match, one in found]


def _advised(hint: str, as_it_is: str) -> str:
    if hint.startswith("It may stay"):
        return as_it_is
    return "".join(re.findall(r'everywhere is "(#\w+)"', hint))


@pytest.mark.parametrize("pattern", ["plain", "twill", "herringbone"])
def test_the_weave_can_be_chosen(make_site, pattern):
    assert make_site({"site.yml": site_yml(f"  weave: {pattern}\n")}).site.content.settings.weave == pattern


def test_without_a_choice_the_weave_is_twill(make_site):
    assert make_site().site.content.settings.weave == "twill"


def test_a_change_of_the_look_reaches_every_file_though_all_else_is_remembered(tmp_path):
    put(tmp_path, DEFAULTS)
    bench = Workbench(Memo(None))
    looks = ['  light:\n    deep: "#451a2b"\n', "  weave: plain\n", '  dark:\n    deep: "#451a2b"\n', ""]
    for look in looks:
        put(tmp_path, {"site.yml": site_yml(look) if look else DEFAULTS["site.yml"]})
        assert built(tmp_path, bench=bench).files == built(tmp_path).files
