"""What a campaign says comes in as a Sheet; out go a poster, A4, and a handout, A5, each as a PDF of one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from careersite.kit.qr import Code


@dataclass(frozen=True, slots=True)
class Logo:
    """`picture` is a file as SVG, PNG or JPEG; `alt` names the organisation."""

    picture: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a poster or a handout is drawn from; what is empty is not shown, and leaves its room to the rest.

    `lines` are pairs such as ("When", "Friday 26 March 2027, 10am to 4pm"); `address` is the one to be typed, without
    https://; `steps` are for the handout alone, under `steps_title`; `colours` are those of the palette by day.
    """

    title: str
    message: str
    code: Code
    address: str
    call_to_action: str
    site_name: str
    organisation: str
    colours: Mapping[str, str]
    pattern: str
    language: str
    lines: tuple[tuple[str, str], ...] = ()
    steps_title: str = ""
    steps: tuple[str, ...] = ()
    logo: Logo | None = None


def poster(sheet: Sheet) -> bytes:
    """A4, to be read from two metres; Unprintable where the words do not fit even in the smallest letters."""
    raise NotImplementedError(sheet)


def handout(sheet: Sheet) -> bytes:
    """A5, to be taken away; Unprintable where the words do not fit even in the smallest letters."""
    raise NotImplementedError(sheet)
