"""Real pictures, put into a site, and looked at as a reader's browser gets them."""

from __future__ import annotations

import re
import struct
from io import BytesIO

import pytest
from PIL import Image

from tests.building import DEFAULTS, FACTS, REQUIRED, content
from tests.made_pictures import (
    MARKS,
    PERSON,
    SRGB,
    SWAPPED,
    XMP,
    assert_nothing_is_left,
    clear,
    exif,
    hills,
    in_set,
    near,
    of_pictures,
    opened,
    page,
    phone_jpeg,
    saved,
    shown,
    told_png,
    with_pictures,
)

# The markup


@pytest.mark.slow
def test_a_picture_comes_in_three_formats_and_in_the_widths_that_the_layout_needs(make_site):
    site = make_site(with_pictures(hills_jpg=saved(hills(1700, 850))))
    sources = site.page("/a/").tree.css("main picture > source")
    assert [node.attributes["type"] for node in sources] == ["image/avif", "image/webp"]
    image = site.page("/a/").tree.css_first("main picture > img")
    for node, format_name in zip((*sources, image), ("AVIF", "WEBP", "JPEG"), strict=True):
        variants = in_set(node.attributes["srcset"])
        assert [width for _, width in variants] == [360, 720, 1080, 1440]
        assert node.attributes["sizes"]
        for address, width in variants:
            assert opened(site, address).format == format_name
            assert opened(site, address).size == (width, width // 2)
    assert image.attributes["src"] == in_set(image.attributes["srcset"])[-1][0]
    assert (image.attributes["width"], image.attributes["height"], image.attributes["alt"]) == ("1440", "720", "Hills")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "widths"), [(300, [300]), (360, [360]), (400, [400]), (500, [360, 500]), (1200, [360, 720, 1200])]
)
def test_a_picture_is_never_enlarged_and_comes_in_no_two_sizes_nearly_alike(make_site, own, widths):
    site = make_site(with_pictures(a_png=saved(hills(own, 90), "PNG")))
    found = in_set(site.page("/a/").attribute("main img", "srcset"))
    assert [width for _, width in found] == widths
    assert opened(site, found[-1][0]).size == (own, 90)


@pytest.mark.slow
def test_the_picture_at_the_top_is_fetched_at_once_and_the_others_when_they_are_near(make_site):
    site = make_site(with_pictures(a_png=saved(hills(400, 90), "PNG"), b_png=saved(hills(400, 80), "PNG")))
    first, second = site.page("/a/").tree.css("main img")
    assert first.attributes.get("fetchpriority") == "high"
    assert "loading" not in first.attributes
    assert (second.attributes["loading"], second.attributes["decoding"]) == ("lazy", "async")
    assert "fetchpriority" not in second.attributes


@pytest.mark.slow
def test_a_picture_far_down_a_page_waits_though_it_is_the_first(make_site):
    body = "Words and words. " * 60 + "\n\n![Hills](../images/a.png)\n"
    site = make_site({"content/images/a.png": saved(hills(400, 90), "PNG"), "content/pages/a.md": content(body=body)})
    assert site.page("/a/").attribute("main img", "loading") == "lazy"


@pytest.mark.slow
def test_the_photo_of_a_person_stands_first_on_the_page_and_small_where_others_show_it(make_site):
    site = make_site({
        "content/facts.yml": FACTS, "content/images/a.jpg": saved(hills(800, 600)),
        "content/testimonials/a.md": PERSON.replace("\n---\n", "\n---\n[[retention-payment]] ", 1),
        "content/pages/a.md": content(body="::: testimonial\nperson: a\n:::\n"),
    })  # fmt: skip
    assert REQUIRED["testimonial"]["name"] == "A. Person"
    own, other = site.page("/testimonials/a/"), site.page("/a/")
    assert own.attribute("main picture img", "fetchpriority") == "high"
    assert own.attribute("main picture img", "alt") == "A. Person on a bench"
    assert other.attribute("main picture img", "loading") == "lazy"
    assert other.attribute("main source", "sizes").startswith("(min-width")
    data = own.all('script[type="application/ld+json"]')
    image = re.search(r'"image": "https://careers.example/([^"]+)"', "".join(data))
    assert image
    assert image[1] in site.files


@pytest.mark.slow
def test_a_film_has_a_still_of_one_good_size(make_site):
    fields = (
        "file: ../videos/a.mp4\ntitle: A day\nposter: ../images/a.jpg\ncaptions: ../videos/a.vtt\ntranscript: Words.\n"
    )
    site = make_site({
        "content/images/a.jpg": saved(hills(1600, 900)), "content/videos/a.mp4": "film",
        "content/videos/a.vtt": "WEBVTT\n",
        "content/pages/a.md": content(body=f"::: video\n{fields}date: 2026-03\n:::\n"),
    })  # fmt: skip
    poster = opened(site, site.page("/a/").attribute("video", "poster"))
    assert (poster.format, poster.size) == ("WEBP", (1080, 608))
    assert [path for path in site.files if path.startswith("images/")] == [
        site.page("/a/").attribute("video", "poster").lstrip("/")
    ]


def test_logo_and_picture_for_sharing_are_made_like_any_other(make_site):
    more = "logo:\n  file: content/images/l.png\n  alt: Us\nshare_image:\n  file: content/images/s.jpg\n  alt: Hills\n"
    site = make_site({
        "site.yml": DEFAULTS["site.yml"] + more, "content/images/l.png": told_png(hills(200, 80)),
        "content/images/s.jpg": phone_jpeg(hills(1200, 630)),
    })  # fmt: skip
    home = site.page("/")
    assert home.attribute("header picture img", "alt") == "Us"
    assert "loading" not in home.tree.css_first("header img").attributes
    url = home.attribute('meta[property="og:image"]', "content")
    assert opened(site, url.removeprefix("https://careers.example")).size == (1200, 630)
    assert home.attribute('meta[property="og:image:width"]', "content") == "1200"
    assert_nothing_is_left(site)


# The pixels


@pytest.mark.slow
def test_a_photograph_is_turned_as_the_camera_was_held(make_site):
    picture = hills(900, 600)
    site = make_site(with_pictures(a_jpg=phone_jpeg(picture, orientation=6)))
    upright = picture.rotate(-90, expand=True)
    assert (site.page("/a/").attribute("main img", "width"), site.page("/a/").attribute("main img", "height")) == (
        "600", "900",
    )  # fmt: skip
    for made in shown(site).values():
        assert made.size == (600, 900)
        for place in ((20, 20), (580, 20), (20, 880), (580, 880)):
            assert near(made.convert("RGB").getpixel(place), upright.getpixel(place))
        assert not made.getexif()


@pytest.mark.slow
def test_colours_are_what_the_profile_means(make_site):
    red = Image.new("RGB", (400, 300), (255, 0, 0))
    files = with_pictures(
        a_jpg=saved(red, icc_profile=SWAPPED, quality=95), b_png=saved(red, "PNG", icc_profile=SWAPPED)
    )
    site = make_site(files)
    for path, data in of_pictures(site).items():
        made = Image.open(BytesIO(data))
        assert near(made.convert("RGB").getpixel((200, 150)), (0, 0, 255)), path
        assert "icc_profile" not in made.info


@pytest.mark.parametrize("profile", [b"no profile", SRGB[:200], b""])
def test_a_damaged_profile_is_as_good_as_none(make_site, profile):
    red = Image.new("RGB", (400, 300), (255, 0, 0))
    site = make_site(with_pictures(a_png=saved(red, "PNG", icc_profile=profile)))
    assert near(shown(site)["png"].getpixel((200, 150)), (255, 0, 0), 2)


def test_a_profile_for_another_kind_of_picture_is_not_used(make_site):
    site = make_site(with_pictures(a_jpg=saved(Image.new("L", (400, 300), 128), icc_profile=SRGB),
                                   b_jpg=saved(Image.new("CMYK", (400, 300)), icc_profile=SRGB)))  # fmt: skip
    grey, white = (opened(site, node.attributes["src"]) for node in site.page("/a/").tree.css("main img"))
    assert near(grey.convert("RGB").getpixel((9, 9)), (128, 128, 128), 3)
    assert near(white.convert("RGB").getpixel((9, 9)), (255, 255, 255), 3)


def test_what_a_printer_or_a_scanner_makes_is_shown_as_it_looks(make_site):
    sixteen = Image.frombytes("I;16", (400, 300), struct.pack("<H", 128 * 257) * 400 * 300)
    site = make_site(with_pictures(ink_jpg=saved(Image.new("CMYK", (400, 300), (255, 0, 0, 0)), quality=95),
                                   scan_png=saved(sixteen, "PNG"),
                                   one_png=saved(Image.new("1", (400, 300), 1), "PNG")))  # fmt: skip
    ink, scan, one = (opened(site, node.attributes["src"]) for node in site.page("/a/").tree.css("main img"))
    assert ink.mode == "RGB"
    assert near(ink.getpixel((9, 9)), (0, 255, 255), 4)
    assert near(scan.convert("RGB").getpixel((9, 9)), (128, 128, 128), 1)
    assert near(one.convert("RGB").getpixel((9, 9)), (255, 255, 255), 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a_png", saved(clear(), "PNG")), ("a_webp", saved(clear(), "WEBP")), ("a_avif", saved(clear(), "AVIF")),
        ("a_png", saved(clear().quantize(64), "PNG")), ("a_png", saved(clear("LA"), "PNG")),
    ],
)  # fmt: skip
def test_what_lets_the_page_shine_through_still_does(make_site, name, data):
    made = shown(make_site(with_pictures(**{name: data})))
    assert set(made) == {"avif", "webp", "png"}
    for picture in made.values():
        assert picture.convert("RGBA").getpixel((20, 150))[3] == 0
        assert picture.convert("RGBA").getpixel((380, 150))[3] == 255


@pytest.mark.parametrize("format_name", ["WEBP", "AVIF"])
def test_a_picture_in_a_new_format_gets_a_fallback_that_every_browser_knows(make_site, format_name):
    data = saved(hills(400, 300, "RGBA"), format_name)
    made = shown(make_site(with_pictures(**{f"a_{format_name.lower()}": data})))
    assert set(made) == {"avif", "webp", "jpg"}


@pytest.mark.slow
@pytest.mark.parametrize("size", [(2, 2), (3000, 2), (2, 300), (361, 361)])
def test_odd_measures_are_made_too(make_site, size):
    site = make_site(with_pictures(a_png=saved(hills(*size), "PNG"), b_jpg=saved(hills(*size))))
    assert site.errors == []
    for data in of_pictures(site).values():
        Image.open(BytesIO(data)).load()


def test_a_name_in_capitals_or_with_the_wrong_ending_does_no_harm(make_site):
    site = make_site({
        "content/images/A.JPEG": saved(hills(400, 300)), "content/images/b.png": saved(hills(400, 200)),
        "content/pages/a.md": page("A.JPEG", "b.png"),
    })  # fmt: skip
    assert [node.attributes["src"].rpartition(".")[2] for node in site.page("/a/").tree.css("main img")] == ["jpg"] * 2


# What is left behind


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a_jpg", phone_jpeg(hills(500, 300))),
        ("a_png", told_png(hills(500, 300))),
        ("a_png", told_png(hills(500, 300).quantize(16))),
        ("a_webp", saved(hills(500, 300), "WEBP", exif=exif(), xmp=XMP, icc_profile=SRGB)),
        ("a_avif", saved(hills(500, 300), "AVIF", exif=exif(), xmp=XMP, icc_profile=SRGB)),
    ],
)  # fmt: skip
def test_no_published_picture_tells_of_place_camera_or_owner(make_site, name, data):
    assert any(mark in data for mark in MARKS), "there is nothing to lose"
    file = name.replace("_", ".")
    body = f"![Hills](../images/{file})\n\nSee it [whole](../images/{file}) or [here](../files/{file}), /files/ too.\n"
    site = make_site(
        {f"content/images/{file}": data, f"content/files/{file}": data, "content/pages/a.md": content(body=body)}
    )
    assert_nothing_is_left(site)
    whole = next(link for link in site.page("/a/").links if link.startswith("/images/"))
    assert opened(site, whole).size == opened(site, f"/files/{file}").size == (500, 300)
    assert opened(site, whole).format == Image.open(BytesIO(data)).format


@pytest.mark.slow
def test_the_second_picture_that_a_phone_hides_in_a_jpeg_stays_behind(make_site):
    hidden = hills(400, 300).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    data = saved(hills(400, 300), "MPO", save_all=True, append_images=[hidden])
    assert Image.open(BytesIO(data)).n_frames == 2
    site = make_site(with_pictures(a_jpg=data))
    assert site.errors == []
    assert shown(site)["jpg"].format == "JPEG"
