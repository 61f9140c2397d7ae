"""Real pictures, made here, put into a site, and looked at as a reader's browser gets them."""

from __future__ import annotations

import os
import random
import re
import struct
import subprocess
import sys
import zlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from careersite import pipeline
from careersite.memo import Memo
from careersite.pictures import examine
from careersite.pipeline import Place, Workbench
from careersite.workshop import PreviewDraft
from tests.building import AS_OF, DEFAULTS, ENGINE, FACTS, REQUIRED, built, content, put

SECRET = "52.4068N Alice's own camera"
MARKS = (SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif", b"eXIf", b"ns.adobe.com", b"xpacket", b"ICC_PROFILE",
         b"iCCP", b"ICCP", b"tEXt", b"iTXt", b"zTXt", b"Photoshop 3.0", b"XMP ", b"rICC", b"prof")  # fmt: skip


def hills(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red at the top left, blue at the bottom right, and something for an encoder to do in between."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, Image.radial_gradient("L").resize((width, height)), down)).convert(mode)


def saved(picture: Image.Image, format_name: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, format_name, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: the place, the camera, and how it was held."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = SECRET
    found.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 24.0, 24.0), 29: SECRET})
    return found


MOMENT = datetime.fromisoformat(AS_OF)
XMP = f'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta><?xpacket end="w"?>'.encode()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# In the table of tags, what is red and what is blue change places.
SWAPPED = SRGB.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


def phone_jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    data = saved(picture, exif=exif(orientation), comment=SECRET.encode(), xmp=XMP, icc_profile=SRGB, quality=90)
    iptc = b"Photoshop 3.0\0" + SECRET.encode()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + SECRET.encode()


def told_png(picture: Image.Image) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("Comment", SECRET)
    notes.add_text("Zipped", SECRET, zip=True)
    return saved(picture, "PNG", pnginfo=notes, exif=exif(), icc_profile=SRGB, dpi=(300, 300))


def page(*names: str, alt: str = "Hills") -> str:
    return content(title="Hills", body="".join(f"![{alt}](../images/{name})\n\n" for name in names))


def with_pictures(**files: bytes) -> dict[str, str | bytes]:
    """a_jpg=… → content/images/a.jpg, and a page that shows them all in their order."""
    named = {name.replace("_", "."): data for name, data in files.items()}
    return {**{f"content/images/{name}": data for name, data in named.items()}, "content/pages/a.md": page(*named)}


def opened(site, address: str) -> Image.Image:
    picture = Image.open(BytesIO(site.files[address.lstrip("/")]))
    picture.load()
    return picture


def in_set(srcset: str | None) -> list[tuple[str, int]]:
    return [(address, int(width[:-1])) for address, width in (one.split() for one in (srcset or "").split(", "))]


def of_pictures(site) -> dict[str, bytes]:
    return {path: data for path, data in site.files.items() if path.startswith(("images/", "files/"))}


def shown(site, address: str = "/a/") -> dict[str, Image.Image]:
    """The largest of each format on the page, decoded."""
    found = {}
    for node in site.page(address).tree.css("main source, main img"):
        path = in_set(node.attributes["srcset"])[-1][0]
        found[path.rpartition(".")[2]] = opened(site, path)
    return found


def near(one: tuple[int, ...], other: tuple[int, ...], most: int = 24) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


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


PERSON = content("testimonial").replace(
    "\n---\n", "\nphoto:\n  file: ../images/a.jpg\n  alt: A. Person on a bench\n  credit: B. Person\n---\n", 1
)


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


def test_a_drawing_passes_as_it_is(make_site):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><title>A box</title></svg>'
    site = make_site(with_pictures(a_svg=svg))
    assert not site.page("/a/").has("picture")
    assert site.files[site.page("/a/").attribute("main img", "src").lstrip("/")] == svg


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


def clear(mode: str = "RGBA") -> Image.Image:
    picture = hills(400, 300, "RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 200, 300))
    return picture.convert(mode)


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


def assert_nothing_is_left(site) -> None:
    pictures = of_pictures(site)
    assert pictures
    for path, data in pictures.items():
        assert [mark for mark in MARKS if mark in data] == [], path
        made = Image.open(BytesIO(data))
        assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                                  "background", "loop", "duration", "timestamp"}, path  # fmt: skip
        assert not made.getexif()
        assert data.count(b"\0\0\0\0IEND") <= 1


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


# What cannot be used


def told(site) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.message) for problem in site.problems if problem.code == "picture"]


def test_a_picture_that_cannot_be_used_is_told_wherever_it_is_named(make_site):
    logo = "logo:\n  file: content/images/a.jpg\n  alt: Us\n"
    site = make_site({
        "content/images/a.jpg": b"%PDF-1.7", "site.yml": DEFAULTS["site.yml"] + logo, "content/facts.yml": FACTS,
        "content/testimonials/a.md": PERSON, "content/pages/a.md": page("a.jpg"),
        "content/pages/b.md": content(title="B", body="Words.\n\n::: figure\nfile: ../images/a.jpg\nalt: Hills\n:::\n"),
    })  # fmt: skip
    message = '"a.jpg" is a PDF, whatever its name says.'
    assert {one for one in told(site) if one[2] == message} == {
        ("content/pages/a.md", 5, message), ("content/pages/b.md", 8, message), ("site.yml", 5, message),
        ("content/testimonials/a.md", 8, message),
    }  # fmt: skip


def test_a_broken_picture_that_nobody_shows_stops_nothing(make_site):
    site = make_site({"content/images/a.jpg": b"", "content/pages/a.md": content()})
    assert site.problems == ()
    assert of_pictures(site) == {}


@pytest.mark.slow
def test_a_file_far_too_heavy_is_told_but_used(make_site):
    data = saved(hills(400, 300)) + bytes(20_000_001)
    site = make_site(with_pictures(a_jpg=data))
    assert site.errors == []
    assert '"a.jpg" has 20 MB; that is more than 20 MB, and slow to work with.' in [
        message for *_, message in told(site)
    ]


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"II*\0" + bytes(60), "a TIFF or the raw picture of a camera"), (b"8BPS\0\1", "a Photoshop file"),
        (b"BM\x3a\0\0\0\0\0\0\0", "a BMP"), (b"\xff\x0a\xfa", "a JPEG XL picture"), (b"PK\x03\x04", "a Word,"),
        (b"\0\0\0\x0cjP  \r\n", "a JPEG 2000 picture"), (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf", "a HEIC photo"), (b"\0\0\0\x1cftypavis\0\0\0\0", "a moving AVIF"),
        (b"\r\n<HTML><body>", "a web page"), (b"version https://git-lfs.github.com/spec/v1\n", "a note that stands"),
        (b"just words", "not a picture that can be read"),
    ],
)  # fmt: skip
def test_a_file_that_only_bears_the_name_of_a_picture_is_known_by_its_first_bytes(make_site, start, what):
    site = make_site(with_pictures(a_jpg=start))
    assert site.errors[0].message.startswith(f'"a.jpg" is {what}')
    assert site.errors[0].hint


def test_a_moving_avif_is_told(make_site):
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "blue")]
    site = make_site(with_pictures(a_avif=saved(frames[0], "AVIF", save_all=True, append_images=frames[1:])))
    assert "moving" in site.errors[0].message
    assert "component video" in site.errors[0].hint


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_bomb_is_told_before_it_is_opened(make_site):
    header = struct.pack(">IIBBBBB", 15_000, 15_000, 8, 6, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(5_000_000)))
        + chunk(b"IEND", b"")
    )
    site = make_site(with_pictures(a_png=bomb))
    assert site.errors[0].message.startswith('"a.png" has 225 million pixels (15,000 by 15,000 pixels)')


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_damage_of_any_kind_is_a_fault_or_none_and_never_an_accident(format_name):
    whole = saved(hills(120, 90), format_name)
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.5 else whole)
        for _ in range(chance.randrange(4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = examine(bytes(data))
        assert (found.fault is None) == (found.width > 0)


@pytest.mark.slow
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_half_a_picture_is_none(format_name, part):
    options = {"progressive": True} if format_name == "JPEG" else {}
    for data in (saved(hills(300, 200), format_name), saved(hills(300, 200), format_name, **options)):
        assert examine(data).fault is None
        assert examine(data[: int(len(data) * part)]).fault


# The same bytes every time


SITE = {
    "a_jpg": phone_jpeg(hills(600, 780), 6), "b_png": told_png(hills(400, 100)),
    "c_webp": saved(clear().resize((200, 150)), "WEBP"), "d_avif": saved(hills(200, 100), "AVIF"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux says which cores to use")
def test_the_bytes_are_the_same_on_every_build_with_one_core_or_many(make_site):
    files = with_pictures(**SITE)
    cores = os.sched_getaffinity(0)
    first = make_site(files)
    try:
        os.sched_setaffinity(0, {min(cores)})
        alone = built(first.folder, bench=Workbench(Memo(None)))
    finally:
        os.sched_setaffinity(0, cores)
    assert len(of_pictures(first)) > 12
    again = built(first.folder, bench=Workbench(Memo(None)))
    assert of_pictures(first) == of_pictures(alone) == of_pictures(again)


@pytest.mark.slow
def test_what_the_preview_makes_when_it_is_asked_is_what_a_build_makes(make_site):
    site = make_site(with_pictures(**SITE))
    begun = pipeline.draft(Place(site.folder, ENGINE), Workbench(Memo(None)), lambda zone: MOMENT)
    draft = PreviewDraft(begun)
    path, data = min(of_pictures(site).items())
    assert draft.file(path) == data, "before any page was looked at"
    assert draft.file("a/index.html") == site.files["a/index.html"]
    assert {path: draft.file(path) for path in of_pictures(site)} == of_pictures(site)
    assert draft.file(path.replace("-", "-1")) is None
    assert draft.file("images/a.0123456789-360.avif") is None


@pytest.mark.slow
def test_another_picture_of_the_same_name_has_another_address(make_site):
    before = set(of_pictures(make_site(with_pictures(a_jpg=saved(hills(400, 300))))))
    assert before.isdisjoint(of_pictures(make_site({"content/images/a.jpg": saved(hills(400, 299))})))


@pytest.mark.slow
def test_two_pictures_whose_names_differ_in_the_ending_alone_are_kept_apart(make_site):
    site = make_site(with_pictures(a_jpg=saved(hills(400, 300)), a_png=saved(hills(400, 200), "PNG")))
    assert {Image.open(BytesIO(data)).size for data in of_pictures(site).values()} == {(400, 300), (400, 200)}
    assert len(of_pictures(site)) == 6


@pytest.mark.slow
def test_what_was_made_once_is_remembered_and_needs_no_decoder(tmp_path):
    put(tmp_path, {**DEFAULTS, **with_pictures(a_jpg=saved(hills(800, 600)))})
    memo = tmp_path / ".careersite/memo.db"
    first = Workbench(Memo(memo))
    made = of_pictures(built(tmp_path, bench=first))
    first.memo.close()
    script = (
        "import sys; from pathlib import Path; from tests.building import *; from careersite.memo import Memo\n"
        f"site = built(Path({str(tmp_path)!r}), bench=Workbench(Memo(Path({str(memo)!r}))))\n"
        "print(len([path for path in site.files if path.startswith('images/')]), 'PIL.Image' in sys.modules)"
    )
    told_ = subprocess.run(
        [sys.executable, "-c", script], cwd=ENGINE, capture_output=True, text=True, check=True
    ).stdout
    assert told_.split() == [str(len(made)), "False"]


@pytest.mark.slow
def test_a_site_without_pictures_never_asks_for_the_library(tmp_path):
    put(tmp_path, DEFAULTS)
    script = (
        "import sys; from pathlib import Path; from tests.building import *\n"
        f"print(built(Path({str(tmp_path)!r})).errors, 'PIL' in sys.modules)"
    )
    told_ = subprocess.run(
        [sys.executable, "-c", script], cwd=ENGINE, capture_output=True, text=True, check=True
    ).stdout
    assert told_.split() == ["[]", "False"]


@pytest.mark.slow
def test_a_save_in_the_preview_does_not_wait_for_pictures(make_site):
    site = make_site(with_pictures(**SITE))
    bench = Workbench(Memo(None))
    begun = pipeline.draft(Place(site.folder, ENGINE), bench, lambda zone: MOMENT)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4  # after the pages, in the middle of the pictures

    assert pipeline.finish(begun, stop=stop).rendered.files == {}


# The words


@pytest.mark.parametrize(
    "alt", ["desk.jpg", "the-desk-2", "DSC_0012", "image", "Photo", "a picture", "IMG 2041", "---", "42"]
)
def test_words_that_say_nothing_are_refused(make_site, alt):
    site = make_site(
        {"content/images/a.png": saved(hills(400, 90), "PNG"), "content/pages/a.md": page("a.png", alt=alt)}
    )
    assert [(problem.code, problem.line) for problem in site.errors] == [("alt", 5)]


@pytest.mark.parametrize(
    "alt", ["A desk", "Step-Up graduates", "Photographs on a wall", "Image makers at work", "Ann", "École"]
)
def test_words_that_say_something_pass(make_site, alt):
    site = make_site(
        {"content/images/a.png": saved(hills(400, 90), "PNG"), "content/pages/a.md": page("a.png", alt=alt)}
    )
    assert site.problems == ()


@pytest.mark.parametrize(
    ("alt", "better"), [("Picture of a desk", "A desk"), ("A photo of Ann", "Ann"), ("An image showing us", "Us")]
)
def test_words_that_begin_with_the_picture_are_shortened_for_the_editor(make_site, alt, better):
    site = make_site(
        {"content/images/a.png": saved(hills(400, 90), "PNG"), "content/pages/a.md": page("a.png", alt=alt)}
    )
    assert [(problem.severity, problem.hint) for problem in site.problems] == [("warning", f"Write: {better}")]
    assert site.page("/a/").attribute("main img", "alt") == alt


@pytest.mark.parametrize("typed", ["yes", "true"])
def test_a_picture_that_says_nothing_is_said_to_be_decorative(make_site, typed):
    body = f"::: figure\nfile: ../images/a.png\ndecorative: {typed}\n:::\n"
    site = make_site({"content/images/a.png": saved(hills(400, 90), "PNG"), "content/pages/a.md": content(body=body)})
    assert site.problems == ()
    assert site.page("/a/").attribute("main img", "alt") == ""


def test_the_engine_has_a_place_for_every_picture():
    """An <img> that a template writes by itself would be published as it came from the camera."""
    own = [path for path in Path(ENGINE / "templates").rglob("*.html") if "<img" in path.read_text(encoding="utf-8")]
    assert [path.name for path in own] == ["picture.html"]
