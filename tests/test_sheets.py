"""Posters and handouts say what they were given, where it can be read, and lead to where they say."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from careersite.kit.logo import Logo
from careersite.kit.sheets import handout, poster
from careersite.kit.unprintable import Unprintable
from tests.building import ENGINE
from tests.printed import (
    ADDRESS,
    COLOURS,
    EVENT,
    POINT,
    STEPS,
    a_sheet,
    do_meet,
    dots_of,
    places_of,
    read_by_zbar,
    read_by_zxing,
    words_of,
)

FORMATS = {poster: (210, 297, 10), handout: (148, 210, 8)}  # width, height and the edge that is left white, in mm
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="10mm" viewBox="0 0 30 10">%s</svg>'
RED = SVG % b'<rect width="30" height="10" fill="#ff0000"/>'
SHEETS = {
    "an event": a_sheet(lines=EVENT, steps=STEPS, steps_title="What comes next", logo=Logo(RED, "Anyborough")),
    "no event": a_sheet(title="Return", message="", steps=STEPS),
    "hardly a word": a_sheet("a.uk/go/ab", title="Us", call_to_action="", organisation="", message=""),
    "many words": a_sheet(
        title="Experienced social workers and the payment for those who stay: how it works and whom it is for",
        message="A message of some length about the work, the people and the place, to see what becomes of all of it.",
        lines=(*EVENT, ("", "A quiet room is open all day. Parking with a blue badge is behind the building.")),
        steps=STEPS,
    ),
}
each_sheet = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
each_format = pytest.mark.parametrize("form", FORMATS)


@each_format
@each_sheet
def test_its_address_is_read_from_the_dots_of_a_printer(form, sheet):
    assert read_by_zxing(dots_of(form(sheet), 150)) == [sheet.code.address]


@pytest.mark.slow
@each_format
@each_sheet
def test_two_readers_read_it_from_those_of_a_better_printer_too_and_printed_in_grey(form, sheet, tmp_path):
    coarse, fine = (dots_of(form(sheet), dpi).convert("L") for dpi in (150, 300))
    assert read_by_zbar(coarse, tmp_path) == read_by_zbar(fine, tmp_path) == [sheet.code.address]
    assert read_by_zxing(fine) == [sheet.code.address]


@each_format
@each_sheet
def test_its_words_are_those_that_were_given_in_the_order_of_reading(form, sheet):
    steps = (sheet.steps_title, *sheet.steps) if form is handout and sheet.steps else ()
    lines = [part for line in sheet.lines for part in line]
    given = (sheet.site_name, sheet.title, sheet.message, sheet.call_to_action, *lines, *steps, sheet.address,
             sheet.organisation)  # fmt: skip
    assert words_of(form(sheet)) == " ".join(part for part in given if part)


@each_format
@each_sheet
def test_nothing_is_cut_off_and_nothing_lies_on_anything_else(form, sheet):
    width, height, edge = FORMATS[form]
    words, codes, pictures = places_of(form(sheet))
    assert len(words) >= 3
    assert len(codes) == 1
    assert len(pictures) == bool(sheet.logo)
    things = [*words, *codes, *pictures]
    for left, top, right, bottom in things:
        # The tail of a j may hang a little to the left of its line.
        assert edge <= left <= right <= width - edge + 0.01
        assert edge <= top <= bottom <= height - edge + 0.01
    assert not [pair for n, one in enumerate(things) for other in things[:n] if do_meet(*(pair := (one, other)))]


@each_format
@each_sheet
def test_the_code_is_large_enough_and_four_modules_of_white_surround_it(form, sheet):
    pdf = form(sheet)
    left, top, right, bottom = places_of(pdf)[1][0]
    module = (right - left) / (sheet.code.across - 8)
    assert bottom - top == pytest.approx(right - left, abs=0.01)
    assert right - left + 8 * module >= sheet.code.minimum_mm
    assert module >= 0.5
    if form is poster:
        assert right - left >= 40
    dots = 300 / 25.4
    seen = dots_of(pdf, 300).convert("L")
    margin = 4 * module * dots
    around = [round(side * dots) for side in (left, top, right, bottom)]
    outer = (around[0] - margin + 2, around[1] - margin + 2, around[2] + margin - 2, around[3] + margin - 2)
    ring = seen.crop(tuple(map(round, outer)))
    ring.paste(
        255, tuple(round(margin) - 3 + side for side in (0, 0, *(around[n + 2] - around[n] + 3 for n in (0, 1))))
    )
    assert ring.getextrema() == (255, 255)


@each_format
def test_its_page_is_of_its_paper_tagged_and_named_in_its_language(form):
    reader = PdfReader(BytesIO(form(SHEETS["an event"])))
    root = reader.trailer["/Root"]
    size = [float(side) * POINT for side in reader.pages[0].mediabox[2:]]
    assert len(reader.pages) == 1
    assert size == pytest.approx(FORMATS[form][:2], abs=0.01)
    assert reader.metadata.title == "Meet us at the jobs fair – Careers in Anyborough"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = [part["/S"].lstrip("/") for part in root["/StructTreeRoot"]["/K"]["/K"]]
    listed = ["H2", "L"] if form is handout else []
    assert kinds == ["P", "H1", "P", "H2", "P", "P", "P", *listed, "Figure", "P", "P", "Figure"]
    figures = [part["/Alt"] for part in root["/StructTreeRoot"]["/K"]["/K"] if part["/S"] == "/Figure"]
    assert figures == [f"QR code that leads to https://{ADDRESS[:34]}", "Anyborough"]


@each_format
def test_who_reads_it_on_a_screen_follows_its_address(form):
    pdf = form(SHEETS["an event"])
    link = PdfReader(BytesIO(pdf)).pages[0]["/Annots"][0].get_object()
    left, bottom, right, top = (float(side) * POINT for side in link["/Rect"])
    height = FORMATS[form][1]
    assert link["/A"]["/URI"] == f"https://{ADDRESS[:34]}"
    met = [place for place in places_of(pdf)[0] if do_meet(place, (left, height - top, right, height - bottom))]
    assert len(met) == 1
    assert met[0][2] - met[0][0] == pytest.approx(right - left, abs=2)


@each_format
def test_its_letters_are_in_it_and_no_more_than_it_needs(form):
    page = PdfReader(BytesIO(form(SHEETS["an event"]))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) == 2
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert font["/BaseFont"][7:8] == "+"
        assert 1_000 < len(inner["/FontDescriptor"]["/FontFile2"].get_data()) < 30_000
    assert sum(len(image.data) for image in page.images) > 0  # the logo alone
    assert len(page.images) == 1


def test_the_address_of_a_poster_can_be_read_from_two_metres():
    """Capitals of a 300th of the distance, however long the address is."""
    for address in (ADDRESS[:34], "m" * 17 + "/" + "w" * 8 + "/" + "w" * 7, "a.uk/go/ab"):
        page = PdfReader(BytesIO(poster(a_sheet(address)))).pages[0]
        sizes = {}
        page.extract_text(visitor_text=lambda text, _, at, font, size, into=sizes: into.setdefault(text.strip(), size))
        found = [size for text, size in sizes.items() if text and text in address]
        assert found
        assert min(found) * POINT * 0.668 >= 2000 / 300


def test_a_long_address_is_parted_where_the_path_begins_and_never_elsewhere():
    assert "jobs-in-mmmmmm-mm.gov.uk /go/wwww/" in words_of(poster(a_sheet("jobs-in-mmmmmm-mm.gov.uk/go/wwww/")))


@each_format
def test_what_the_typeface_lacks_is_put_simply_or_refused(form):
    assert "Łódź, Hasan and Zoë – café" in words_of(form(a_sheet(title="Łódź, Ḥasan and Zoë → cafe\u0301 🎉")))
    with pytest.raises(Unprintable) as refused:
        form(a_sheet(message="Come 中文 in"))
    assert refused.value.found.startswith("The message has letters that the typeface of the ")
    assert refused.value.found.endswith(" lacks: 中文")
    assert refused.value.advice == "Write it in Latin letters."


@each_format
def test_what_does_not_fit_is_refused_with_what_is_longest(form):
    with pytest.raises(Unprintable) as refused:
        form(a_sheet(lines=(("Access", "Step-free all the way. " * 80),)))
    assert "even in letters as small as can be read" in refused.value.found
    assert refused.value.advice == "Shorten the text “Step-free all the way. Step-fr…”."


@each_format
def test_a_word_too_long_for_a_line_is_refused_and_a_hyphen_helps(form):
    word = "Rindfleischetikettierungsüberwachungsaufgabe"
    with pytest.raises(Unprintable) as refused:
        form(a_sheet(title=word))
    assert refused.value.found.startswith(f"“{word}” in the title is too long for a line of the ")
    assert refused.value.advice == "Write a shorter word, or put a hyphen where it may be parted."
    parted = "Rindfleisch-etikettierungs-überwachungs-aufgabe"
    assert parted in words_of(form(a_sheet(title=parted))).replace("- ", "-")


def test_a_number_stays_with_its_word():
    seen = PdfReader(BytesIO(poster(SHEETS["an event"]))).pages[0].extract_text()
    assert "March 2027" in seen
    assert "AB1 2CD" in seen


@each_format
def test_a_logo_is_shown_in_its_own_shape_whatever_kind_of_file_it_is(form):
    written = {}
    for kind, mode in (("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK"), ("JPEG", "L")):
        file = BytesIO()
        Image.new(mode, (90, 30)).save(file, kind)
        written[kind, mode] = file.getvalue()
    for picture in (RED, *written.values()):
        left, top, right, bottom = places_of(form(a_sheet(logo=Logo(picture, "Anyborough"))))[2][0]
        assert (right - left) / (bottom - top) == pytest.approx(3, abs=0.05)
    red = dots_of(form(a_sheet(logo=Logo(RED, "Anyborough"))), 72)
    assert (255, 0, 0) in [colour for _, colour in red.getcolors(100_000)]


@each_format
@pytest.mark.parametrize("picture", [b"no picture", b"\x89PNG\r\n", b"\xff\xd8\xff", SVG % b"<rect", b"\xff\xfe\xfd"])
def test_a_logo_that_cannot_be_drawn_is_told(form, picture):
    with pytest.raises(Unprintable, match="The logo cannot be drawn"):
        form(a_sheet(logo=Logo(picture, "Anyborough")))


@each_format
def test_on_white_paper_pale_words_are_black(form):
    """A site may be pale on dark by day, but paper is white."""
    pale = {**COLOURS, "ink": "#ffffff", "ink-soft": "#dddddd"}
    black = {**COLOURS, "ink": "#000000", "ink-soft": "#000000"}
    assert form(a_sheet(colours=pale, lines=EVENT)) == form(a_sheet(colours=black, lines=EVENT))


MADE = """
import hashlib, sys
from careersite.kit import qr
from careersite.kit.sheets import handout, poster
from tests.test_sheets import SHEETS
for sheet in (SHEETS["an event"], SHEETS["hardly a word"]):
    for made in (poster(sheet), handout(sheet), qr.svg(sheet.code), qr.png(sheet.code), qr.pdf(sheet.code)):
        print(hashlib.sha256(made).hexdigest())
"""


def test_another_process_hash_seed_zone_and_locale_give_the_same_bytes():
    seen = []
    for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("2", "Pacific/Kiritimati", "C")):
        around = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        made = subprocess.run([sys.executable, "-c", MADE], cwd=ENGINE, env=around, capture_output=True, check=True)
        seen.append(made.stdout.split())
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 2 * 5


WORDS = st.lists(st.text("aegijmnoqwyABÉŁÅ1-", min_size=1, max_size=12), max_size=18).map(" ".join)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("blank", ["", " ", "\u200b"])
def test_what_says_nothing_leaves_no_label_behind(form, blank):
    said = words_of(
        form(a_sheet(lines=(("Lost", blank), ("Where", "The hall"), ("Gone", blank)), steps=(blank, "Learn")))
    )
    assert "Where The hall" in said
    assert "Lost" not in said
    assert "Gone" not in said


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@example("", "", [("1", ""), ("1", "")], [], "")
@given(WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=4), st.lists(WORDS, max_size=3), WORDS)
def test_whatever_the_words_they_stand_apart_and_whole_or_are_refused(title, message, lines, steps, call):
    sheet = a_sheet(title=title, message=message, lines=tuple(lines), steps=tuple(steps), call_to_action=call)
    for form, (width, height, edge) in FORMATS.items():
        try:
            pdf = form(sheet)
        except Unprintable:
            continue
        words, codes, _ = places_of(pdf)
        things = [*words, *codes]
        assert not [pair for n, one in enumerate(things) for two in things[:n] if do_meet(*(pair := (one, two)))]
        for left, top, right, bottom in things:
            assert edge <= left <= right <= width - edge + 0.01
            assert edge <= top <= bottom <= height - edge + 0.01
        letters = words_of(pdf).replace(" ", "")
        assert title.replace(" ", "") in letters
        assert read_by_zxing(dots_of(pdf, 150)) == [sheet.code.address]


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30), st.text(max_size=60))
def test_whatever_is_typed_there_is_a_sheet_or_a_reason(title, message):
    for form in FORMATS:
        try:
            reader = PdfReader(BytesIO(form(a_sheet(title=title, message=message))))
        except Unprintable:
            continue
        assert reader.xmp_metadata.dc_title["x-default"] == reader.metadata.title
