"""A typed text comes in; out goes what of it was only to be filled in: brackets, TBC, sample numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

# [[a-fact]], [^1], [words](/address/), [words][name] and [name]: /address/ are marks of the text.
_BRACKETS = re.compile(r"(?<![\[\]\\])\[(?![\[^ xX]?\])(?!\[)(?!\^)[^\[\]]*\](?![\[(\]:])")
_WORDS = re.compile(
    r"\b(?:tbc|tba|tbd|todo|fixme|to be (?:confirmed|added|advised|completed)|lorem|ipsum|x{2,}"
    r"|(?:dd[/ -]mm[/ -])?yyyy|dd[/ -]mm"
    r"|placeholder|insert (?:here|name|date|text|e-?mail|the|your)|(?:your|the name of the) organi[sz]ation"
    r"|organi[sz]ation name|name of (?:the |your )?organi[sz]ation|sample (?:text|council|organi[sz]ation)"
    r"|example (?:text|council|organi[sz]ation|site|website|name|address|company)|this is (?:a )?sample)\b"
    r"|\?{3,}|_{3,}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.+-]*@?\b(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.(?:com|org|net|gov\.uk|co\.uk|org\.uk|ac\.uk))?\b(?!-)"
    r"|\b(?:name|someone|somebody|you|your-?name|email|user|me|xyz|abc)@[\w.-]+|[\w.+-]+@(?:domain|yourdomain|email)\b\S*",
    re.IGNORECASE,
)
# The numbers that Ofcom keeps for drama, and rows of digits that nobody is ever given.
_NUMBER = re.compile(
    r"(?:01632 ?960|020 ?7946 ?0|0(?:113|114|115|116|117|118|121|131|141|151|161|191) ?496 ?0|028 ?9649 ?6"
    r"|029 ?2018 ?0|07700 ?900|08081 ?570|0909 ?8790|03069 ?990)[\d ]*"
    r"|\b0?1234 ?5678?[\d ]*|\b0*(?:1234567|0123456)[\d ]*"
    r"|\b(?:0[ -]?){7,}\b|\b555[- ]?01\d\d\b"
)
_IS_ADDRESS = re.compile(r"@|\.")


def placeholders(text: str) -> Iterator[str]:
    """What was to be filled in, as it stands in the text; of one inside another the larger."""
    found = [one for form in (_BRACKETS, _WORDS, _NUMBER) for one in form.finditer(text)]
    # "for example" and "a test" are words like any others.
    found += [one for one in _ADDRESS.finditer(text) if _IS_ADDRESS.search(one[0])]
    end = 0
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if one.end() > end:
            yield one[0].strip()
            end = one.end()
