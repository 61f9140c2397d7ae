"""The finished sites come in; out goes what a browser finds on each of their pages, each page looked at once.

Findings are sentences by kind, so that a test is one line: there are none of its kind. All pages are looked at in one
browser, two at a time, since a computer has that many cores.
"""

from __future__ import annotations

import asyncio
import mimetypes
import re
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright

from careersite.addresses import output_path_of
from careersite.suite import find_browser

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
AXE = Path(__file__).parent.parent / "npm/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a change of colours or of motion can break; the rest follows from the page and its width.
RULES_OF_LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable",
                  "css-orientation-lock", "meta-viewport"]  # fmt: skip
WORKERS = 2
HEIGHTS = {320: 640, 768: 1024, 1280: 800}
MOST_STOPS = 400
RUNS_SOMETHING = re.compile(r"<script(?![^>]*ld\+json)|<noscript")
REFRESH = re.compile(r"<meta http-equiv=\"refresh\"[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """The circumstances of one reader."""

    width: int
    scheme: str
    forced: str
    motion: str
    script: bool


# Each pair of circumstances meets at least once; test_every_page.py proves it.
RUNS = (
    #   width  colours  forced     motion             script
    Run(320, "light", "active", "reduce", True),
    Run(320, "dark", "none", "no-preference", False),
    Run(768, "light", "none", "reduce", False),
    Run(768, "dark", "active", "no-preference", True),
    Run(1280, "light", "none", "no-preference", True),
    Run(1280, "dark", "active", "reduce", False),
)


@dataclass
class Seen:
    """`findings` by kind, each with its page; `looked` counts what was looked at, by kind."""

    findings: dict[str, list[str]] = field(default_factory=dict)
    looked: dict[str, set[str]] = field(default_factory=dict)
    requests: set[str] = field(default_factory=set)

    def note(self, kind: str, where: str, found: list[str]) -> None:
        self.looked.setdefault(kind, set()).add(where)
        self.findings.setdefault(kind, []).extend(f"{where}: {one}" for one in found)


Sites = dict[str, dict[str, bytes]]


def pages_of(sites: Sites) -> list[str]:
    """The pages to look at, each site on a host of its own."""
    return [
        f"https://{name}.example/{path.removesuffix('index.html')}"
        for name, files in sites.items()
        for path in sorted(files)
        if path.endswith(".html") and is_looked_at(name, path)
    ]


def is_looked_at(site: str, path: str) -> bool:
    """The whole real site, every example of a component, each state of a campaign; of other sites a few pages."""
    if site in ("components", "campaigns"):
        return path.startswith(("examples/", "campaigns/"))
    return site == "real" or path in ("404.html", "index.html", "accessibility/index.html", "privacy/index.html")


def look_at(sites: Sites, arguments: tuple[str, ...]) -> Seen:
    """In a thread of its own, because the tests' other browser keeps an asyncio loop in this one."""
    seen, faults = Seen(), []

    def work() -> None:
        try:
            asyncio.run(_look_at(sites, arguments, seen))
        except BaseException as fault:  # noqa: BLE001 - handed on to the thread that waits
            faults.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
    return seen


async def _look_at(sites: Sites, arguments: tuple[str, ...], seen: Seen) -> None:
    waiting = pages_of(sites)[::-1]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), headless=True, args=arguments)

        async def work() -> None:
            reader = Reader(browser, sites, seen)
            await reader.open()
            while waiting:
                await reader.look(waiting.pop())

        await asyncio.gather(*(work() for _ in range(WORKERS)))
        await browser.close()


class Reader:
    """Three windows: with scripts, as without scripts, and one in which none can run at all."""

    def __init__(self, browser: Browser, sites: Sites, seen: Seen) -> None:
        self.browser, self.sites, self.seen = browser, sites, seen

    async def open(self) -> None:
        self.with_script = await self._window(self._as_it_is)
        self.without_script = await self._window(self._as_without_script)
        self.scriptless = await self._window(self._as_it_is, java_script_enabled=False)

    async def _window(self, serve: Callable[[Route], Awaitable[None]], **options: bool) -> Page:
        context: BrowserContext = await self.browser.new_context(reduced_motion="reduce", **options)
        if not options:
            await context.add_init_script(AXE.read_text(encoding="utf-8") if AXE.exists() else "")
            await context.add_init_script(MEASURES)
        context.on("request", lambda request: self.seen.requests.add(request.url))
        await context.route("**/*", serve)
        return await context.new_page()

    # What the browser gets

    def _file(self, url: str) -> tuple[str, bytes] | None:
        parts = urlsplit(url)
        files = self.sites.get((parts.hostname or "").removesuffix(".example"), {})
        path = output_path_of(parts.path)
        return (path, files[path]) if path in files else None

    async def _as_it_is(self, route: Route) -> None:
        await self._answer(
            route, lambda path, content: REFRESH.sub("", content.decode()).encode() if is_html(path) else content
        )

    async def _as_without_script(self, route: Route) -> None:
        await self._answer(route, as_without_script)

    async def _answer(self, route: Route, change: Callable[[str, bytes], bytes]) -> None:
        found = self._file(route.request.url)
        if found is None:
            await route.fulfill(status=404, body="")
            return
        mime = mimetypes.guess_type(found[0])[0] or "application/octet-stream"
        await route.fulfill(body=change(*found), content_type=f"{mime}; charset=utf-8" if "text" in mime else mime)

    # What is looked at

    async def look(self, url: str) -> None:
        found = self._file(url)
        assert found, url
        is_redirect = bool(REFRESH.search(found[1].decode()))
        if not is_redirect:  # its script leads away at once
            await self._with_script(url)
        if not self._runs_something(url, found[1]):
            return
        await self.without_script.goto(url)
        for run in RUNS:
            if not run.script or is_redirect:
                await self._accessible(self.without_script, run, url)
        # What stands in for a browser without scripts shows what such a browser shows.
        await self.scriptless.goto(url)
        same = await self.scriptless.evaluate("document.body.innerText") == await self._ask(self.without_script, "text")
        self.seen.note("stand-in", url, [] if same else ["another text than a browser without scripts shows"])

    def _runs_something(self, url: str, html: bytes) -> bool:
        """Whether the page could look otherwise without scripts; most have none, and are one page in both."""
        site = self.sites[(urlsplit(url).hostname or "").removesuffix(".example")]
        asks = any(b"(scripting" in content for path, content in site.items() if path.endswith(".css"))
        return asks or bool(RUNS_SOMETHING.search(html.decode()))

    async def _ask(self, page: Page, question: str, *given: object) -> object:
        return await page.evaluate(f"given => measures.{question}(...given)", list(given))

    async def _circumstances(self, page: Page, run: Run) -> None:
        await page.set_viewport_size({"width": run.width, "height": HEIGHTS[run.width]})
        await page.emulate_media(
            color_scheme=run.scheme, forced_colors=run.forced, reduced_motion=run.motion, media="screen"
        )

    async def _accessible(self, page: Page, run: Run, url: str) -> None:
        await self._circumstances(page, run)
        if run.forced == "active":
            self.seen.note("keepsItsColours", f"{url} {run}", await self._ask(page, "keepsItsColours"))
        if not AXE.exists():
            return
        # Every rule once at each width.
        is_first = run.scheme == "light"
        found = await self._ask(page, "faults", *(("tag", RULES) if is_first else ("rule", RULES_OF_LOOKS)))
        assert found["looked"] > (10 if is_first else 0), f"axe looked at nothing on {url}"
        self.seen.note("axe", f"{url} {run}", found["findings"])

    async def _with_script(self, url: str) -> None:
        page = self.with_script
        await self._circumstances(page, Run(1280, "light", "none", "reduce", script=True))
        await page.goto(url)
        await self._tab_through(page, url)
        await page.emulate_media(media="print", reduced_motion="reduce")
        self.seen.note("print", url, await self._ask(page, "inPrint"))
        await page.emulate_media(media="screen", reduced_motion="reduce")
        self.seen.note("without styles", url, await self._ask(page, "withoutStyles"))
        found = self._file(url)
        is_same = found is not None and not self._runs_something(url, found[1])
        for run in RUNS:
            if run.script or is_same:
                await self._accessible(page, run, url)
        for width in HEIGHTS:
            await self._circumstances(page, Run(width, "light", "none", "reduce", script=True))
            for kind in (
                "sideways",
                "longLines",
                "clipped",
                "overlapping",
                "withTextSpacing",
                "smallTargets",
                "smallButtons",
                "stuck",
            ):
                self.seen.note(kind, f"{url} at {width} px", await self._ask(page, kind))
        kept = [*await self._ask(page, "kept"), *(cookie["name"] for cookie in await page.context.cookies())]
        self.seen.note("kept", url, [f"something is kept: {place}" for place in kept])

    async def _tab_through(self, page: Page, url: str) -> None:
        start = await self._ask(page, "beforeTabbing")
        findings = [f"a tabindex above 0: {one}" for one in start["positive"]]
        order: list[int] = []
        for _ in range(MOST_STOPS):
            await page.keyboard.press("Tab")
            stop = await self._ask(page, "focused")
            if stop is None or (len(order) > 1 and stop["place"] == order[0]):
                break
            if not order or stop["place"] != order[-1]:  # a film has several stops inside
                order.append(stop["place"])
            findings += stop["findings"]
        if order != list(range(start["count"])):
            findings.append(f"Tab goes to {order} of {start['count']} stops")
        self.seen.note("keyboard", url, findings)
        await self._skip(page, url)

    async def _skip(self, page: Page, url: str) -> None:
        await self._ask(page, "toTheStart")
        for key in ("Tab", "Enter", "Tab"):
            await page.keyboard.press(key)
        is_past = await self._ask(page, "isPastSkipLink")
        await self._ask(page, "toTheStart")
        self.seen.note("skip link", url, [] if is_past else ["the first Tab and Enter do not lead past the menu"])


def is_html(path: str) -> bool:
    return path.endswith(".html")


def as_without_script(path: str, content: bytes) -> bytes:
    """What a browser without scripts makes of a page, for a browser in which axe itself can run."""
    if is_html(path):
        html = REFRESH.sub("", content.decode())
        html = re.sub(r"<script(?![^>]*ld\+json).*?</script>", "", html, flags=re.DOTALL)
        return re.sub(r"</?noscript>", "", html).encode()
    if path.endswith(".css"):
        css = re.sub(r"\(scripting:\s*none\)", "(min-width: 0)", content.decode())
        return re.sub(r"\(scripting(:\s*enabled)?\)", "(max-width: 0)", css).encode()
    return b"" if path.endswith(".js") else content
