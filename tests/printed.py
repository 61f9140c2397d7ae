"""What is printed, looked at as a printer and a telephone would: as dots, by programs that know nothing of ours."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from careersite.colours.palette import NO_COLOURS, palette
from careersite.kit import qr
from careersite.kit.sheet import Sheet
from careersite.suite import command_path
from tests.building import ENGINE

POINT = 25.4 / 72  # in millimetres
ADDRESS = "join.anyborough.gov.uk/go/compass/post"
COLOURS = palette((ENGINE / "assets/css/tokens.css").read_text(encoding="utf-8"), NO_COLOURS).light
EVENT = (
    ("When", "Friday 26 March 2027, 10am to 4pm"),
    ("Where", "The Great Hall, Market Square, Anyborough AB1 2CD"),
    ("Access", "Step-free from Market Square. Ask at the desk for a hearing loop."),
)
STEPS = ("Talk to somebody who does the work", "See which route fits", "Apply online when you are ready")


def a_sheet(address: str = ADDRESS[:34], **given: Any) -> Sheet:
    """A sheet of Anyborough, with what is given in place of its own."""
    words = {
        "title": "Meet us at the jobs fair",
        "message": "Come and ask what a first year here is like.",
        "call_to_action": "Scan to see the roles",
        "site_name": "Careers in Anyborough",
        "organisation": "Anyborough City Council",
        "colours": COLOURS,
        "pattern": "twill",
        "language": "en-GB",
    }
    return Sheet(code=qr.code(f"https://{address}"), address=address, **(words | given))


def dots_of(pdf: bytes, dpi: int) -> Image.Image:
    """Its one page as a printer of so many dots would print it."""
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def read_by_zbar(picture: Image.Image, folder: Path) -> list[str]:
    if not command_path("zbarimg"):
        reason = "This test needs zbarimg: install the package zbar-tools."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    picture.save(folder / "seen.png")
    asked = ["zbarimg", "--quiet", "--raw", "--set", "disable", "--set", "qrcode.enable", str(folder / "seen.png")]
    # It asks for a bus of the desktop where it could tell of what it reads; that there is none is no fault.
    found = subprocess.run(asked, capture_output=True, text=True, timeout=60, env=os.environ | {"LC_ALL": "C.UTF-8"})
    return found.stdout.splitlines()


def read_by_zxing(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)]


def words_of(pdf: bytes) -> str:
    """All that can be copied from it, in the order in which it is read aloud, in one line."""
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


Sides = tuple[float, float, float, float]  # left, top, right, bottom, in millimetres from the upper left corner


def places_of(pdf: bytes) -> tuple[list[Sides], list[Sides], list[Sides]]:
    """Where the ink of lines of words, of the code and of pictures lies, as another program sees it."""
    words, codes, pictures = [], [], []
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        height = page.get_height()
        kinds = pypdfium2.raw
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            sides = (left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT)
            if thing.type == kinds.FPDF_PAGEOBJ_TEXT:
                words.append(sides)
            elif thing.type == kinds.FPDF_PAGEOBJ_IMAGE:
                pictures.append(sides)
            elif kinds.FPDFPath_CountSegments(thing) > 100:
                codes.append(sides)
    return words, codes, pictures


def do_meet(one: Sides, other: Sides) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
