"""Facts past their review date, in `check` alone."""

from tests.building import FACTS, content

FILES = {"content/facts.yml": FACTS, "content/pages/index.md": content(body="[[retention-payment]]\n")}


def test_a_fact_is_due_from_the_day_after_its_review_date(make_site):
    assert make_site(FILES, as_of="2027-01-31", slower=True).codes == ["review-soon"]
    site = make_site(FILES, as_of="2027-02-01", slower=True)
    assert [(problem.code, problem.file, problem.line) for problem in site.problems] == [
        ("review-due", "content/facts.yml", 7)
    ]
    assert "Workforce" in site.sentences


def test_a_build_does_not_list_them(make_site):
    assert make_site(FILES, as_of="2027-02-01").codes == []
