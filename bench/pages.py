"""A seeded site of so many pages of our own content types goes out as values: no tool's syntax is in them yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from words import HEADINGS, TEAMS, paragraph, person_name, sentence, short_line, summary

SITE_NAME = "Example Borough"
ORGANISATION = "Careers in an invented borough"
SITE_ADDRESS = "https://careers.example.org"

# Folder of the type, and how many in a hundred pages are of it: the largest list holds six in ten, as in the
# study that chose the peers.
SECTIONS = {"testimonials": 60, "pages": 14, "routes": 10, "roles": 8, "rewards": 4, "stages": 4}
TITLES = {
    "testimonials": "{name} on work that counts, part {number}",
    "pages": "How we work together, part {number}",
    "routes": "A way into social work, route {number}",
    "roles": "Social worker in area {number}",
    "rewards": "A thank you for staying, scheme {number}",
    "stages": "A step of the pathway, stage {number}",
}

SOURCE_NAME = "invented-for-the-bench"
# Invented values, for the bench only: the fact's name, the number, its unit, how it reads on a page.
INVENTED_FACTS = (
    ("starting-salary", 12345, "pounds", "£12,345"),
    ("welcome-payment", 1234, "pounds", "£1,234"),
    ("team-size", 7, "people", "7 people"),
    ("learning-days", 11, "days", "11 days"),
    ("annual-leave", 33, "days", "33 days"),
)
FACTS = {name: shown for name, _, _, shown in INVENTED_FACTS}

FIRST_DAY = date(2023, 1, 2)
FACT_MARK = re.compile(r"\[\[([a-z-]+)\]\]")
LINK_MARK = re.compile(r"\]\(@([a-z]+)/([a-z0-9-]+)\)")


@dataclass(frozen=True)
class Component:
    """A component of ours and the plain Markdown that says the same in a tool without it."""

    name: str
    fields: Mapping[str, object]
    markdown: str


@dataclass(frozen=True)
class BenchPage:
    """One page: Markdown where `[[name]]` stands for a fact and `](@section/slug)` for a link, and components."""

    section: str
    slug: str
    number: int
    title: str
    summary: str
    day: date
    person: str
    team: str
    body: tuple[str | Component, ...]

    @property
    def closing_words(self) -> str:
        """The last words of the body, which stand in it once: the bench edits them."""
        return f"So much for {self.slug}"


def section_counts(count: int) -> dict[str, int]:
    """How many pages of each section a site of so many pages has."""
    return {section: count * share // 100 for section, share in SECTIONS.items()}


def make_pages(count: int) -> Iterator[BenchPage]:
    """The same pages for the same count, on every machine."""
    counts = section_counts(count)
    for section, number_of_pages in counts.items():
        yield from (make_page(section, number, counts) for number in range(1, number_of_pages + 1))


def edited_page(count: int) -> BenchPage:
    """The page that the bench edits: a testimonial in the middle, so that no order of work favours it."""
    counts = section_counts(count)
    return make_page("testimonials", counts["testimonials"] // 2, counts)


def make_page(section: str, number: int, counts: dict[str, int]) -> BenchPage:
    """One page, drawn from a random source that only its section and number feed."""
    random = Random(f"{section}-{number}")
    person = person_name(random)
    return BenchPage(
        section=section,
        slug=slug_of(section, number),
        number=number,
        title=TITLES[section].format(name=person, number=number),
        summary=summary(random),
        day=FIRST_DAY + timedelta(days=number * 7 % 1200),
        person=person,
        team=random.choice(TEAMS),
        body=make_body(random, counts),
    )


def person_id(name: str) -> str:
    """`Amina Example` → `amina-example`, as our register of people names her."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def slug_of(section: str, number: int) -> str:
    """`routes`, 12 → `route-12`."""
    return f"{section.removesuffix('s')}-{number}"


def make_body(random: Random, counts: dict[str, int]) -> tuple[str | Component, ...]:
    """An opening, four or five parts under headings, and in one page of five a footnote: 4 to 5 KB."""
    blocks: list[str | Component] = [paragraph(random, 3)]
    for heading in random.sample(HEADINGS, random.choice((4, 5))):
        blocks.append(f"## {heading}")
        blocks.append(paragraph(random, 3) + " " + make_link(random, counts))
        blocks.append(random.choice(EXTRAS)(random, counts))
        blocks.append(paragraph(random, 2))
    if random.random() < 0.2:
        blocks.append(f"{sentence(random)}[^why]")
        blocks.append(f"[^why]: {sentence(random)}")
    return tuple(blocks)


def make_link(random: Random, counts: dict[str, int]) -> str:
    """A sentence that links to some other page of the site."""
    section = random.choice([name for name, count in counts.items() if count])
    target = slug_of(section, random.randint(1, counts[section]))
    return f"Read more in [{random.choice(HEADINGS).lower()}](@{section}/{target}) when you have time."


def make_list(random: Random, counts: dict[str, int]) -> str:
    """Four or five points, the last of which may link."""
    lines = [short_line(random) for _ in range(random.choice((3, 4)))]
    return "\n".join(f"- {line}" for line in [*lines, make_link(random, counts)])


def make_numbered_list(random: Random, counts: dict[str, int]) -> str:
    """Four numbered points."""
    return "\n".join(f"{place}. {short_line(random)}" for place in range(1, 5))


def make_table(random: Random, counts: dict[str, int]) -> str:
    """A table of three columns and four rows."""
    rows = "\n".join(f"| {random.choice(TEAMS)} | {short_line(random)} | {person_name(random)} |" for _ in range(4))
    return f"| Team | What helps | Who to ask |\n| --- | --- | --- |\n{rows}"


def make_subheading(random: Random, counts: dict[str, int]) -> str:
    """A smaller part under its own heading."""
    return f"### {random.choice(HEADINGS)} in practice\n\n{paragraph(random, 2)}"


def make_fact(random: Random, counts: dict[str, int]) -> str:
    """A sentence that states two facts by name."""
    first, second = random.sample(sorted(FACTS), 2)
    figures = f"the first figure is **[[{first}]]** and the second is [[{second}]]"
    return f"In this invented borough {figures}. {sentence(random)}"


def make_quote(random: Random, counts: dict[str, int]) -> Component:
    """What somebody said, and who."""
    text, name = sentence(random).replace("*", ""), person_name(random)
    fields = {"words": text, "name": name, "person": person_id(name), "source": SOURCE_NAME}
    return Component("quote", fields, f"> {text}\n>\n> {name}")


def make_callout(random: Random, counts: dict[str, int]) -> Component:
    """A line that must not be missed."""
    title, text = random.choice(HEADINGS), sentence(random)
    return Component("callout", {"title": title, "text": text}, f"> **{title}**\n>\n> {text}")


Extra = Callable[[Random, dict[str, int]], str | Component]
EXTRAS: tuple[Extra, ...] = (
    make_list, make_list, make_list, make_numbered_list, make_subheading, make_subheading, make_fact, make_quote,
    make_callout, make_table,
)  # fmt: skip


def plain_markdown(page: BenchPage, link: Callable[[str, str], str]) -> str:
    """The body as any Markdown tool reads it: components as block quotes, facts as their values, links as given."""
    blocks = (block if isinstance(block, str) else block.markdown for block in page.body)
    text = FACT_MARK.sub(lambda mark: FACTS[mark[1]], "\n\n".join((*blocks, f"{page.closing_words}.")))
    return LINK_MARK.sub(lambda mark: f"]({link(mark[1], mark[2])})", text) + "\n"
