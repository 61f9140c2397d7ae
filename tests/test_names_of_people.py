"""A name is found however a text writes it, and nobody else is taken for the person."""

from __future__ import annotations

import pytest

from careersite.people.names_of_people import NamesOfPeople, names_by_id

pytestmark = pytest.mark.quick

NAMES = NamesOfPeople({
    "zoe": ("Zoë Quill-Brown",), "ann": ("Ann O’Neill", "A. O'N."), "li": ("李 雷",), "sz": ("Jörg Straße",),
})  # fmt: skip


@pytest.mark.parametrize(("text", "who"), [
    ("Zoë Quill-Brown spoke.", "zoe"), ("ZOË QUILL BROWN’s day", "zoe"), ("zoe-quill-brown.jpg", "zoe"),
    ("/testimonials/zoe_quill_brown/", "zoe"), ("Zo&euml; **Quill**-Brown", "zoe"), ("Zoë\nQuill\u2011Brown", "zoe"),
    ("Zoe\u0308 Quill\xad-\u200bBrown", "zoe"), ("Ann O'Neill", "ann"), ("/ann-o-neill/", "ann"), ("a. o’n.", "ann"),
    ("李雷", None), ("李 雷", "li"), ("JÖRG STRASSE", "sz"), ("Jorg Straße", "sz"),
    ("Zoë Brown", None), ("Quill-Brown Zoë", None), ("Zoë Quill-Browning", None), ("Xzoë Quill-Brown", None),
    ("Zoë and then, much later, Quill-Brown", None), ("", None),
])  # fmt: skip
def test_whose_name_a_text_holds(text, who):
    assert NAMES.found_in(text) == who


def test_names_without_a_letter_or_digit_name_nobody():
    assert names_by_id([("a", "Ann"), ("a", "…"), ("b", " "), ("a", "Ann"), ("a", "Anna")]) == {"a": ("Ann", "Anna")}
    assert NamesOfPeople({}).found_in("Ann") is None
