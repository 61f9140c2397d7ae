"""The register of people against the rest of the site: what has to be said and is not is told, by file and line."""

from __future__ import annotations

from careersite.facts.facts import FACTS_PATH
from careersite.model import Content
from careersite.naming_kinds import NOBODY
from careersite.people.names_of_people import names_by_id, names_of_people
from careersite.people.people_in_pictures import people_by_picture, showings, use_of
from careersite.problem import Problems, suggestion


def check_register(content: Content, problems: Problems) -> None:
    """Whom each picture shows, where published words were published, and what a source is called without its names."""
    _check_pictures(content, problems)
    _check_published(content, problems)
    _check_sources(content, problems)


def _check_pictures(content: Content, problems: Problems) -> None:
    """Tells each picture and film in use of which nobody has said whom it shows, and what is said of none."""
    register, known = content.register, people_by_picture(content)
    if not register.is_read:
        return
    untold = {showing.path: showing for showing in reversed([*showings(content)]) if showing.path not in known}
    for path, showing in sorted(untold.items()):
        what = "film" if use_of(path) == "video" else "picture"
        hint = f'Add to {register.path} below "pictures:" the line "  {path}: {NOBODY}", or the ids of those it shows.'
        problems.error("people", f"Nobody has said whom this {what} shows: {path}", hint,
                       file=showing.file, line=showing.line)  # fmt: skip
    for path, line in register.picture_lines.items():
        if path not in content.media and f"content/{path}" not in content.refused:
            hint = suggestion(path, content.media) or "Mend the path, or delete the line."
            problems.warning("people", f"There is no picture or film content/{path}.", hint,
                             file=register.path, line=line)  # fmt: skip


def _check_published(content: Content, problems: Problems) -> None:
    sources = content.facts.sources
    for person in content.register.people.values():
        name = person.published_in
        if name and name not in sources and content.facts.is_read:
            hint = suggestion(name, sources) or f"The sources are: {', '.join(sources) or 'none yet'}."
            message = f'"published_in" of the record "{person.id}" says "{name}", which is none of the sources.'
            problems.error("unknown-source", message, hint, file=content.register.path, line=person.line)


def _check_sources(content: Content, problems: Problems) -> None:
    """A source is listed as long as a fact of it is shown, so its title has to do without the names of people."""
    people = content.register.people.values()
    names = names_of_people(tuple(names_by_id((one.id, name) for one in people for name in one.names).items()))
    for name, source in content.facts.sources.items():
        person = names.found_in(source.title)
        if person and (not source.without_names or names.found_in(source.without_names)):
            message = f'The title of the source "{name}" names {content.register.people[person].name}.'
            hint = "Add what to call it while nobody may be named, such as: without_names: Profile of a social worker"
            problems.error("people", message, hint, file=FACTS_PATH, line=source.line)
