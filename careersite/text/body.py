"""The text of a page as HTML with places left open for facts, links and components; what it names, with its lines.

Nothing here depends on another file, so a body is remembered under the hash of its text alone; lines count from the
first line of the text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

# Private-use characters: no editor types them, Markdown leaves them alone, and the dialect refuses them in content.
COMPONENT_OPENS, COMPONENT_CLOSES = "\ue000", "\ue001"
FACT_OPENS, FACT_CLOSES = "\ue002", "\ue003"
LINK_OPENS, LINK_CLOSES = "\ue004", "\ue005"
RESERVED = "\ue000-\ue00f"
# Stands for a line that is not to be shown: unlike an empty one it neither ends a paragraph nor loosens a list.
LEFT_OUT = "\ue00f"


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ComponentUse:
    """One `::: name` block: its fields as typed, the line of the opening, and the line where the fields start."""

    name: str
    fields_text: str
    line: int
    fields_line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in the text, before it is known which file the text belongs to."""

    line: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """`parts` are HTML, or the number of a component; `links` are targets with the lines that hold them."""

    parts: tuple[str | int, ...] = ()
    headings: tuple[Heading, ...] = ()
    components: tuple[ComponentUse, ...] = ()
    links: tuple[tuple[str, tuple[int, ...]], ...] = ()
    facts: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()


def body_to_text(body: Body) -> str:
    """The body as JSON, for the store of remembered results."""
    return json.dumps(
        [
            body.parts,
            [(h.level, h.text, h.anchor) for h in body.headings],
            [(c.name, c.fields_text, c.line, c.fields_line) for c in body.components],
            body.links,
            body.facts,
            [(f.line, f.code, f.message, f.hint) for f in body.findings],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def body_from_text(text: str) -> Body:
    """What `body_to_text` wrote; ValueError, TypeError or IndexError where the text is damaged."""
    parts, headings, components, links, facts, findings = json.loads(text)
    return Body(
        tuple(parts),
        tuple(Heading(*heading) for heading in headings),
        tuple(ComponentUse(*use) for use in components),
        tuple((target, tuple(lines)) for target, lines in links),
        tuple((name, line) for name, line in facts),
        tuple(Finding(*finding) for finding in findings),
    )
