"""What a page needs before it is seen is told with its figures."""

import random

import pytest

from tests.building import content


def noise(length: int) -> str:
    """Words that no compression makes much of, the same in every run."""
    signs = random.Random(1)
    letters = [signs.choice("abcdefghijklmnopqrstuvwxyz0123456789      ") for _ in range(length)]
    return "\n\n".join("a" + "".join(letters[start : start + 1000]) for start in range(0, length, 1000))


def told(site) -> list[tuple[str, str, str]]:
    return [(one.severity, one.file, one.message) for one in site.problems if one.code == "weight"]


@pytest.mark.slow
def test_a_page_that_is_too_heavy_is_a_warning_with_its_figures(make_site):
    site = make_site({"content/pages/a.md": content(body=noise(30_000))}, slower=True)
    [(severity, file, message)] = told(site)
    assert (severity, file) == ("warning", "content/pages/a.md")
    assert message.startswith("/a/ takes ")
    assert "14,600 are allowed" in message
    assert site.errors == []


def test_a_build_does_not_take_the_time_to_weigh(make_site):
    assert told(make_site({"content/pages/a.md": content(body=noise(30_000))})) == []


@pytest.mark.slow
def test_styles_that_are_too_heavy_are_the_developers_to_mend(make_site):
    css = "".join(f".a{number} {{ color: var(--{word[:40]}) }}\n" for number, word in enumerate(noise(60_000).split()))
    site = make_site({"assets/css/utilities.css": css}, slower=True)
    assert "Ask a developer to make the styles smaller" in site.sentences


@pytest.mark.parametrize(("bytes_each", "is_told"), [(4_900, False), (5_100, True)])
def test_the_scripts_of_a_page_count_together(make_site, bytes_each, is_told):
    layout = (
        '{% extends "base.html" %}{% block after %}'
        '<script src="{{ asset("js/a.js") }}"></script><script src="{{ asset("js/b.js") }}"></script>{% endblock %}'
    )
    scripts = {"assets/js/a.js": "/*a" + " " * bytes_each + "*/", "assets/js/b.js": "/*b" + " " * bytes_each + "*/"}
    site = make_site({"templates/layouts/page.html": layout, **scripts}, slower=True)
    assert any("The scripts of / are" in message for *_, message in told(site)) is is_told


@pytest.mark.parametrize(("size", "is_told"), [(1_000, False), (20_001, True)])
def test_web_fonts_count_as_they_lie_in_the_folder(make_site, size, is_told):
    css = '@font-face { font-family: "A"; src: url(../fonts/a.woff2) format("woff2"); }\n'
    site = make_site({"assets/css/utilities.css": css, "assets/fonts/a.woff2": b"x" * size}, slower=True)
    assert any("The web fonts of / are " in message for *_, message in told(site)) is is_told


@pytest.mark.slow
def test_check_tells_the_figures_of_every_page_when_asked(make_site, command_line):
    folder = make_site({"content/pages/a.md": content(body=noise(3_000))}).folder
    brief = command_line("check", "--site", folder).out
    assert "The heaviest page is /a/: " in brief
    lines = command_line("check", "--verbose", "--site", folder).out.splitlines()
    pages = [line.partition(":")[0] for line in lines if ", scripts " in line]
    assert pages[0] == "/a/"
    assert sorted(pages) == ["/", "/404.html", "/410.html", "/a/"]
