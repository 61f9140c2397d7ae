"""Content and a moment come in; out goes the Site: what is live then, with addresses, lists, menus and redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from careersite.addresses import HOME, page_path
from careersite.calendar.clock import exact_instant, local_time
from careersite.calendar.closed_pages import check_closed, check_ways_on
from careersite.calendar.dates import day_in_words
from careersite.calendar.moments import moments
from careersite.calendar.period import Period, as_shown, overlap, period
from careersite.calendar.typed_times import check_times
from careersite.campaigns.campaign import campaigns_of, in_lists
from careersite.campaigns.campaign_rules import check_campaigns
from careersite.campaigns.election_rules import check_pre_election
from careersite.campaigns.event_rules import check_access
from careersite.campaigns.short_addresses import Places, short_links
from careersite.campaigns.short_rules import check_short_links
from careersite.campaigns.vacancy import check_vacancies
from careersite.facts.facts import FACTS_PATH, Facts
from careersite.facts.facts_of_settings import check_facts_of_settings, facts_of_settings
from careersite.facts.reviews import check_ends, check_strictly
from careersite.fields import leaves
from careersite.finder.finder import dead_ends, facts_of_others, finder_of
from careersite.finder.finder_rules import check_finder, tell_left_out
from careersite.ledger.lost_addresses import tell_lost
from careersite.ledger.past import Past, Whereabouts, whereabouts
from careersite.ledger.renames import Renames
from careersite.ledger.short_past import ShortPast
from careersite.made_pages import made_pages
from careersite.model import ComponentValues, Content, Page, Site, Withheld
from careersite.naming_kinds import PageName, PagesOf
from careersite.offer import check_offers
from careersite.pathway import check_pathway
from careersite.people_list import check_teams
from careersite.problem import Problems, suggestion
from careersite.statement.statement_rules import check_statements

# Of a page without which the site is built, as it has mistakes.
PUT_ASIDE = "has mistakes and was left out"


def plan(content: Content, as_of: datetime, problems: Problems, withheld_things: Sequence[Withheld] = ()) -> Site:
    """The site of the moment `as_of`, which is a time in the site's own zone without saying so."""
    zone = content.settings.zone
    at = exact_instant(as_of, zone)
    periods = {page: period(page.values, zone) for page in content.pages}
    check_times(content, problems)
    check_ways_on(content, problems)
    _one_source_for_each_address(content.pages, periods, problems)
    on_the_day = {page: _reason(page, periods[page], at, content) for page in content.pages}
    by_date = {page: reason or content.withheld.get(page.source.path, "") for page, reason in on_the_day.items()}
    leads_nowhere = dead_ends(by_date)
    reasons = by_date | leads_nowhere
    written = [as_shown(page, at, zone) for page, reason in reasons.items() if not reason]
    live = sorted([*written, *_made(written)], key=lambda page: page.address)
    by_address = {page.address: page for page in live}
    _check_home(content, problems)
    _check_former_addresses(content.pages, periods, problems)
    _check_facts(content, problems)
    check_facts_of_settings(content.settings_as_written, content.facts, problems)
    check_strictly(content, as_of.date(), problems)
    check_ends(content, as_of.date(), problems)
    check_finder(content, {page: period(page.values, zone) for page in content.as_written}, at, problems)
    check_pathway(content.as_written, problems)
    check_campaigns(content, problems)
    check_pre_election(content.as_written, content.settings_as_written, at, problems)
    check_access(content.as_written, zone, at, problems)
    check_vacancies(content, at, problems)
    check_statements(content.as_written, content.settings_as_written, problems)
    if not problems.has_errors:
        tell_left_out(by_date, leads_nowhere, problems)
    campaigns = campaigns_of(written, at, content.settings)
    by_type = {**_by_type(live), **({"campaign": in_lists(campaigns)} if campaigns else {})}
    check_teams(by_type.get("testimonial", ()), problems)
    check_offers(by_type.get("reward", ()), content.facts, as_of.date(), problems)
    check_closed(written, content, at, problems)
    facts_on = _facts_on(live, by_type, content.facts.by_name)
    withheld = {page: reason for page, reason in reasons.items() if reason}
    by_source = {page.source.path: page for page in written}
    places = Places(content, by_address, by_source, at)
    short = short_links(campaigns, places)
    short_past = ShortPast({link.address: link for link in short}, places)
    past = Past(content, as_of, by_address, reasons, {thing.file for thing in withheld_things}, short_past)
    former = _former(past, problems)
    not_now = {page.source.path: reason for page, reason in withheld.items()}
    not_now |= {names.path: PUT_ASIDE for names in content.unsound if names.is_put_aside}
    withheld_addresses = _withheld_addresses(withheld, content, by_address)
    check_short_links(past, former.redirects, not_now | withheld_addresses, problems)
    moments_to_come = moments(content, at)
    return Site(
        content=content,
        as_of=as_of,
        pages=tuple(live),
        by_address=by_address,
        by_source=by_source,
        by_type=by_type,
        withheld=not_now,
        withheld_addresses=withheld_addresses,
        withheld_things=_of_live_pages(withheld_things, on_the_day),
        redirects={**former.redirects, **{link.address: link.target for link in short}},
        gone=former.gone,
        facts_on=facts_on,
        facts_used=_facts_used(facts_on, content.facts.by_name),
        named_by=_named_by(live),
        coming=(*_coming(content.pages, reasons, periods, at), *(one.whole for one in content.left_out.values())),
        moments=moments_to_come,
        campaigns=campaigns,
        short_links=short,
        next_change=next((local_time(one.at, zone) for one in moments_to_come if one.changes_site), None),
    )


def _check_home(content: Content, problems: Problems) -> None:
    """There is one, and it is there at every moment: without it a site is none."""
    pages = [page for page in content.pages if page.address == HOME]
    if not pages:
        _tell_no_home(content, problems)
    for page in pages:
        for field in ("draft", "publish", "expires"):
            if page.values[field]:
                problems.error(
                    "home",
                    f'"{field}" cannot stand on the home page, which has to be there at every moment.',
                    'Delete this line. A component in its text may come and go with "publish" and "expires".',
                    file=page.source.path,
                    line=page.source.fields.lines[field],
                )


def _tell_no_home(content: Content, problems: Problems) -> None:
    unsound = [names for names in content.unsound if names.address == HOME]
    message, hint = "There is no home page.", "Write content/pages/index.md."
    if any(names.is_put_aside for names in unsound):
        message = "The home page has mistakes and no version without any, and without it there is no site."
        hint = "Mend what is told about it."
    if not unsound or any(names.is_put_aside for names in unsound):
        problems.error("no-home", message, hint, file="content/pages/index.md")


def _reason(page: Page, lives: Period, at: datetime, content: Content) -> str:
    """Why the page is not live, in words that fit after "that page"; empty where it is."""
    if page.values["draft"]:
        return "is a draft"
    if at < lives[0]:
        return f"appears on {day_in_words(local_time(lives[0], content.settings.zone).date())}"
    return "" if at < lives[1] else "has expired"


def _coming(pages: Sequence[Page], reasons: Mapping[Page, str], periods: Mapping[Page, Period],
            at: datetime) -> tuple[Page, ...]:  # fmt: skip
    """The pages that appear later, and those live ones that hold a component which does, each with all it will hold."""
    later = (page for page in pages if reasons[page] and not page.values["draft"] and at < periods[page][1])
    growing = (page for page in pages if not reasons[page] and any(use.values["publish"] for use in page.components))
    return (*later, *growing)


def _of_live_pages(things: Iterable[Withheld], reasons: Mapping[Page, str]) -> tuple[Withheld, ...]:
    """Nobody misses what lies on a page that is not live anyway."""
    unlive = {page.source.path for page, reason in reasons.items() if reason}
    return tuple(thing for thing in things if thing.file not in unlive)


def _made(written: Sequence[Page]) -> tuple[Page, ...]:
    """The pages made from lists, where no editor has written a page or a former address in their place."""
    taken = {page.address for page in written}.union(*(page.values["formerly"] for page in written))
    return made_pages(_by_type(written), taken)


def _withheld_addresses(
    withheld: Mapping[Page, str], content: Content, by_address: Mapping[str, Page]
) -> dict[str, str]:
    """The addresses that no page has now, but has at another moment, and why."""
    empty = dict.fromkeys((page.address for page in _made(content.pages)), "has nobody to show now")
    aside = {names.address: PUT_ASIDE for names in content.unsound if names.is_put_aside}
    reasons = empty | aside | {page.address: reason for page, reason in withheld.items()}
    return {address: reason for address, reason in reasons.items() if address not in by_address}


def _one_source_for_each_address(pages: Iterable[Page], periods: Mapping[Page, Period],
                                 problems: Problems) -> None:  # fmt: skip
    """Two pages may follow one another at an address, but never share it at any moment."""
    holders: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.values["draft"]:
            continue
        for other in holders[page.address]:
            if overlap(periods[page], periods[other]):
                problems.error(
                    "same-address",
                    f"The address {page.address} is also that of {other.source.path}.",
                    "Rename one of the two files, or give them dates that do not overlap.",
                    file=page.source.path,
                )
        holders[page.address].append(page)


def _by_type(live: Iterable[Page]) -> dict[str, tuple[Page, ...]]:
    lists: dict[str, list[Page]] = defaultdict(list)
    for page in live:
        lists[page.content_type.name].append(page)
    return {name: tuple(sorted(pages, key=lambda page: page.sort_key)) for name, pages in lists.items()}


def _former(past: Past, problems: Problems) -> Whereabouts:
    """Where every former address leads now; those that would be lost are told."""
    renames = Renames(past)
    former = whereabouts(past, {address: page.address for address, page in renames.moved.items()}, problems)
    renames.tell(problems)
    tell_lost(former.lost, past, renames, problems)
    return former


def _check_former_addresses(pages: Iterable[Page], periods: Mapping[Page, Period], problems: Problems) -> None:
    """A former address belongs to one page, now and at every later moment at which that page is live."""
    holders: dict[str, list[Page]] = defaultdict(list)
    kept = [page for page in pages if not page.values["draft"]]
    for page in kept:
        holders[page.address].append(page)
    for page in kept:
        line = page.source.fields.lines.get("formerly", 0)
        for address in page.values["formerly"]:
            taken = [other for other in holders[address] if overlap(periods[page], periods[other])]
            if page in taken:
                message = f'"formerly" names {address}, which is the address of this page or named twice.'
                problems.error("redirect", message, "Delete that entry.", file=page.source.path, line=line)
            elif taken:
                message = f'"formerly" names {address}, but that address belongs to {taken[0].source.path}.'
                hint = "Delete the entry here, or there."
                problems.error("redirect", message, hint, file=page.source.path, line=line)
            holders[address].append(page)


def _check_facts(content: Content, problems: Problems) -> None:
    """Names that are no fact are errors; facts that no page names, whether live or not, are warnings."""
    known, named = content.facts.values, set(facts_of_settings(content.settings_as_written))
    named |= {name for left_out in content.left_out.values() for name in left_out.facts}
    naming = [(page.source.path, page.facts) for page in content.pages]
    naming += [(names.path, names.facts) for names in content.unsound]
    for path, facts in naming:
        for name, line in facts:
            named.add(name)
            if content.facts.is_unknown(name):
                _unknown_fact(name, path, line, content.facts, problems)
    for name, values in known.items() if not problems.has_errors else ():
        if name not in named:
            problems.warning(
                "unused-fact",
                f'The fact "{name}" is not used on any page.',
                f"Write [[{name}]] where it belongs, or delete it.",
                file=FACTS_PATH,
                line=values[0].line,
            )


def _facts_on(
    live: list[Page], by_type: Mapping[str, tuple[Page, ...]], known: Mapping[str, object]
) -> dict[Page, tuple[str, ...]]:
    """The facts that each page shows: its own, and those in what it shows of other pages."""
    by_source = {page.source.path: page for page in live}
    finder, shown = finder_of(live), {}
    for page in live:
        others = (other for use in page.components for other in _named_in(use, by_source, by_type))
        names = [name for name, _ in page.facts] + [name for other in others for name in _facts_in_fields(other)]
        names += facts_of_others(page, finder, by_source)
        shown[page] = tuple(dict.fromkeys(name for name in names if name in known))
    return shown


def _named_in(
    use: ComponentValues, by_source: Mapping[str, Page], by_type: Mapping[str, tuple[Page, ...]]
) -> Iterator[Page]:
    showing = [field for field in use.component.fields if field.name in use.component.shows_facts]
    for kind, value in leaves(showing, use.values):
        if isinstance(kind, PageName):
            page = by_source.get(page_path(kind.type_name, value.text))
            yield from (page,) if page else ()
        elif isinstance(kind, PagesOf):
            yield from by_type.get(value, ())


def _facts_in_fields(page: Page) -> Iterator[str]:
    return (name for name, line in page.facts if line < page.source.text_line)


def _facts_used(facts_on: Mapping[Page, tuple[str, ...]], known: Iterable[str]) -> dict[str, tuple[Page, ...]]:
    used: dict[str, list[Page]] = {name: [] for name in known}
    for page, names in facts_on.items():
        for name in names:
            used[name].append(page)
    return {name: tuple(pages) for name, pages in used.items()}


def _unknown_fact(name: str, path: str, line: int, facts: Facts, problems: Problems) -> None:
    hint = suggestion(name, facts.values) or f'Add it: python3 build.py new fact "{name}"'
    problems.error("unknown-fact", f'There is no fact called "{name}" in {FACTS_PATH}.', hint, file=path, line=line)


def _named_by(live: Iterable[Page]) -> dict[str, tuple[Page, ...]]:
    """For each page, by its path, the pages whose fields name it: a route's people, a stage's roles."""
    named: dict[str, dict[Page, None]] = defaultdict(dict)
    for page in live:
        for path in page.names:
            named[path][page] = None
    return {path: tuple(pages) for path, pages in named.items()}
