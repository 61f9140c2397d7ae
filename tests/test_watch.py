"""Changes on a real folder in, calls out: however an editor saves, whatever becomes of the folders."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from careersite.preview import watch
from careersite.preview.watch import Watch, is_ignored
from tests.running_preview import until

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time


class Noticing:
    """A watch over a site's content folder and its site.yml, and how often it has called."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.calls = 0
        self.watch = Watch(lambda: (site / "content", site / "site.yml"), self._call)
        self.watch.start()
        assert self.watch.ready.wait(5)

    def _call(self) -> None:
        self.calls += 1

    def after(self, change: Callable[[], object]) -> None:
        """Makes the change and waits until it is noticed."""
        before = self.calls
        change()
        until(lambda: self.calls > before)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/routes").mkdir(parents=True)
    (tmp_path / "content/routes/a.md").write_text("a")
    (tmp_path / "content/index.md").write_text("index")
    (tmp_path / "site.yml").write_text("name: x")
    return tmp_path


@pytest.fixture
def noticing(site: Path) -> Iterator[Noticing]:
    it = Noticing(site)
    yield it
    it.watch.stop()
    assert not it.watch._thread.is_alive()


def test_a_file_that_is_named_only_later_is_watched_from_then_on(site: Path, tmp_path: Path) -> None:
    calls: list[int] = []
    named = tmp_path / "first.yml"
    later = tmp_path / "later.yml"
    for file in (named, later):
        file.write_text("a")
    watched = Watch(
        lambda: (site / "content", site / "site.yml", later if "later" in (site / "site.yml").read_text() else named),
        lambda: calls.append(1),
    )
    watched.start()
    assert watched.ready.wait(5)
    (site / "site.yml").write_text("register: later.yml")
    until(lambda: str(later.resolve()) in watched._roots)
    before = len(calls)
    later.write_text("b, and more")
    until(lambda: len(calls) > before)
    watched.stop()


def replaced(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".tmp")
    beside.write_text(text)
    beside.replace(path)


def recreated(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def backed_up(path: Path, text: str) -> None:
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)


@pytest.mark.parametrize("save", [Path.write_text, replaced, recreated, backed_up])
@pytest.mark.parametrize("name", ["content/routes/a.md", "site.yml"])
def test_every_way_of_saving_is_noticed_more_than_once(noticing, site, save, name):
    for text in ("one", "four", "seven"):
        noticing.after(lambda text=text: save(site / name, text))


def test_folders_may_come_go_and_be_renamed(noticing, site):
    content = site / "content"
    noticing.after(lambda: (content / "routes").rename(content / "ways"))
    noticing.after(lambda: (content / "ways/a.md").write_text("b"))
    noticing.after(lambda: (content / "new/deep").mkdir(parents=True))
    noticing.after(lambda: (content / "new/deep/b.md").write_text("b"))
    noticing.after(lambda: shutil.rmtree(content / "new"))


def test_the_watched_folder_itself_may_be_deleted_and_made_again(noticing, site):
    content = site / "content"
    noticing.after(lambda: shutil.rmtree(content))
    noticing.after(content.mkdir)
    noticing.after(lambda: (content / "a.md").write_text("a"))
    noticing.after(lambda: content.rename(site / "away"))
    noticing.after(lambda: (site / "away").rename(content))
    noticing.after(lambda: (content / "a.md").write_text("b"))


def test_the_watched_folder_may_be_replaced_in_one_moment(noticing, site):
    content = site / "content"

    def replace() -> None:
        shutil.rmtree(content)
        content.mkdir()

    for number in range(3):
        noticing.after(replace)
        noticing.after(lambda number=number: (content / "a.md").write_text(f"{number}"))


def test_a_file_that_was_missing_is_noticed_when_it_comes(noticing, site):
    noticing.after((site / "site.yml").unlink)
    noticing.after(lambda: (site / "site.yml").write_text("name: y"))


def silence(*_: object, stop_event: threading.Event, **__: object) -> Iterator[set[tuple[int, str]]]:
    """What a network folder tells."""
    while not stop_event.wait(0.005):
        yield set()


def refusal(*_: object, **__: object) -> Iterator[set[tuple[int, str]]]:
    """What a computer tells that has no watches left."""
    raise OSError(28, "No space left on device")
    yield


@pytest.mark.parametrize("events", [silence, refusal])
def test_the_sweep_notices_what_no_event_tells(site, monkeypatch, events):
    monkeypatch.setattr(watchfiles, "watch", events)
    monkeypatch.setattr(watch, "SWEEP_SECONDS", 0.02)
    it = Noticing(site)
    try:
        it.after(lambda: (site / "content/routes/a.md").write_text("longer than before"))
        it.after(lambda: (site / "content/new.md").write_text("new"))
        os.utime(site / "content/new.md", (1, 1))
        it.after((site / "content/routes/a.md").unlink)
    finally:
        it.watch.stop()


def test_the_sweep_is_silent_about_what_events_have_told(site, monkeypatch):
    monkeypatch.setattr(watch, "SWEEP_SECONDS", 0.02)
    look_over = Watch._look_over
    sweeps = 0

    def counted(self: Watch) -> dict[str, watch.Signature]:
        nonlocal sweeps
        sweeps += 1
        return look_over(self)

    monkeypatch.setattr(Watch, "_look_over", counted)
    monkeypatch.setattr(watch, "QUIET_MILLISECONDS", 50)
    it = Noticing(site)
    try:
        for change in (
            lambda: (site / "content/a.md").write_text("longer"),
            lambda: (site / "content/routes").rename(site / "content/ways"),
            lambda: shutil.rmtree(site / "content/ways"),
        ):
            it.after(change)
            told, swept = it.calls, sweeps
            until(lambda swept=swept: sweeps > swept + 2)
            assert it.calls == told
    finally:
        it.watch.stop()


@pytest.mark.parametrize(
    "name",
    ["4913", ".a.md.swp", "a.md.swx", "a.md~", ".#a.md", "#a.md#", ".DS_Store", "Thumbs.db", "a.md.tmp", "~$a.docx"],
)
def test_what_editors_leave_behind_is_no_reason_to_build(name):
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["a.md", "public", "4913.md", "swp.md", "git", "a#b.md"])
def test_what_may_be_content_is(name):
    assert not is_ignored(name)


def test_tools_and_the_output_below_a_watched_site_folder_are_left_alone(site):
    it = Watch(lambda: (site,), lambda: None)
    for name in ("public/index.html", ".venv/lib/x.py", ".git/index", ".careersite/memo", "content/public/health.md"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x")
    it._take_aim()
    seen = {Path(name).relative_to(site.resolve()).as_posix() for name in it._scan(it._roots)}
    assert seen == {"site.yml", "content/index.md", "content/routes/a.md", "content/public/health.md"}
    ours = str(site.resolve())
    assert it._ignores(os.path.join(ours, "public", "a.html"))
    assert it._ignores(os.path.join(ours, ".venv", "lib", "x.py"))
    assert not it._ignores(os.path.join(ours, "content", "public", "health.md"))
