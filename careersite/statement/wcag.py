"""The success criteria of the Web Content Accessibility Guidelines, and the kind of value that names one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from careersite.fields import Lookup, Place, Plain, should_be
from careersite.front_matter import Node
from careersite.kinds import OneValue, typed

# The law asks for level AA of the version that is current.
STANDARDS = ("WCAG 2.2 AA", "WCAG 2.1 AA", "WCAG 2.2 AAA", "WCAG 2.1 AAA")
# By number, with the level and the name; those that WCAG 2.2 brought are named below.
_TABLE = """
1.1.1 A Non-text Content
1.2.1 A Audio-only and Video-only (Prerecorded)
1.2.2 A Captions (Prerecorded)
1.2.3 A Audio Description or Media Alternative (Prerecorded)
1.2.4 AA Captions (Live)
1.2.5 AA Audio Description (Prerecorded)
1.2.6 AAA Sign Language (Prerecorded)
1.2.7 AAA Extended Audio Description (Prerecorded)
1.2.8 AAA Media Alternative (Prerecorded)
1.2.9 AAA Audio-only (Live)
1.3.1 A Info and Relationships
1.3.2 A Meaningful Sequence
1.3.3 A Sensory Characteristics
1.3.4 AA Orientation
1.3.5 AA Identify Input Purpose
1.3.6 AAA Identify Purpose
1.4.1 A Use of Color
1.4.2 A Audio Control
1.4.3 AA Contrast (Minimum)
1.4.4 AA Resize Text
1.4.5 AA Images of Text
1.4.6 AAA Contrast (Enhanced)
1.4.7 AAA Low or No Background Audio
1.4.8 AAA Visual Presentation
1.4.9 AAA Images of Text (No Exception)
1.4.10 AA Reflow
1.4.11 AA Non-text Contrast
1.4.12 AA Text Spacing
1.4.13 AA Content on Hover or Focus
2.1.1 A Keyboard
2.1.2 A No Keyboard Trap
2.1.3 AAA Keyboard (No Exception)
2.1.4 A Character Key Shortcuts
2.2.1 A Timing Adjustable
2.2.2 A Pause, Stop, Hide
2.2.3 AAA No Timing
2.2.4 AAA Interruptions
2.2.5 AAA Re-authenticating
2.2.6 AAA Timeouts
2.3.1 A Three Flashes or Below Threshold
2.3.2 AAA Three Flashes
2.3.3 AAA Animation from Interactions
2.4.1 A Bypass Blocks
2.4.2 A Page Titled
2.4.3 A Focus Order
2.4.4 A Link Purpose (In Context)
2.4.5 AA Multiple Ways
2.4.6 AA Headings and Labels
2.4.7 AA Focus Visible
2.4.8 AAA Location
2.4.9 AAA Link Purpose (Link Only)
2.4.10 AAA Section Headings
2.4.11 AA Focus Not Obscured (Minimum)
2.4.12 AAA Focus Not Obscured (Enhanced)
2.4.13 AAA Focus Appearance
2.5.1 A Pointer Gestures
2.5.2 A Pointer Cancellation
2.5.3 A Label in Name
2.5.4 A Motion Actuation
2.5.5 AAA Target Size (Enhanced)
2.5.6 AAA Concurrent Input Mechanisms
2.5.7 AA Dragging Movements
2.5.8 AA Target Size (Minimum)
3.1.1 A Language of Page
3.1.2 AA Language of Parts
3.1.3 AAA Unusual Words
3.1.4 AAA Abbreviations
3.1.5 AAA Reading Level
3.1.6 AAA Pronunciation
3.2.1 A On Focus
3.2.2 A On Input
3.2.3 AA Consistent Navigation
3.2.4 AA Consistent Identification
3.2.5 AAA Change on Request
3.2.6 A Consistent Help
3.3.1 A Error Identification
3.3.2 A Labels or Instructions
3.3.3 AA Error Suggestion
3.3.4 AA Error Prevention (Legal, Financial, Data)
3.3.5 AAA Help
3.3.6 AAA Error Prevention (All)
3.3.7 A Redundant Entry
3.3.8 AA Accessible Authentication (Minimum)
3.3.9 AAA Accessible Authentication (Enhanced)
4.1.2 A Name, Role, Value
4.1.3 AA Status Messages
"""
_NEW_IN_2_2 = ("2.4.11", "2.4.12", "2.4.13", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8", "3.3.9")
_TAKEN_OUT = "4.1.1"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion; `line` is where it was typed."""

    number: str
    level: str
    name: str
    line: int = 0

    @property
    def is_new(self) -> bool:
        """True where WCAG 2.1 does not have it yet."""
        return self.number in _NEW_IN_2_2


_ROWS = (row.split(" ", 2) for row in _TABLE.strip().split("\n"))
CRITERIA = {number: Criterion(number, level, name) for number, level, name in _ROWS}


@dataclass(frozen=True, slots=True)
class SuccessCriterion(OneValue):
    """The number of a success criterion; its name and its level are filled in."""

    @property
    def expects(self) -> str:
        return "the number of a success criterion of WCAG 2.2, such as 1.4.3"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None:
            return None
        # 1.4.3 Contrast (Minimum) → 1.4.3
        found = CRITERIA.get(re.split(r"[\s:]", text.removeprefix("SC ").strip(), maxsplit=1)[0])
        if found is None:
            should_be(place, node, name, self.expects, _hint(text))
            return None
        return Criterion(found.number, found.level, found.name, node.line)

    def resolve(self, value: Criterion, lookup: Lookup) -> Plain:
        return {"number": value.number, "level": value.level, "name": value.name}

    def schema(self) -> dict[str, Any]:
        return {"enum": list(CRITERIA)}


def _hint(text: str) -> str:
    if text == _TAKEN_OUT:
        return "WCAG 2.2 has taken 4.1.1 out; the fault is nearly always one of 1.3.1 or 4.1.2 too."
    near = [number for number in CRITERIA if number.startswith(f"{text.rstrip('.')}.")]
    return f"The criteria below {text} are: {', '.join(near)}." if near else "Write its three numbers with dots."
