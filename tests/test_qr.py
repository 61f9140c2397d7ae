"""A QR code says its address to other programs, in every form in which it is given out."""

from __future__ import annotations

import re
import string
from io import BytesIO

import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from careersite.kit import qr
from careersite.kit.unprintable import Unprintable
from tests.printed import POINT, dots_of, read_by_zbar, read_by_zxing

ADDRESS = "https://join.anyborough.gov.uk/go/compass"
LONGEST = "https://join.anyborough.gov.uk/go/compass/"
SHORTEST = "https://a.uk/go/ab"
IN_ADDRESSES = string.ascii_lowercase + string.digits + "-./"


def from_svg(made: qr.Code, dots: int = 10) -> Image.Image:
    drawn = resvg_py.svg_to_bytes(svg_string=qr.svg(made).decode(), width=made.across * dots, dpi=96)
    return Image.open(BytesIO(drawn)).convert("L")


def from_png(made: qr.Code) -> Image.Image:
    return Image.open(BytesIO(qr.png(made)))


def all_forms(made: qr.Code) -> dict[str, Image.Image]:
    """At 20 mm too, which is the smallest that it may be printed."""
    return {
        "svg": from_svg(made),
        "png": from_png(made),
        "pdf at 150 dpi": dots_of(qr.pdf(made), 150),
        "pdf at 300 dpi": dots_of(qr.pdf(made), 300),
        "pdf at its smallest": dots_of(qr.pdf(made, made.minimum_mm), 300),
    }


@pytest.mark.slow
@pytest.mark.parametrize("correction", ["M", "Q"])
@pytest.mark.parametrize("address", [SHORTEST, ADDRESS, LONGEST])
def test_two_readers_read_the_address_from_every_form(address, correction, tmp_path):
    forms = all_forms(qr.code(address, correction))
    assert {name: read_by_zbar(form, tmp_path) for name, form in forms.items()} == {name: [address] for name in forms}
    assert {name: read_by_zxing(form) for name, form in forms.items()} == {name: [address] for name in forms}


def test_its_address_is_read_from_every_form():
    assert {name: read_by_zxing(form) for name, form in all_forms(qr.code(ADDRESS)).items()} == {
        name: [ADDRESS] for name in ("svg", "png", "pdf at 150 dpi", "pdf at 300 dpi", "pdf at its smallest")
    }


IN_CAPITALS = "https://careers.longer.anyborough.gov.uk/go/compass/poster"


def test_what_is_too_long_in_small_letters_is_held_in_capitals_where_the_server_takes_them(tmp_path):
    made = qr.code(IN_CAPITALS, may_be_capitals=True)
    assert (len(IN_CAPITALS), made.version, made.minimum_mm) == (58, 3, 20)
    assert made.holds == IN_CAPITALS.upper()
    for form in all_forms(made).values():
        assert read_by_zbar(form, tmp_path) == read_by_zxing(form) == [IN_CAPITALS.upper()]
    with pytest.raises(Unprintable):
        qr.code(IN_CAPITALS)


def test_what_finds_room_in_small_letters_is_held_so_and_what_capitals_cannot_write_is_refused():
    assert qr.code(LONGEST, may_be_capitals=True).holds == LONGEST
    with pytest.raises(Unprintable, match="no more than 61"):
        qr.code(f"{IN_CAPITALS}-more", may_be_capitals=True)
    with pytest.raises(Unprintable, match="no more than 42"):
        qr.code(IN_CAPITALS.replace("careers", "c_reers"), may_be_capitals=True)
    with pytest.raises(Unprintable, match="no more than 42"):
        qr.code(IN_CAPITALS.replace("careers", "straße"), may_be_capitals=True)


@settings(deadline=None, max_examples=40)
@given(st.text(IN_ADDRESSES, min_size=1, max_size=qr.MOST_BYTES - 8))
def test_whatever_the_address_it_is_read_as_it_was_written(rest):
    made = qr.code(f"https://{rest}")
    assert read_by_zxing(from_png(made)) == read_by_zxing(from_svg(made, 4)) == [f"https://{rest}"]


def test_forty_two_bytes_can_be_printed_and_forty_three_are_refused_in_words():
    assert len(LONGEST) == 42
    assert qr.code(LONGEST).version == 3
    with pytest.raises(Unprintable) as refused:
        qr.code(LONGEST + "p")
    assert refused.value.found == (
        "The address https://join.anyborough.gov.uk/go/compass/p is 43 bytes long, and a code that can be read at "
        "20 mm holds no more than 42."
    )
    assert refused.value.advice == (
        "Make it 1 byte shorter: shorten the code of the campaign or the name of the channel."
    )


def test_bytes_are_counted_and_not_letters():
    qr.code("https://" + "é" * 17)
    with pytest.raises(Unprintable, match="is 44 bytes long"):
        qr.code("https://" + "é" * 18)


def test_there_are_no_more_modules_than_the_correction_asks_for():
    versions = [(len(a), c, qr.code(a, c).version) for a in (SHORTEST, ADDRESS, LONGEST) for c in ("M", "Q")]
    assert versions == [(18, "M", 2), (18, "Q", 2), (41, "M", 3), (41, "Q", 4), (42, "M", 3), (42, "Q", 4)]


def test_its_smallest_size_is_stated_and_keeps_modules_at_half_a_millimetre():
    longest = qr.code(LONGEST)
    assert longest.across == 29 + 8
    assert longest.minimum_mm == 20
    assert longest.module_mm(20) == pytest.approx(0.54, abs=0.005)
    assert longest.minimum_in_words == (
        "Print it at least 20 mm wide, its white margin included: each of its squares is then 0.54 mm wide. To be read "
        "from further away than an arm’s length, it has to be a tenth of the distance wide: 20 cm for 2 metres."
    )
    outdoors = qr.code(LONGEST, "Q")
    assert outdoors.minimum_mm == 21
    assert outdoors.module_mm(outdoors.minimum_mm) >= 0.5


@pytest.mark.parametrize("form", ["svg", "png", "pdf at 300 dpi"])
def test_four_modules_of_white_surround_it(form):
    made = qr.code(ADDRESS)
    seen = all_forms(made)[form].convert("L").point(lambda level: 255 - level)
    module = seen.width / made.across
    left, top, right, bottom = seen.getbbox()
    assert seen.width == seen.height
    for margin in (left, top, seen.width - right, seen.height - bottom):
        assert margin == pytest.approx(4 * module, abs=1)


def test_the_png_has_whole_dots_for_each_module_in_black_and_white_and_says_how_many_to_the_inch():
    for address in (SHORTEST, LONGEST):
        made = qr.code(address)
        seen = from_png(made)
        assert seen.width % made.across == 0
        assert seen.width / 300 * 25.4 >= 100
        assert seen.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert sorted(seen.convert("L").histogram()[0:256:255]) == sorted(n for n in seen.convert("L").histogram() if n)


def test_the_svg_has_a_name_and_its_white_is_drawn():
    written = qr.svg(qr.code("https://a.uk/go/ab?x=1&y")).decode()
    assert "<title>QR code that leads to https://a.uk/go/ab?x=1&amp;y</title>" in written
    assert 'width="40mm" height="40mm"' in written
    assert re.findall('fill="(#[^"]+)"', written) == ["#ffffff", "#000000"]


@pytest.mark.parametrize("width", [20, 40, 100])
def test_the_pdf_is_as_large_as_the_code_and_in_vectors(width):
    page = PdfReader(BytesIO(qr.pdf(qr.code(ADDRESS), width))).pages[0]
    assert [float(side) * POINT for side in page.mediabox[2:]] == pytest.approx([width, width], abs=0.01)
    assert not page.images
    assert b" re f" not in page.get_contents().get_data()


def test_the_pdf_tells_its_address_to_those_who_cannot_see_it():
    reader = PdfReader(BytesIO(qr.pdf(qr.code(ADDRESS), language="cy")))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == f"QR code that leads to {ADDRESS}"
    assert root["/Lang"] == "cy"
    assert root["/StructTreeRoot"]["/K"]["/K"][0]["/Alt"] == f"QR code that leads to {ADDRESS}"


def test_the_same_address_gives_the_same_bytes():
    for form in (qr.svg, qr.png, qr.pdf):
        assert form(qr.code(ADDRESS)) == form(qr.code(ADDRESS))
        assert form(qr.code(ADDRESS)) != form(qr.code(LONGEST))
