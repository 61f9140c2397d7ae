"""A page that is hard to read is told with its longest sentences."""

import pytest

from careersite.text.reading_grade import reading_grade, syllables
from tests.building import content

HARD = (
    "Practitioners undertaking statutory responsibilities consistently demonstrate considerable professional "
    "accountability, facilitating multidisciplinary collaboration and implementing comprehensive organisational "
    "improvement methodologies across numerous interdependent administrative environments."
)
EASY = "We help you to learn. You ask, and we listen. Each week you talk with the one who leads your team. "


def told(site) -> list[tuple[str, int]]:
    return [(one.file, one.line) for one in site.problems if one.code == "reading"]


@pytest.mark.slow
def test_a_hard_page_is_a_warning_with_its_longest_sentence_and_its_line(make_site):
    site = make_site({"content/pages/a.md": content(body=f"{EASY}\n\n{HARD} {HARD}\n\n{HARD}\n")}, slower=True)
    assert told(site) == [("content/pages/a.md", 7)]
    assert site.errors == []
    assert "reads at grade" in site.sentences
    assert "(line 7, 23 words) Practitioners undertaking" in site.sentences


def test_an_easy_page_is_left_alone(make_site):
    assert told(make_site({"content/pages/a.md": content(body=EASY * 9)}, slower=True)) == []


def test_a_few_lines_are_too_few_to_judge(make_site):
    assert told(make_site({"content/pages/a.md": content(body=HARD)}, slower=True)) == []


@pytest.mark.parametrize("body", [
    "\n".join(f"- {HARD.removesuffix('.')}" for _ in range(9)), "\n\n".join(f"> {HARD}" for _ in range(9)),
    "| a |\n| --- |\n" + "\n".join(f"| {HARD} |" for _ in range(9)),
])  # fmt: skip
def test_names_in_lists_tables_and_the_words_of_others_are_no_running_text(make_site, body):
    assert told(make_site({"content/pages/a.md": content(body=body)}, slower=True)) == []


def test_a_card_is_the_text_of_the_page_it_leads_to(make_site):
    routes = {f"content/routes/r{n}.md": content("route", title=f"Way {n}", summary=HARD[:200]) for n in range(9)}
    body = "::: cards\ntype: route\n:::\n"
    assert ("content/pages/a.md", 0) not in told(make_site({**routes, "content/pages/a.md": content(body=body)}))


@pytest.mark.parametrize(("word", "count"), [
    ("work", 1), ("worked", 1), ("needed", 2), ("homes", 1), ("courses", 2), ("table", 2), ("rules", 1), ("safely", 2),
    ("statement", 2), ("area", 3), ("create", 2), ("experience", 4), ("various", 3), ("people", 2), ("every", 2),
    ("social", 2), ("apprenticeship", 4), ("supervision", 4), ("practitioner", 4), ("qualification", 5), ("going", 2),
    ("newly-qualified", 5), ("council’s", 2), ("individual", 5), ("caseload", 2), ("university", 5), ("region", 2),
])  # fmt: skip
def test_syllables_are_told_from_the_letters(word, count):
    assert syllables(word) == count


def test_the_formula_is_the_published_one():
    # 12 words, 2 sentences, 14 syllables: 0.39 × 6 + 11.8 × 14/12 − 15.59
    assert reading_grade(["The cat sat on the mat. The happy dog ran to water."]).grade == 0.5


def test_a_long_name_a_figure_and_an_abbreviation_count_as_one_plain_word():
    plain = reading_grade(["You learn in the garden and are paid water as a helper."])
    named = reading_grade(["You learn in the Coventry Social Work Academy and are paid £3,000 as an ASYE."])
    assert (named.words, named.grade) == (plain.words, plain.grade)


def test_the_first_word_of_a_sentence_is_no_name():
    assert reading_grade(["Responsibility matters to us."]).words == 4
    assert reading_grade(["Responsibility matters."]).grade == reading_grade(["responsibility matters."]).grade


def test_nothing_to_read_has_no_grade():
    assert reading_grade([]).words == 0
    assert not reading_grade(["… – !"]).is_hard
