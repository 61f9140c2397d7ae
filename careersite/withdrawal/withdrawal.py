"""A person who takes their consent back comes in; out goes the site without them, and what was found of them after."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from careersite import pipeline
from careersite.amend import CannotAmend, amended
from careersite.call import KIT_FOLDER, Call
from careersite.last_good.good_state import keep_good_state
from careersite.last_good.rescue import Put, Rescued, rescue
from careersite.ledger.ledger import LEDGER_PATH, read_ledger
from careersite.memo import rewrite_store
from careersite.model import Content, Withheld
from careersite.output_folder import private_folder
from careersite.output_path import MANIFEST
from careersite.people.register import Register, read_register
from careersite.people.register_entry import Meant, meant, with_withdrawal
from careersite.people.unshown_people import names_said
from careersite.pipeline import Workbench
from careersite.problem import Problem, Problems
from careersite.publication import own_folder, publish
from careersite.settings import SETTINGS_PATH, register_path_in
from careersite.withdrawal.remains import Places, everywhere, in_folder
from careersite.withdrawal.traces import Finder, Looked, Trace
from careersite.withdrawal.wanted import wanted
from careersite.write import refuse_folder

SOURCES = ("content", "templates", "assets")


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before anything is done: the register with its place, all that was written, the good state."""

    register: Register
    text: str
    place: Path
    contents: tuple[Content, ...]
    kept: Mapping[str, bytes]

    @property
    def names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for content in self.contents:
            for one, name in names_said(content):
                found.setdefault(one, []).append(name)
        return found


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who withdraws, from when, and what finds them."""

    id: str
    day: date
    finder: Finder


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was done and what was found; proven where there is neither an error nor a trace."""

    id: str
    name: str
    day: date
    was_withdrawn: date | None
    register_path: str
    problems: tuple[Problem, ...]
    traces: tuple[Trace, ...] = ()
    looked: Looked = field(default_factory=Looked)
    sources: tuple[Trace, ...] = ()
    gone: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    withheld: Sequence[Withheld] = ()
    stands_in: tuple[str, ...] = ()
    pages: int = 0
    pictures: int = 0
    taken_out: tuple[str, ...] = ()

    @property
    def is_proven(self) -> bool:
        return not self.traces and all(problem.severity != "error" for problem in self.problems)


def known_of(call: Call, bench: Workbench) -> Known:
    """Reads the site as it is and as it last was without mistakes, whatever is wrong with either."""
    places = places_of(call)
    kept = places.last_good.files()
    content = pipeline.contents(call.place, bench)
    if content is None and SETTINGS_PATH in kept:
        content = pipeline.contents(call.place, bench, {SETTINGS_PATH: kept[SETTINGS_PATH]})
    reading = bench.reading
    text = (reading.register_text if reading else None) or ""
    path = register_path_in(reading.settings_text if reading else "")
    register = content.register if content else read_register(text, path, Problems())
    past = {path: data for path, data in kept.items() if path.startswith("content/")}
    before = pipeline.contents(call.place, bench, {**past, "content": None}) if past else None
    contents = tuple(one for one in (content, before) if one)
    return Known(replace(register, path=path), text, Path(os.path.normpath(call.options.site / path)), contents, kept)


def places_of(call: Call) -> Places:
    public = call.options.site / "public"
    is_own = os.path.realpath(call.options.out) == os.path.realpath(public)
    others = () if is_own else (public, private_folder(public))
    kit = call.options.site / KIT_FOLDER
    return Places(call.options.out, private_folder(call.options.out), own_folder(call), (*others, kit), kit)


def whom(asked: str, known: Known) -> Meant:
    return meant(asked, known.register, known.names, known.text)


def finder_of(person_id: str, known: Known) -> Finder:
    person = known.register.people.get(person_id)
    names = person.names if person else tuple(known.names.get(person_id, ()))
    return Finder(wanted(person_id, names, known.contents))


def withdraw_person(call: Call, bench: Workbench, person_id: str, known: Known) -> Withdrawal:
    """Every step can be done again, and the next run completes what a killed one has begun."""
    problems, places = Problems(), places_of(call)
    refuse_folder(call.options.out, call.options.site, problems)
    zone = known.contents[0].settings.zone.key if known.contents else "Europe/London"
    finder = finder_of(person_id, known)
    leaving = Leaving(person_id, call.as_of(zone).date(), finder)
    rescued = _built_without(call, bench, known, leaving, problems)
    taken_out = _bring_out(call, rescued, places, finder, problems)
    if not rescued.finished.has_errors:
        keep_good_state(places.last_good, rescued.finished, bench, {person_id: finder.is_clean})
    traces, looked = proof(places, finder, problems)
    done = _summary(rescued, known, leaving)
    sources = in_sources(call.options.site, finder)
    return replace(done, traces=traces, looked=looked, sources=sources, taken_out=taken_out, problems=problems.all)


def _built_without(call: Call, bench: Workbench, known: Known, leaving: Leaving, problems: Problems) -> Rescued:
    """The withdrawal is written down, the site is finished in memory, and nothing is remembered of the person."""
    site_folder, finder = call.options.site, leaving.finder
    recording = Problems()
    given = _record(leaving.id, leaving.day, known, site_folder, recording)
    _answer_gone(site_folder, finder.wanted.gone, leaving.day, problems)
    rescued = rescue(call.place, bench, call.as_of, known.kept, given)
    gone = _gone(rescued, finder)
    finder.wanted = replace(finder.wanted, gone=tuple(dict.fromkeys((*finder.wanted.gone, *gone))))
    # A store that could not be opened could not forget the texts that are withheld: none of it is kept.
    is_open = bench.memo.is_on_disk
    bench.memo.close()
    _purge(places_of(call), finder, lambda key: is_open and key not in bench.memo.forgotten, problems)
    if recording.has_errors:
        # Where the disk was full, there is room now.
        recording = Problems()
        _record(leaving.id, leaving.day, known, site_folder, recording)
    problems.extend(recording.all)
    return rescued


def _gone(rescued: Rescued, finder: Finder) -> tuple[str, ...]:
    """The addresses that answer that they have gone, and that are or name the person's."""
    site = rescued.finished.site
    own = finder.wanted.addresses
    return tuple(one for one in site.gone if one in own or finder.look(one, b"")) if site else ()


def _summary(rescued: Rescued, known: Known, leaving: Leaving) -> Withdrawal:
    site, person = rescued.finished.site, known.register.people.get(leaving.id)
    finder = leaving.finder
    return Withdrawal(
        id=leaving.id,
        name=finder.wanted.names[0] if finder.wanted.names else leaving.id,
        day=leaving.day,
        was_withdrawn=person.withdrawn if person else None,
        register_path=known.register.path,
        problems=(),
        gone=tuple(one for one in finder.wanted.gone if site and one in site.gone),
        printed=person.printed if person else (),
        withheld=site.withheld_things if site else (),
        stands_in=tuple(sorted(rescued.instead)),
        pages=len(site.pages) if site and not rescued.finished.has_errors else 0,
        pictures=len(finder.wanted.pictures),
    )


# The register


def _record(person_id: str, day: date, known: Known, site: Path, problems: Problems) -> Put:
    """Writes it down; gives the text with it, which holds for this run also where the file cannot be written."""
    path, person = known.register.path, known.register.people.get(person_id)
    try:
        data = known.place.read_bytes()
    except OSError as fault:
        _tell_unwritten(path, fault.strerror or "it cannot be read", problems)
        return {}
    if person and person.withdrawn:
        return {}
    try:
        text = with_withdrawal(data.decode("utf-8", "surrogateescape"), person_id, day)
    except CannotAmend as fault:
        line = person.line if person else fault.line
        message = f"The withdrawal could not be written down: {fault.message}"
        hint = f"Write below {person_id}, in a line of its own: withdrawn: {day.isoformat()}. Then run this again."
        problems.error("register-not-written", message, hint, file=path, line=line)
        return {}
    made = text.encode("utf-8", "surrogateescape")
    try:
        if made != data:
            _replace(known.place, made)
    except OSError as fault:
        _tell_unwritten(path, fault.strerror or "no reason given", problems)
    return {os.path.relpath(path, site) if os.path.isabs(path) else path: made}


def _replace(place: Path, data: bytes) -> None:
    """In one step, in the place of the file itself where its name is only a link to it."""
    real = Path(os.path.realpath(place))
    if not os.access(real, os.W_OK):
        raise PermissionError(13, "you do not have the right to, or the file is read-only")
    temporary = real.with_name(f".{real.name}.new")
    try:
        temporary.write_bytes(data)
        os.chmod(temporary, os.stat(real).st_mode & 0o777)
        os.replace(temporary, real)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def _tell_unwritten(path: str, reason: str, problems: Problems) -> None:
    message = f"The withdrawal could not be written into {path}: {reason}."
    hint = (
        "The site was built without the person now, but the next build would show them. Mend that, and run this again."
    )
    problems.error("register-not-written", message, hint, file=path)


def _answer_gone(site_folder: Path, addresses: Sequence[str], day: date, problems: Problems) -> None:
    """Says so in published.yml, as nobody will be there to answer for the address once its file is deleted."""
    place = site_folder / LEDGER_PATH
    try:
        data = place.read_bytes() if place.is_file() else b""
        text = data.decode("utf-8", "surrogateescape")
        known = [entry for address, entry in read_ledger(text, Problems()).entries.items() if address in addresses]
        asked = [(("addresses", one.typed or one.address, "gone"), day.isoformat()) for one in known if not one.gone]
        made = amended(text, asked).encode("utf-8", "surrogateescape") if asked else data
        if made != data:
            _replace(place, made)
    except (OSError, CannotAmend) as fault:
        message = f"That the address has gone could not be written into {LEDGER_PATH}: {fault}."
        hint = "It answers so all the same while the file of the page is there. Write it before you delete that."
        problems.warning("ledger-not-written", message, hint, file=LEDGER_PATH)


# What is kept and what is published


def _purge(places: Places, finder: Finder, is_kept: Callable[[bytes], bool], problems: Problems) -> None:
    """Nothing of the person stays in the last good state or among what is remembered."""
    kept = places.last_good.files()
    try:
        clean = {path: data for path, data in kept.items() if finder.is_clean(path, data)}
        if len(clean) < len(kept) and not places.last_good.keep(clean):
            places.last_good.forget()
        _take_out_of_kit(places, finder)
        rewrite_store(places.store, lambda key, result: is_kept(key) and finder.is_clean("", result))
    except OSError as fault:
        message = f"What the program remembers could not be cleaned: {fault.strerror or fault}."
        hint = "Stop every other build and preview of this site, delete the folder .careersite, and run this again."
        problems.error("store-held", message, hint)


def _take_out_of_kit(places: Places, finder: Finder) -> None:
    """Whatever campaigns print and post is made anew by `kit`, without the person."""
    kit = places.kit
    for remain in in_folder(kit, kit.name) if kit else ():
        if kit and not remain.path.startswith(MANIFEST) and not finder.is_clean(remain.path, remain.data):
            (kit / remain.path).unlink(missing_ok=True)


def _bring_out(call: Call, rescued: Rescued, places: Places, finder: Finder, problems: Problems) -> tuple[str, ...]:
    """Publishes the site without the person; where that fails, takes every file with something of them away."""
    refused = problems.has_errors and any(one.code == "output-folder-refused" for one in problems.all)
    own = Problems()
    own.extend(rescued.problems)
    if refused:
        return ()
    published = publish(call, rescued.finished, own, "withdraw")
    problems.extend(own.all)
    if not own.has_errors or any(one.code in ("output-busy", "output-lock") for one in own.all):
        return ()
    if published.is_ours or rescued.finished.has_errors:
        return _taken_out(places, finder, problems)
    return ()


def _taken_out(places: Places, finder: Finder, problems: Problems) -> tuple[str, ...]:
    gone = []
    for folder in (places.public, places.private):
        for remain in in_folder(folder, folder.name):
            if finder.look(remain.path, remain.data, remain.shown) and not remain.path.startswith(".careersite"):
                with suppress(OSError):
                    (folder / remain.path).unlink()
                    gone.append(remain.shown)
    if gone:
        message = (
            f"The site could not be built or written, so the files that show the person were deleted: {len(gone)}."
        )
        hint = "Mend what is told above and run this again: the pages come back without the person."
        problems.error("taken-out", message, hint)
    return tuple(gone)


# The proof


def proof(places: Places, finder: Finder, problems: Problems) -> tuple[tuple[Trace, ...], Looked]:
    """Looks at every file and every remembered result anew, as they now lie on the disk."""
    finder.looked = Looked()
    traces: list[Trace] = []
    for remain in everywhere(places):
        if remain.fault:
            message = f"{remain.shown} could not be looked at: {remain.fault}."
            problems.error("not-looked-at", message, "See that you may read it, and run this again.")
            continue
        traces += finder.look(remain.path, remain.data, remain.shown, tells_maybe=remain.is_public)
        finder.looked.results += not remain.path
    return tuple(traces), finder.looked


def in_sources(site_folder: Path, finder: Finder) -> tuple[Trace, ...]:
    """Where editors' own files still hold something of the person."""
    plain = replace(finder.wanted, addresses=())
    own = Finder(plain)
    found: list[Trace] = []
    for name in SOURCES:
        for remain in in_folder(site_folder / name, name):
            found += own.lines(remain.shown, remain.data)
    settings = site_folder / SETTINGS_PATH
    found += own.lines(SETTINGS_PATH, settings.read_bytes()) if settings.is_file() else []
    return tuple(found)
