"""A Reading comes in; out goes its Content: every value of the kind its field asks for, every text a Body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import date, time

from careersite.addresses import address_of, page_path
from careersite.calendar.clock import LAST_MINUTE
from careersite.colours.legibility import check_legibility
from careersite.colours.palette import TOKENS_PATH, palette
from careersite.component import Component, load_component
from careersite.content_types import BY_FOLDER
from careersite.facts.fact_marks import FACT, FACT_NAME, sums_in
from careersite.facts.facts import Facts
from careersite.facts.facts_file import read_facts
from careersite.fields import Kind, Place, leaves, leaves_of, read_fields, scalars
from careersite.front_matter import Mapping, read_yaml
from careersite.kinds import When
from careersite.ledger.ledger import Ledger, instead_of_lost, read_ledger
from careersite.model import ComponentValues, Content, Names, Page, Reading, Source
from careersite.naming_kinds import ChannelName, FactName, PageName, RichText
from careersite.people.people_in_pictures import people_named, showings_on
from careersite.people.register import read_register
from careersite.people.register_rules import check_register
from careersite.problem import Problem, Problems, suggestion
from careersite.settings import REGISTER_PATH, read_settings
from careersite.text.bodies import Bodies
from careersite.text.body import Body
from careersite.text.hand_tags import tell_hand_tags, tell_hand_tags_in

SHOWN = ("publish", "expires")
ORDERED = (SHOWN, ("publish", "closes"), ("closes", "expires"), ("valid_from", "valid_to"))


@dataclass
class Validated:
    """The pages of the last validation, so that the same Source under the same rules is the same Page."""

    rules: tuple[object, ...] = ()
    pages: dict[Source, tuple[Page | Names, tuple[Problem, ...]]] = field(default_factory=dict)
    templates: MappingOf[str, str] = field(default_factory=dict)
    components: MappingOf[str, Component] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()
    ledger: tuple[tuple[str, str], Ledger, tuple[Problem, ...]] | None = None

    def read_ledger(self, text: str, copy_text: str, problems: Problems) -> Ledger:
        """The addresses that were published; the same ones while no word of the file changes."""
        if self.ledger is None or self.ledger[0] != (text, copy_text):
            own = Problems()
            ledger = read_ledger(text, own)
            if not own.has_errors:
                ledger = instead_of_lost(ledger, copy_text, own)
            self.ledger = (text, copy_text), ledger, own.all
        problems.extend(self.ledger[2])
        return self.ledger[1]

    def loaded(self, templates: MappingOf[str, str], problems: Problems) -> MappingOf[str, Component]:
        """The components that the templates hold; the same ones while no template changes."""
        if self.templates != templates:
            own = Problems()
            for path, text in templates.items():
                tell_hand_tags(text, f"templates/{path}", own)
            self.templates, self.components, self.told = templates, _components(templates, own), own.all
        problems.extend(self.told)
        return self.components


def validate(
    reading: Reading, bodies: Bodies, problems: Problems, validated: Validated | None = None
) -> Content | None:
    """The content as far as it is valid; None only where there are no settings to go by."""
    settings = read_settings(reading.settings_text, problems) if reading.settings_text.strip() else None
    facts = read_facts(reading.facts_text, problems)
    register = read_register(reading.register_text, settings.register_path if settings else REGISTER_PATH, problems)
    known = validated or Validated()
    # Without an address nothing counts as published, whatever a rehearsal has kept.
    copy_text = reading.ledger_copy if settings and settings.values["address"] else ""
    ledger = known.read_ledger(reading.ledger_text, copy_text, problems)
    components = known.loaded(reading.templates, problems)
    rules = _Rules(components, facts, bodies)
    if known.rules != (reading.facts_text, components):
        known.rules, known.pages = (reading.facts_text, components), {}
    fresh = [source for source in reading.sources if source not in known.pages]
    bodies.prepare(source.text for source in fresh)
    made = {source: known.pages.get(source) or rules.page(source) for source in reading.sources}
    known.pages = made
    for _, own in made.values():
        problems.extend(own)
    pages = tuple(page for page, _ in made.values() if isinstance(page, Page))
    unsound = [names for names, _ in made.values() if isinstance(names, Names)]
    unsound += [_names(path) for path in reading.unread]
    unsound += [replace(_names(path), is_put_aside=True) for path in reading.put_aside]
    if not reading.settings_text.strip() and not problems.has_errors:
        problems.error(
            "empty",
            "This file is empty.",
            'It needs at least "name:", "organisation:" and "description:".',
            file="site.yml",
        )
    if settings is None:
        return None
    for path in sorted(path for path in reading.assets.keys() - reading.watched if path.endswith((".js", ".mjs"))):
        tell_hand_tags(reading.assets[path].decode("utf-8", "replace"), f"assets/{path}", problems)
    colours = palette(reading.assets.get(TOKENS_PATH, b"").decode("utf-8-sig", "replace"), settings.chosen)
    check_legibility(colours, settings.colour_lines(), problems)
    content = Content(
        settings, colours, facts, pages, tuple(unsound), components, reading.media, reading.templates, reading.assets,
        reading.refused, ledger, register, watched=reading.watched,
    )  # fmt: skip
    check_register(content, problems)
    return content


def _names(path: str) -> Names:
    return Names(path, address_of(path, BY_FOLDER[path.split("/")[1]]))


def _components(templates: MappingOf[str, str], problems: Problems) -> dict[str, Component]:
    components = {}
    for path, text in templates.items():
        folder, _, file = path.rpartition("/")
        name = folder.removeprefix("components/")
        if folder.startswith("components/") and file == f"{name}.yml":
            component = load_component(name, text, f"templates/{path}", problems)
            if component:
                components[name] = component
    return components


class _Rules:
    """What a source is held against; a page depends on these and on nothing else."""

    def __init__(self, components: MappingOf[str, Component], facts: Facts, bodies: Bodies) -> None:
        self.components, self.facts, self.bodies = components, facts, bodies

    def page(self, source: Source) -> tuple[Page | Names, tuple[Problem, ...]]:
        problems = Problems()
        content_type = BY_FOLDER[source.path.split("/")[1]]
        place = Place(problems, source.path, _with_article(content_type.name))
        values = read_fields(content_type.fields, source.fields, place, line=1)
        body = self.bodies.body(source.text)
        self._findings(body, source, problems)
        tell_hand_tags_in(source.fields, source.path, problems)
        tell_hand_tags(source.text, source.path, problems, line=source.text_line)
        facts = [(name, source.text_line - 1 + line) for name, line in body.facts]
        facts += self._typed(source.fields, source.path, problems)
        components = tuple(self._uses(body, source, facts, place))
        facts += _named(FactName, place.met)
        links = [(target, source.text_line - 1 + line) for target, lines in body.links for line in lines[:1]]
        links += self._rich_texts(place)
        _check_order(ORDERED, values or {}, source.fields.lines, source.path, problems)
        if content_type.body_required and not source.text.strip():
            problems.error(
                "blank-text",
                "The text below the fields is still blank.",
                "Write it below the second line of ---.",
                file=source.path,
                line=source.text_line,
            )
        address = address_of(source.path, content_type)
        if values is None or problems.has_errors:
            channels = _named(ChannelName, place.met)
            return Names(source.path, address, tuple(facts), tuple(links), tuple(channels)), problems.all
        names = tuple(
            page_path(kind.type_name, value.text)
            for kind, value in leaves(content_type.fields, values)
            if isinstance(kind, PageName)
        )
        key = content_type.sort_key(values)
        shown = showings_on(content_type, source, values, body, components)
        people = people_named(content_type, values, components)
        page = Page(content_type, source, address, values, body, components, tuple(facts), names, key, shown, people)
        return page, problems.all

    def _findings(self, body: Body, source: Source, problems: Problems) -> None:
        for finding in body.findings:
            message, hint = finding.message, finding.hint
            if finding.code == "hand-typed":
                message, hint = self.facts.typed_by_hand(finding.message)
            line = source.text_line - 1 + finding.line
            problems.error(finding.code, message, hint, file=source.path, line=line)

    def _typed(self, fields: Mapping, path: str, problems: Problems) -> list[tuple[str, int]]:
        """The facts that typed values name; sums typed by hand are told."""
        used = []
        for scalar in scalars(fields):
            if "[[" in scalar.text:
                for found in FACT.finditer(scalar.text):
                    name = FACT_NAME.fullmatch(found[1].strip())
                    if name:
                        used.append((name[1], scalar.line))
                    else:
                        problems.error(
                            "fact",
                            f'"{found[0]}" is not the name of a fact.',
                            "A fact is written as [[its-name]].",
                            file=path,
                            line=scalar.line,
                        )
            for typed in sums_in(scalar.text):
                problems.error("hand-typed", *self.facts.typed_by_hand(typed), file=path, line=scalar.line)
        return used

    def _rich_texts(self, place: Place) -> list[tuple[str, int]]:
        """The links of the texts in Markdown that fields hold; mistakes in those texts are told."""
        links = []
        for kind, value in leaves_of(place.met):
            if not isinstance(kind, RichText):
                continue
            body = self.bodies.body(value.text)
            for finding in body.findings:
                if finding.code != "hand-typed":  # told with the other typed values
                    place.error(value.line - 1 + finding.line, finding.message, finding.hint, finding.code)
            if body.components:
                place.error(
                    value.line, "A component cannot stand inside another.", "Move it out of the block.", "component"
                )
            links += [(target, value.line - 1 + line) for target, lines in body.links for line in lines[:1]]
        return links

    def _uses(self, body: Body, source: Source, facts: list[tuple[str, int]], page: Place) -> Iterable[ComponentValues]:
        problems = page.problems
        for use in body.components:
            line = source.text_line - 1 + use.line
            component = self.components.get(use.name)
            if component is None:
                problems.error(
                    "component",
                    f'"{use.name}" is not the name of a component.',
                    suggestion(use.name, self.components) or f"Components are: {', '.join(self.components)}.",
                    file=source.path,
                    line=line,
                )
                continue
            found = read_yaml(
                use.fields_text, problems, file=source.path, first_line=source.text_line - 1 + use.fields_line
            )
            if found is None:
                continue
            facts += self._typed(found, source.path, problems)
            tell_hand_tags_in(found, source.path, problems)
            values = component.read(found, Place(problems, source.path, component.owner, page.met), line)
            if values is not None:
                _check_order((SHOWN,), values, found.lines, source.path, problems)
                yield ComponentValues(component, values, line)


def _named(wanted: type[FactName | ChannelName], met: Sequence[tuple[Kind, object]]) -> list[tuple[str, int]]:
    """What fields of that kind name, with their lines."""
    return [(value.text, value.line) for kind, value in leaves_of(met) if isinstance(kind, wanted)]


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _check_order(pairs: Iterable[tuple[str, str]], values: MappingOf[str, object], lines: MappingOf[str, int],
                 path: str, problems: Problems) -> None:  # fmt: skip
    """What starts must start before it ends; a day without a time ends at its midnight."""
    for first, last in pairs:
        start, end = values.get(first), values.get(last)
        begins = LAST_MINUTE if first == "closes" else time.min
        if start and end and _clock(end, time.max) < _clock(start, begins):
            problems.error(
                "order",
                f'"{last}" lies before "{first}".',
                "Exchange the two dates, or mend the wrong one.",
                file=path,
                line=lines[last],
            )
        elif start and end and (first, last) == SHOWN and _clock(end, time.max) == _clock(start, begins):
            problems.error(
                "order",
                f'"{last}" is the same moment as "{first}", so that nobody would ever see this.',
                "Mend the wrong one of the two.",
                file=path,
                line=lines[last],
            )


def _clock(value: object, otherwise: time) -> tuple[date, time]:
    if isinstance(value, When):
        return value.day, value.time or otherwise
    return (value, otherwise) if isinstance(value, date) else (date.max, otherwise)
