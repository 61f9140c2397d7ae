from __future__ import annotations

import os
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careersite.model import OutputFile
from careersite.problem import Problems
from careersite.write import Written, refuse_folder, write

pytestmark = pytest.mark.slow  # real processes, disks and servers take their time

ROOT = Path(__file__).resolve().parents[1]
IS_ROOT_ON_LINUX = sys.platform == "linux" and os.geteuid() == 0
needs_mount = pytest.mark.skipif(not IS_ROOT_ON_LINUX, reason="needs the right to mount a disk")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets only some accounts make links")

Site = Mapping[str, bytes]


def outputs(site: Site) -> list[OutputFile]:
    return [OutputFile(path, content) for path, content in site.items()]


def build(site: Site, folder: Path) -> Written:
    """Writes a site that has nothing wrong with it."""
    problems = Problems()
    written = write(outputs(site), folder, problems)
    assert problems.all == ()
    return written


def refusals(site: Site, folder: Path) -> list[str]:
    """The codes and messages of a run that finds errors."""
    problems = Problems()
    write(outputs(site), folder, problems)
    assert problems.has_errors
    return [f"{problem.code}: {problem.message}" for problem in problems.all]


def everything(folder: Path) -> dict[str, bytes | str]:
    """Every file with its bytes, every folder, every link."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = "link" if path.is_symlink() else "folder" if path.is_dir() else path.read_bytes()
    return found


def clean(site: Site) -> dict[str, bytes | str]:
    """What a first build of the site gives."""
    with quick_folder() as public:
        build(site, public)
        return everything(public)


@contextmanager
def quick_folder() -> Iterator[Path]:
    """An output folder in memory, where there is such a disk, for tests that build hundreds of times."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        yield Path(folder, "public")


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


SITE = {
    "index.html": b"home",
    "routes/step-up/index.html": b"step up",
    "assets/site.css": b"css",
    "sitemap.xml": b"<x/>",
}


# What is written


def test_a_first_build_writes_every_file_and_a_manifest_that_lists_them(public: Path) -> None:
    written = build(SITE, public)
    assert written == Written(new=tuple(sorted(SITE)))
    manifest = (public / ".careersite").read_text(encoding="utf-8")
    assert manifest.splitlines()[1:] == sorted(SITE)
    assert {name: found for name, found in everything(public).items() if found != "folder"} == {
        **SITE,
        ".careersite": manifest.encode(),
    }


def test_a_second_build_touches_only_what_changed(public: Path) -> None:
    build(SITE, public)
    before = {path: path.stat() for path in public.rglob("*")}
    written = build({**SITE, "index.html": b"new home"}, public)
    assert written == Written(changed=("index.html",), unchanged=3)
    touched = [path.name for path in before if path.is_file() and path.stat().st_ino != before[path].st_ino]
    assert touched == ["index.html"]


def test_an_unchanged_site_writes_nothing_at_all(public: Path) -> None:
    build(SITE, public)
    before = {path: path.stat() for path in (public, *public.rglob("*"))}
    assert build(SITE, public) == Written(unchanged=4)
    assert len(before) > len(SITE)
    assert [path for path in before if path.stat().st_mtime_ns != before[path].st_mtime_ns] == []


def test_what_the_site_no_longer_has_goes_with_the_folders_that_it_empties(public: Path) -> None:
    build(SITE, public)
    assert build({"index.html": b"home"}, public) == Written(
        removed=("assets/site.css", "routes/step-up/index.html", "sitemap.xml"), unchanged=1
    )
    assert sorted(everything(public)) == [".careersite", "index.html"]


def test_a_page_can_become_a_folder_and_a_folder_a_page(public: Path) -> None:
    build({"about/team/index.html": b"team", "about/x/y/z.html": b"z", "routes": b"all routes"}, public)
    turned = {"about": b"about", "routes/step-up/index.html": b"step up"}
    build(turned, public)
    assert everything(public) == clean(turned)


def test_a_page_renamed_in_its_capitals_only_gets_the_new_capitals(public: Path) -> None:
    build({"About/Team/index.html": b"team", "About/old.html": b"old", "index.html": b"home"}, public)
    renamed = {"about/team/Index.html": b"team", "index.html": b"home"}
    build(renamed, public)
    assert everything(public) == clean(renamed)
    assert build(renamed, public) == Written(unchanged=2)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_get_the_rights_that_the_umask_gives(public: Path) -> None:
    before = os.umask(0o027)
    try:
        build(SITE, public)
    finally:
        os.umask(before)
    assert {stat.S_IMODE((public / path).stat().st_mode) for path in (*SITE, ".careersite")} == {0o640}


def test_the_manifest_may_have_lost_its_line_ends_to_git(public: Path) -> None:
    build(SITE, public)
    manifest = public / ".careersite"
    manifest.write_bytes(manifest.read_bytes().replace(b"\n", b"\r\n"))
    build({"index.html": b"home"}, public)
    assert everything(public) == clean({"index.html": b"home"})


names = st.sampled_from(["a", "b.html", "c", "ä.xml"])
trees = st.recursive(
    st.binary(max_size=3),
    lambda below: st.dictionaries(names, below, max_size=3),
    max_leaves=8,
).filter(lambda tree: isinstance(tree, dict))


def flat(tree: Mapping[str, object], prefix: str = "") -> dict[str, bytes]:
    site: dict[str, bytes] = {}
    for name, below in tree.items():
        if isinstance(below, bytes):
            site[prefix + name] = below
        elif isinstance(below, Mapping):
            site |= flat(below, f"{prefix}{name}/")
    return site


@settings(deadline=None, max_examples=25)
@given(st.lists(trees, min_size=2, max_size=4))
def test_any_sites_written_one_after_another_leave_what_a_clean_build_of_the_last_gives(
    sites: list[Mapping[str, object]],
) -> None:
    with quick_folder() as public:
        for site in sites:
            build(flat(site), public)
        assert everything(public) == clean(flat(sites[-1]))


@settings(deadline=None, max_examples=25)
@given(trees, trees, trees)
def test_whatever_else_lies_in_the_folder_is_never_replaced_and_after_an_error_nothing_is_changed(
    first: Mapping[str, object], strange: Mapping[str, object], second: Mapping[str, object]
) -> None:
    with quick_folder() as public:
        build(flat(first), public)
        strangers = flat(strange)
        placed = [public / path for path, content in strangers.items() if place(public / path, b"mine" + content)]
        before, mine = everything(public), [path.read_bytes() for path in placed]
        problems = Problems()
        write(outputs(flat(second)), public, problems)
        assert [path.read_bytes() for path in placed] == mine
        assert not problems.has_errors or everything(public) == before


def place(path: Path, content: bytes) -> bool:
    """Puts a file where there is room for it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError:
        return False
    return True


# Killed


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from careersite.model import OutputFile
from careersite.problem import Problems
from careersite.write import write

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
folder, left = Path(sys.argv[1]), 0

def count(event, arguments):
    global left
    if left and event in EVENTS:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
site = [OutputFile(path, content) for path, content in eval(sys.argv[2]).items()]
for line in sys.stdin:
    child = os.fork()
    if not child:
        left = int(line)
        write(site, folder, Problems())
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""

OLD = {
    "assets/kept.css": b"old css" * 900,
    "assets/old.css": b"gone",
    "index.html": b"old home" * 900,
    "about/team/index.html": b"a folder that becomes a file",
    "campaign": b"a file that becomes a folder",
    "gone/deep/index.html": b"gone",
    "robots.txt": b"old robots",
    "sitemap.xml": b"old map",
}
NEW = {
    "assets/kept.css": b"new css" * 900,
    "assets/new.css": b"new",
    "index.html": b"new home" * 900,
    "about": b"a file that was a folder",
    "campaign/index.html": b"a folder that was a file",
    "routes/deep/index.html": b"new page",
    "robots.txt": b"new robots",
    "sitemap.xml": b"new map",
}
THIRD = {"index.html": b"third", "routes": b"another file that was a folder"}


@contextmanager
def killer(public: Path, site: Site) -> Iterator[Callable[[int], bool]]:
    """Writes the site in a process that is killed before its nth touch of the disk; false if it came to its end."""
    arguments = [sys.executable, "-c", KILLED_AT, str(public), repr(dict(site))]
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        orders, answers = process.stdin, process.stdout
        assert orders
        assert answers

        def kill(touch: int) -> bool:
            print(touch, file=orders, flush=True)
            return int(answers.readline()) != 0

        yield kill


def assert_whole_and_in_order(public: Path) -> None:
    found = {name: content for name, content in everything(public).items() if isinstance(content, bytes)}
    pages = {name: content for name, content in found.items() if ".careersite" not in name}
    assert [name for name, content in pages.items() if content not in (OLD.get(name), NEW.get(name))] == []
    assert OLD.keys() & NEW.keys() <= pages.keys()
    is_new = {name: pages.get(name) == content for name, content in NEW.items()}
    assets = is_new["assets/kept.css"] and is_new["assets/new.css"]
    assert assets or not (is_new["about"] or is_new["robots.txt"])
    assert (is_new["about"] and is_new["robots.txt"]) or not is_new["routes/deep/index.html"]
    # The home page may link to it.
    assert is_new["routes/deep/index.html"] or not is_new["index.html"]
    assert is_new["index.html"] or not is_new["sitemap.xml"]
    assert all(is_new.values()) or {"assets/old.css", "gone/deep/index.html"} <= pages.keys()


@needs_fork
def test_killed_at_any_touch_of_the_disk_every_file_is_whole_and_the_next_run_completes_the_work() -> None:
    touches, finished, finished_otherwise = 0, clean(NEW), clean(THIRD)
    with quick_folder() as public, killer(public, NEW) as kill:
        build(OLD, public)
        while kill(touches + 1):
            touches += 1
            assert_whole_and_in_order(public)
            # The next run may be for the same site, or for one that was edited meanwhile.
            build(NEW if touches % 2 else THIRD, public)
            assert everything(public) == (finished if touches % 2 else finished_otherwise)
            build(OLD, public)
    assert touches > 30


@needs_fork
def test_a_first_build_killed_at_any_touch_of_the_disk_does_not_lock_the_next_one_out() -> None:
    touches, finished = 0, clean(THIRD)
    with quick_folder() as public, killer(public, NEW) as kill:
        while kill(touches + 1):
            touches += 1
            build(THIRD, public)
            assert everything(public) == finished
            shutil.rmtree(public)
    assert touches > 20


@needs_fork
@pytest.mark.slow
def test_killed_twice_in_a_row_at_any_two_touches_the_third_run_completes_the_work() -> None:
    first, pairs, finished = 0, 0, clean(OLD)
    with quick_folder() as public, killer(public, NEW) as kill, killer(public, THIRD) as kill_next:
        build(OLD, public)
        while kill(first + 1):
            first += 1
            second = 0
            while kill_next(second + 1):
                second += 1
                build(OLD, public)
                assert everything(public) == finished
                assert kill(first)
            build(OLD, public)
            pairs += second
    assert pairs > 500


FOREVER = """
import sys
from pathlib import Path
from careersite.model import OutputFile
from careersite.problem import Problems
from careersite.write import write

sites = [[OutputFile(path, content) for path, content in site.items()] for site in eval(sys.stdin.readline())]
print("ready", flush=True)
while True:
    for site in sites:
        write(site, Path(sys.argv[1]), Problems())
"""


@pytest.mark.slow
def test_killed_at_random_moments_every_file_is_whole_and_the_next_run_completes_the_work(public: Path) -> None:
    sites = [
        {f"page-{number}/index.html": bytes([letter]) * 200_000 for number in range(start, start + 20)}
        for letter, start in ((65, 0), (66, 10), (67, 5))
    ]
    seed = random.Random(4)
    whole = {bytes([letter]) * 200_000 for letter in (65, 66, 67)}
    strays = 0
    for _ in range(40):
        arguments = [sys.executable, "-c", FOREVER, str(public)]
        with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            print(repr(sites), file=process.stdin, flush=True)
            process.stdout.readline()
            threading.Event().wait(seed.uniform(0.0, 0.2))
            process.kill()
        found = everything(public)
        assert {content for name, content in found.items() if name.endswith(".html")} <= whole
        strays += sum(name.endswith(".tmp") for name in found)
        build(sites[0], public)
        assert everything(public) == clean(sites[0])
    assert strays


# What is not ours


def test_a_folder_with_other_files_is_refused_and_not_touched(public: Path) -> None:
    (public / "photos").mkdir(parents=True)
    for name in ("thesis.doc", "letter.txt", "photos/cat.jpg", "plan.ods", "taxes.ods"):
        (public / name).write_bytes(b"precious")
    before = everything(public)
    (told,) = refusals(SITE, public)
    assert told == (
        "output-folder-not-ours: public/ already holds what this program did not make: "
        "letter.txt, photos, plan.ods and 2 more."
    )
    assert everything(public) == before


def test_what_a_finder_window_leaves_in_an_empty_folder_is_no_obstacle(public: Path) -> None:
    public.mkdir()
    (public / ".DS_Store").write_bytes(b"")
    build(SITE, public)


def test_a_lost_manifest_is_made_again_where_everything_else_is_as_it_should_be(public: Path) -> None:
    build(SITE, public)
    (public / ".careersite").unlink()
    (public / "sitemap.xml").unlink()
    assert build(SITE, public) == Written(new=("sitemap.xml",), unchanged=3)
    assert everything(public) == clean(SITE)


@pytest.mark.parametrize("content", [b"", bytes(40)])
def test_a_manifest_lost_in_a_power_cut_counts_as_lost(public: Path, content: bytes) -> None:
    build(SITE, public)
    (public / ".careersite").write_bytes(content)
    build(SITE, public)
    assert everything(public) == clean(SITE)


def test_somebody_elses_file_of_the_manifests_name_is_not_replaced(public: Path) -> None:
    public.mkdir()
    (public / ".careersite").write_text("my notes", encoding="utf-8")
    assert "holds what this program did not make: .careersite." in refusals(SITE, public)[0]
    assert everything(public) == {".careersite": b"my notes"}


def test_another_file_where_ours_should_be_stops_the_build_before_anything_is_written(public: Path) -> None:
    build({"index.html": b"home"}, public)
    (public / "robots.txt").write_bytes(b"by hand")
    before = everything(public)
    assert refusals({"index.html": b"new home", "robots.txt": b"ours"}, public) == [
        "output-in-the-way: public/robots.txt was not made by this program, and is in the way of a file of the site."
    ]
    assert everything(public) == before


@pytest.mark.parametrize("wanted", ["notes/index.html", "about"])
def test_another_file_where_a_folder_should_be_or_in_a_folder_that_should_be_a_file_stops_the_build(
    public: Path, wanted: str
) -> None:
    build({"about/index.html": b"about"}, public)
    (public / "notes").write_bytes(b"by hand")
    (public / "about" / "notes").write_bytes(b"by hand")
    before = everything(public)
    in_the_way = [told for told in refusals({wanted: b"ours"}, public) if told.startswith("output-in-the-way: ")]
    assert len(in_the_way) == 1
    assert everything(public) == before


def test_other_files_that_are_not_in_the_way_stay_with_one_warning(public: Path) -> None:
    build(SITE, public)
    (public / "CNAME").write_bytes(b"careers.example")
    (public / "routes" / "step-up" / "notes.txt").write_bytes(b"mine")
    (public / "films").mkdir()
    problems = Problems()
    write(outputs({"index.html": b"home"}), public, problems)
    (problem,) = problems.all
    assert problem.severity == "warning"
    assert problem.message == (
        "public/ also holds what this program did not make, and leaves alone: CNAME, films, routes/step-up/notes.txt."
    )
    assert sorted(everything(public)) == [
        ".careersite", "CNAME", "films", "index.html", "routes", "routes/step-up", "routes/step-up/notes.txt",
    ]  # fmt: skip


def test_somebody_elses_page_that_differs_in_its_capitals_is_not_replaced(public: Path) -> None:
    build({"index.html": b"home", "Team/index.html": b"team"}, public)
    for path in ("About/index.html", "Robots.txt", "Team/notes.txt"):
        (public / path).parent.mkdir(exist_ok=True)
        (public / path).write_bytes(b"by hand")
    write(outputs({"about/index.html": b"ours", "robots.txt": b"ours", "team": b"ours"}), public, Problems())
    for path in ("About/index.html", "Robots.txt", "Team/notes.txt"):
        assert (public / path).read_bytes() == b"by hand"


@needs_links
def test_a_manifest_that_was_tampered_with_removes_nothing_outside_the_folder(public: Path, tmp_path: Path) -> None:
    build(SITE, public)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_bytes(b"precious")
    (public / "link").symlink_to(precious)
    lines = ("../precious/thesis.txt", str(precious / "thesis.txt"), "link/thesis.txt", "link", "routes/../../precious")
    with (public / ".careersite").open("a", encoding="utf-8") as manifest:
        manifest.write("\n".join(lines) + "\n")
    problems = Problems()
    written = write(outputs({"index.html": b"home"}), public, problems)
    assert written.removed == ("assets/site.css", "routes/step-up/index.html", "sitemap.xml")
    assert everything(precious) == {"thesis.txt": b"precious"}
    assert everything(public)["link"] == "link"


@needs_links
@pytest.mark.parametrize("wanted", ["link", "link/thesis.txt"])
def test_nothing_is_written_over_or_through_a_link(public: Path, tmp_path: Path, wanted: str) -> None:
    build(SITE, public)
    precious = tmp_path / "precious"
    precious.mkdir()
    (public / "link").symlink_to(precious)
    before = everything(public)
    assert refusals({wanted: b"ours"}, public) == [
        "output-in-the-way: public/link was not made by this program, and is in the way of a file of the site."
    ]
    assert everything(precious) == {}
    assert everything(public) == before


@needs_links
def test_a_file_of_ours_that_somebody_made_a_link_is_never_followed(public: Path, tmp_path: Path) -> None:
    build(SITE, public)
    (tmp_path / "precious").write_bytes(b"css")
    (public / "assets" / "site.css").unlink()
    (public / "assets" / "site.css").symlink_to(tmp_path / "precious")
    assert "output-in-the-way: public/assets/site.css" in refusals(SITE, public)[0]
    assert (tmp_path / "precious").read_bytes() == b"css"


def test_errors_found_before_leave_the_folder_as_it_is(public: Path) -> None:
    problems = Problems()
    problems.error("field-unknown", '"clsoes" is not a field of a route.')
    assert write(outputs(SITE), public, problems) == Written()
    assert not public.exists()


# What a disk refuses


def test_a_file_of_the_folders_name_is_told(public: Path) -> None:
    public.write_bytes(b"a file")
    assert refusals(SITE, public) == ["output-not-a-folder: public should be a folder, but is a file or a broken link."]
    assert public.read_bytes() == b"a file"


@pytest.fixture
def as_somebody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of our own, for somebody who, unlike root, can be refused."""
    if os.name == "nt":
        pytest.skip("Windows keeps rights in another way")
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid():
            yield Path(folder)
            return
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_told_in_one_sentence(as_somebody: Path) -> None:
    public = as_somebody / "public"
    build(SITE, public)
    public.chmod(0o555)
    try:
        (told,) = refusals({**SITE, "new.html": b"new"}, public)
    finally:
        public.chmod(0o755)
    assert told == (
        "output-read-only: public/.careersite could not be written: "
        "you do not have the right to, or the disk is read-only."
    )
    assert everything(public) == clean(SITE)


def test_a_parent_that_may_not_be_written_is_told_in_one_sentence(as_somebody: Path) -> None:
    as_somebody.chmod(0o555)
    told = refusals(SITE, as_somebody / "public")
    as_somebody.chmod(0o755)
    assert told == [
        "output-read-only: public/ could not be made: you do not have the right to, or the disk is read-only."
    ]


def test_a_folder_that_may_not_be_read_is_told_in_one_sentence(as_somebody: Path) -> None:
    public = as_somebody / "public"
    build(SITE, public)
    (public / "routes").chmod(0o000)
    told = refusals(SITE, public)
    (public / "routes").chmod(0o755)
    assert told == [
        "output-read-only: public/routes could not be read: you do not have the right to, or the disk is read-only."
    ]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@needs_mount
def test_a_full_disk_leaves_whole_files_and_the_next_run_completes_the_work(small_disk: Path) -> None:
    public = small_disk / "public"
    old = {f"page-{number}.html": b"old" for number in range(6)}
    new = {f"page-{number}.html": b"new" * 6_000 for number in range(6)}
    build(old, public)
    problems = Problems()
    written = write(outputs(new), public, problems)
    (problem,) = problems.all
    assert problem.code == "disk-full"
    assert re.fullmatch(r"public/page-\d\.html could not be written: the disk is full\.", problem.message)
    assert (
        problem.hint == "Free some space and run again. Every file there is whole, and the next run completes the work."
    )
    for path in new:
        assert (public / path).read_bytes() == (new if path in written.changed else old)[path]
    assert 0 < len(written.changed) < 6
    assert not list(public.glob("*.tmp"))
    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)
    build(new, public)
    assert everything(public) == clean(new)


@needs_mount
def test_a_read_only_disk_is_told_in_one_sentence(small_disk: Path) -> None:
    build(SITE, small_disk / "public")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert (
        "output-read-only: public/index.html could not"
        in refusals({**SITE, "index.html": b"x"}, small_disk / "public")[0]
    )


@contextmanager
def held_open(path: Path) -> Iterator[Callable[[], object]]:
    """A file that cannot be replaced until it is let go: open on Windows, a mount of its own elsewhere."""
    if os.name == "nt":
        with path.open("rb") as file:
            yield file.close
        return
    if not IS_ROOT_ON_LINUX:
        pytest.skip("needs Windows or the right to mount a disk")
    subprocess.run(["mount", "--bind", str(path), str(path)], check=True)
    try:
        yield lambda: subprocess.run(["umount", str(path)], check=True)
    finally:
        subprocess.run(["umount", str(path)], check=False, stderr=subprocess.DEVNULL)


def test_a_file_held_open_for_a_moment_is_replaced_once_it_is_let_go(public: Path) -> None:
    build(SITE, public)
    with held_open(public / "index.html") as let_go:
        timer = threading.Timer(0.1, let_go)
        timer.start()
        assert build({**SITE, "index.html": b"new"}, public).changed == ("index.html",)
        timer.join()
    assert (public / "index.html").read_bytes() == b"new"


def test_a_file_held_open_for_good_is_named(public: Path) -> None:
    build(SITE, public)
    with held_open(public / "index.html"):
        problems = Problems()
        write(outputs({**SITE, "index.html": b"new"}), public, problems)
    (problem,) = problems.all
    assert (problem.code, problem.message) == (
        "output-held",
        "public/index.html could not be written: another program has it open.",
    )
    assert problem.hint.startswith("Close that program (a browser, an editor, a virus scanner) and run again.")
    assert everything(public) == clean(SITE)


# Names that some computer cannot hold


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "must start with"),
        ("/etc/passwd", "must start with"),
        ("../escape.html", '"."'),
        ("a/./b", '"."'),
        ("a//b", "no name"),
        ("a/", "no name"),
        ("a\\b", "separated"),
        ("C:/x", "Windows allows none"),
        ("what?.html", "Windows allows none"),
        ("line\nbreak", "control character"),
        ("half\ud800", "control character"),
        ("routes/CON/index.html", "con, nul and aux"),
        ("aux.html", "con, nul and aux"),
        ("nul", "con, nul and aux"),
        ("com1.tar.gz", "con, nul and aux"),
        ("dot./index.html", "full stop or space"),
        ("space /index.html", "full stop or space"),
        (".careersite", "keeps this name"),
        ("a/.CareerSite.tmp", "keeps this name"),
        ("x" * 256, "longer than the 255 bytes"),
        ("é" * 128 + "/index.html", "longer than the 255 bytes"),
    ],
)
def test_a_path_that_some_computer_cannot_hold_is_refused(public: Path, path: str, reason: str) -> None:
    (told,) = refusals({path: b"x"}, public)
    assert told.startswith("output-name: ")
    assert reason in told
    assert not public.exists()


def test_a_name_as_long_as_a_disk_allows_is_written_and_written_again(public: Path) -> None:
    build({"x" * 255: b"old", ".well-known/" + "é" * 127: b"y"}, public)
    assert build({"x" * 255: b"new", ".well-known/" + "é" * 127: b"y"}, public).changed == ("x" * 255,)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
def test_a_path_longer_than_the_disk_allows_is_told(public: Path) -> None:
    deep = "/".join(["x" * 250] * 17)
    (told,) = refusals({"index.html": b"home", deep: b"x"}, public)
    assert told.startswith("output-name-too-long: public/xxx")
    assert told.endswith(": its path is too long for this disk.")
    build({"index.html": b"home"}, public)
    assert everything(public) == clean({"index.html": b"home"})


@pytest.mark.parametrize(
    ("site", "told"),
    [
        (["About.html", "about.html"], 'output-spelling: "About.html" and "about.html" differ only in capitals'),
        (["A/x.html", "A/y.html", "a/z.html"], 'output-spelling: "A" and "a" differ only in capitals'),
        (["caf\u00e9", "cafe\u0301"], "output-spelling: "),
        (["a", "a/b"], 'output-file-and-folder: "a" would be a file, and also the folder of other files.'),
    ],
)
def test_two_paths_that_some_computer_takes_for_one_are_refused(public: Path, site: list[str], told: str) -> None:
    (found,) = refusals(dict.fromkeys(site, b""), public)
    assert found.startswith(told)


def test_one_path_from_two_sources_names_both(public: Path) -> None:
    problems = Problems()
    write([OutputFile("a", b"", "content/a.md"), OutputFile("a", b"", "content/b.md")], public, problems)
    (problem,) = problems.all
    assert problem.message == '"a" would be written twice, from content/a.md and from content/b.md.'
    assert problem.file == "content/b.md"


# Folders that are refused


@pytest.mark.parametrize(
    "folder",
    [".", "..", "/", "~", "~/..", "content", "content/new", "templates", "assets/public", ".git", "Content/../assets"],
)
def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, folder: str) -> None:
    site_folder = tmp_path / "site"
    for name in ("content", "templates", "assets", "Content"):
        (site_folder / name).mkdir(parents=True, exist_ok=True)
    problems = Problems()
    refuse_folder(site_folder / Path(folder).expanduser(), site_folder, problems)
    (problem,) = problems.all
    assert problem.code == "output-folder-refused"


@needs_links
def test_a_link_to_the_content_is_refused_as_the_content_is(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "public").symlink_to("content")
    problems = Problems()
    refuse_folder(tmp_path / "public", tmp_path, problems)
    assert [problem.message for problem in problems.all] == [
        f'"{tmp_path / "public"}" cannot be the output folder: content/ is kept there.'
    ]


@pytest.mark.parametrize("folder", ["public", "../elsewhere", "build/out", "contents"])
def test_a_folder_of_its_own_is_welcome(tmp_path: Path, folder: str) -> None:
    problems = Problems()
    refuse_folder(tmp_path / "site" / folder, tmp_path / "site", problems)
    assert problems.all == ()
