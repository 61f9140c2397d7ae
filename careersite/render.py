"""A Site comes in; out go its finished files, by asking each output; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from careersite.addresses import output_path_of
from careersite.calendar.unseen import check_coming, check_unsound
from careersite.content_types.notice import NOTICE
from careersite.fields import Plain
from careersite.host_rules import host_rules
from careersite.hosts import HIDDEN, host_files
from careersite.inspection import Inspection
from careersite.model import OutputFile, Page, Rendered, Site
from careersite.outputs import OUTPUTS
from careersite.problem import Problems
from careersite.studio import Made, Studio
from careersite.template_fault import TemplateFault

Thing = TypeVar("Thing")


def render(site: Site, studio: Studio, problems: Problems, stop: Callable[[], bool] = lambda: False) -> Rendered:
    """Every file of the site; where there are errors, none, but every page was looked at and every mistake is told."""
    problems.extend(studio.files.faults)
    problems.extend(studio.views.shell_problems.all)
    check_unsound(studio.views, problems)
    check_coming(studio.views, problems)
    views = [studio.views.view(page, problems) for page in _until(stop, site.pages)]
    if problems.has_errors or stop():
        return Rendered({}, {})
    finished: dict[str, OutputFile] = {}
    inspections: dict[str, Inspection] = {}
    for page, made in _made(site, studio, views, inspections, stop):
        if isinstance(made, TemplateFault):
            told(made, page.source.path, problems)
            continue
        path = output_path_of(page.address)
        html, inspections[path] = made
        finished[path] = OutputFile(path, html, page.source.path)
    studio.prepare_pictures(inspections.values(), stop)
    if stop():
        return Rendered({}, {})
    private: dict[str, OutputFile] = {}
    for output in OUTPUTS:
        _add(_until(stop, output(site, studio, inspections)), finished, private, problems)
    if problems.has_errors or stop():
        return Rendered({}, {})
    _inspect_the_rest(finished, inspections, studio)
    if site.content.settings.hosts:
        rules = host_rules(site, finished, inspections.values(), HIDDEN)
        _add(host_files(site.content.settings.hosts, rules), finished, private, problems)
        _inspect_the_rest(finished, inspections, studio)
    return Rendered(dict(sorted(finished.items())), dict(sorted(inspections.items())), dict(sorted(private.items())))


def _made(site: Site, studio: Studio, views: Sequence[dict[str, Plain]], inspections: Mapping[str, Inspection],
          stop: Callable[[], bool]) -> Iterator[tuple[Page, Made | TemplateFault]]:  # fmt: skip
    """Every page in its order but for privacy notices, which come last and say what all `inspections` have shown."""
    both = list(zip(site.pages, views, strict=True))
    others = [(page, view) for page, view in both if page.content_type is not NOTICE]
    yield from zip((page for page, _ in _until(stop, others)), studio.pages([view for _, view in others]), strict=False)
    for page, view in _until(stop, both):
        if page.content_type is NOTICE:
            yield page, studio.notice(view, inspections)


def _inspect_the_rest(files: Mapping[str, OutputFile], inspections: dict[str, Inspection], studio: Studio) -> None:
    for path in files.keys() - inspections.keys():
        if path.endswith(".html"):
            inspections[path] = studio.inspection(files[path].content.decode())


def _until(stop: Callable[[], bool], things: Iterable[Thing]) -> Iterator[Thing]:
    for thing in things:
        if stop():
            return
        yield thing


def _add(
    files: Iterator[OutputFile], public: dict[str, OutputFile], private: dict[str, OutputFile], problems: Problems
) -> None:
    try:
        for file in files:
            finished = private if file.is_private else public
            other = finished.get(file.path)
            if other is not None:
                problems.error(
                    "same-address",
                    f"Two things want the address /{file.path}: "
                    f"{other.source_path or 'the program'} and {file.source_path or 'the program'}.",
                    "Rename one of them.",
                    file=file.source_path or other.source_path,
                )
            finished[file.path] = file
    except TemplateFault as fault:
        told(fault, "", problems)


def told(fault: TemplateFault, page_path: str, problems: Problems) -> None:
    """A fault in a template is a problem like any other, but for a developer."""
    where = f" It was met while making the page of {page_path}." if page_path else ""
    problems.error(
        "template",
        f"This template cannot be used: {fault.message}",
        "Ask a developer." + where,
        file=fault.file,
        line=fault.line,
    )
