"""A finished site comes in; what went into it is kept as the last good state, without anything of who has withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from careersite.facts.facts import FACTS_PATH
from careersite.last_good.last_good import IsClean, LastGood, what_went_in
from careersite.people.register import Register
from careersite.pipeline import Finished, Workbench
from careersite.settings import SETTINGS_PATH
from careersite.text.body import LEFT_OUT


def keep_good_state(
    last_good: LastGood, finished: Finished, bench: Workbench, leaving: Mapping[str, IsClean] | None = None
) -> bool:
    """Kept where the site has no mistakes; false where it cannot be, which is no reason to stop.

    `leaving` are people who have withdrawn whatever the register says, each with what tells their traces.
    """
    leaving = leaving or {}
    if finished.has_errors or finished.site is None or bench.reading is None:
        return False
    files = _went_in(finished, bench)
    register = finished.site.content.register
    if not register.is_read:
        return False  # nobody knows of whom it would have to be without
    withdrawn = sorted({*leaving, *(one.id for one in register.people.values() if one.withdrawn)})
    if not withdrawn:
        return last_good.keep(files)
    mark = hashlib.sha256("\n".join(withdrawn).encode()).hexdigest()
    is_clean = _Clean(register, withdrawn, bench, leaving)
    shortened = _shown_texts(finished, bench)
    files |= {path: shown for path, shown in shortened.items() if path in files and not is_clean(path, files[path])}
    return last_good.keep(files, without=mark, is_clean=is_clean)


def _went_in(finished: Finished, bench: Workbench) -> dict[str, bytes]:
    reading, site = bench.reading, finished.site
    if reading is None or site is None:
        return {}
    paths = [source.path for source in reading.sources]
    raw = {path: bench.remembered.files[path].data for path in paths if path in bench.remembered.files}
    texts = {SETTINGS_PATH: reading.settings_text, FACTS_PATH: reading.facts_text}
    return what_went_in(site, finished.rendered, texts, raw)


def _shown_texts(finished: Finished, bench: Workbench) -> dict[str, bytes]:
    """The texts from which something is left out now, with those lines empty."""
    if finished.site is None or bench.whole is None:
        return {}
    before = {page.source.path: page.source for page in bench.whole.pages}
    shown = {}
    for page in finished.site.content.pages:
        path = page.source.path
        known = bench.remembered.files.get(path)
        if known and path in before and before[path].text != page.source.text:
            head = known.data.decode("utf-8-sig", "replace").splitlines()[: page.source.text_line - 1]
            shown[path] = "\n".join([*head, page.source.text.replace(LEFT_OUT, "")]).encode()
    return shown


class _Clean:
    """Asks whether a file has anything of those who have withdrawn; the finders are made when first asked."""

    def __init__(
        self, register: Register, withdrawn: list[str], bench: Workbench, leaving: Mapping[str, IsClean]
    ) -> None:
        self._register, self._bench, self._leaving = register, bench, leaving
        self._withdrawn = [one for one in withdrawn if one not in leaving]
        self._asked: list[IsClean] | None = None

    def __call__(self, path: str, data: bytes) -> bool:
        if self._asked is None:
            from careersite.withdrawal.traces import Finder
            from careersite.withdrawal.wanted import wanted

            contents = [self._bench.whole] if self._bench.whole else []
            people = self._register.people
            made = [Finder(wanted(one, people[one].names, contents)).is_clean for one in self._withdrawn]
            self._asked = [*self._leaving.values(), *made]
        return all(is_clean(path, data) for is_clean in self._asked)
