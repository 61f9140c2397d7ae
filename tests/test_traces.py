"""Traces: a name is found however it is written, in whatever it is packed, and not where it is somebody else's."""

from __future__ import annotations

import base64
import gzip
import zipfile
from io import BytesIO

import brotli
import pytest

from careersite.withdrawal.traces import Finder, Wanted
from tests.made_pictures import saved, scene

PERSON = Wanted(("Abby Poar", "Zoë Øster"), words=("you get to build those good relationships with your colleagues",))
WRITTEN = (
    "Abby Poar", "ABBY POAR", "Abby <b>Poar</b>", "A<i>bb</i>y Poar", "<b>Abby</b><b>Poar</b>", "Abby&nbsp;Poar",
    "&#65;bby &#x50;oar", "Abby\u00a0 \n Poar", "Abb\u0301y Poar", "Ab\u00adby Po\u200bar", "Abby Poar’s", "Abby Poars",
    "abby-poar", "abby_poar-2.jpg", "abbypoar", "photoOfAbbyPoar.jpg", "Abby%20Poar", "Abby%2520Poar", "Abby+Poar",
    r"\u0041bby\u0020Poar", r"Abby\nPoar", r"\x41bby Poar", r"\41 bby Poar", "&lt;b&gt;Abby&lt;/b&gt; Poar",
    "&amp;lt;i&amp;gt;Abby&amp;lt;/i&amp;gt; Poar", "**Abby** Poar", "Poar, Abby", "poar-abby", "Abby J. Poar",
    "Zoë Øster", "ZOE OSTER", "Zoe%CC%88 %C3%98ster", "zoe-oster", "Zo&euml; &Oslash;ster",
    '<p title="Abby Poar">', "build those good relationships with your",
    "GET to build —those <i>good</i> relationships",
)  # fmt: skip
OTHERS = (
    "", "Abby Poarson", "Labby Poar", "Abby said that Poar is far", "Gabby's poarch", "to build good relationships",
    "abby\nand many others, among them Poar",
)  # fmt: skip


def kinds(path: str, data: bytes, wanted: Wanted = PERSON) -> set[str]:
    return {trace.kind for trace in Finder(wanted).look(path, data)}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_name_and_words_are_found_however_they_are_written(text):
    assert kinds("page.html", f"<p>Before\n{text}\nafter</p>".encode())


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_of_others_is_not_found(text):
    assert kinds("page.html", f"<p>Before\n{text}\nafter</p>".encode()) == set()


def zipped(**files: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


NAMED = b"<p>Abby <b>Poar</b></p>"
DRAWING = b"<svg><text>Abby Poar</text></svg>"
PACKED = {
    "page.html.gz": gzip.compress(NAMED),
    "page.html.br": brotli.compress(NAMED),
    "guide.docx": zipped(document=NAMED),
    "outer.zip": zipped(inner=zipped(page=NAMED)),
    "style.css": b"a{background:url(data:image/svg+xml;base64," + base64.b64encode(DRAWING) + b")}",
    "drawing.svg": b'<svg><image href="data:image/svg+xml,%3Csvg%3E%3Ctext%3EAbby%20Poar%3C/text%3E"/></svg>',
    "notes.txt": "Abby Poar".encode("utf-16"),
    "old.bin": b"\0\0\1\0\0" + "Abby Poar".encode("utf-16-le"),
    "letters.bin": b"\0\0\1" + "Zoë Øster".encode("cp1252"),
    "store.db": b"SQLite format 3\0" + bytes(9000) + NAMED,
    "abby-poar.bin": b"",
    "photo.png": saved(scene(2), "PNG").replace(b"IEND", b"IEND") + b"Abby Poar",
}  # fmt: skip


@pytest.mark.parametrize("path", PACKED)
def test_a_name_is_found_in_whatever_it_is_packed(path):
    assert kinds(path, PACKED[path]) == {"name"}


def test_a_pdf_is_read_as_its_readers_read_it():
    text = b"BT /F1 24 Tf 72 700 Td (Abby) Tj ( Poar) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    assert kinds("guide.pdf", data) == {"name"}


def test_a_picture_in_an_archive_or_a_data_address_is_compared_too():
    wanted = Wanted(("Nobody Else",), pictures={"content/images/desk.jpg": saved(scene(1))})
    small = saved(scene(1).resize((160, 120)), "WEBP")
    assert kinds("guide.docx", zipped(picture=small), wanted) == {"picture"}
    inline = b'<img src="data:image/webp;base64,' + base64.b64encode(small) + b'">'
    assert kinds("page.html", inline, wanted) == {"picture"}
    assert kinds("page.html", inline) == set()


def test_the_very_file_is_found_under_any_name():
    wanted = Wanted(("Nobody Else",), copies={"content/videos/a.mp4": b"a film"})
    found = Finder(wanted).look("videos/other.mp4", b"a film")
    assert [(trace.kind, trace.found) for trace in found] == [("copy", "content/videos/a.mp4")]


def test_what_cannot_be_looked_into_is_told():
    finder = Finder(PERSON)
    assert finder.look("videos/a.mp4", b"\0\0\0 ftypmp42") == []
    assert finder.look("guide.docx", b"PK\x03\x04 damaged") == []
    assert finder.looked.closed == {
        "videos/a.mp4": "what a film shows and says cannot be looked for",
        "guide.docx": "it is damaged, or of a kind that is not known here",
    }


def test_an_address_that_has_gone_may_stand_in_the_rules_for_servers_and_nowhere_else():
    wanted = Wanted(("Abby Poar",), gone=("/testimonials/abby-poar/",))
    rules = b"location = /testimonials/abby-poar/ { return 410; }\n^/testimonials/abby\\-poar/?$"
    assert kinds("nginx/careersite.conf", rules, wanted) == set()
    assert kinds("_redirects", b"/testimonials/abby-poar/ /410.html 410", wanted) == set()
    assert kinds("testimonials/abby-poar/index.html", b"<p>This page has gone.</p>", wanted) == set()
    assert kinds("_redirects", b"/people/abby-poar/ /testimonials/ 301", wanted) == {"name"}
    assert kinds("index.html", b'<a href="/testimonials/abby-poar/">', wanted) == {"name"}
    assert kinds("testimonials/abby-poar/index.html", b"<p>Abby Poar</p>", wanted) == {"name"}


def test_a_first_name_alone_is_no_trace_but_is_told_where_it_is_asked_for():
    finder = Finder(PERSON)
    assert finder.look("page.html", b"<p>Abby said so.</p>", tells_maybe=True) == []
    assert finder.looked.maybe == {"page.html": "Abby"}


def test_text_that_other_pages_say_as_well_is_nobodys():
    said = "we meet every second Friday in the room above the library"
    assert kinds("page.html", said.encode(), Wanted(("A. Person",), texts=(said,))) == {"text"}
    assert kinds("page.html", said.encode(), Wanted(("A. Person",), texts=(said,), others=said)) == set()
