"""Codes as they are given out come in; a reader that knows nothing of ours tells whether each holds its address."""

from __future__ import annotations

from io import BytesIO

from careersite.drawn.icons import in_dots
from careersite.kit.qr import Code
from careersite.kit.unprintable import Unprintable

ACROSS = 400  # dots of a drawing that is to be read: ten for a module, and some


def read_back(made: Code, svg: bytes, png: bytes) -> None:
    """Nothing where both are read as what the code should hold, else Unprintable: no wrong code is ever printed."""
    for form in (in_dots(svg, ACROSS), png):
        found = _read(form)
        if found != [made.holds]:
            raise Unprintable(
                f"The code of {made.address} was drawn, but is read as {' and '.join(found) or 'nothing'}.",
                "This is our fault, not yours. Print no code of this address, and tell the developers.",
            )


def _read(png: bytes) -> list[str]:
    import zxingcpp
    from PIL import Image

    found = zxingcpp.read_barcodes(
        Image.open(BytesIO(png)).convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return [one.text for one in found]
