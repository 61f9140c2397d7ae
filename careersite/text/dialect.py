"""The editors' Markdown, line by line: typed text comes in; out go text for Python-Markdown, components, and findings.

Python-Markdown knows no lines, prints raw HTML as it is and hangs on some texts, so all that depends on lines, and
everything the dialect refuses, is settled here before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from careersite.facts.fact_marks import FACT, FACT_NAME, sums_in
from careersite.text.body import (
    COMPONENT_CLOSES,
    COMPONENT_OPENS,
    FACT_CLOSES,
    FACT_OPENS,
    LEFT_OUT,
    RESERVED,
    ComponentUse,
    Finding,
)  # fmt: skip
from careersite.text.loose_ends import loose_ends

ALLOWED_TAGS = ("abbr", "kbd", "sub", "sup", "br")
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_COMPONENT = re.compile(r" {0,3}:::+[ \t]*(.*?)[ \t]*")
_HEADING = re.compile(r" {0,3}(#{1,7})(.*)")
# A number other than 1 in the middle of a paragraph is a year or a sum more often than it is a list.
_LIST = re.compile(r" *(?:[-*+]|1[.)])[ \t]+\S")
_LIST_GOES_ON = re.compile(r" *(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_BRACKET = re.compile(r"^( *\d{1,9})\)(?=[ \t]+\S)")
_ADDRESS = re.compile(r"\]\([^)\s]*")
_NO_WORDS = re.compile(r"(?<!\\)\[\s*\]\([^)\s]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,}) *")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?/?)(>?)|<!|<\?")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|mailto:[^\s<>]+|[^\s<>@:/]+@[^\s<>@:/]+\.[^\s<>@]+)>")
TARGET = re.compile(
    r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]^][^\]]*\]:\s*<?([^\s>]+)|<((?:https?://|mailto:|[^\s<>@:/]+@)[^\s<>]+)>"
)
PICTURE = re.compile(r'!\[([^\]\n]*)\]\(\s*([^)\s]+)(?:\s+"([^"\n]*)")?\s*\)')
_RESERVED = re.compile(f"[{RESERVED}\x00-\x08\x0b-\x1f\x7f]")
# Most lines: they start with a letter and hold nothing that any rule here asks about.
_PLAIN = re.compile(f"[^\\W\\d_][^`<|\\[\\]!£€$%{RESERVED}\x00-\x08\x0b-\x1f\x7f]*")

# Python-Markdown takes time that grows with the square of these; a text of a careers page stays far below.
MOST_IN_BLOCK = {"[": 400, "*": 2_000, "_": 2_000, "`": 1_000, "<": 400, "|": 4_000, "\\": 2_000, "!": 2_000}
LINE_TO_MEASURE = 400
MOST_LINES = 1_500
LONGEST_BLOCK = 30_000
MOST_DEFINITIONS = 300
DEEPEST_INDENT = 40
DEEPEST_QUOTE = 10


class Reading:
    """What one text holds once its lines are read."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self.components: list[ComponentUse] = []
        self.facts: list[tuple[str, int]] = []
        self.targets: dict[str, list[int]] = {}
        self.findings: list[Finding] = []
        self._level = 1
        self.visible: list[tuple[int, str]] = []
        self._block: list[str] = []
        self._indents: list[int] = []
        self._block_line = 1
        self._definitions = 0
        self._open_tags: list[tuple[str, int]] = []
        self._has_reserved = _RESERVED.search(text) is not None
        lines = text.split("\n")
        number = 0
        while number < len(lines):
            number = self._next(lines, number)
        self._end_block()
        self.findings += loose_ends(self.visible)

    def _find(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(line, code, message, hint))

    def _next(self, lines: list[str], number: int) -> int:
        line = lines[number]
        if _PLAIN.fullmatch(line) and not sums_in(line):
            if not self._block:
                self._indents = []
            self._add(line, number + 1)
            self.lines.append(line)
            return number + 1
        if line == LEFT_OUT:
            return number + 1
        bare = line.strip()
        if bare.startswith(("```", "~~~")) and _FENCE.match(line):
            return self._code(lines, number)
        if bare.startswith(":::") and _COMPONENT.fullmatch(line):
            return self._component(lines, number)
        if not bare:
            self._end_block()
            self.lines.append("")
        else:
            self._text(line, number + 1)
        return number + 1

    # Code

    def _code(self, lines: list[str], start: int) -> int:
        fence = _FENCE.match(lines[start])
        mark = fence[1] if fence else "```"
        self._end_block()
        for number in range(start + 1, len(lines)):
            if re.fullmatch(rf" {{0,3}}{re.escape(mark)}+\s*", lines[number]):
                # The language is dropped: nothing here colours code, and it may hold attributes.
                self.lines += ["", mark, *(_RESERVED.sub("", line) for line in lines[start + 1 : number]), mark, ""]
                return number + 1
        self._find(
            start + 1,
            "code",
            f"A block of code is opened here with {mark} and never closed.",
            f"Write {mark} on a line of its own where the code ends.",
        )
        return len(lines)

    # Components

    def _component(self, lines: list[str], start: int) -> int:
        opening = _COMPONENT.fullmatch(lines[start])
        name = opening[1] if opening else ""
        self._end_block()
        if not name:
            self._find(
                start + 1,
                "component",
                '":::" closes a block here, but none is open.',
                "A block starts with ::: and the name of a component, such as ::: quote",
            )
            return start + 1
        for number in range(start + 1, len(lines)):
            if lines[number].rstrip() == ":::":
                self._use(name, "\n".join(lines[start + 1 : number]), start + 1, start + 2)
                return number + 1
            if lines[number].startswith(":::"):
                break
        self._find(
            start + 1,
            "component",
            f'The block "::: {name}" is opened here and never closed.',
            "Write ::: on a line of its own where its fields end.",
        )
        following = (n for n in range(start + 1, len(lines)) if lines[n].startswith(":::"))
        return next(following, len(lines))

    def _use(self, name: str, fields_text: str, line: int, fields_line: int) -> None:
        self.lines += ["", f"{COMPONENT_OPENS}{len(self.components)}{COMPONENT_CLOSES}", ""]
        self.components.append(ComponentUse(name, fields_text, line, fields_line))

    # Text

    def _text(self, line: str, number: int) -> None:
        if len(line) > LINE_TO_MEASURE and _too_much([line]):
            self._add(line, number)  # told at the end of its block; the patterns below would take minutes
            return None
        if self._has_reserved and _RESERVED.search(line):
            self._find(
                number,
                "character",
                "There is a character in this line that no keyboard types.",
                "Delete it and type the text again.",
            )
            line = _RESERVED.sub("", line)
            if not line.strip():
                self._end_block()
                self.lines.append("")
                return None
        visible = _CODE_SPAN.sub(lambda found: " " * len(found[0]), line) if "`" in line else line
        picture = PICTURE.fullmatch(visible.strip()) if "![" in visible and not self._block else None
        if picture:
            return self._picture(picture, number)
        self._definitions += "]:" in line and line.lstrip().startswith(("[^", "*["))
        self._check(visible, number)
        self.visible.append((number, visible))
        if self._block and not line[0].isalpha() and _LIST.match(line) and not self._in_list():
            self.lines.append("")
        line = self._indented(_BRACKET.sub(r"\1.", line) if ")" in line else line)
        self._add(line, number)
        self.lines.append(self._with_facts(line, number))
        return None

    def _indented(self, line: str) -> str:
        """A line of a list at the four spaces a level that Python-Markdown asks for, however an editor indented it."""
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if _LIST_GOES_ON.match(line) and (not self._block or self._in_list() or _LIST.match(line)):
            while self._indents and self._indents[-1] > indent:
                self._indents.pop()
            if not self._indents or self._indents[-1] < indent:
                self._indents.append(indent)
            return "    " * (len(self._indents) - 1) + bare
        if indent == 0 and not self._block:
            self._indents = []
        level = 0 if self._block else sum(one < indent for one in self._indents)
        return "    " * level + bare if level else line

    def _add(self, line: str, number: int) -> None:
        if not self._block:
            self._block_line = number
        self._block.append(line)

    def _in_list(self) -> bool:
        return any(_LIST_GOES_ON.match(line) for line in self._block)

    def _picture(self, picture: re.Match[str], number: int) -> None:
        if not picture[1].strip():
            address = picture[2]
            self._find(
                number,
                "picture",
                "This picture has no description.",
                f"Write what it shows between the brackets: ![What it shows]({address}) "
                "Where it says nothing, use ::: figure with decorative: yes",
            )
            return
        quoted = [part.replace("'", "''") for part in (picture[2], picture[1], picture[3] or "")]
        # In one line, so that what is wrong with any of them is told with the line that holds them all.
        fields = f"file: '{quoted[0]}', alt: '{quoted[1]}'" + (f", caption: '{quoted[2]}'" if quoted[2] else "")
        self._use("figure", f"{{{fields}}}", number, number)

    def _with_facts(self, line: str, number: int) -> str:
        kept: list[str] = []

        def set_aside(found: re.Match[str]) -> str:
            kept.append(found[0])
            return f"\x02{len(kept) - 1}\x03"

        if "[[" not in line:
            return line
        line = FACT.sub(lambda found: self._fact(found, number), _CODE_SPAN.sub(set_aside, line))
        return re.sub("\x02(\\d+)\x03", lambda found: kept[int(found[1])], line) if kept else line

    def _fact(self, found: re.Match[str], number: int) -> str:
        name = FACT_NAME.fullmatch(found[1].strip())
        if not name:
            self._find(
                number,
                "fact",
                f'"{found[0]}" is not the name of a fact.',
                "A fact is written as [[its-name]], or as [[its-name, as at]] to show its date too.",
            )
            return found[0]
        self.facts.append((name[1], number))
        return f"{FACT_OPENS}{name[0]}{FACT_CLOSES}"

    def _check(self, visible: str, number: int) -> None:
        first = visible.lstrip()[:1]
        heading = _HEADING.fullmatch(visible) if first == "#" else None
        if heading:
            self._end_block()
            self._heading(len(heading[1]), heading[2], number)
        elif self._block and first in ("=", "-") and _UNDERLINE.fullmatch(visible):
            self._find(
                number,
                "heading",
                "A line below a text makes a heading in other programs, but not here.",
                "For a heading write ## before its text; for a dividing line leave an empty line before it.",
            )
        if "<" in visible:
            self._tags(_ADDRESS.sub("](", visible), number)
        if "](" in visible and _NO_WORDS.search(visible):
            self._find(number, "link", "A link here has no words.", "Write between the brackets where it leads.")
        if "](" in visible or "]:" in visible or "<" in visible:
            for target in TARGET.finditer(visible):
                self._target(target[1] or target[2] or target[3], number)
        if "![" in visible and PICTURE.search(visible):
            self._find(
                number,
                "picture",
                "A picture stands in the middle of a text here.",
                "Give the picture a line of its own with an empty line above and below, or use ::: figure",
            )
        for found in sums_in(_ADDRESS.sub("](", visible)):
            self._find(number, "hand-typed", found)

    def _target(self, target: str, number: int) -> None:
        is_mail = "@" in target and not re.match(r"[a-z]+:|[./#]", target)
        self.targets.setdefault(f"mailto:{target}" if is_mail else target, []).append(number)

    def _heading(self, level: int, words: str, number: int) -> None:
        marks = "#" * level
        if not words.startswith((" ", "\t")) or not words.strip(" \t#"):
            if words.strip(" \t#"):
                self._find(number, "heading", f'A space is missing after "{marks}".', f"Write {marks} {words.strip()}")
            else:
                self._find(number, "heading", "This heading has no text.", "Write its text, or delete the line.")
        elif level == 1:
            self._find(
                number,
                "heading",
                "A heading in the text starts with ##; the single # is the page's own title.",
                f"Write ## {words.strip()}",
            )
        elif level > min(self._level + 1, 6):
            self._find(
                number,
                "heading",
                f"A level is skipped: {marks} follows {'#' * self._level if self._level > 1 else 'the title'}.",
                f"Write {'#' * (self._level + 1)} {words.strip()}",
            )
        self._level = max(2, min(level, 6)) if level > 1 else self._level

    def _tags(self, visible: str, number: int) -> None:
        for tag in _TAG.finditer(_AUTOLINK.sub("", visible)):
            name, rest = (tag[2] or "").lower(), tag[3] or ""
            if name not in ALLOWED_TAGS:
                self._find(
                    number,
                    "html",
                    f'HTML such as "{tag[0]}" is not used here.',
                    "Use Markdown or a component; for the sign itself write &lt;",
                )
            elif not tag[4] or (rest.strip(" /") and not re.fullmatch(r'\s+title="[^"<>]*"\s*', rest)):
                self._find(number, "html", f'"{tag[0]}" may carry no attributes here.', f"Write <{name}> alone.")
            if name in ALLOWED_TAGS and name != "br":
                self._balance(tag[1] == "/", name, number)

    def _balance(self, closes: bool, name: str, number: int) -> None:
        if not closes:
            self._open_tags.append((name, number))
        elif self._open_tags and self._open_tags[-1][0] == name:
            self._open_tags.pop()
        else:
            self._find(number, "html", f'"</{name}>" closes what is not open here.', f"Write <{name}> before it.")

    # Blocks

    def _end_block(self) -> None:
        for name, line in self._open_tags:
            self._find(line, "html", f'"<{name}>" is opened here and never closed.', f"Write </{name}> after it.")
        self._open_tags = []
        fault = _too_much(self._block) if self._block else ""
        if self._definitions > MOST_DEFINITIONS:
            fault, self._definitions = f"There are more than {MOST_DEFINITIONS} footnotes and abbreviations", 0
        if fault:
            self._find(
                self._block_line,
                "too-much",
                f"{fault} here.",
                "Split the text, or take out what was pasted by mistake.",
            )
        self._block = []

    def lines_of(self, target: str) -> tuple[int, ...]:
        """The lines that hold a link to `target`; one with brackets in it is found by its beginning."""
        begins = self.targets.get(target) or self.targets.get(re.split(r"[)\s]", target)[0]) or ()
        return tuple(begins)

    @property
    def is_too_much(self) -> bool:
        """True where Python-Markdown must not be given the text."""
        return any(finding.code == "too-much" for finding in self.findings)


def _too_much(lines: Sequence[str]) -> str:
    """What there is too much of in these lines, or the empty string."""
    if len(lines) > MOST_LINES:
        return f"A paragraph of more than {MOST_LINES:,} lines stands"
    length = sum(map(len, lines)) + len(lines)
    if length > LONGEST_BLOCK:
        return f"A paragraph of more than {LONGEST_BLOCK:,} characters stands"
    text = "\n".join(lines) if length > min(MOST_IN_BLOCK.values()) else ""
    for sign, most in MOST_IN_BLOCK.items() if text else ():
        if text.count(sign) > most:
            return f'A paragraph with more than {most:,} times "{sign}" stands'
    return next(filter(None, (_too_deep(line) for line in lines if not line[:1].isalpha())), "")


def _too_deep(line: str) -> str:
    if len(line) - len(line.lstrip()) > DEEPEST_INDENT:
        return f"A line indented by more than {DEEPEST_INDENT} spaces stands"
    if len(re.match(r"[ >]*", line)[0].replace(" ", "")) > DEEPEST_QUOTE:  # type: ignore[index]
        return f'A line with more than {DEEPEST_QUOTE} ">" stands'
    if len(re.match(r"(?:\s*(?:[-*+]|\d{1,9}\.)\s+)*", line)[0].split()) > DEEPEST_QUOTE:  # type: ignore[index]
        return f"A line with more than {DEEPEST_QUOTE} list marks stands"
    return ""
