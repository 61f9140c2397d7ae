"""What a campaign says comes in as a Sheet; out go a poster, A4, and a handout, A5, each as a PDF of one page."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from careersite.drawn.lettering import drawable, is_whole
from careersite.kit.arrangement import Arrangement
from careersite.kit.format import HANDOUT, POSTER, Format
from careersite.kit.pdf import document
from careersite.kit.sheet import Sheet
from careersite.kit.unprintable import Unprintable


def poster(sheet: Sheet) -> bytes:
    """A4, its address to be read from two metres; Unprintable where the words fit in no letters that can be read."""
    return _drawn(replace(sheet, steps_title="", steps=()), POSTER)


def handout(sheet: Sheet) -> bytes:
    """A5, to be taken away; Unprintable where the words fit in no letters that can be read."""
    return _drawn(sheet, HANDOUT)


def _drawn(sheet: Sheet, of: Format) -> bytes:
    _check_letters(sheet, of)
    drawn = _drawable(sheet)
    for sizes, ribbon in product((of.sizes, of.small_sizes), of.ribbons):
        best = max((Arrangement(drawn, of, ribbon, size) for size in sizes), key=lambda one: one.legibility)
        if best.legibility:
            # Here the title is as it was written: it is read by programs, which have letters for all.
            return document(best.page(), f"{sheet.title} – {sheet.site_name}", sheet.language)
    raise _too_much(drawn, of)


def _drawable(sheet: Sheet) -> Sheet:
    """The same, in letters that the typeface has."""
    return replace(
        sheet,
        title=drawable(sheet.title),
        message=drawable(sheet.message),
        address=drawable(sheet.address),
        call_to_action=drawable(sheet.call_to_action),
        site_name=drawable(sheet.site_name),
        organisation=drawable(sheet.organisation),
        lines=tuple((drawable(label), drawable(text)) for label, text in sheet.lines),
        steps_title=drawable(sheet.steps_title),
        steps=tuple(drawable(step) for step in sheet.steps),
    )


def _check_letters(sheet: Sheet, of: Format) -> None:
    for name, text in sheet.texts():
        lacking = "".join(dict.fromkeys(sign for sign in text if not is_whole(sign)))
        if lacking:
            raise Unprintable(
                f"The {name} has letters that the typeface of the {of.name} lacks: {lacking}",
                "Write it in Latin letters.",
                name,
            )


def _too_much(sheet: Sheet, of: Format) -> Unprintable:
    too_wide = Arrangement(sheet, of, of.ribbons[-1], of.small_sizes[-1]).word_too_wide()
    if too_wide:
        name, word = too_wide
        return Unprintable(
            f"“{word}” in the {name} is too long for a line of the {of.name}.",
            "Write a shorter word, or put a hyphen where it may be parted.",
            name,
        )
    lengths = sorted(((len(text), name) for name, text in sheet.texts() if text), reverse=True)
    named = ", ".join(f"the {name} has {length} characters" for length, name in lengths[:3])
    return Unprintable(
        f"The words of the {of.name} of “{sheet.title}” do not fit on {of.paper}, even in letters as small as can be "
        f"read: {named}.",
        f"Shorten the {lengths[0][1]}.",
        lengths[0][1],
    )
