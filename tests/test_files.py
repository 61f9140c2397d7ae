"""What becomes of styles, and of what lies beside them."""

from __future__ import annotations

import pytest

from careersite.files import STYLES, Files
from careersite.problem import Problems
from careersite.read import read
from tests.building import ENGINE

pytestmark = pytest.mark.quick

BADGE = "components/badge/badge.css"
ICONS = {"icons/mark.svg": b"<svg/>", "fonts/plain.woff2": b"font"}


def files(assets=None, templates=None, media=None):
    return Files(media or {}, {**ICONS, **(assets or {})}, templates or {})


def told(found):
    return [(fault.file, fault.line, fault.message) for fault in found.faults]


def style(found):
    return next(data for path, _, data in found.assets() if path == STYLES).decode()


@pytest.mark.parametrize("name", ["extra.css", "Base.css", "site.css", "more/base.css", "print.CSS"])
def test_a_style_that_is_in_no_layer_is_told(name):
    (fault,) = files({f"css/{name}": b"p { margin: 0 }"}).faults
    assert (fault.severity, fault.file) == ("error", f"assets/css/{name}")
    assert fault.message == (
        f"assets/css/{name} is not one of the styles that are used: "
        "tokens.css, base.css, layout.css, components.css and utilities.css."
    )
    assert "Move its rules into one of them" in fault.hint


def test_the_style_that_was_meant_is_suggested():
    (fault,) = files({"css/utilites.css": b""}).faults
    assert fault.hint.startswith('Did you mean "utilities.css"?')


def test_the_five_styles_are_no_fault_and_no_files_of_their_own():
    found = files({f"css/{name}.css": b"" for name in ("tokens", "base", "layout", "components", "utilities")})
    assert told(found) == []
    assert [path for path, _, _ in found.assets()] == ["css/site.css", "fonts/plain.woff2", "icons/mark.svg"]


def test_fonts_and_pictures_beside_the_styles_are_published():
    found = files({"css/fonts/a.woff2": b"font", "css/base.css": b"@font-face { src: url(fonts/a.woff2) }"})
    assert told(found) == []
    assert f'url("{found.asset("css/fonts/a.woff2")}")' in style(found)


@pytest.mark.parametrize(
    "written",
    ["../icons/mark.svg", "'../icons/mark.svg'", ' "../icons/mark.svg" ', " ../icons/mark.svg ", "icons/mark.svg",
     "/assets/icons/mark.svg"],
)  # fmt: skip
@pytest.mark.parametrize("in_component", [False, True])
def test_an_asset_is_found_from_the_styles_and_from_the_assets(written, in_component):
    css = f"p {{ background: url({written}) }}"
    found = files(templates={BADGE: css}) if in_component else files({"css/base.css": css.encode()})
    assert told(found) == []
    assert f'p {{ background: url("{found.asset("icons/mark.svg")}") }}' in style(found)


def test_what_follows_the_name_is_kept():
    found = files({"css/base.css": b"p { fill: url(../icons/mark.svg#dot) }"})
    assert f'url("{found.asset("icons/mark.svg")}#dot")' in style(found)


@pytest.mark.parametrize(
    "written",
    ["#dot", "data:image/png;base64,AAAA", "https://example.org/a.png", "//example.org/a.png", "/files/guide.pdf"],
)
def test_what_names_no_asset_on_purpose_is_left_alone(written):
    css = f"p {{ background: url({written}) }}"
    found = files({"css/base.css": css.encode()}, media={"files/guide.pdf": b"%PDF"})
    assert told(found) == []
    assert css in style(found)


@pytest.mark.parametrize("written", ["../images/none.png", "/images/none.png", "../../site.yml", "base.css"])
def test_an_asset_that_is_not_there_is_told_with_the_line_of_its_own_file(written):
    css = f"p {{ margin: 0 }}\n\np {{\n  background: url({written});\n}}\n"
    found = files({"css/base.css": css.encode()}, {BADGE: f"\n{css}"})
    message = f'This style uses "{written}", but there is no such file in assets/.'
    assert told(found) == [("assets/css/base.css", 4, message), (f"templates/{BADGE}", 5, message)]


def test_the_asset_that_was_meant_is_suggested():
    (fault,) = files({"css/base.css": b"p { background: url(../icons/marc.svg) }"}).faults
    assert fault.hint.startswith('Did you mean "icons/mark.svg"? Put the file into assets/')


def test_the_mark_that_some_editors_put_first_does_not_spoil_the_first_rule():
    assert "\ufeff" not in style(files({"css/base.css": b"\xef\xbb\xbfp { margin: 0 }"}))


def test_the_engines_own_styles_are_without_fault(make_site):
    reading = read(make_site().folder, ENGINE, Problems())
    assert Files({}, reading.assets, reading.templates).faults == ()
