"""Pages to which no other leads, in `check` alone."""

from tests.building import content


def test_a_page_that_nobody_links_to_is_a_warning(make_site):
    files = {
        "content/pages/a.md": content(title="A", body="[b](b.md)\n"),
        "content/pages/b.md": content(title="B", body="[a](a.md)\n"),
    }
    assert [problem.file for problem in make_site(files, slower=True).problems] == [
        "content/pages/a.md",
        "content/pages/b.md",
    ]
    assert make_site(files).codes == []


def test_a_link_a_menu_or_a_list_leads_there(make_site):
    body = '[a](a.md?x=1#main)\n\n::: cards\nof: route\nlevel: "2"\n:::\n'
    site = make_site({
        "content/pages/index.md": content(title="Welcome", body=body),
        "content/pages/a.md": content(title="A"), "content/pages/b.md": content(title="B", footer_menu="1"),
        "content/routes/c.md": content("route"),
    }, slower=True)  # fmt: skip
    assert site.codes == []
