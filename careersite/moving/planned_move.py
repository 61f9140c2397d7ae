"""New names for some files come in; out goes all that follows: changed texts, links, former addresses, the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from careersite.addresses import page_path
from careersite.amend import Change, amended
from careersite.campaigns.short_links import is_short
from careersite.ledger.ledger import LEDGER_PATH
from careersite.model import Page, Site
from careersite.moving.moves import moved, new_addresses, with_former, with_new_pictures
from careersite.people_list import BY_PAGE, FOLDER


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """The files with their new names; the texts that change, by their new paths, and the links in each of them.

    `addresses` are all that change, `redirects` those that lead on, each with the new one; `by_hand` are places that
    only a developer may change.
    """

    moves: Mapping[str, str]
    texts: Mapping[str, str]
    links: Mapping[str, int]
    addresses: Mapping[str, str]
    redirects: Mapping[str, str]
    by_hand: tuple[tuple[str, int, str], ...] = ()

    def instead(self, texts: Mapping[str, str], media: Mapping[str, bytes]) -> dict[str, bytes | None]:
        """What would stand in place of today's files; `texts` are all of them as they are, by their paths of now."""
        kept = {new: texts[old] for old, new in self.moves.items() if old in texts}
        changed = {path: text.encode() for path, text in (kept | dict(self.texts)).items()}
        return dict.fromkeys(self.moves) | changed | dict(media)


def planned_move(site: Site, texts: Mapping[str, str], moves: Mapping[str, str]) -> PlannedMove:
    """What is to be done; CannotAmend where something is written in a way that a program had better not change."""
    addresses = new_addresses(site.content, moves)
    lists = _lists_of_people(site, moves)
    register = site.content.settings.register_path
    own = {path: text for path, text in texts.items() if path not in (LEDGER_PATH, register)}
    found = moved(site.content, own, moves, addresses | lists)
    after = dict(found.texts)
    redirects: dict[str, str] = {}
    for page in site.content.pages:
        address = addresses.get(page.address) if page.source.path in moves else None
        if address:
            path = page.source.path
            former = _former(page, address, site)
            after[path] = with_former(after.get(path, texts[path]), former)
            redirects |= dict.fromkeys(former, address)
    if register in texts:
        after[register] = with_new_pictures(texts[register], moves)
    ledger = _ledger(site, texts[LEDGER_PATH], _of_files(addresses) | lists, moves)
    if ledger != texts[LEDGER_PATH]:
        after[LEDGER_PATH] = ledger
        redirects |= _known(_of_files(addresses) | lists, site)
    return PlannedMove(
        moves,
        {moves.get(path, path): text for path, text in after.items() if text != texts[path]},
        {moves.get(path, path): count for path, count in found.links.items()},
        addresses | lists,
        dict(sorted(redirects.items())),
        tuple(_by_hand(site, addresses | lists)),
    )


def _former(page: Page, address: str, site: Site) -> list[str]:
    """The former addresses of the page once it is at `address`; a draft that nobody ever saw needs none.

    Nor does a page that is not live and whose address is answered as gone, as that of somebody who has withdrawn is.
    """
    entry = site.content.ledger.entries.get(page.address)
    is_gone = entry is not None and entry.gone is not None and page.address not in site.by_address
    is_public = not is_gone and (not page.values["draft"] or entry is not None)
    former = [*page.values["formerly"], *([page.address] if is_public else [])]
    return [one for one in dict.fromkeys(former) if one != address]


def _lists_of_people(site: Site, moves: Mapping[str, str]) -> dict[str, str]:
    """The lists that take their address from the name of a route or stage."""
    found = {}
    for by in BY_PAGE:
        folder = page_path(by, "").removesuffix(".md")
        for path, name in moves.items():
            old = f"{FOLDER}{by}/{path.removeprefix(folder).removesuffix('.md')}/"
            if path.startswith(folder) and name.startswith(folder) and old in site.by_address:
                found[old] = f"{FOLDER}{by}/{name.removeprefix(folder).removesuffix('.md')}/"
    return found


def _of_files(addresses: Mapping[str, str]) -> dict[str, str]:
    return {old: new for old, new in addresses.items() if not old.endswith("/")}


def _known(addresses: Mapping[str, str], site: Site) -> dict[str, str]:
    return {old: new for old, new in addresses.items() if old in site.content.ledger.entries}


def _ledger(site: Site, text: str, addresses: Mapping[str, str], moves: Mapping[str, str]) -> str:
    """Downloads and lists of people have no front matter that could name a former address; codes stay with files."""
    changes: list[Change] = []
    for old, new in _known(addresses, site).items():
        entry = site.content.ledger.entries[old]
        where = ("addresses", entry.typed)
        changes += [((*where, name), None) for name in ("file", "text", "made", "gone") if name in entry.lines]
        changes.append(((*where, "moved_to"), new))
    for address, entry in site.content.ledger.entries.items():
        if is_short(address) and entry.file in moves:
            changes.append((("addresses", entry.typed, "file"), moves[entry.file]))
    return amended(text, changes) if changes else text


def _by_hand(site: Site, addresses: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """Templates may name addresses too."""
    for path, text in site.content.templates.items():
        for number, line in enumerate(text.split("\n") if path.endswith(".html") else (), 1):
            for old in addresses:
                if f'"{old}' in line or f"'{old}" in line:
                    yield f"templates/{path}", number, old
