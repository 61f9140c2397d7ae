"""A campaign from its first line to its last figure: started, filled in, printed, scanned, followed and counted.

Run it with Python, nginx, zbar and poppler:  python3 examples/a_campaign.py
On Debian and Ubuntu: sudo apt install nginx-light zbar-tools poppler-utils
It works on a copy of the example site, in a temporary folder, and calls build.py as a recruiter would. A real decoder
reads the codes from the drawn poster, a real nginx answers the links that it read, and what nginx wrote into its log is
counted. Each step prints what happened; the status is 1 where anything is not as promised.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.rehearsal import Answer, Day, Rehearsal

SITE = "https://anyborough.example"
NAME = "Meet us at the spring fair"
FILE = "content/campaigns/meet-us-at-the-spring-fair.md"
PAGE = "/campaigns/meet-us-at-the-spring-fair/"
CODE = "fair"
TOO_LONG = "spring"
CHANNELS = ("linkedin", "email", "poster", "stand", "talk", "partner")
PRINTED = ("poster", "stand")
APPLICATION_FORM = "https://apply.example/nurses"
BEFORE_OPENING = "We will be at the spring fair. Come back for the place and the day."
AFTER_CLOSING = "The fair is over. You can still ask us what you wanted to ask there."

ANSWERS = {
    "summary": "Talk to nurses about a first post on our wards, which are invented.",
    "audience": "Newly registered nurses",
    "message": "Come and ask what a first year on our wards is like.",
}
EVENT = {
    "starts": "2027-03-12 10:00",
    "ends": "2027-03-12 15:00",
    "venue": "City library (example)",
    "address": "1 Any Street, Anyborough",
}
ACCESS = "There is a level entrance from Any Street (example)."
DATES = {"opens": "2027-02-15", "before_opening": BEFORE_OPENING, "after_closing": AFTER_CLOSING}
LIST = """\
---
title: Meet us
summary: Where to meet an invented trust, which is only an example.
footer_menu: 9
---

::: cards
of: campaign
level: "2"
:::
"""

OPEN, LAST_DAYS = "Open until Friday 12 March 2027, 3pm", "Last days."
# A day on which it is so, what the page says then, and what it does not say.
STATES = {
    "before": ("2027-02-01", BEFORE_OPENING, (OPEN, LAST_DAYS, AFTER_CLOSING)),
    "open": ("2027-03-01", OPEN, (BEFORE_OPENING, LAST_DAYS, AFTER_CLOSING)),
    "closing soon": ("2027-03-08", LAST_DAYS, (BEFORE_OPENING, AFTER_CLOSING)),
    "closed": ("2027-03-13", AFTER_CLOSING, (BEFORE_OPENING, OPEN, LAST_DAYS)),
}

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "curl/8.5.0",
)


class WhatIsShown(HTMLParser):
    """The words of a page without those that are hidden until their day."""

    EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self._hidden: list[bool] = []
        self._words: list[str] = []
        self.feed(html)
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            is_hidden = tag in ("script", "style", "head") or "hidden" in dict(attrs)
            self._hidden.append(is_hidden or self._hidden[-1:] == [True])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and self._hidden:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if self._hidden[-1:] != [True]:
            self._words.append(data)


@dataclass
class Visitors:
    """People and robots who ask nginx, and a count by hand of what each of them did."""

    site: Rehearsal = field(init=False)
    scanned: dict[str, str] = field(default_factory=dict)
    """What the decoder read, by channel."""
    requests: int = 0
    robots: int = 0
    ahead: int = 0
    arrivals: Counter[str] = field(default_factory=Counter)
    pages_seen: Counter[str] = field(default_factory=Counter)
    apply_clicks: Counter[str] = field(default_factory=Counter)

    def _ask(self, address: str, came_from: str = "", agent: str = BROWSER, method: str = "GET") -> Answer:
        self.requests += 1
        headers = {"User-Agent": agent, **({"Referer": SITE + came_from} if came_from else {})}
        return self.site.get(address, headers, method)

    def scans(self, address: str, channel: str) -> tuple[Answer, str, Answer]:
        """Somebody follows a short link, and the page that it leads to is shown."""
        led_on = self._ask(address)
        landed = urlsplit(led_on.leads_to)
        there = f"{landed.path}?{landed.query}" if landed.query else landed.path
        page = self._ask(there)
        self.arrivals[channel] += 1
        self.pages_seen[channel] += 1
        return led_on, there, page

    def lands(self, address: str, channel: str) -> Answer:
        """Somebody follows a link with tags that was not shortened."""
        self.arrivals[channel] += 1
        self.pages_seen[channel] += 1
        return self._ask(address)

    def reads_on(self, address: str, came_from: str, channel: str) -> None:
        self.pages_seen[channel] += 1
        self._ask(address, came_from)

    def applies(self, came_from: str, channel: str) -> Answer:
        self.apply_clicks[channel] += 1
        return self._ask(f"/go/apply/{CODE}", came_from)

    def robot_asks(self, address: str, agent: str) -> None:
        self.robots += 1
        self._ask(address, agent=agent)

    def looks_ahead(self, address: str) -> None:
        """A program asks for the head of a link alone, to see whether it works."""
        self.ahead += 1
        self._ask(address, method="HEAD")

    def asks_for_something_else(self, address: str) -> None:
        """Nothing that has to do with a campaign."""
        self._ask(address)


def steps(folder: Path, visitors: Visitors) -> Iterator[Day]:
    """Every step in its order."""
    site = visitors.site = Rehearsal(folder)
    yield _started(site)
    yield _filled_in(site)
    yield _kit_made(site, visitors.scanned)
    yield _published(site)
    yield _states(site)
    yield _links_followed(visitors)
    yield _people_come(visitors)
    yield counted(visitors)
    yield _scanned_after_the_end(site)


def _started(site: Rehearsal) -> Day:
    day = Day("1 February: a recruiter starts a campaign")
    site.run("2027-02-01T09:00", day, "new", "campaign", NAME)
    site.ends(day, 0, saying=FILE)
    text = (site.folder / FILE).read_text(encoding="utf-8")
    for line in (f"title: '{NAME}'", f"code: {CODE}", "draft: yes", *(f"  - {name}" for name in CHANNELS)):
        _holds(day, text, f"\n{line}\n", f"the file says “{line.strip()}” by itself")
    site.run("2027-02-01T09:05", day)
    site.ends(day, 1, saying='"audience" is still blank.')
    day.answers.append("with its blanks, it keeps the site as it is: “audience” is still blank")
    return day


def _filled_in(site: Rehearsal) -> Day:
    """Blanks are filled in, and the # of a line that is of use is taken away, as the file says.

    Only the length that the file allows the code is not kept to, to see what becomes of that.
    """
    day = Day("1 February, ten minutes later: all is filled in")
    for name, value in {**ANSWERS, **DATES}.items():
        is_blank = name in ANSWERS
        site.change(FILE, f"\n{'' if is_blank else '#'}{name}:\n", f"\n{name}: {value}\n")
    site.change(FILE, "\n#event:\n", "\nevent:\n")
    for name, value in EVENT.items():
        site.change(FILE, f"\n  #{name}:\n", f"\n  {name}: {value}\n")
    site.change(FILE, "\n  #access:\n    #-\n", f"\n  access:\n    - {ACCESS}\n")
    site.change(FILE, f"\ncode: {CODE}\n", f"\ncode: {TOO_LONG}\n")
    site.change(FILE, "\ndraft: yes\n", "\n")
    if not (site.folder / "content/pages/campaigns/index.md").exists():
        site.write("content/pages/campaigns/index.md", LIST)
    site.change("site.yml", "\napply:\n", f"\napply:\n  address: {APPLICATION_FORM}\n")
    site.run("2027-02-01T09:10", day, "check")
    site.ends(day, 0)
    _is(day, "Warning" not in day.said, "nothing is amiss", day.said)
    return day


def _kit_made(site: Rehearsal, scanned: dict[str, str]) -> Day:
    """One code makes an address too long to print; as nothing is published yet, it may still change.

    Only then it is said where the site will be published: nginx takes capitals, of which more would find room.
    """
    day = Day("1 February, a minute later: the kit is made, and a decoder reads its codes")
    site.run("2027-02-01T09:11", day, "kit")
    site.ends(day, 4, saying=f"{SITE}/go/{TOO_LONG}/poster is 43 bytes long")
    _is(day, day.status == 4, f"the poster of {TOO_LONG} is refused: its address is too long for a code of 20 mm")
    site.change(FILE, f"\ncode: {TOO_LONG}\n", f"\ncode: {CODE}\n")
    site.change("site.yml", f"address: {SITE}", f"address: {SITE}\nhosts: [nginx]")
    site.run("2027-02-01T09:12", day, "kit")
    site.ends(day, 0)
    kit = site.folder / "kit"
    _is(day, (kit / "index.html").is_file(), "kit/index.html is there")
    _is(day, not list((site.folder / "public").glob("**/*.pdf")), "nothing of it lies in public/")
    for channel in PRINTED:
        address = f"{SITE}/go/{CODE}/{channel}"
        printed = [file for file in sorted(kit.glob(f"{CODE}/**/*.pdf")) if channel in file.stem]
        _is(day, len(printed) >= 2, f"{channel}: {len(printed)} sheets and codes as PDF")
        for file in [*printed, *sorted(kit.glob(f"{CODE}/**/*{channel}*.png"))]:
            read = codes_in(file)
            _is(day, read == [address], f"{file.relative_to(site.folder)} → {', '.join(read) or 'no code'}")
            scanned.setdefault(channel, *read[:1] or [""])
    return day


def _published(site: Rehearsal) -> Day:
    day = Day("1 February: the site is published, and from now on its addresses are kept")
    site.run("2027-02-01T09:13", day)
    site.ends(day, 0)
    ledger = (site.folder / "published.yml").read_text(encoding="utf-8")
    _holds(day, ledger, f"/go/{CODE}/", f"published.yml holds /go/{CODE}/")
    _is(day, f"/go/{TOO_LONG}/" not in ledger, f"published.yml does not hold /go/{TOO_LONG}/", ledger)
    return day


def _states(site: Rehearsal) -> Day:
    day = Day("The four states of its page, each by --as-of")
    for state, (as_of, words, others) in STATES.items():
        out = site.folder.parent / state.replace(" ", "-")
        command = Day(state)
        site.run("2027-02-01T09:14", command, "--as-of", as_of, "--out", str(out))
        _is(day, command.status in (0, 4), f"{as_of}: built", command.said)
        shown = WhatIsShown((out / PAGE.strip("/") / "index.html").read_text(encoding="utf-8")).text
        _is(day, words in shown, f"{as_of}, {state}: says “{words}”", shown)
        _is(day, not [one for one in others if one in shown], f"{as_of}, {state}: says nothing of another", shown)
    return day


def _links_followed(visitors: Visitors) -> Day:
    day = Day("1 March: the campaign is open, and its links are followed")
    site = visitors.site
    site.run("2027-03-01T09:00", day)
    site.ends(day, 0)
    with site.published():
        for channel in CHANNELS:
            address = visitors.scanned.get(channel, f"{SITE}/go/{CODE}/{channel}").removeprefix(SITE)
            _follows(day, visitors, f"{address}?ref=a-wall", channel)
        for address in (f"/GO/{CODE.upper()}/Poster", f"/go/{CODE}/poster/", f"/Go/{CODE.title()}/POSTER/?ref=b"):
            _follows(day, visitors, address, "poster")
        _follows(day, visitors, f"/go/{CODE}?ref=said-aloud", "")
    return day


def _follows(day: Day, visitors: Visitors, address: str, channel: str) -> None:
    led_on, there, page = visitors.scans(address, channel)
    query, kept = (parse_qs(urlsplit(one).query) for one in (there, address))
    is_tagged = (
        query.get("utm_campaign") == [CODE] and query.get("utm_source") == [channel]
        if channel else not any(name.startswith("utm_") for name in query)
    )  # fmt: skip
    is_kept = kept.items() <= query.items()
    is_right = led_on.status == 302 and urlsplit(there).path == PAGE and page.status == 200 and is_tagged and is_kept
    _is(day, is_right, f"{address} → {led_on.status}, leads to {there} → {page.status}")


def _people_come(visitors: Visitors) -> Day:
    day = Day("The same week: people come by every channel, and robots do")
    with visitors.site.published():
        for number, channel in enumerate(CHANNELS, start=3):
            for visit in range(number):
                _, there, page = visitors.scans(f"/go/{CODE}/{channel}", channel)
                button = f'href="/go/apply/{CODE}"'
                _is_quietly(day, NAME in page.text and button in page.text, f"{there} has its button to apply")
                if visit % 2 == 0:
                    visitors.reads_on("/routes/", there, channel)
                if visit % 3 == 0:
                    answer = visitors.applies(there, channel)
                    is_right = answer.status == 302 and answer.leads_to == APPLICATION_FORM
                    _is_quietly(day, is_right, f"/go/apply/{CODE} → {answer.status} {answer.leads_to}")
        for written in ("LinkedIn", "LINKEDIN"):
            visitors.scans(f"/go/{CODE}/{written}", "linkedin")
            visitors.lands(f"{PAGE}?utm_source={written}&utm_medium=social&utm_campaign={CODE.title()}", "linkedin")
        visitors.applies("", "")
        for agent in ROBOTS:
            visitors.robot_asks(f"/go/{CODE}/linkedin", agent)
            visitors.robot_asks(f"{PAGE}?utm_source=linkedin&utm_medium=social&utm_campaign={CODE}", agent)
        visitors.looks_ahead(f"/go/{CODE}/email")
        for address in ("/", "/routes/", "/no-such-page/", "/robots.txt"):
            visitors.asks_for_something_else(address)
    day.answers.append(f"{visitors.requests} requests, {visitors.robots} of them by robots")
    day.answers.append(f"{visitors.arrivals.total()} arrivals, {visitors.apply_clicks.total()} clicks on apply")
    return day


def counted(visitors: Visitors) -> Day:
    """Every figure of the program beside what was counted by hand."""
    site = visitors.site
    day = Day("The Monday after: what nginx wrote down is counted")
    log = str(site.nginx_folder / "access.log")
    told = Day("as JSON")
    site.run("2027-03-08T09:00", told, "results", log, "--format", "json")
    found = json.loads(told.printed)
    sums = {"arrivals": Counter[str](), "pages_seen": Counter[str](), "apply_clicks": Counter[str]()}
    for row in found["rows"]:
        _is_quietly(day, row["campaign"] == CODE, f"a row of {row['campaign'] or 'no campaign'}")
        for name, count in sums.items():
            count[row["channel"]] += row[name]
    for name, count in sums.items():
        wanted: Counter[str] = getattr(visitors, name)
        for channel in (*CHANNELS, ""):
            words = f"{name.replace('_', ' ')} by {channel or 'no channel'}: {count[channel]}"
            _is(day, count[channel] == wanted[channel], words, f"it was {wanted[channel]}")
        _is(day, +count == +wanted, f"{name.replace('_', ' ')} in all: {count.total()}", f"{wanted}")
    for name in ("requests", "robots", "ahead"):
        wanted_here = getattr(visitors, name)
        _is(day, found[name] == wanted_here, f"{name}: {found[name]}", f"it was {wanted_here}")
    _is(day, found["unreadable"] == 0, "every line of the log was read")
    page = site.folder / "kit/results"
    site.run("2027-03-08T09:01", day, "results", log, "--csv", str(site.folder / "r.csv"), "--page", str(page))
    site.ends(day, 0, saying=NAME)
    _is(day, "<svg" in (page / "index.html").read_text(encoding="utf-8"), "kit/results/index.html has charts")
    return day


def _scanned_after_the_end(site: Rehearsal) -> Day:
    day = Day("13 March: the fair is over, and somebody scans a poster that still hangs")
    site.run("2027-03-13T09:00", day)
    _is(day, day.status in (0, 4), "built", day.said)
    with site.published():
        led_on = site.get(f"/go/{CODE}/poster?ref=a-wall")
        landed = urlsplit(led_on.leads_to)
        page = site.get(f"{landed.path}?{landed.query}")
        shown = WhatIsShown(page.text).text
        is_right = landed.path == PAGE and "ref=a-wall" in landed.query and AFTER_CLOSING in shown
        _is(day, is_right, f"/go/{CODE}/poster → {led_on.status}, and the page says “{AFTER_CLOSING}”", shown)
    return day


# What is right and what is not


def _is(day: Day, is_so: bool, words: str, instead: str = "") -> None:
    if is_so:
        day.answers.append(words)
    else:
        day.broken_promises.append(f"{words} ({instead})" if instead else words)


def _is_quietly(day: Day, is_so: bool, words: str) -> None:
    if not is_so:
        day.broken_promises.append(words)


def _holds(day: Day, text: str, part: str, words: str) -> None:
    _is(day, part in text, words, text)


# Codes


def codes_in(file: Path) -> list[str]:
    """What zbar reads from a picture, or from a PDF as a printer would draw it."""
    with tempfile.TemporaryDirectory() as folder:
        picture = file if file.suffix == ".png" else _drawn(file, Path(folder))
        asked = [_program("zbarimg", "zbar-tools"), "--quiet", "--raw", "--set", "disable", "--set", "qrcode.enable"]
        asked.append(str(picture))
        settings = os.environ | {"LC_ALL": "C.UTF-8"}
        done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=False, env=settings)
    return done.stdout.split()


def _drawn(file: Path, folder: Path) -> Path:
    """The first page of a PDF as a picture of 200 points to the inch."""
    asked = [_program("pdftoppm", "poppler-utils"), "-r", "200", "-png", "-singlefile", str(file), str(folder / "page")]
    subprocess.run(asked, check=True)
    return folder / "page.png"


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not on this computer. On Debian or Ubuntu: sudo apt install {package}")
    return found


def main() -> int:
    """Prints every step; 1 where anything was not as promised."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for day in steps(Path(folder), Visitors()):
            print(f"\n{day.what} (build.py ended with {day.status})")
            for line in (*day.answers, *(f"NOT AS PROMISED: {line}" for line in day.broken_promises)):
                print(f"  {line}")
            kept = kept and not day.broken_promises
    print("\nEvery code was read, every link led on, and every figure was right." if kept else "\nNot all was right.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
