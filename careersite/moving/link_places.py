"""A text in Markdown comes in; out goes where each link and picture in it has its target, so that it can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from careersite.text.dialect import PICTURE, TARGET, Reading

Renamed = Callable[[str], str | None]


def link_places(reading: Reading, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The line, from 0, and the first and last column of each target; code and components are left aside."""
    for number, visible in reading.visible:
        for found in TARGET.finditer(visible):
            group = found.lastindex or 0
            yield number - 1, found.start(group), found.end(group)
        for found in PICTURE.finditer(visible):
            yield number - 1, found.start(2), found.end(2)
    for use in reading.components:
        # A picture on a line of its own has become a component whose fields stand in no file.
        found_alone = PICTURE.search(lines[use.line - 1]) if is_picture(use.line, use.fields_line) else None
        if found_alone:
            yield use.line - 1, found_alone.start(2), found_alone.end(2)


def is_picture(line: int, fields_line: int) -> bool:
    """True for ![What it shows](file.jpg), which holds no fields on lines of their own."""
    return line == fields_line


def with_renamed_links(lines: list[str], reading: Reading, renamed: Renamed) -> int:
    """Puts new targets in place of those for which `renamed` has one, and says how many."""
    places = sorted(set(link_places(reading, lines)), reverse=True)
    changed = 0
    for number, start, end in places:
        new = renamed(lines[number][start:end])
        if new is not None:
            lines[number] = lines[number][:start] + new + lines[number][end:]
            changed += 1
    return changed
