"""What scripts do on the reader's device."""

from tests.building import content

NOTICE = {"content/privacy/index.md": content("notice", "")}
FORM = '{% extends "base.html" %}{% block after %}<input name="mail" aria-label="Your address">{% endblock %}'


def test_a_script_that_keeps_nothing_is_not_told(make_site):
    assert make_site({**NOTICE, "assets/js/quiet.js": "document.title = 'cookies'"}).problems == ()


def test_a_script_is_named_with_what_it_uses(make_site):
    site = make_site({"assets/js/loud.js": "indexedDB.open('a')"})
    assert [(one.code, one.severity, one.file) for one in site.problems] == [("device", "warning", "assets/js/loud.js")]
    assert '"indexedDB"' in site.sentences


def test_what_no_page_of_content_does_may_not_be_left_out_of_the_notice(make_site):
    site = make_site({**NOTICE, "templates/layouts/not-found.html": FORM})
    assert [one.code for one in site.errors] == ["device"]
    assert "/404.html" in site.sentences
