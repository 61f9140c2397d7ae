"""Access logs of any form and packing are read as a stream, and no line of them stops the reading."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.results.access_log import LONGEST_LINE, Directives, Fault, Piece, pieces
from careersite.results.log_lines import Request, of_combined, path_and_query, request_of
from careersite.results.log_reading import read_piece
from careersite.results.unpacking import BLOCK

AGENT = b"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
START = b"203.0.113.9 - - [22/Nov/2026:08:38:18 +0000]"
COMBINED = START + b' "GET /go/fair/poster?a=b HTTP/1.1" 302 145 "https://a.example/?utm_source=x" "' + AGENT + b'"'
AT = datetime(2026, 11, 22, 8, 38, tzinfo=UTC)
REQUEST = Request(AT, "GET", "/go/fair/poster?a=b", 302, AGENT, "https://a.example/?utm_source=x", is_ahead=False)


def read(logs: list[str], standard_input: bytes = b"") -> tuple[list[Piece], list[Fault]]:
    faults: list[Fault] = []
    return list(pieces(logs, io.BytesIO(standard_input), faults)), faults


def lines_of(data: bytes) -> list[bytes]:
    found, _ = read(["-"], data)
    return [line for piece in found for line in piece.lines.split(b"\n")]


# Combined


@pytest.mark.parametrize(
    "line",
    [
        COMBINED,
        b"careers.example:443 " + COMBINED,
        b"[2001:db8::1]:443 " + COMBINED,
        COMBINED.replace(b"203.0.113.9 - -", b"2001:db8::7 - anna[1]"),
        COMBINED + b' "203.0.113.1, 10.0.0.1" 0.004 0.004 .',
        COMBINED + b"\r",
        COMBINED.replace(b"08:38:18 +0000", b"09:38:18 +0100"),
        COMBINED.replace(b"22/Nov/2026:08:38:18 +0000", b"21/Nov/2026:23:08:18 -0930"),
        COMBINED.replace(b" 145 ", b" - "),
        COMBINED.replace(b"/go/fair", b"https://careers.example/go/fair"),
    ],
)
def test_a_combined_line_is_read_with_more_in_front_and_behind(line):
    found = request_of(line, Directives())
    assert (found.minute, *path_and_query(found.target)) == (AT, "/go/fair/poster", "a=b")
    assert (found.status, found.agent, found.method, found.is_ahead) == (302, AGENT, "GET", False)


@pytest.mark.parametrize("quote", [rb"\"", rb"\x22"])
def test_quotes_within_quotes_are_as_nginx_or_apache_escape_them(quote):
    line = COMBINED.replace(b"?a=b", b"?a=" + quote + b"b").replace(AGENT, b"Mozilla/5.0 (" + quote + b"odd\\\\)")
    found = of_combined(line)
    assert found.agent == b"Mozilla/5.0 (" + quote + b"odd\\\\)"
    assert path_and_query(found.target)[1] == "a=" + quote.decode() + "b"


def test_broken_utf_8_is_read_as_far_as_it_goes():
    assert of_combined(COMBINED.replace(b"?a=b", b"?a=\xff\xfe")).target == "/go/fair/poster?a=��"


@pytest.mark.parametrize("behind", [b' "prefetch"', b' "-" "prefetch;prerender"', b' 0.1 "preview"'])
def test_a_purpose_that_is_logged_tells_what_was_fetched_beforehand(behind):
    assert of_combined(COMBINED + behind).is_ahead
    assert not of_combined(COMBINED + b' "-" "https://a.example/prefetch"').is_ahead


@pytest.mark.parametrize(
    "line",
    [
        b"a line of some other program",
        START + b' "GET / HTTP/1.1" 200',
        COMBINED.replace(b"22/Nov", b"31/Feb"),
        COMBINED.replace(b"2026", b"9999"),
        COMBINED.replace(b" 302 ", b" 999 "),
        COMBINED[:-1],
        b"",
    ],
)
def test_what_is_no_request_is_none(line):
    assert request_of(line, Directives()) is None


# W3C extended

IIS = b"""#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-22 08:38:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status time-taken
2026-11-22 08:38:18 10.0.0.4 GET /go/fair/poster a=b 203.0.113.9 AGENT https://a.example/?utm_source=x 302 31
#Date: 2026-11-22 08:38:00
#Fields: time cs-method cs-uri-stem sc-status cs(User-Agent)
08:38:59 GET /campaigns/fair/ 200 curl/8.5
""".replace(b"AGENT", AGENT.replace(b" ", b"+"))
CLOUDFRONT = (
    b"#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status "
    b"cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie)\n"
    b"2026-11-22\t08:38:18\tLHR3\t500\t203.0.113.9\tGET\td1.cloudfront.net\t/go/fair/poster\t302\t"
    b"https://a.example/?utm_source=x\tMozilla/5.0%2520(X11;%2520Linux%2520x86_64;%2520rv:128.0)%20Gecko/20100101"
    b"%20Firefox/128.0\ta=b\t-\n"
)


@pytest.mark.parametrize("log", [IIS, CLOUDFRONT, IIS.replace(b"\n", b"\r\n")], ids=["IIS", "CloudFront", "CRLF"])
def test_w3c_lines_are_read_by_the_fields_that_the_log_names(log):
    (piece,), _ = read(["-"], log)
    reading = read_piece(piece, ())
    assert reading.requests[0] == REQUEST
    assert reading.unreadable == 0


def test_w3c_fields_may_change_in_the_middle_and_the_day_may_stand_above():
    (piece,), _ = read(["-"], IIS)
    last = read_piece(piece, ()).requests[-1]
    assert (last.minute, last.target, last.agent) == (AT, "/campaigns/fair/", b"curl/8.5")


def test_fields_hold_in_the_pieces_to_come():
    line = IIS.splitlines()[4]
    log = b"\n".join([*IIS.splitlines()[:4], *[line] * (2 * BLOCK // len(line))])
    found, _ = read(["-"], log)
    assert len(found) > 2
    assert sum(read_piece(piece, ()).unreadable for piece in found) == 0


def test_w3c_lines_without_their_fields_cannot_be_read():
    (piece,), _ = read(["-"], IIS.splitlines()[4])
    assert (read_piece(piece, ()).unreadable, read_piece(piece, ()).first_unreadable) == (1, 1)


# JSON

SAID = {"status": 302, "http_user_agent": AGENT.decode(), "http_referer": "https://a.example/?utm_source=x"}
NS = int(AT.timestamp()) * 10**9
JSON = {
    "nginx": SAID | {"time_iso8601": "2026-11-22T08:38:18+00:00", "request": "GET /go/fair/poster?a=b HTTP/1.1"},
    "nginx in parts": SAID
    | {"msec": "1795336698.123", "request_method": "GET", "uri": "/go/fair/poster", "args": "a=b", "status": "302"},
    "Caddy": {
        "level": "info", "ts": AT.timestamp() + 18.2, "status": 302,
        "request": {"remote_ip": "203.0.113.9", "method": "GET", "host": "a.example", "uri": "/go/fair/poster?a=b",
                    "headers": {"User-Agent": [AGENT.decode()], "Referer": ["https://a.example/?utm_source=x"]}},
    },
    "Cloudflare": {
        "ClientIP": "203.0.113.9", "ClientRequestMethod": "GET", "ClientRequestURI": "/go/fair/poster?a=b",
        "ClientRequestUserAgent": AGENT.decode(), "ClientRequestReferer": "https://a.example/?utm_source=x",
        "EdgeStartTimestamp": NS, "EdgeResponseStatus": 302,
    },
    "Vercel": {
        "timestamp": NS // 10**6,
        "proxy": {"timestamp": NS // 10**6, "method": "GET", "path": "/go/fair/poster?a=b", "statusCode": 302,
                  "userAgent": [AGENT.decode()], "referer": "https://a.example/?utm_source=x"},
    },
    "Google": {
        "timestamp": "2026-11-22T08:38:18.5Z",
        "httpRequest": {"requestMethod": "GET", "requestUrl": "https://careers.example/go/fair/poster?a=b",
                        "status": 302, "userAgent": AGENT.decode(), "referer": "https://a.example/?utm_source=x"},
    },
    "Azure": {
        "time": "2026-11-22T08:38:18.5Z", "category": "FrontDoorAccessLog",
        "properties": {"httpMethod": "GET", "requestUri": "https://careers.example:443/go/fair/poster?a=b",
                       "httpStatusCode": "302", "userAgent": AGENT.decode(),
                       "referer": "https://a.example/?utm_source=x"},
    },
    "Traefik": {
        "StartUTC": "2026-11-22T08:38:18.123456789Z", "RequestMethod": "GET", "RequestPath": "/go/fair/poster?a=b",
        "DownstreamStatus": 302, "request_User-Agent": AGENT.decode(),
        "request_Referer": "https://a.example/?utm_source=x",
    },
}  # fmt: skip


@pytest.mark.parametrize("program", JSON)
def test_a_json_line_is_read_by_the_names_that_programs_use(program):
    found = request_of(json.dumps(JSON[program]).encode(), Directives())
    assert (found.minute, *path_and_query(found.target)) == (AT, "/go/fair/poster", "a=b")
    assert (found.method, found.status, found.agent, found.referer) == ("GET", 302, AGENT, REQUEST.referer)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("nginx", {"http_sec_purpose": "prefetch"}),
        ("Cloudflare", {"RequestHeaders": {"sec-purpose": "prefetch;prerender"}}),
        ("Traefik", {"request_Sec-Purpose": "prefetch"}),
    ],
)
def test_a_prefetch_is_known_where_a_json_line_tells_the_header(program, told):
    found = [request_of(json.dumps(JSON[program] | more).encode(), Directives()) for more in ({}, told)]
    assert [one.is_ahead for one in found] == [False, True]


@pytest.mark.parametrize("line", [b"{", b"{}", b'{"a": ' * 100_000, b'{"status": 1e999}', b'{"time": "\\ud800"}'])
def test_json_that_says_too_little_or_too_much_is_none(line):
    assert request_of(line, Directives()) is None


# Packing


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_how_a_log_is_packed_is_told_by_its_first_bytes(tmp_path, pack):
    log = tmp_path / "named-like-nothing"
    log.write_bytes(pack(COMBINED + b"\n" + COMBINED))
    found, faults = read([str(log)])
    assert [line for piece in found for line in piece.lines.split(b"\n")] == [COMBINED, COMBINED]
    assert faults == []


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_behind_one_another_are_one(pack):
    assert lines_of(pack(b"a\nb\n") + pack(b"c\n") + (b"\0" * 100 if pack is gzip.compress else b"")) == [
        b"a",
        b"b",
        b"c",
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_what_came_before_a_file_ends_too_early_is_kept_and_told(pack):
    lines = b"".join(b"%d %d\n" % (number, hash(number * 7919) % 10**9) for number in range(250_000))
    packed = pack(lines)
    found, faults = read(["-"], packed[: len(packed) // 2])
    text = b"\n".join(piece.lines for piece in found)
    assert lines.startswith(text[: text.rfind(b"\n")])
    assert len(text) > len(lines) / 4
    assert [(fault.log, fault.sentence.split(":")[0]) for fault in faults] == [("standard input", "ends too early")]


def test_what_is_damaged_is_told():
    packed = bytearray(gzip.compress(b"a\nb\n"))
    packed[-6] ^= 1
    _, (damaged,) = read(["-"], bytes(packed))
    assert damaged.sentence.startswith("is damaged")


def test_a_log_that_is_not_there_is_told_and_the_others_are_read(tmp_path):
    (tmp_path / "b.log").write_bytes(COMBINED)
    found, faults = read([str(tmp_path / "a.log"), str(tmp_path), str(tmp_path / "b.log")])
    assert [piece.lines for piece in found] == [COMBINED]
    assert [fault.sentence for fault in faults] == [
        "cannot be read (no such file or directory)",
        f"is a folder: name the logs in it, such as {tmp_path / 'access.log'}",
    ]


# Streams


def test_lines_are_cut_nowhere_and_numbered_through_all_pieces():
    lines = [b"%d" % number + b"x" * (number % 300) for number in range(40_000)]
    found, _ = read(["-"], b"\n".join(lines))
    assert len(found) > 3
    assert [line for piece in found for line in piece.lines.split(b"\n")] == lines
    for piece in found:
        assert piece.lines.split(b"\n")[0] == lines[piece.first_line - 1]


def test_the_number_of_the_first_line_that_cannot_be_read_is_told():
    lines = [COMBINED] * 12_000
    lines[9_876] = lines[11_000] = b"nonsense"
    readings = [read_piece(piece, ()) for piece in read(["-"], b"\n".join(lines))[0]]
    assert min(one.first_unreadable for one in readings if one.unreadable) == 9_877
    assert sum(one.agents.total() for one in readings) == 11_998


def test_a_line_without_an_end_does_not_fill_the_memory():
    class Endless(io.RawIOBase):
        left = 200

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"x" * size if self.left > 0 else b"\n" + COMBINED if self.left == 0 else b""

    tracemalloc.start()
    try:
        found = list(pieces(["-"], Endless(), []))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [piece.lines for piece in found][-1] == COMBINED
    assert peak < 6 * BLOCK + 4 * LONGEST_LINE


def test_a_stream_of_any_length_takes_the_same_memory():
    class Log(io.RawIOBase):
        def __init__(self, lines: int) -> None:
            self.left = lines

        def read(self, size: int = -1) -> bytes:
            count = min(self.left, max(size // 300, 1))
            self.left -= count
            return b"".join(COMBINED.replace(b"poster", b"%d" % (self.left + n)) + b"\n" for n in range(count))

    def peak(lines: int) -> int:
        tracemalloc.start()
        try:
            count = sum(read_piece(piece, (b"/go/none",)).agents.total() for piece in pieces(["-"], Log(lines), []))
            assert count == lines
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(30_000) < 1.1 * peak(12_000)


def test_a_mark_at_the_beginning_and_blank_lines_are_no_lines():
    (piece,), _ = read(["-"], b"\xef\xbb\xbf" + COMBINED + b"\n\n\n" + COMBINED + b"\n")
    reading = read_piece(piece, (b"/go/",))
    assert (reading.unreadable, reading.agents.total(), len(reading.requests)) == (0, 2, 2)


DAMAGED = st.tuples(st.integers(0, len(COMBINED)), st.binary(max_size=4)).map(
    lambda cut: COMBINED[: cut[0]] + cut[1] + COMBINED[cut[0] :]
)
SOUND = st.sampled_from([COMBINED, *IIS.splitlines(), *(json.dumps(one).encode() for one in JSON.values())])


@given(st.lists(st.one_of(st.binary(max_size=200), SOUND, DAMAGED), max_size=12))
def test_no_line_is_ever_fatal_and_each_is_either_read_or_counted(lines):
    data = b"\n".join(lines)
    found, _ = read(["-"], b"start\n" + data)
    readings = [read_piece(piece, (b"/go/",)) for piece in found]
    whole = (b"start\n" + data).replace(b"\0", b"")
    there = [line for line in whole.split(b"\n") if line.strip() and not line.startswith(b"#")]
    assert sum(one.unreadable + one.agents.total() for one in readings) == len(there)


@given(st.binary(max_size=300))
def test_no_stream_is_ever_fatal(data):
    for start in (b"", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0", b"{", b"#Fields: date time cs-uri-stem sc-status\n"):
        for piece in read(["-"], start + data)[0]:
            read_piece(piece, (b"/go/",))


def test_a_folder_of_logs_is_read_in_the_order_that_was_given(tmp_path: Path):
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    assert [piece.lines for piece in read([str(tmp_path / "b"), str(tmp_path / "a")])[0]] == [b"b", b"a"]
