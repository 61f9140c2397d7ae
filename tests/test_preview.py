"""Saves in, what a browser is told and shown out: over real HTTP, on a real folder, with a fake workshop."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

import pytest

from careersite.preview import watch
from tests.running_preview import Running, Tab, running, until

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time

LONG_AGO = 1_000_000_000


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    with running(tmp_path) as begin:
        yield begin


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer moments of quiet, so that a test which is interrupted between two of its saves still makes one burst."""
    monkeypatch.setattr(watch, "QUIET_MILLISECONDS", 150)


# What livereload does not do by itself


def test_a_second_save_right_after_the_first_reloads_too(start):
    it = start()
    with Tab(it) as tab:
        for words in ("second", "third", "fourth"):
            it.workshop.write("content/index.md", words)
            assert tab.is_told_to_reload()
            assert words in it.text()


def test_five_files_saved_at_once_are_one_build(patient, start):
    it = start({f"page{number}": "old" for number in range(5)}).settled()
    drafts = it.workshop.drafts
    for number in range(5):
        it.workshop.write(f"content/page{number}.md", "new")
    until(lambda: all("new" in it.text(f"/page{number}/") for number in range(5)))
    until(lambda: it.workshop.finished == it.workshop.drafts)
    assert it.workshop.drafts == drafts + 1


def test_a_new_file_with_an_old_date_is_seen(start, tmp_path):
    it = start()
    elsewhere = tmp_path / "unzipped.md"
    elsewhere.write_text("from long ago")
    os.utime(elsewhere, (LONG_AGO, LONG_AGO))
    shutil.copy2(elsewhere, tmp_path / "content" / "old.md")
    until(lambda: "from long ago" in it.text("/old/"))


def test_a_deletion_and_an_edit_are_one_build(patient, start, tmp_path):
    it = start({"index": "old", "gone": "here"}).settled()
    drafts = it.workshop.drafts
    (tmp_path / "content/gone.md").unlink()
    it.workshop.write("content/index.md", "new")
    until(lambda: "new" in it.text())
    until(lambda: it.workshop.finished == it.workshop.drafts)
    assert it.workshop.drafts == drafts + 1
    assert it.get("/gone/").status == 404


@pytest.mark.slow
def test_a_page_is_answered_at_once_during_a_long_build(start):
    it = start().settled()
    it.workshop.draft_seconds = 60
    it.workshop.write("content/index.md", "new")
    until(lambda: it.workshop.drafts == 2)
    took = [until(lambda: "first" in it.text()) for _ in range(20)]
    assert it.workshop.finished == 1, "the build should still have been under way"
    it.workshop.draft_seconds = 0
    assert median(took) < 0.25


def test_a_build_that_raises_is_shown_in_the_browser_and_survived(start):
    it = start()
    with Tab(it) as tab:
        it.workshop.write("content/index.md", "BOOM")
        assert tab.is_told_to_reload()
        shown = it.text()
        assert "first" in shown
        assert "our fault" in shown
        assert "a &lt;b&gt;bug&lt;/b&gt; of ours" in shown
        assert "our fault" in it.told[-1][0].message
        it.workshop.write("content/index.md", "mended")
        assert tab.is_told_to_reload()
    until(lambda: "mended" in it.text() and "our fault" not in it.text())


def test_every_page_gets_the_script_whatever_its_tags(start):
    it = start()
    pages = ("<P>no head", "<HTML><BODY>x</BODY></HTML>\n", "<body>x</body><!-- </body> -->", "")
    for page in pages:
        it.workshop.files["odd.html"] = page.encode()
        shown = it.text("/odd.html")
        assert shown.count("/livereload.js?") == 1
        assert "-->" not in shown[shown.index("/livereload.js?") :]
        assert it.workshop.files["odd.html"] == page.encode()


def test_the_sites_own_page_is_served_for_what_is_not_there(start):
    missing = start().get("/nowhere/")
    assert missing.status == 404
    assert "No such page here" in missing.text
    assert "/livereload.js?" in missing.text


# Problems


def test_a_broken_page_is_shown_over_the_last_good_site(start):
    it = start({"index": "first", "other": "fine"})
    with Tab(it) as tab:
        it.workshop.write("content/other.md", "one\n<script>alert(1)</script> MISTAKE\nthree")
        assert tab.is_told_to_reload()
        for address, words in (("/", "first"), ("/other/", "fine")):
            shown = it.text(address)
            assert words in shown
            assert "<code>content/other.md</code>, line 2" in shown
            assert "&lt;script&gt;alert(1)&lt;/script&gt; MISTAKE is wrong" in shown
            assert "Remove MISTAKE &amp; save." in shown
            assert "<script>alert" not in shown
            assert "▸</span>2</span> &lt;script&gt;alert(1)&lt;/script&gt; MISTAKE\n</mark>" in shown
        it.workshop.write("content/other.md", "mended")
        assert tab.is_told_to_reload()
    until(lambda: "mended" in it.text("/other/") and "careersite-problems" not in it.text())
    until(lambda: it.said[-1] == "Mended: the site is in order again.")


def test_without_any_good_site_there_is_a_page_of_problems(start):
    it = start({"index": "a\nMISTAKE one", "other": "MISTAKE two"})
    shown = it.get("/anything")
    assert shown.status == 500
    assert "2 problems" in shown.text
    assert "<code>content/index.md</code>, line 2" in shown.text
    assert "<code>content/other.md</code>, line 1" in shown.text
    with Tab(it) as tab:
        it.workshop.write("content/index.md", "good")
        it.workshop.write("content/other.md", "good")
        assert tab.is_told_to_reload()
    until(lambda: it.get("/").status == 200)


def test_what_the_checks_find_is_shown_over_the_new_page(start):
    it = start().settled()
    it.workshop.write("content/index.md", "new words\nDEAD-LINK")
    until(lambda: "careersite-problems" in it.text())
    assert "new words" in it.text()
    it.workshop.write("content/index.md", "newer words")
    until(lambda: "newer words" in it.text() and "careersite-problems" not in it.text())


def test_a_page_that_cannot_be_rendered_is_shown_as_it_last_was(start):
    it = start({"index": "first", "other": "as it was"}).settled()
    finished = it.workshop.finished
    it.workshop.write("content/other.md", "UNRENDERABLE DEAD-LINK")
    until(lambda: it.workshop.finished > finished)
    until(
        lambda: (
            "unrenderable" in {problem.code for problems in it.told for problem in problems} or not it.text("/other/")
        )
    )
    shown = it.text("/other/")
    assert "as it was" in shown
    assert "UNRENDERABLE DEAD-LINK is wrong" in shown


def test_a_page_that_meets_a_bug_of_ours_says_so(start):
    it = start({"index": "BUG"}).settled()
    shown = it.get("/")
    assert shown.status == 500
    assert "our fault" in shown.text
    assert it.get("/style.css").status == 200


def test_warnings_are_a_badge_that_bothers_nobody(start):
    shown = start({"index": "DOUBT"}).text()
    assert '<section class="panel" id="panel" role="dialog" aria-labelledby="title" hidden>' in shown
    assert ">1 warning</button>" in shown


def test_a_page_made_stale_while_it_was_loading_is_reloaded_on_connecting(start):
    it = start()
    with Tab(it, version="v0-1") as stale:
        assert stale.is_told_to_reload()
    with Tab(it.settled()) as fresh:
        assert fresh.hears_nothing_for(0.05)


def test_a_save_during_the_checks_does_not_wait_for_them(start):
    it = start(finish_seconds=30)
    it.workshop.write("content/index.md", "second")
    assert until(lambda: "second" in it.text()) < 1


def test_save_to_served_takes_a_moment(start):
    it = start(draft_seconds=0.02).settled()

    def save(number: int) -> float:
        it.workshop.write("content/index.md", f"save {number}")
        return until(lambda: f"save {number}" in it.text())

    assert median(save(number) for number in range(10)) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_to_the_folder_the_preview_follows(start, tmp_path, seed):
    it = start()
    content, chance = tmp_path / "content", random.Random(seed)
    deeds = (
        lambda name: it.workshop.write(f"content/{name}.md", str(chance.random())),
        lambda name: (content / f"{name}.md").write_text(str(chance.random())),
        lambda name: (content / f"{name}.md").unlink(),
        lambda name: (content / name).parent.rename(content / "elsewhere"),
        lambda name: (content / "elsewhere").rename((content / name).parent),
        lambda name: shutil.rmtree(content / "elsewhere"),
        lambda name: shutil.rmtree(content),
    )
    for _ in range(40):
        for _ in range(chance.randint(1, 6)):
            with suppress(OSError):
                chance.choice(deeds)(chance.choice(["index", "a", "b/c", "b/d", "e/f/g"]))
        texts = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in content.rglob("*.md")}
        until(lambda texts=texts: it.preview._stage._showing.site._texts == texts)
