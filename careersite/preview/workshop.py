"""A site's folder comes in; drafts for the preview go out, each page rendered when it is asked for."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from pathlib import Path

from careersite import pipeline
from careersite.addresses import output_path_of
from careersite.content_types.notice import NOTICE
from careersite.host_rules import leading, redirect
from careersite.ledger.ledger import LEDGER_PATH
from careersite.model import Page, Site
from careersite.outputs import OUTPUTS
from careersite.outputs.icons import ICON_PATHS, icons
from careersite.pipeline import Place, Workbench
from careersite.preview import gallery
from careersite.preview.preview import CannotRender
from careersite.problem import Problem, Problems
from careersite.settings import SETTINGS_PATH, register_path_in
from careersite.template_fault import TemplateFault

LINES_AROUND = 3


class PreviewDraft:
    """One state of the site; a page is rendered when first asked for, the rest when `finish` gets to it."""

    def __init__(self, begun: pipeline.Draft) -> None:
        self.begun = begun
        self.problems: tuple[Problem, ...] = (*begun.problems, *_withheld(begun.site))
        self._pages = {output_path_of(page.address): page for page in begun.site.pages} if begun.site else {}
        self._seen: dict[str, bytes] = {}
        self._fixed: dict[str, bytes] | None = None
        self._made: dict[str, bytes] | None = None
        self._gallery: gallery.Gallery | None = None
        self._gallery_begins = threading.Lock()

    def file(self, output_path: str) -> bytes | None:
        """The bytes of one output; None for what is not part of the site."""
        if output_path in self._seen:
            return self._seen[output_path]
        page = self._pages.get(output_path)
        try:
            if output_path.startswith(gallery.FOLDER):
                return self._of_gallery(output_path)
            if page is None:
                return self._other_file(output_path)
            self._seen[output_path] = self._page(page)
            return self._seen[output_path]
        except TemplateFault as fault:
            message = f"This template cannot be used: {fault.message}"
            problem = Problem(fault.file, fault.line, "error", "template", message, "Ask a developer.")
            raise CannotRender((problem,)) from fault

    def leads(self, address: str, query: str) -> tuple[int, str] | None:
        """As a server does it, whatever the host: also where pages lead on in the finished site."""
        moved = self.begun.site.redirects if self.begun.site else {}
        # A browser would keep a permanent one for longer than the preview lasts.
        led = leading((redirect(one, moved[one]) for one in sorted(moved)), address, query)
        return (302, led[1]) if led else None

    def _page(self, page: Page) -> bytes:
        studio = self.begun.studio
        problems = Problems()
        if studio is None:
            return b""
        view = studio.views.view(page, problems)
        if problems.has_errors:
            raise CannotRender(tuple(problem for problem in problems.all if problem.severity == "error"))
        if page.content_type is not NOTICE:
            return studio.page(view)[0]
        made = studio.notice(view, studio.others(page))
        if isinstance(made, TemplateFault):
            raise made
        return made[0]

    def _other_file(self, output_path: str) -> bytes | None:
        """Styles, scripts and media at once; what is made of the whole site only when it is asked for."""
        site, studio = self.begun.site, self.begun.studio
        if site is None or studio is None:
            return None
        if self._fixed is None:
            self._fixed = {address.lstrip("/"): data for _, address, data in studio.files.assets()}
        if wanted := studio.cards.get(f"/{output_path}"):
            return next(studio.drawn([wanted[1]]))
        if output_path in ICON_PATHS:
            return next((file.content for file in icons(site, studio, {}) if file.path == output_path), None)
        if output_path in self._fixed:
            return self._fixed[output_path]
        media = studio.files.published(f"/{output_path}")
        if media:
            return media[1]
        if self._made is None and output_path.endswith((".xml", ".txt", ".html", ".json", ".ics")):
            self._made = {file.path: file.content for output in OUTPUTS for file in output(site, studio, {})}
        found = (self._made or {}).get(output_path)
        # The examples show files of their own.
        return self._gallery.file(output_path) if found is None and self._gallery else found

    def _of_gallery(self, output_path: str) -> bytes | None:
        """Made when first asked for; a browser asks for all the frames of its page at once."""
        with self._gallery_begins:
            if self._gallery is None and self.begun.site is not None:
                self._gallery = gallery.Gallery(self.begun)
        return self._gallery.file(output_path) if self._gallery else None


class SiteWorkshop:
    """Makes a draft of the site in `place` whenever it is asked to."""

    def __init__(self, place: Place, workbench: Workbench, as_of: Callable[[str], object],
                 told: Callable[[pipeline.Finished], None]) -> None:  # fmt: skip
        self._place, self._workbench, self._as_of, self._told = place, workbench, as_of, told
        self._is_settled = False

    def watched(self) -> tuple[Path, ...]:
        folder, engine = self._place.folder, self._place.engine_folder
        settings = folder / SETTINGS_PATH
        text = settings.read_text(encoding="utf-8", errors="replace") if settings.is_file() else ""
        register = Path(os.path.normpath(folder / register_path_in(text)))
        roots = [
            *(folder / name for name in ("content", "templates", "assets")),
            settings,
            register,
            folder / LEDGER_PATH,
        ]
        roots += [] if folder == engine else [engine / "templates", engine / "assets"]
        return tuple(roots)

    def draft(self) -> PreviewDraft:
        return PreviewDraft(pipeline.draft(self._place, self._workbench, self._as_of))  # type: ignore[arg-type]

    def finish(self, draft: PreviewDraft, stop: Callable[[], bool]) -> tuple[Problem, ...]:
        finished = pipeline.finish(draft.begun, stop=stop)
        if not self._is_settled:
            # The first site stays for as long as the preview: to look through it at every save takes 100 ms.
            self._is_settled = True
            gc.collect()
            gc.freeze()
        if not stop():
            self._told(finished)
        return (*finished.problems, *_withheld(finished.site))

    def excerpt(self, problem: Problem) -> list[tuple[int, str]]:
        if not problem.file or not problem.line:
            return []
        for folder in (self._place.folder, self._place.engine_folder):
            file = folder / problem.file
            if file.is_file() and folder in file.resolve().parents:
                lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
                first = max(0, problem.line - 1 - LINES_AROUND)
                return list(enumerate(lines[first : problem.line + LINES_AROUND], first + 1))
        return []


def _withheld(site: Site | None) -> tuple[Problem, ...]:
    """What may not be shown now, to be told over the page like a warning."""
    return tuple(
        Problem(one.file, one.line, "warning", "withheld", f"{one.what}: withheld.", one.why)
        for one in (site.withheld_things if site else ())
    )
