"""Whatever is given to `build.py results` in place of a log is read as far as it goes, and said in plain words."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from careersite.results.results import results_of
from tests.building import DEFAULTS, put
from tests.test_visits import AGENT, COMPASS_POSTER, LINKS, counted, figures, line

ONE = line("/go/compass/poster", 302)
JSON_LINE = json.dumps({
    "time": "2026-11-18T10:00:00Z", "request": "GET /go/compass/poster HTTP/1.1", "status": 302,
    "http_user_agent": AGENT,
})  # fmt: skip
KNOWN_FORMS = "There is no request in these logs that can be read. Logs may be combined (nginx, Apache), W3C extended"


@pytest.fixture
def say(tmp_path: Path, command_line: Callable[..., object]) -> Callable[[bytes], tuple[int, str]]:
    """say(bytes of a log) → exit status and what is said, standard error included."""
    put(tmp_path / "site", DEFAULTS)
    log = tmp_path / "access.log"

    def run(data: bytes) -> tuple[int, str]:
        log.write_bytes(data)
        said = command_line("results", log, "--site", tmp_path / "site")
        return said.status, (said.out + said.err).replace(f"{tmp_path}/", "")

    return run


@pytest.mark.parametrize("data", [b"", gzip.compress(b"", mtime=0), b"\0" * 3_000_000, b"\n\n\r\n", b"\xff\xfe"])
def test_an_empty_log_is_no_mistake(say, data):
    assert say(data) == (0, "There is no request in these logs: they are empty.\n")


def test_a_log_whose_head_is_all_that_there_is_so_far_is_no_mistake(say):
    assert say(b"#Version: 1.0\n#Fields: date time cs-uri-stem sc-status\n")[0] == 0


def test_a_folder_is_said_to_be_one(tmp_path, command_line):
    put(tmp_path / "site", DEFAULTS)
    said = command_line("results", tmp_path, "--site", tmp_path / "site")
    assert (said.status, said.out) == (
        1,
        f"{tmp_path} is a folder: name the logs in it, such as {tmp_path / 'access.log'}.\n",
    )


@pytest.mark.parametrize("whole", [b"", ONE.encode() * 50_000])
def test_a_log_that_ends_too_early_is_counted_as_far_as_it_goes(say, whole):
    packed = gzip.compress(whole)
    status, said = say(packed[: len(packed) // 2])
    assert status == 1
    assert "access.log ends too early: what gzip could unpack is counted, and the rest is not." in said
    assert ("of a campaign" in said or "compass" in said) == bool(whole)


def test_an_archive_is_said_to_be_one(say):
    status, said = say(b"PK\x03\x04" + bytes(range(256)))
    assert (status, said) == (
        1,
        "access.log is a ZIP archive, which can hold many files: unpack it, and give the logs that were in it.\n",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
        b"2026/11/18 10:00:00 [error] 12#12: *1 open() failed (2: No such file or directory)\n" * 5,
        b'203.0.113.9 - - [18/Nov/2026:10:00:00 +0000] "GET /go/compass/poster HTTP/1.1" 302 10\n' * 5,
        b"2026-11-22 08:38:18 10.0.0.4 GET /go/compass/poster - 203.0.113.9 Mozilla/5.0 - 302 31\n" * 5,
    ],
    ids=["picture", "errors", "common", "W3C without fields"],
)
def test_what_is_no_log_of_a_known_form_says_which_forms_are(say, data):
    status, said = say(data)
    assert status == 1
    assert "could not be read; the first is line 1 of access.log." in said
    assert KNOWN_FORMS in said
    assert "Traceback" not in said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("text", [ONE * 3, ONE.replace("\n", "\r\n") * 3, f"{JSON_LINE}\n" * 3])
def test_a_log_that_windows_wrote_in_its_own_way_is_read(encoding, text):
    told = results_of(["-"], io.BytesIO(text.encode(encoding)), LINKS)
    assert (figures(told), told.unreadable) == ({COMPASS_POSTER: (3, 0, 0)}, 0)


def test_zeros_that_a_log_was_cut_back_to_are_no_part_of_its_lines():
    log = b"\0" * 2_500_000 + ONE.encode() + b"\0" * 10 + ONE.encode().replace(b"poster", b"pos\0ter") + b"\0\n"
    told = results_of(["-"], io.BytesIO(log), LINKS)
    assert (figures(told), told.unreadable) == ({COMPASS_POSTER: (2, 0, 0)}, 0)


def test_a_line_of_a_megabyte_is_one_line_like_any_other():
    told = counted(ONE, "x" * 1_000_000 + "\n", ONE, line("/go/compass/poster?" + "y" * 3_000_000, 302), ONE)
    assert figures(told) == {COMPASS_POSTER: (4, 0, 0)}
    assert (told.unreadable, told.first_unreadable) == (1, ("standard input", 2))


def test_a_log_may_grow_while_it_is_read():
    class Growing(io.RawIOBase):
        def __init__(self) -> None:
            self.text = ONE.encode()
            self.more = [ONE.encode(), ONE.encode()[:50], ONE.encode()[50:], ONE.encode()[:-60]]

        def read(self, size: int = -1) -> bytes:
            self.text += self.more.pop(0) if self.more else b""
            block, self.text = self.text[:size], self.text[size:]
            return block

    growing: IO[bytes] = Growing()
    told = results_of(["-"], growing, LINKS)
    assert (figures(told), told.unreadable) == ({COMPASS_POSTER: (3, 0, 0)}, 1)


def test_lines_out_of_order_are_counted_in_their_own_weeks():
    days = ("25/Nov", "18/Nov", "22/Nov", "02/Nov", "20/Nov", "30/Nov", "26/Nov")
    told = counted(
        *(line("/go/compass/poster" if day != "30/Nov" else "/", 302, at=f"{day}/2026:10:00:00 +0000") for day in days)
    )
    assert [(row.week_begins.day, row.arrivals, row.is_whole_week) for row in told.rows] == [
        (2, 1, True), (16, 3, True), (23, 2, True),
    ]  # fmt: skip
    assert (told.days[0], told.days[-1]) == (date(2026, 11, 2), date(2026, 11, 30))


def test_the_hour_that_comes_twice_and_a_server_in_another_zone_make_no_difference():
    moments = (
        "25/Oct/2026:01:30:00 +0100", "25/Oct/2026:01:30:00 +0000",  # both of Sunday
        "26/Oct/2026:00:30:00 +0000", "26/Oct/2026:09:29:59 +0930", "25/Oct/2026:14:00:00 -1000",  # Monday
        "26/Oct/2026:01:30:00 +0200", "25/Oct/2026:23:59:60 +0000",  # Sunday, the last a leap second
    )  # fmt: skip
    told = counted(*(line("/go/compass/poster", 302, at=at) for at in moments))
    assert [(row.week_begins.day, row.arrivals) for row in told.rows] == [(19, 5), (26, 2)]


@pytest.mark.parametrize(
    "at",
    ["31/Feb/2026:10:00:00 +0000", "18/Nov/2026:24:00:00 +0000", "18/Nov/2026:10:00:00 +9900",
     "18/Nov/2026:10:61:00 +0000", "18/Nov/0026:10:00:00 +0000", "18/Now/2026:10:00:00 +0000"],
)  # fmt: skip
def test_a_time_that_cannot_be_is_a_line_that_cannot_be_read_and_moves_no_day(at):
    told = counted(ONE, line("/go/compass/poster", 302, at=at), line("/", at=at), ONE)
    assert figures(told) == {COMPASS_POSTER: (2, 0, 0)}
    assert (told.requests, told.unreadable, told.first_unreadable) == (2, 2, ("standard input", 2))
    assert told.days == (date(2026, 11, 18),)


def test_a_log_that_is_named_twice_is_counted_once(tmp_path):
    (tmp_path / "a.log").write_text(ONE)
    (tmp_path / "b.log").symlink_to(tmp_path / "a.log")
    names = [str(tmp_path / "a.log"), str(tmp_path / "b.log"), f"{tmp_path}/./a.log"]
    assert figures(results_of(names, io.BytesIO(), LINKS)) == {COMPASS_POSTER: (1, 0, 0)}


def test_days_without_a_request_are_told_as_a_log_may_be_missing():
    told = counted(line("/"), line("/", at="20/Nov/2026:10:00:00 +0000"), line("/", at="23/Nov/2026:10:00:00 +0000"))
    assert (told.missing_days, told.first_missing_day) == (3, date(2026, 11, 19))
    whole = counted(line("/"), line("/", at="19/Nov/2026:10:00:00 +0000"))
    assert (whole.missing_days, whole.first_missing_day) == (0, None)


def test_a_name_that_is_missing_is_wrong_usage(command_line):
    assert command_line("results", " ").status == 2
