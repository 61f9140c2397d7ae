"""The kinds of value that name something else of the site: a page, a fact, a source, a file, a text in Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from careersite.fields import Lookup, Place, Plain, should_be
from careersite.front_matter import Node, Scalar, Series
from careersite.kinds import NAME, Choice, OneValue, typed
from careersite.pictures.picture_faults import hint_for_ending
from careersite.text.safe_links import is_safe, unsafe_in_words


@dataclass(frozen=True, slots=True)
class Target:
    """What was typed as the aim of a link, a page or a file, with its line for messages."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link(OneValue):
    """The path of a content file, an address of this site, or an address elsewhere."""

    @property
    def expects(self) -> str:
        return "the path of a page (../routes/step-up.md), its address (/routes/step-up/) or a full web address"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is not None and re.search(r"\s", text):
            should_be(place, node, name, self.expects, "An address holds no spaces.")
            return None
        if text is not None and not is_safe(text):
            place.error(node.line, *unsafe_in_words(text), code="link")
            return None
        return None if text is None else Target(text, node.line)

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.link(value.text, value.line)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\S+$"}


@dataclass(frozen=True, slots=True)
class ShortLinkAim(Link):
    """Where a short address leads: a page or download of this site, or an address elsewhere; no template gets it."""

    reaches_templates = False


class _Name(OneValue):
    """What the kinds share that hold a bare name; one typed as [[name]] is understood too."""

    __slots__ = ()

    @property
    def expects(self) -> str:
        raise NotImplementedError

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        return None if text is None else Target(text.strip("[] "), node.line)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class PageName(_Name):
    """The file name, without .md, of a page of one type."""

    type_name: str

    @property
    def expects(self) -> str:
        return f"the file name of a {self.type_name}, without .md"

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.page(self.type_name, value.text, value.line)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class FactName(_Name):
    """The name of a fact; a template gets its value, statement, as-at date and source."""

    @property
    def expects(self) -> str:
        return "the name of a fact in facts.yml"

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.fact(value.text, value.line)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class SourceName(_Name):
    """The name of a source in facts.yml; a template gets its title, publisher, author and date."""

    @property
    def expects(self) -> str:
        return "the name of a source at the top of facts.yml"

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.source(value.text, value.line)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class ChannelName(_Name):
    """The name of a channel in site.yml; a template gets the name."""

    @property
    def expects(self) -> str:
        return "the name of a channel in site.yml"

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return value.text


@dataclass(frozen=True, slots=True)
class File(OneValue):
    """A file in content/, written as its path from the page, with one of a few endings.

    A picture with fewer pixels across than `narrowest` is told: it would be blurred in its place.
    """

    endings: tuple[str, ...]
    narrowest: int = 0

    @property
    def expects(self) -> str:
        return "the path of a file that ends in " + ", ".join(self.endings)

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is not None and not text.lower().endswith(self.endings):
            should_be(place, node, name, self.expects, hint_for_ending(text) if ".png" in self.endings else "")
            return None
        return None if text is None else Target(text, node.line)

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.file(value.text, value.line, self.narrowest)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


NOBODY = "nobody"


class _OfTheRegister(OneValue):
    """What the kinds share that hold ids of the register of people; no template ever gets one."""

    __slots__ = ()
    reaches_templates = False

    def resolve(self, value: Any, lookup: Lookup) -> Plain:
        return None


@dataclass(frozen=True, slots=True)
class PersonId(_OfTheRegister):
    """The id of a person in the register; where `may_be_nobody`, also nobody, as for the words of inspectors."""

    may_be_nobody: bool = False

    @property
    def expects(self) -> str:
        return "the id of a person in people.yml, such as abby-poar" + self.may_be_nobody * f", or {NOBODY}"

    def read(self, node: Node, name: str, place: Place) -> Any:
        text = typed(node, name, place, self.expects)
        if text is None or (NAME.fits(text) and (text != NOBODY or self.may_be_nobody)):
            return text
        should_be(place, node, name, self.expects)
        return None

    def schema(self) -> dict[str, Any]:
        return NAME.schema()


@dataclass(frozen=True, slots=True)
class PeopleShown(_OfTheRegister):
    """Whom a picture or film shows: ids of the register, or nobody."""

    @property
    def expects(self) -> str:
        return f"the ids of people in people.yml, such as [abby-poar], or {NOBODY}"

    def read(self, node: Node, name: str, place: Place) -> Any:
        nodes = node.entries if isinstance(node, Series) else (node,)
        ids = [one.text.strip() for one in nodes if isinstance(one, Scalar)]
        if ids == [NOBODY]:
            return ()
        if not ids or len(ids) < len(nodes) or NOBODY in ids or not all(NAME.fits(one) for one in ids):
            should_be(place, node, name, self.expects)
            return None
        return tuple(dict.fromkeys(ids))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [NAME.schema(), {"type": "array", "items": NAME.schema(), "minItems": 1}]}


@dataclass(frozen=True, slots=True)
class PagesOf(OneValue):
    """The name of a content type; a template gets all its live pages in their order."""

    type_names: tuple[str, ...]

    @property
    def expects(self) -> str:
        return "one of: " + ", ".join(self.type_names)

    def read(self, node: Node, name: str, place: Place) -> Any:
        return Choice(self.type_names).read(node, name, place)

    def resolve(self, value: str, lookup: Lookup) -> Plain:
        return lookup.pages(value)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.type_names)}


@dataclass(frozen=True, slots=True)
class FromSite(OneValue):
    """Something the whole site knows: every published fact (`facts`), every source, a part of site.yml (`contact`)."""

    options: tuple[str, ...]

    @property
    def expects(self) -> str:
        return "one of: " + ", ".join(self.options)

    def read(self, node: Node, name: str, place: Place) -> Any:
        return Choice(self.options).read(node, name, place)

    def resolve(self, value: str, lookup: Lookup) -> Plain:
        return lookup.from_site(value)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class RichText(OneValue):
    """Text in the editors' Markdown, without components."""

    most: int = 20_000

    @property
    def expects(self) -> str:
        return "text, which may hold **bold**, links and lists"

    def read(self, node: Node, name: str, place: Place) -> Any:
        if not isinstance(node, Scalar):
            should_be(place, node, name, self.expects)
            return None
        if len(node.text) > self.most:
            place.error(node.line, f'"{name}" is longer than {self.most} characters.', "Shorten it.")
            return None
        # The text of a block ("|") starts in the line below its name.
        return Target(node.text, node.line + ("\n" in node.text))

    def resolve(self, value: Target, lookup: Lookup) -> Plain:
        return lookup.rich(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most}
