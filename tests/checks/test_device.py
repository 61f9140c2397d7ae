"""What scripts do on the reader's device."""

from tests.building import ENGINE, content

NOTICE = {"content/privacy/index.md": content("notice", "")}
FORM = '{% extends "base.html" %}{% block after %}<input name="mail" aria-label="Your address">{% endblock %}'


def test_a_script_that_nobody_watches_is_told_where_there_is_a_notice(make_site):
    quiet = {"assets/js/quiet.js": "document.title = 'cookies'"}
    assert make_site(quiet).problems == ()
    told = make_site({**NOTICE, **quiet}).problems
    assert [(one.severity, one.file) for one in told] == [("warning", "assets/js/quiet.js")]


def in_base(html):
    return (ENGINE / "templates/base.html").read_text(encoding="utf-8").replace("</body>", f"{html}</body>")


def test_what_stands_in_the_template_of_all_pages_is_told_once_and_there(make_site):
    site = make_site({**NOTICE, "templates/base.html": in_base("<script>localStorage.a = 1</script>")})
    assert [(one.severity, one.file) for one in site.problems] == [("warning", "templates/base.html")] * 2
    assert "(on /404.html, /410.html, / and 1 more)" in site.sentences


def test_a_form_on_every_page_is_no_fault_of_the_page_of_an_error(make_site):
    form = '<form action="/send/"><input name="mail" aria-label="Your address"></form>'
    site = make_site({**NOTICE, "templates/base.html": in_base(form)})
    assert site.codes == []
    assert "You can fill something in on these pages:" in site.page("/privacy/").main


def test_a_script_is_named_with_what_it_uses(make_site):
    site = make_site({"assets/js/loud.js": "indexedDB.open('a')"})
    assert [(one.code, one.severity, one.file) for one in site.problems] == [("device", "warning", "assets/js/loud.js")]
    assert '"indexedDB"' in site.sentences


def test_what_no_page_of_content_does_may_not_be_left_out_of_the_notice(make_site):
    site = make_site({**NOTICE, "templates/layouts/gone.html": FORM})
    assert [one.code for one in site.errors] == ["device"]
    assert [one.file for one in site.errors] == ["templates/layouts/gone.html"]
    assert "/410.html" in site.sentences
