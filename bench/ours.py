"""The bench's pages as a site of our own, with components, facts by name and links by file, and how it is started."""

import json
import posixpath
import re
import shutil
import struct
import sys
import tomllib
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pages import (
    INVENTED_FACTS,
    LINK_MARK,
    ORGANISATION,
    SECTIONS,
    SITE_ADDRESS,
    SITE_NAME,
    SOURCE_NAME,
    BenchPage,
    Component,
    person_id,
    slug_of,
)  # fmt: skip
from tool import BENCH, Spot, Tool, peer_address, usual_spots, write

ENGINE = BENCH.parent
PROGRAM = ENGINE / "build.py"
FOOTER = "{{ site.organisation }}"
TITLE_KEYS = {"testimonials": "name"}
NEWEST_ON_HOME = 10
MOST_CARDS = 200  # in one component
SHARE_IMAGE = "sharing.png"  # so that no card is drawn for each page, which no peer does


def version() -> str:
    """Ours, as pyproject.toml states it."""
    return str(tomllib.loads((ENGINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def content_path(section: str, slug: str) -> str:
    """Below content/; only pages may lie deeper, which gives them the address that the peers give them."""
    return f"pages/pages/{slug}.md" if section == "pages" else f"{section}/{slug}.md"


def source_path(page: BenchPage, folder: Path) -> Path:
    """Where the page's source stands."""
    return folder / "content" / content_path(page.section, page.slug)


def write_site(pages: Iterable[BenchPage], folder: Path) -> None:
    """Settings, facts, home page and lists, the pages, and the one template that the bench edits."""
    all_pages = list(pages)
    counts = {section: sum(page.section == section for page in all_pages) for section in SECTIONS}
    (folder / "templates").mkdir(parents=True)
    shutil.copy(ENGINE / "templates" / "base.html", folder / "templates" / "base.html")
    write(folder / "site.yml", settings())
    (folder / "content" / "images").mkdir(parents=True)
    (folder / "content" / "images" / SHARE_IMAGE).write_bytes(plain_png(1200, 630))
    write(folder / "content" / "facts.yml", facts())
    write(folder / "people.yml", people(all_pages))
    write(folder / "content" / "pages" / "index.md", home(all_pages))
    for place, section in enumerate(SECTIONS, start=1):
        write(folder / "content" / "pages" / section / "index.md", list_page(section, place, all_pages))
    for page in all_pages:
        write(source_path(page, folder), front_matter(page, fields_of(page, counts)) + body(page))


def settings() -> str:
    """site.yml, with the organisation's words in the footer that the peers have there."""
    return (
        f"name: {SITE_NAME}\norganisation: {ORGANISATION}\naddress: {SITE_ADDRESS}\n"
        "description: An invented borough, made only to measure how fast sites are built.\n"
        f"share_image:\n  file: content/images/{SHARE_IMAGE}\n  alt: A plain picture\n"
    )


def plain_png(width: int, height: int) -> bytes:
    """A picture of one colour, as small as a PNG can be."""
    rows = (b"\0" + b"\x0b\x45\x95" * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def facts() -> str:
    """facts.yml: every value says of itself that it is invented."""
    lines = [
        "sources:", f"  {SOURCE_NAME}:", "    title: Invented for the bench", "    publisher: Nobody",
        "    date: 2026-01-01", "facts:",
    ]  # fmt: skip
    for name, value, unit, _ in INVENTED_FACTS:
        lines += [
            f"  {name}:", f"    value: {value}", f"    unit: {unit}",
            f"    statement: An invented value for {name.replace('-', ' ')}, for the bench only.",
            f"    source: {SOURCE_NAME}", "    as_at: 2026-01-01", "    review_by: 2099-01-01", "    owner: The bench",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def people(pages: list[BenchPage]) -> str:
    """people.yml: everybody who tells or says something has agreed to it."""
    quoted = {str(block.fields["name"]) for page in pages for block in page.body
              if isinstance(block, Component) and block.name == "quote"}  # fmt: skip
    lines = ["people:"]
    for name in sorted(quoted | {page.person for page in pages if page.section == "testimonials"}):
        lines += [f"  {person_id(name)}:", f"    name: {name}", "    agreed: {words: [site]}", "    basis: contract",
                  "    evidence: Invented for the bench"]  # fmt: skip
    return "\n".join([*lines, "pictures:", f"  images/{SHARE_IMAGE}: nobody"]) + "\n"


def home(pages: list[BenchPage]) -> str:
    """The home page with the newest ten, which our engine lists by name."""
    newest = sorted(pages, key=lambda page: page.day, reverse=True)[:NEWEST_ON_HOME]
    values = {"title": SITE_NAME, "summary": "An invented borough.", "updated": "2026-01-01"}
    return yaml_front_matter(values) + chosen_cards(newest)


def list_page(section: str, place: int, pages: list[BenchPage]) -> str:
    """The list of a section: every item, in the engine's own order."""
    title = section.capitalize()
    values = {"title": title, "summary": f"Every one of the {section}.", "updated": "2026-01-01", "menu": place}
    if section == "pages":
        return yaml_front_matter(values) + chosen_cards([page for page in pages if page.section == section])
    return yaml_front_matter(values) + f'::: cards\nof: {section.removesuffix("s")}\nlevel: "2"\n:::\n'


def chosen_cards(pages: list[BenchPage]) -> str:
    """Cards for just these pages, in as many lists as the component's limit asks for."""
    lists = []
    for start in range(0, len(pages), MOST_CARDS):
        addresses = "\n".join(f"  - {peer_address(page)}" for page in pages[start : start + MOST_CARDS])
        lists.append(f'::: cards\npages:\n{addresses}\nlevel: "2"\n:::\n')
    return "\n".join(lists)


def fields_of(page: BenchPage, counts: dict[str, int]) -> dict[str, object]:
    """The values that the page's type asks for, and the links between types that ours has and the peers have not."""
    route = slug_of("routes", page.number % counts["routes"] + 1)
    stage = slug_of("stages", page.number % counts["stages"] + 1)
    points = ["Listens first", "Plans each visit together with the family", "Writes in plain words"]
    about: dict[str, dict[str, object]] = {
        "testimonials": {
            "person": person_id(page.person), "role": "Social worker", "team": page.team, "quotation": page.summary,
            "source": SOURCE_NAME, "route": route, "stage": stage,
        },
        "pages": {},
        "routes": {
            "group": ("train", "qualified", "other")[page.number % 3], "for_whom": page.team, "leads_to": [stage],
            "requirements": points, "as_at": "2026-01-01",
        },
        "roles": {"what_you_do": points, "stage": stage, "as_at": "2026-01-01"},
        "rewards": {"amount": "welcome-payment", "eligible": points, "terms": "Invented terms, for the bench only."},
        "stages": {
            "what_you_do": points, "support": points, "place": page.number % 99 + 1, "as_at": "2026-01-01",
            "leads_to": [slug_of("stages", page.number + 1)] if page.number < counts["stages"] else [],
        },
    }  # fmt: skip
    return about[page.section]


def front_matter(page: BenchPage, fields: Mapping[str, object]) -> str:
    """What every page says of itself, then the fields of its type."""
    title_key = TITLE_KEYS.get(page.section, "title")
    return yaml_front_matter({title_key: page.title, "summary": page.summary, **fields, "updated": str(page.day)})


def yaml_front_matter(values: Mapping[str, object]) -> str:
    """The values as an editor would write them."""
    return f"---\n{yaml_lines(values)}---\n\n"


def yaml_lines(values: Mapping[str, object]) -> str:
    """Plain where that is safe, and in quotation marks (JSON's are YAML's too) where it is not."""
    lines = []
    for name, value in values.items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  - {plain_or_quoted(entry)}" for entry in value)] if value else []
        else:
            lines.append(f"{name}: {plain_or_quoted(value)}")
    return "\n".join(lines) + "\n"


def plain_or_quoted(value: object) -> str:
    """`Duty team` as it is; `**every** child: first` in quotation marks."""
    text = str(value)
    return text if re.fullmatch(r"[A-Za-z0-9][\w ,.'-]*", text) else json.dumps(text, ensure_ascii=False)


def body(page: BenchPage) -> str:
    """The text in our dialect: components as fences, links as paths of files."""
    own_folder = posixpath.dirname(content_path(page.section, page.slug))
    blocks = (as_fence(block) if isinstance(block, Component) else block for block in page.body)
    text = "\n\n".join((*blocks, f"{page.closing_words}."))

    def link_by_file(mark: re.Match[str]) -> str:
        return f"]({posixpath.relpath(content_path(mark[1], mark[2]), own_folder)})"

    return LINK_MARK.sub(link_by_file, text) + "\n"


def as_fence(component: Component) -> str:
    """`::: quote`, its fields, `:::`."""
    return f"::: {component.name}\n{yaml_lines(component.fields)}:::"


def build_command(folder: Path) -> list[str]:
    """One build, as an editor starts it."""
    return [sys.executable, str(PROGRAM), "--site", str(folder), "--out", str(folder / "public")]


def serve_command(folder: Path, port: int) -> list[str]:
    """The preview, without a browser."""
    return [sys.executable, str(PROGRAM), "preview", "--site", str(folder), "--port", str(port), "--no-browser"]


def spots(page: BenchPage, folder: Path) -> dict[str, Spot]:
    """Where the bench edits: the template is the site's own copy of the engine's."""
    title = f"{TITLE_KEYS.get(page.section, 'title')}: {page.title}"
    return usual_spots(page, source_path(page, folder), title, folder / "templates" / "base.html", FOOTER)


OURS = Tool(
    "careersite", version, write_site, build_command, serve_command, spots, peer_address, ("public", ".careersite")
)
