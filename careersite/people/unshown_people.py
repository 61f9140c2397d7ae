"""Content and a day come in; out goes what the register of people does not let be shown on that day, each with why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from careersite.addresses import page_path, source_path_from, split_target
from careersite.facts.fact_marks import FACT, FACT_NAME
from careersite.facts.facts import FACTS_PATH, Fact, Facts, FactSource
from careersite.kept import Unshown
from careersite.model import Content, Page, Withheld
from careersite.people.names_of_people import NamesOfPeople, names_by_id, names_of_people
from careersite.people.people_in_pictures import below_content, people_by_picture, use_of
from careersite.people.words_of_people import quotations
from careersite.settings import SETTINGS_PATH, SHARE_IMAGE

SEEN = ("photo", "video")
WITH_WORDS = (".vtt", ".svg", ".txt", ".csv", ".ics", ".html", ".md", ".json", ".xml")
# In the place of a publisher who may not be named, where a source says nothing else.
UNNAMED = "Name withheld"
SITE, CAMPAIGN, SHARE_CARDS = "site", "campaign", "share-cards"


class UnshownPeople:
    """Who may not be named, seen or heard on one day, and all that follows from it: on the site, or in campaigns."""

    def __init__(self, content: Content, day: date, channel: str = SITE) -> None:
        self.content, self.register, self.day, self.channel = content, content.register, day, channel
        self._names = names_by_id(names_said(content))
        self._ids = (*dict.fromkeys((*self.register.people, *self._names, *_ids_of_facts(content.facts))),)
        self.words = self._unshown("words", channel)
        self._named = self._names_of(self.words, quotations(content, self.words) if self.words else {})
        self._said = people_by_picture(content)
        self._pictures = {path: ids for path, ids in self._said.items() if ids}
        self._facts = {fact.name: why for fact in content.facts.by_name.values() if (why := self._why_not_fact(fact))}
        self._stories = {page.source.path: why for page in content.pages if (why := self.of_story(page))}
        self._addresses = {page.address: page.source.path for page in content.pages}

    def _unshown(self, use: str, channel: str) -> dict[str, str]:
        reasons = {one: self.register.reason(one, self.day, use, channel) for one in self._ids}
        return {one: why for one, why in reasons.items() if why}

    def _names_of(self, ids: Mapping[str, str], said: Mapping[str, tuple[str, ...]] | None = None) -> NamesOfPeople:
        named = tuple((one, self._names[one]) for one in ids if one in self._names)
        return names_of_people(named, tuple((said or {}).items()))

    @property
    def are_none(self) -> bool:
        """True where everything may be shown."""
        return (
            self.register.is_read
            and self._may_all_be_shared
            and not (self.words or any(self._why_not_seen(path, use) for path in self._pictures for use in SEEN))
        )

    @property
    def _may_all_be_shared(self) -> bool:
        chosen = self.content.settings.values[SHARE_IMAGE.owner] or {}
        file, shared = chosen.get("file"), self.unshown_when_shared
        return not (file and (shared.picture(file.text, SETTINGS_PATH, "photo") or shared.text(chosen["alt"] or "")))

    @property
    def rules(self) -> tuple[object, ...]:
        """All that the answers depend on."""
        stories = [(page.address, page.source.path) for page in self.content.pages if page.source.path in self._stories]
        seen = {path: [self._why_not_seen(path, use) for use in SEEN] for path in self.content.media}
        hidden = {path: whys for path, whys in seen.items() if any(whys)}
        return self.words, self._named.ids, self._named.said, self._facts, self._stories, stories, hidden

    @property
    def unshown(self) -> Unshown:
        return Unshown(
            text=self._why_not_said,
            fact=lambda name: self._facts.get(name, ""),
            person=lambda one: self.words.get(one, ""),
            page=lambda type_name, name: self._stories.get(page_path(type_name, name), ""),
            link=self._why_not_linked,
            picture=lambda target, path, use: self._why_not_seen(below_content(target, path) or "", use),
        )

    @property
    def unshown_when_shared(self) -> Unshown:
        """The same of what is shown where somebody shares a page, for which more has to be agreed."""
        return replace(
            self.unshown,
            text=lambda text: self._why_not_said(text) or self._unshared_by(text),
            picture=lambda target, path, use: (
                self._why_not_seen(below_content(target, path) or "", use)
                or self._why_not_seen(below_content(target, path) or "", use, SHARE_CARDS)
            ),
        )

    def _why_not_said(self, text: str) -> str:
        if why := self.why_not_named(text):
            return why
        names = (FACT_NAME.fullmatch(found[1].strip()) for found in FACT.finditer(text)) if self._facts else ()
        return next((self._facts[name[1]] for name in names if name and name[1] in self._facts), "")

    def _why_not_seen(self, path: str, use: str, channel: str = "") -> str:
        """Why a file may not be shown: for those whom it shows, for its name, or for words in it such as captions."""
        if not self.register.is_read and (self.register.may_speak_of(path) or (use and path not in self._said)):
            return f"{self.register.path} cannot be read, so it is not known whom this shows."
        ids = self._pictures.get(path, ())
        whys = (self.register.reason(one, self.day, use or "photo", channel or self.channel) for one in ids)
        return next(filter(None, whys), "") or (self.words and self._why_not_said(self._words_of(path))) or ""

    def _words_of(self, path: str) -> str:
        data = self.content.media.get(path, b"") if path.lower().endswith(WITH_WORDS) else b""
        return f"{path}\n{data.decode('utf-8', 'replace')}"

    def _why_not_linked(self, target: str, path: str) -> str:
        inner = split_target(target)[0]
        file = self._addresses.get(inner if inner.endswith("/") else f"{inner}/") or source_path_from(inner, path) or ""
        seen = below_content(target, path) or ""
        return self._stories.get(file, "") or self._why_not_seen(seen, use_of(seen))

    # What follows from it

    def of_story(self, page: Page) -> str:
        """Why a page may not be shown: it is that of the person, or its address names them; empty for other pages."""
        return self.words.get(page.values.get("person") or "", "") or self.why_not_named(page.address)

    def why_not_named(self, text: str) -> str:
        """Why a text may not be shown, as it names or repeats somebody; empty for others."""
        return self.words.get(self._named.found_in(text) or "", "")

    def plain_cards(self) -> frozenset[str]:
        """The addresses of the pages of which what is shared may not say more than the site, as it names somebody."""
        unnamed, names = self._unshared
        filled = self.content.facts.filled_in
        return frozenset(
            page.address
            for page in self.content.pages
            if page.values.get("person") in unnamed
            or names.found_in(f"{filled(page.title)}\n{filled(page.values['summary'] or '')}\n{page.address}")
        )

    @cached_property
    def _unshared(self) -> tuple[dict[str, str], NamesOfPeople]:
        unnamed = self._unshown("words", SHARE_CARDS)
        return unnamed, self._names_of(unnamed)

    def _unshared_by(self, text: str) -> str:
        unnamed, names = self._unshared
        return unnamed.get(names.found_in(text) or "", "")

    def _why_not_fact(self, fact: Fact) -> str:
        return self.words.get(fact.person or "", "") or self.why_not_named(f"{fact.statement}\n{fact.value}")

    def facts(self) -> Facts:
        """The facts without those that name somebody, and the sources under the names that may be said."""
        facts = self.content.facts
        sources = {name: self._without_names(source) for name, source in facts.sources.items()}
        kept = {
            name: replace(fact, source=self._without_names(fact.source))
            for name, fact in facts.by_name.items()
            if name not in self._facts
        }
        return replace(facts, by_name=kept, sources=sources, unsound=facts.unsound | self._facts.keys())

    def _without_names(self, source: FactSource) -> FactSource:
        found_in, publisher, author = self._named.found_in, source.publisher, source.author
        if found_in(publisher):
            publisher = source.without_names or UNNAMED
        is_named = found_in(f"{source.title}\n{author or ''}")
        title = (source.without_names or publisher) if is_named else source.title
        author = None if found_in(author or "") else author
        return replace(source, title=title, author=author, publisher=publisher)

    def told_of_facts(self) -> Iterator[Withheld]:
        for name, why in self._facts.items():
            yield Withheld(FACTS_PATH, self.content.facts.by_name[name].line, f'The fact "{name}"', why)


def names_said(content: Content) -> Iterator[tuple[str, str]]:
    """Each id with every name by which the site calls that person, in the register and beside their words."""
    for person in content.register.people.values():
        yield from ((person.id, name) for name in person.names)
    for one, names in content.register.unsound.items():
        yield from ((one, name) for name in names)
    for page in content.pages:
        yield from page.people


def _ids_of_facts(facts: Facts) -> Iterator[str]:
    return (fact.person for fact in facts.by_name.values() if fact.person)
