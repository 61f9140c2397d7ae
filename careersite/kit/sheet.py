"""All that a poster or a handout is drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from careersite.kit.logo import Logo
from careersite.kit.qr import Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a campaign says on paper; what is empty is not shown, and leaves its room to the rest.

    `lines` are pairs such as ("When", "Friday 26 March 2027, 10am to 4pm"), those after it that belong to it without a
    label; `address` is the one to be typed, without https://; `steps` are for the handout alone, under `steps_title`;
    `colours` are those of the palette by day.
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

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with its name, as those who write it know it."""
        yield "title", self.title
        yield "message", self.message
        yield "call to action", self.call_to_action
        for label, text in self.lines:
            yield f"label “{label}”", label
            yield name_of(text), text
        yield "heading of the steps", self.steps_title
        for step in self.steps:
            yield name_of(step), step
        yield "address", self.address
        yield "name of the site", self.site_name
        yield "name of the organisation", self.organisation


def name_of(text: str) -> str:
    """Of one text among several."""
    return f"text “{text[:30].strip()}…”" if len(text) > 30 else f"text “{text}”"
