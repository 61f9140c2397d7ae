"""The path of a file below content/ comes in; out goes whether it can be there, with what is wrong told."""

from __future__ import annotations

from careersite.addresses import LONGEST_NAME, SLUG, tidy_name
from careersite.content_types import BY_FOLDER
from careersite.problem import Problems, suggestion


def is_content(path: str, problems: Problems) -> bool:
    """Whether a text can become a page."""
    fault = _fault_of_place(path.split("/"))
    if fault:
        problems.error(*fault, file=path)
    return not fault and has_good_name(path, problems)


def _fault_of_place(parts: list[str]) -> tuple[str, str, str] | None:
    """Code, message and hint where the folder or the ending is wrong."""
    name, folder = parts[-1], parts[1]
    if not name.endswith(".md"):
        hint = f"Rename it to {tidy_name(name.rpartition('.')[0] + '.md')}."
        if not name.lower().endswith((".md", ".markdown", ".txt")):
            hint = "Pictures belong in content/images/, films in content/videos/, downloads in content/files/."
        return "file", f'"{name}" is not a text that this program reads: its name must end in .md.', hint
    if len(parts) < 3 or folder not in BY_FOLDER:
        near = suggestion(folder, BY_FOLDER) if len(parts) > 2 else ""
        hint = f"{near} Move it into one of: {', '.join(f'content/{one}/' for one in BY_FOLDER)}.".strip()
        return "folder", "This file lies in no folder of a content type, so it cannot become a page.", hint
    if len(parts) > 3 and not BY_FOLDER[folder].has_folders:
        may = " and ".join(f"content/{one}/" for one, content_type in BY_FOLDER.items() if content_type.has_folders)
        message = f"Only {may} may hold folders; content/{folder}/ holds files only."
        return "folder", message, f"Move it to content/{folder}/{name}."
    return None


def has_good_name(path: str, problems: Problems, *, any_case: bool = False) -> bool:
    """Whether every part of the path can stand in an address."""
    for part in path.split("/")[1:]:
        stem = part.rpartition(".")[0] or part
        if len(part) > LONGEST_NAME + 5:
            message = f"The name is {len(part)} characters long; at most {LONGEST_NAME} fit in an address."
        elif SLUG.fullmatch(stem) or (any_case and all(SLUG.fullmatch(s.lower()) for s in stem.split("."))):
            continue
        else:
            message = f'"{part}" cannot be part of an address: use lower-case letters a to z, digits and hyphens.'
        problems.error("file-name", message, f"Rename it to {tidy_name(part)}.", file=path)
        return False
    return True
