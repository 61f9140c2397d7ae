"""Promises that hold whatever an editor types and in whatever order: tried with many inputs that nobody chose."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from careersite.memo import Memo
from careersite.pipeline import Workbench
from careersite.problem import Problems
from careersite.text.bodies import Bodies
from careersite.write import write
from tests.building import COMPILED, DEFAULTS, ENGINE, FACTS, Built, built, content, put, workbench

pytestmark = pytest.mark.slow  # whole programs, large files and thousands of generated texts

PAGE = "content/pages/a.md"
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=500)

# What is typed

MARKS = st.sampled_from(
    ["[", "]", "](", ")", "](/)", "[[", "]]", "[[retention-payment]]", "[[retention-payment, as at]]", "*", "**", "_",
     "`", "``", "\n```\n", "\n~~~\n", "<", ">", "</", "<br>", "<abbr>", "</abbr>", '<abbr title="', "<a@b.org>", "&",
     "&lt;", "&#106;", "#", "\n## ", "\n### ", "\n- ", "\n1. ", "\n  - ", "\n> ", "\n: ", "\n::: ", "\n::: quote\n",
     "\n::: callout\ntext: ", "\n:::\n", "|", "\n|-|-|\n", "\n", "\n\n", "    ", "\t", "[^1]", "\n[^1]: ", "\n*[A]: ",
     "\n[a]: ", "A", "£3", "3%", "javascript:", "https://", "mailto:", "![", "\\", "\x02", "\x03", "\ue000", "\ue005",
     "{{", "}}", "{%", "None", "---\n", "\x00", "\x0b", "\u2028", "é", "word ", " "]
)  # fmt: skip
TYPED = st.lists(MARKS | st.text(max_size=4), max_size=40).map("".join)
YAML = st.lists(
    st.sampled_from(
        ["title", "summary", "menu", "draft", "publish", "expires", "formerly", "related", "updated", ": ", ":", "\n",
         "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!set ", "!x ", "'", '"', "|", ">", "|-\n  ",
         "%",
         "@", "`", "\t", "? ", "# ", "yes", "NO", "~", "null", "12:30", "1.10", "014", "2026-02-30", "2026-12-01",
         "/a/",
         "a.md", "---", "...", "<<", "=", "\\", "\x07", "\u0085", "é", "word", "[[retention-payment]]", "£3"]
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)  # fmt: skip


def assert_told_or_sound(site: Built) -> None:
    """Every mistake is told with its file; where there is none, the page is whole and carries no script."""
    assert all(problem.message and problem.file for problem in site.problems)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", site.sentences), "a terminal would obey these characters"
    if site.errors:
        return
    for path in ("/a/", "/"):
        page = site.page(path)
        assert len(page.tree.css("main")) == len(page.tree.css("footer")) == len(page.tree.css("h1")) == 1
        assert page.all("script:not([type='application/ld+json'])") == []
        schemes = {re.sub(r"[\x00-\x20]", "", link).partition(":")[0].lower() for link in page.links if ":" in link}
        assert not schemes & {"javascript", "data", "vbscript", "file"}


def build_with(files: dict[str, str]) -> Built:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder), {**DEFAULTS, "content/facts.yml": FACTS, **files})
        return built(Path(folder), slower=True)


@FEW
@given(TYPED)
@example("*[A]: word\n\nA <abbr>A</abbr>\n")
@example("[a]: javascript:alert(1)\n\n[a] [b][a] [c](JAVASCRIPT&colon;alert(1))\n")
def test_no_text_is_too_odd(body):
    assert_told_or_sound(build_with({PAGE: content(body=body)}))


@FEW
@given(YAML)
def test_no_fields_are_too_odd(fields):
    assert_told_or_sound(build_with({PAGE: f"---\ntitle: A page\nsummary: What it is.\n{fields}\n---\nWords.\n"}))


@FEW
@given(TYPED | YAML)
def test_no_value_is_too_odd(value):
    line = " ".join(value.split()).replace("'", "''")
    assert_told_or_sound(build_with({PAGE: content(title=f"'{line[:60]}'", related=f"'{line[:60]}'")}))


@FEW
@given(YAML, st.sampled_from(["content/facts.yml", "site.yml", "templates/components/badge/badge.yml"]))
def test_no_file_of_yaml_is_too_odd(text, path):
    kept = {"content/facts.yml": FACTS, "site.yml": DEFAULTS["site.yml"]}.get(path, "")
    assert_told_or_sound(build_with({PAGE: content(body="[[retention-payment]]\n"), path: kept + text}))


@FEW
@given(st.binary(max_size=200), st.sampled_from([PAGE, "content/facts.yml", "site.yml", "content/images/a.png"]))
def test_no_bytes_are_too_odd(data, path):
    assert_told_or_sound(build_with({PAGE: content(), path: data}))


@pytest.mark.slow
@MANY
@given(TYPED, YAML)
def test_no_file_is_too_odd_tried_for_longer(body, fields):
    assert_told_or_sound(build_with({PAGE: f"---\ntitle: A page\nsummary: What it is.\n{fields}\n---\n{body}"}))


# What is edited

NAMES = ("a", "b", "c")
WORDS = ("one", "two", "three")
LAYOUT = '{% extends "base.html" %}{% block after %}<p>WORD</p>{% endblock %}\n'
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(WORDS)),
    st.tuples(st.just("title"), st.sampled_from(NAMES), st.sampled_from(WORDS)),
    st.tuples(st.just("link"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("draft"), st.sampled_from(NAMES), st.sampled_from(("yes", "no"))),
    st.tuples(st.just("former"), st.sampled_from(NAMES), st.sampled_from(("/old/", "/older/", "/routes/a/"))),
    st.tuples(st.just("fact"), st.just(""), st.sampled_from(("3000", "4500"))),
    st.tuples(st.just("template"), st.just("route"), st.sampled_from(WORDS)),
    st.tuples(st.just("style"), st.just(""), st.sampled_from(WORDS)),
    st.tuples(st.just("settings"), st.just(""), st.sampled_from(WORDS)),
    st.tuples(st.just("picture"), st.just(""), st.sampled_from(("4", "8"))),
    st.tuples(st.just("restart"), st.just(""), st.just("")),
)


class EditedSite:
    """A site that is edited and built again and again, into one folder and with one memo."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.public = folder / "site", folder / "public"
        self.pages: dict[str, dict[str, str]] = {}
        self._bench: Workbench | None = None
        self.write("a", "one")
        put(self.folder, {**DEFAULTS, "content/facts.yml": FACTS, "content/pages/index.md": content(
            title="Welcome",
            body="[[retention-payment]]\n\n::: cards\nof: route\nlevel: \"2\"\n:::\n\n::: search\n:::\n",
        )})  # fmt: skip
        self.picture("", "4")

    def do(self, what: str, name: str, word: str) -> None:
        if what in ("title", "link", "rename", "delete", "draft", "former") and name not in self.pages:
            return
        getattr(self, what)(name, word)

    def write(self, name: str, word: str) -> None:
        self._change(name, body=f"## {word.title()}\n\nWords about {word}.\n\n![A box](../images/box.svg)\n")

    def title(self, name: str, word: str) -> None:
        self._change(name, title=f"Route {word}")

    def link(self, name: str, to: str) -> None:
        self._change(name, body=f"See [it]({to}.md).\n")

    def draft(self, name: str, word: str) -> None:
        self._change(name, draft=word)

    def former(self, name: str, word: str) -> None:
        self._change(name, formerly=word)

    def rename(self, name: str, to: str) -> None:
        fields = self.pages[name]
        self.delete(name)
        self._change(to, **fields)

    def delete(self, name: str, _: str = "") -> None:
        del self.pages[name]
        put(self.folder, {f"content/routes/{name}.md": None})

    def fact(self, _: str, word: str) -> None:
        put(self.folder, {"content/facts.yml": FACTS.replace("3000", word)})

    def template(self, name: str, word: str) -> None:
        put(self.folder, {f"templates/layouts/{name}.html": LAYOUT.replace("WORD", word)})

    def style(self, _: str, word: str) -> None:
        put(self.folder, {"assets/css/utilities.css": f".{word} {{ margin: 0 }}\n"})

    def settings(self, _: str, word: str) -> None:
        put(self.folder, {"site.yml": DEFAULTS["site.yml"].replace("Example careers", f"Careers {word}")})

    def picture(self, _: str, size: str) -> None:
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 3"/>\n'
        put(self.folder, {"content/images/box.svg": svg})

    def restart(self, _: str, __: str) -> None:
        """What is remembered on disk alone is left, as after the end of a command."""
        if self._bench:
            self._bench.memo.close()
        self._bench = None

    def _change(self, name: str, **fields: str) -> None:
        self.pages[name] = {"title": f"Route {name}", **self.pages.get(name, {}), **fields}
        put(self.folder, {f"content/routes/{name}.md": content("route", **self.pages[name])})

    def build(self) -> Built:
        self._bench = self._bench or Workbench(Memo(self.folder / ".careersite/memo.db"))
        site = built(self.folder, bench=self._bench)
        problems = Problems()
        problems.extend(site.problems)
        write(site.finished.rendered.files.values(), self.public, problems)
        return site


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean_build(folder: Path, into: Path) -> Built:
    site = built(folder)
    write(site.finished.rendered.files.values(), into, Problems())
    return site


def assert_edits_leave_what_a_clean_build_gives(edits: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edited = EditedSite(Path(folder))
        edited.build()
        for number, edit in enumerate(edits):
            edited.do(*edit)
            site = edited.build()
            clean = clean_build(edited.folder, Path(folder) / f"clean-{number}")
            assert site.problems == clean.problems
            if not site.errors:
                assert tree(edited.public) == tree(Path(folder) / f"clean-{number}")
        edited.restart("", "")


@settings(FEW, max_examples=2)
@given(st.lists(EDITS, min_size=3, max_size=4))
@example([("write", "b", "two"), ("link", "b", "a"), ("rename", "a", "c"), ("link", "b", "c"), ("draft", "c", "yes")])
@example(
    [
        ("template", "route", "two"),
        ("restart", "", ""),
        ("fact", "", "4500"),
        ("picture", "", "8"),
        ("style", "", "two"),
    ]
)
def test_after_any_edits_the_output_is_that_of_a_clean_build(edits):
    assert_edits_leave_what_a_clean_build_gives(edits)


@pytest.mark.slow
@settings(FEW, max_examples=25)
@given(st.lists(EDITS, min_size=5, max_size=15))
def test_after_any_edits_the_output_is_that_of_a_clean_build_tried_for_longer(edits):
    assert_edits_leave_what_a_clean_build_gives(edits)


# What is not live

WITHHELD = {
    "content/routes/draft.md": {"draft": "yes"},
    "content/routes/future.md": {"publish": "2026-12-01 12:01"},
    "content/routes/expired.md": {"expires": "2026-12-01 12:00"},
    "content/testimonials/draft.md": {"draft": "yes", "team": "Withheldteam", "route": "live"},
    "content/testimonials/expired.md": {"expires": "2026-11-30", "team": "Live team"},
    "content/stages/future.md": {"publish": "2027-01-01"},
    "content/roles/expired.md": {"expires": "2026-11-30"},
    "content/pages/draft.md": {"draft": "yes", "menu": "1", "footer_menu": "1"},
    "content/pages/routes/index.md": {"draft": "yes"},
}
EVERYTHING = """\
## All

::: compare-routes
caption: Routes
:::

::: pathway
:::

::: cards
of: testimonial
:::

::: cards
pages: [/routes/draft/, ../routes/future.md, ../roles/expired.md]
:::

::: search
:::

::: people-filters
:::

::: next-people
people: [draft, live]
next: /testimonials/draft/
lists: [/testimonials/team/withheldteam/]
level: "3"
:::

See [them](/testimonials/team/withheldteam/), [them](/testimonials/route/draft/) and [them](/testimonials/route/live/).
See [this](../routes/draft.md), [this](/routes/future/) and [this](../pages/draft.md). [[retention-payment]]

::: facts
:::
"""


def test_no_word_of_a_draft_a_future_or_an_expired_page_is_anywhere_in_the_output(tmp_path):
    files = {}
    for path, fields in WITHHELD.items():
        folder = path.split("/")[1]
        type_name = {"pages": "page"}.get(folder, folder.removesuffix("s"))
        named = "name" if type_name == "testimonial" else "title"
        body = "## Withheldheading\n\nWithheldtext ![Withheldpicture](../images/withheld.svg)\n".replace(" !", "\n\n!")
        body = body.replace("../images", "../../images") if path.count("/") == 3 else body
        own = {named: "Withheldtitle", "summary": "Withheldsummary", "formerly": f"/withheld-{len(files)}/", **fields}
        files[path] = content(type_name, body, **own)
    files["content/images/withheld.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
    files["content/routes/live.md"] = content("route", leads_to="future")
    files["content/stages/live.md"] = content("stage", leads_to="future")
    files["content/testimonials/live.md"] = content("testimonial", route="draft", stage="future", team="Live team")
    put(tmp_path, {**DEFAULTS, "content/facts.yml": FACTS, **files, PAGE: content(body=EVERYTHING)})
    site = built(tmp_path, as_of="2026-12-01T12:00")
    assert site.errors == []
    assert site.pages == [
        "/", "/a/", "/routes/live/", "/stages/live/", "/testimonials/live/", "/testimonials/team/live-team/",
    ]  # fmt: skip
    assert len([path for path in site.files if path.startswith("assets/search.")]) == 1
    assert len(site.site.withheld) == len(WITHHELD)
    found = [path for path, data in site.files.items() if b"withheld" in (path.encode() + data).lower()]
    assert found == []
    assert not [path for path in site.files if "draft" in path or "future" in path or "expired" in path]


# Where and when it is built


def run_build(folder: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, str(ENGINE / "build.py"), "--site", str(folder), "--as-of", "2026-12-01"]
    result = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, cwd=folder.parent
    )
    assert result.returncode == 0, result.stderr
    return tree(folder / "public")


@pytest.mark.slow
def test_another_hash_seed_locale_zone_folder_and_order_of_files_give_the_same_bytes(tmp_path):
    pages = {
        f"content/routes/r-{n}.md": content("route", f"## Part {n}\n\nWords.\n", title=f"Route {n}") for n in range(30)
    }
    pages |= {
        f"content/testimonials/p-{n}.md": content("testimonial", name=f"P. {n}", route=f"r-{n % 3}", team=f"T {n % 2}")
        for n in range(5)
    }
    files = {**DEFAULTS, "content/facts.yml": FACTS, **pages, "content/pages/index.md": content(
        title="Welcome", body="[[retention-payment]]\n\n::: cards\nof: route\nlevel: \"2\"\n:::\n\n::: search\n:::\n",
    )}  # fmt: skip
    one, other = tmp_path / "one", tmp_path / "ein anderer Örtchen's Ordner"
    put(one, files)
    put(other, dict(reversed(files.items())))
    first = run_build(one, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert len(first) > 30
    shutil.rmtree(one / ".careersite")
    assert run_build(one, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONUTF8="0") == first
    assert run_build(other, PYTHONHASHSEED="3", TZ="America/Adak", LC_ALL="POSIX", LANG="de_DE") == first


@pytest.mark.slow
def test_another_number_of_cores_gives_the_same_bytes(tmp_path):
    pages = {
        f"content/routes/r-{n}.md": content("route", f"## Part {n}\n\nWords.\n", title=f"R {n}") for n in range(170)
    }
    put(tmp_path, {**DEFAULTS, **pages})
    results = []
    for cores in (1, 2, 5):
        bench = workbench()
        bench.bodies = Bodies(COMPILED, cores=cores)
        site = built(tmp_path, bench=bench)
        assert site.errors == []
        results.append(site.files)
    assert len(results[0]) > 170
    assert results[0] == results[1] == results[2]


def test_the_same_moment_gives_the_same_bytes_and_another_day_says_when_it_changes(tmp_path):
    put(tmp_path, {**DEFAULTS, PAGE: content(expires="2026-12-24")})
    assert built(tmp_path).files == built(tmp_path).files
    assert built(tmp_path).site.next_change == datetime(2026, 12, 25)  # noqa: DTZ001 - the site's own zone
    assert built(tmp_path, as_of="2026-12-24T23:59").pages == ["/", "/a/"]
    assert built(tmp_path, as_of="2026-12-25T00:00").pages == ["/"]
