"""What is no picture is told, by its bytes and wherever it is named; so are words that say nothing about one."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from careersite.pictures.pictures import examine
from tests.building import DEFAULTS, ENGINE, FACTS, content
from tests.made_pictures import PERSON, hills, of_pictures, page, saved, with_pictures


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
        ("content/testimonials/a.md", 9, message),
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
