"""A site as real files, built in memory through the pipeline, and what a test asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from careersite import pipeline
from careersite.addresses import output_path_of
from careersite.memo import Memo
from careersite.pipeline import Finished, Place, Workbench
from careersite.report import problems_in_words
from careersite.studio import Studio
from careersite.validate import Validated

ENGINE = Path(__file__).resolve().parent.parent
AS_OF = "2026-12-01"

REQUIRED = {
    "page": {"title": "A page", "summary": "What it is about."},
    "route": {"title": "A route", "summary": "A way in.", "group": "train", "for_whom": "Graduates", "as_at": "2026"},
    "stage": {"title": "A stage", "summary": "A step.", "what_you_do": "Learn", "place": "1", "as_at": "2026"},
    "role": {"title": "A role", "summary": "A job.", "what_you_do": "Listen", "as_at": "2026"},
    "reward": {"title": "A reward", "summary": "A payment.", "amount": "retention-payment"},
    "testimonial": {
        "name": "A. Person", "person": "a-person", "role": "Social worker", "summary": "A way in.",
        "quotation": "I stayed", "source": "report",
    },
    "campaign": {
        "title": "A campaign", "summary": "Come and talk to us.", "audience": "Graduates", "message": "Come and see.",
        "code": "fair", "channels": "[poster, linkedin]",
    },
    "statement": {
        "title": "Accessibility statement", "summary": "How accessible it is.", "scope": "this site",
        "status": "not-yet-known", "prepared": "2026-11-22",
    },
    "notice": {"title": "Privacy", "summary": "What it keeps."},
    "answer": {
        "title": "An answer", "summary": "Where you are.", "answer": "I am here",
        "routes": "[{route: step-up, reason: It fits.}]",
    },
}  # fmt: skip


def content(type_name: str = "page", body: str = "Some words.\n", **fields: str | None) -> str:
    """A file of one type with all that it must have; a field given as None is left out."""
    lines = [f"{name}: {value}" for name, value in {**REQUIRED[type_name], **fields}.items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


FACTS = """\
sources:
  report:
    title: A report
    publisher: Example Council
    date: 2026
facts:
  retention-payment:
    value: 3000
    unit: pounds
    statement: A retention payment is offered.
    source: report
    as_at: 2026-03
    review_by: 2027-01-31
    owner: Workforce
"""

# Everybody in it has agreed to everything, and `put` says below it of every picture that it shows nobody.
PEOPLE = """\
# What a test gets that has nothing to say of people.
people:
  a-person:
    name: A. Person
    agreed: {words: [site, share-cards], photo: [site], video: [site]}
    basis: contract
    evidence: Folder 1
"""
SHOWING = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif", ".mp4", ".webm", ".mov")

# What a site needs to be one at all; supplied unless a test says otherwise.
DEFAULTS = {
    "site.yml": "name: Example careers\norganisation: Example Council\ndescription: Work with us.\n",
    "content/pages/index.md": content(title="Welcome"),
    "people.yml": PEOPLE,
}

# What a page of one type needs round it, as it is valid only together with others.
NEIGHBOURS: dict[str, dict[str, str]] = {
    "answer": {
        "content/find-your-route/index.md": content(
            "answer", title="Find your route", summary="A question.", answer=None, routes=None,
            question="Where are you now?",
        ),
        "content/routes/step-up.md": content("route", title="Step Up"),
    },
}  # fmt: skip

Files = Mapping[str, str | bytes | None]


def put(folder: Path, files: Files) -> None:
    """Writes the files; one given as None is taken away."""
    for path, inner in files.items():
        file = folder / path
        if inner is None:
            file.unlink(missing_ok=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(inner.encode() if isinstance(inner, str) else inner)
    _say_whom_pictures_show(folder)


def _say_whom_pictures_show(folder: Path) -> None:
    """Nobody, unless the test has a register of its own."""
    register, content_folder = folder / "people.yml", folder / "content"
    if not register.is_file() or not register.read_bytes().startswith(PEOPLE.encode()):
        return
    shown = sorted(path for path in content_folder.rglob("*") if path.suffix.lower() in SHOWING and path.is_file())
    lines = [f'  "{path.relative_to(content_folder).as_posix()}": nobody\n' for path in shown]
    register.write_text(PEOPLE + ("pictures:\n" + "".join(lines) if lines else ""), encoding="utf-8", newline="\n")


DEAR = ("template", "icon", "share card", "variant", "compressed size")


class OnlyWhatIsDear(Memo):
    """Remembers compiled templates, drawings, pictures and sizes, which take longer than the rest of a build."""

    def get(self, step: str, given: bytes) -> bytes | None:
        return super().get(step, given) if step in DEAR else None

    def put(self, step: str, given: bytes, result: bytes) -> None:
        if step in DEAR:
            super().put(step, given, result)


COMPILED = OnlyWhatIsDear(None)
COMPONENTS = Validated()
# That of the last site that had no picture: the next one takes over its templates if it has the same.
STUDIOS: list[Studio] = []


def workbench() -> Workbench:
    """Nothing is remembered of any site; only what follows from the engine's own templates is made once for all."""
    return Workbench(COMPILED, validated=replace(COMPONENTS, rules=(), pages={}), studio=next(iter(STUDIOS), None))


class BuiltPage:
    """One finished page as a reader or a browser meets it."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.tree = LexborHTMLParser(html)

    @property
    def title(self) -> str:
        return self.all("title")[0]

    @property
    def text(self) -> str:
        """All that stands on the page, with single spaces."""
        return " ".join(self.all("body"))

    @property
    def main(self) -> str:
        """The text between header and footer."""
        return " ".join(self.all("main"))

    @property
    def links(self) -> list[str]:
        return [node.attributes.get("href") or "" for node in self.tree.css("a")]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(n.tag[1]), _bare(n.text())) for n in self.tree.css("h1, h2, h3, h4, h5, h6")]

    def all(self, selector: str) -> list[str]:
        """The text of every element that the selector finds."""
        return [_bare(node.text(separator=" ")) for node in self.tree.css(selector)]

    def has(self, selector: str) -> bool:
        return self.tree.css_first(selector) is not None

    def attribute(self, selector: str, name: str) -> str | None:
        """The attribute of the first element that the selector finds."""
        node = self.tree.css_first(selector)
        assert node is not None, f"no {selector} on the page"
        return node.attributes.get(name)


def seen(page: BuiltPage) -> BuiltPage:
    """The page without what is hidden until a deadline."""
    for node in page.tree.css("[hidden]"):
        node.decompose()
    return page


def _bare(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Built:
    """A finished site, or the reasons why there is none."""

    folder: Path
    finished: Finished

    @property
    def problems(self):
        return self.finished.problems

    @property
    def errors(self):
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @cached_property
    def sentences(self) -> str:
        """The report as an editor reads it, without the folder that only this run knows."""
        return "\n".join(problems_in_words(self.problems)).replace(str(self.folder), "FOLDER")

    @property
    def site(self):
        return self.finished.site

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {path: file.content for path, file in self.finished.rendered.files.items()}

    @property
    def pages(self) -> list[str]:
        """The addresses of the pages of content."""
        return [page.address for page in self.site.pages]

    def page(self, address: str) -> BuiltPage:
        assert self.files, f"The site was not built:\n{self.sentences}"
        return BuiltPage(self.files[output_path_of(address)].decode())


def built(folder: Path, *, as_of: str = AS_OF, slower: bool = False, bench: Workbench | None = None) -> Built:
    """The site in `folder`, built anew, or with what a workbench remembers."""
    moment = datetime.fromisoformat(as_of)
    place = Place(folder, ENGINE)
    bench = bench or workbench()
    site = Built(folder, pipeline.build(place, bench, lambda zone: moment, slower=slower))
    if not COMPONENTS.templates:
        vars(COMPONENTS).update(vars(bench.validated))
    if bench.studio and not bench.studio.site.content.media:
        STUDIOS[:] = [bench.studio]
    return site
