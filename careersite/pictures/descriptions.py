"""The words for those who cannot see a picture come in; out goes what is wrong with them, in words."""

from __future__ import annotations

import re

from careersite.pictures.picture_faults import ENDINGS, NO_ENDINGS

_KIND = r"(?:image|picture|photo|photograph|graphic|pic|img|icon|illustration|drawing|screenshot|logo)"
_ONLY_KIND = re.compile(rf"(?:an?\s+|the\s+|our\s+|my\s+)?{_KIND}s?\s*\d*", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:(?:this|here)\s+is\s+)?(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic)\s+(?:of|showing)\b\s*(.*)",
    re.IGNORECASE,
)
_ENDS_LIKE_A_FILE = re.compile(rf"\S+(?:{'|'.join(map(re.escape, (*ENDINGS, *NO_ENDINGS, '.svg')))})", re.IGNORECASE)
# town-hall-2, but not Step-Up; IMG 2034, and what a computer calls the picture of its screen.
_NAMED_LIKE_A_FILE = re.compile(r"\S*_\S*|[a-z0-9]+(?:-[a-z0-9]+)+|(?:IMG|DSC|DSCN|PXL|Screenshot)[\W\d]+")
_NO_LETTER = re.compile(r"[\W\d_]*")

SAY = "Say what is to be seen, as you would on the telephone, such as: Two social workers talk in the street."


def empty_words(text: str) -> str:
    """Why the words tell nothing to those who cannot see the picture; the empty string where they may."""
    if _ENDS_LIKE_A_FILE.fullmatch(text) or _NAMED_LIKE_A_FILE.fullmatch(text):
        return f'"{text}" is like the name of a file, and says nothing to those who cannot see the picture.'
    if _NO_LETTER.fullmatch(text):
        return f'"{text}" says nothing to those who cannot see the picture.'
    if _ONLY_KIND.fullmatch(text):
        return f'"{text}" says only that there is a picture, not what it shows.'
    return ""


def without_beginning(text: str) -> str:
    """`Picture of a desk` → `A desk`; the empty string where nothing has to go."""
    found = _BEGINS.fullmatch(text)
    return found[1][:1].upper() + found[1][1:] if found else ""
