"""The icons and the manifest, all from one drawing."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from PIL import Image

from careersite.outputs.icons import ICON_PATHS, _short
from tests.building import DEFAULTS

pytestmark = pytest.mark.quick

LOOK = 'look:\n  light:\n    paper: "#fff5f0"\n    deep: "#451a2b"\n    accent: "#006644"\n    on-accent: "#ffffff"\n'


def opened(site, path: str) -> Image.Image:
    return Image.open(BytesIO(site.files[path]))


@pytest.fixture
def site(make_site):
    return make_site()


def test_every_icon_has_the_size_that_it_is_asked_for(site):
    assert opened(site, "favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    sizes = {path: opened(site, path).size[0] for path in ICON_PATHS if path.endswith(".png")}
    assert sizes == {
        "apple-touch-icon.png": 180,
        "icon-192.png": 192,
        "icon-512.png": 512,
        "icon-maskable-512.png": 512,
    }
    assert sum(len(site.files[path]) for path in ICON_PATHS) < 15_000


def test_the_head_of_every_page_names_them(site):
    page = site.page("/")
    assert page.attribute('link[rel="icon"][sizes="32x32"]', "href") == "/favicon.ico"
    assert page.attribute('link[rel="apple-touch-icon"]', "href") == "/apple-touch-icon.png"
    assert page.attribute('link[rel="manifest"]', "href") == "/manifest.webmanifest"
    drawing = page.attribute('link[rel="icon"][type="image/svg+xml"]', "href")
    assert site.files[drawing.lstrip("/")].startswith(b"<svg")


def test_the_manifest_tells_of_the_site_and_names_icons_that_are_there(make_site):
    site = make_site({"site.yml": DEFAULTS["site.yml"] + LOOK})
    manifest = json.loads(site.files["manifest.webmanifest"])
    assert (manifest["name"], manifest["short_name"]) == ("Example careers", "Example")
    assert (manifest["start_url"], manifest["display"], manifest["lang"]) == ("/", "browser", "en-GB")
    assert (manifest["theme_color"], manifest["background_color"]) == ("#451a2b", "#fff5f0")
    assert len(manifest["icons"]) == 3
    for icon in manifest["icons"]:
        size = opened(site, icon["src"].lstrip("/")).size
        assert icon["sizes"] == f"{size[0]}x{size[1]}"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Social work in Coventry", "Social work"),
        ("Nurses", "Nurses"),
        ("Kinderbetreuung Graz", "Kinderbetreuung Graz"),
    ],
)
def test_the_name_below_an_icon_is_as_many_words_as_fit(name, short):
    assert _short(name) == short


def test_the_icons_take_the_colours_of_the_site(make_site):
    plain = make_site()
    own = make_site({"site.yml": DEFAULTS["site.yml"] + LOOK})
    assert opened(plain, "icon-192.png").getpixel((45, 45)) == (0xAD, 0x3F, 0x1A, 255)
    assert opened(own, "icon-192.png").getpixel((45, 45)) == (0x00, 0x66, 0x44, 255)
    assert opened(own, "apple-touch-icon.png").getpixel((0, 0)) == (0xFF, 0xF5, 0xF0)
    drawing = next(data for path, data in own.files.items() if path.endswith(".svg"))
    assert b"var(" not in drawing
    assert b"#006644" in drawing


def test_what_a_telephone_may_cut_off_is_ground(make_site):
    whole = opened(make_site(), "icon-maskable-512.png").convert("RGB")
    ground = whole.getpixel((0, 0))
    centre, radius = 256, 0.4 * 512
    outside = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4)
               if (x - centre) ** 2 + (y - centre) ** 2 > radius**2]  # fmt: skip
    assert len(outside) > 1000
    assert {whole.getpixel(place) for place in outside} == {ground}


def test_a_site_with_a_drawing_of_its_own_gets_all_icons_from_it(make_site):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#008800"/></svg>'
    )
    site = make_site({"assets/icons/favicon.svg": svg})
    for path in ("icon-192.png", "favicon.ico"):
        shown = opened(site, path).convert("RGBA")
        assert shown.getpixel((shown.width // 2, shown.height // 2)) == (0, 0x88, 0, 255)
        assert shown.getpixel((0, 0))[3] == 0, "what is empty is seen through"


def test_a_drawing_that_cannot_be_read_is_told(make_site):
    site = make_site({"assets/icons/favicon.svg": "no drawing"})
    (problem,) = site.errors
    assert (problem.code, problem.file) == ("template", "assets/icons/favicon.svg")
    assert "cannot be drawn as an icon" in problem.message
