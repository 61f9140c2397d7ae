"""A draft of a site comes in; out go the pages of its gallery: every component in all its examples, light and dark.

Only the preview asks for it. The examples stand in a little world of their own, example_world/, because they name pages
and files that a site need not have; templates, styles and settings are the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from careersite import pipeline
from careersite.component import Component
from careersite.fields import Kind, Place, Plain, leaves_of, resolve_fields
from careersite.guide import cells, typed_examples
from careersite.naming_kinds import FactName, RichText
from careersite.preview.preview import CannotRender
from careersite.problem import Problem, Problems
from careersite.studio import Studio
from careersite.template_fault import TemplateFault
from careersite.view import Look

FOLDER = "_gallery/"  # no page of a site can lie here: addresses of pages hold no underscore
WORLD = Path(__file__).parent / "example_world"
PARTS = Path(__file__).parent / "preview_assets" / "gallery"
OWN_FILES = ("gallery.css", "gallery.js")
TEMPLATES = {"layouts/gallery-example.html": "example.html", "gallery.html": "index.html"}
SCHEMES = ("light", "dark")

# An example names pictures as one that lies beside it does.
BESIDE_THE_FILES = ("content/images/example.md", "content/videos/example.md", "content/files/example.md")
PAGE_OF_EXAMPLES = "/example/"

_ADDRESS = re.compile(r"(?P<component>[^/]+)/(?:(?P<number>[0-9]+)/(?:(?P<scheme>light|dark)/)?)?index\.html")
_STYLES = re.compile(r"styles-(?P<scheme>light|dark)(?P<address>/.+)")
_PREFERS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
_SUPPORTED = re.compile(r"(?<![\w-])color-scheme\s*:\s*(?:light\s+dark|dark\s+light)")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a component; `source` is what an editor types, `file` and `line` say where it is written."""

    component: Component
    name: str
    number: int
    source: str
    file: str

    @property
    def line(self) -> int:
        return self.component.examples[self.name].line

    @property
    def address(self) -> str:
        return f"/{FOLDER}{self.component.name}/{self.number}/"


class Gallery:
    """The gallery of one draft; each page is made when it is asked for."""

    def __init__(self, begun: pipeline.Draft) -> None:
        own = {name: (PARTS / file).read_text(encoding="utf-8") for name, file in TEMPLATES.items()}
        self._studio = pipeline.studio_of_examples(begun, WORLD, own)
        content = self._studio.site.content
        self._examples = {
            name: tuple(_examples(content.components[name], content.templates)) for name in sorted(content.components)
        }
        self._styles = {
            address: data.decode("utf-8", "replace")
            for _, address, data in self._studio.files.assets()
            if address.endswith(".css")
        }

    def file(self, output_path: str) -> bytes | None:
        """The bytes at one address of the gallery, or of a file that its examples show; None for what is not there."""
        inner = output_path.removeprefix(FOLDER)
        if inner == output_path:
            media = self._studio.files.published(f"/{output_path}")
            return media[1] if media else None
        if inner in OWN_FILES:
            return (PARTS / inner).read_bytes()
        if found := _STYLES.fullmatch(inner):
            style = self._styles.get(found["address"])
            return None if style is None else in_scheme(style, found["scheme"]).encode()
        if inner == "index.html":
            return self._page(self._examples)
        found = _ADDRESS.fullmatch(inner)
        return self._at(found) if found and found["component"] in self._examples else None

    def _at(self, found: re.Match[str]) -> bytes | None:
        """The page of one component, or the document of one of its examples."""
        examples = self._examples[found["component"]]
        if found["number"] is None:
            return self._page({found["component"]: examples})
        example = next((one for one in examples if str(one.number) == found["number"]), None)
        return None if example is None else self._shown(example, found["scheme"])

    # The page of all examples

    def _page(self, chosen: Mapping[str, tuple[Example, ...]]) -> bytes:
        is_whole = chosen is self._examples
        text = self._studio.templating.render(
            "gallery.html",
            title="Gallery" if is_whole else f"Component: {''.join(chosen)}",
            site_name=self._studio.views.shell["name"],
            is_whole=is_whole,
            components=[_described(examples) for examples in chosen.values()],
            faults=[fault for examples in chosen.values() for one in examples for fault in self._faults(one)],
            schemes=SCHEMES,
        )
        return text.encode()

    def _faults(self, example: Example) -> Iterator[dict[str, Plain]]:
        """Every example is made, so that one far down the page does not fail unseen."""
        try:
            self._html(example)
        except (CannotRender, TemplateFault) as fault:
            for problem in _problems(fault):
                yield {"of": example.component.name, "name": example.name, "id": _id(example), "file": problem.file,
                       "line": problem.line, "message": problem.message, "hint": problem.hint}  # fmt: skip

    # One example

    def _shown(self, example: Example, scheme: str | None) -> bytes:
        html = self._html(example)
        if scheme is None:
            return html
        text = in_scheme(html.decode(), scheme)
        for address in self._styles:
            text = text.replace(address, f"/{FOLDER}styles-{scheme}{address}")
        return text.encode()

    def _html(self, example: Example) -> bytes:
        site, views = self._studio.site, self._studio.views
        fields = self._fields(example)
        around = views.view(site.by_address[PAGE_OF_EXAMPLES], Problems())["page"]
        page = {
            **around,
            "type": "gallery-example",
            "title": f"{example.component.name}, {example.name}",
            "level": int(fields.get("level") or 3),
            "facts": [],
            "related": [],
            "trail": [],
            "no_index": True,
        }
        body = [{"component": example.component.name, "fields": fields}]
        return self._studio.page({"page": page, "body": body})[0]

    def _fields(self, example: Example) -> dict[str, Plain]:
        """What the component's template gets; CannotRender where the example names what is not there."""
        problems = Problems()
        component = example.component
        place = Place(problems, example.file, component.owner)
        values = component.read(component.examples[example.name], place, example.line) or {}
        _tell_mistakes(place, self._studio)
        shown = resolve_fields(component.fields, values, _Beside(self._studio, example.file, problems))
        if problems.has_errors:
            raise CannotRender(tuple(problem for problem in problems.all if problem.severity == "error"))
        return shown


class _Beside(Look):
    """Looks from the component's own file, but for files as if from beside each of them."""

    def __init__(self, studio: Studio, path: str, problems: Problems) -> None:
        super().__init__(studio.views, path, problems)

    def file(self, target: str, line: int, narrowest: int = 0) -> Plain:
        for path in BESIDE_THE_FILES:
            own = Problems()
            shown = Look(self.views, path, own).file(target, line, narrowest)
            if shown is not None:
                self.problems.extend(replace(problem, file=self.path) for problem in own.all)
                return shown
        names = ", ".join(sorted(path.name for path in WORLD.glob("content/*/example.*") if path.suffix != ".md"))
        self.problems.error("missing-file", f'There is no file "{target}" for examples.', f"There are: {names}.",
                            file=self.path, line=line)  # fmt: skip
        return None


def _examples(component: Component, templates: Mapping[str, str]) -> Iterator[Example]:
    inner = f"components/{component.name}/{component.name}.yml"
    typed = typed_examples(templates[inner])
    for number, name in enumerate(component.examples, 1):
        source = "\n".join([f"::: {component.name}", *typed.get(name, ("…",)), ":::"])
        yield Example(component, name, number, source, f"templates/{inner}")


def _described(examples: tuple[Example, ...]) -> dict[str, Plain]:
    component = examples[0].component
    fields = [
        {"name": name, "needed": needed, "about": about.replace("`", ""), "allowed": allowed}
        for name, needed, about, allowed, _ in cells(component.fields)
    ]
    shown = [
        {"name": one.name, "id": _id(one), "address": one.address, "source": one.source, "number": one.number}
        for one in examples
    ]
    return {"name": component.name, "about": component.about, "one_of": component.one_of, "fields": fields,
            "examples": shown}  # fmt: skip


def _id(example: Example) -> str:
    return f"{example.component.name}-{example.number}"


def _problems(fault: CannotRender | TemplateFault) -> tuple[Problem, ...]:
    if isinstance(fault, CannotRender):
        return fault.problems
    return (Problem(fault.file, fault.line, "error", "template", fault.message, "Ask a developer."),)


def _tell_mistakes(place: Place, studio: Studio) -> None:
    """What a page would be told of its texts in Markdown and of the facts that it names."""
    facts = studio.site.content.facts
    met: Iterator[tuple[Kind, Any]] = leaves_of(place.met)
    for kind, value in met:
        named = [(value.text, value.line)] if isinstance(kind, FactName) else []
        if isinstance(kind, RichText):
            body = studio.views.bodies.body(value.text)
            named = [(name, value.line - 1 + line) for name, line in body.facts]
            for finding in body.findings:
                place.error(value.line - 1 + finding.line, finding.message, finding.hint, finding.code)
        for name, line in named:
            if name not in facts.by_name:
                known = ", ".join(facts.by_name)
                place.error(line, f'There is no fact called "{name}" for examples.', f"There are: {known}.",
                            "unknown-fact")  # fmt: skip


def in_scheme(text: str, scheme: str) -> str:
    """Styles, or a page that holds some, as they are for whoever prefers this scheme, whatever the browser says.

    No browser has to pass the colour scheme of a frame on to the page in it, and Chromium does not.
    """
    text = _PREFERS.sub(lambda found: "(min-width: 0)" if found[1] == scheme else "(max-width: 0)", text)
    return _SUPPORTED.sub(f"color-scheme: {scheme}", text)
