"""Source path ↔ address ↔ output path, and what a link as typed leads to."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import urlsplit

from careersite.content_type import ContentType
from careersite.content_types import BY_NAME

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_REST = re.compile(r"[?#]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 80
HOME = "/"


def address_of(source_path: str, content_type: ContentType) -> str:
    """content/routes/step-up.md → /routes/step-up/; content/pages/index.md → /."""
    inner = source_path.removeprefix(f"content/{content_type.folder}/").removesuffix(".md")
    before = "" if content_type.name == "page" else f"{content_type.folder}/"
    inner = re.sub(r"(^|/)index$", "", before + inner)
    return f"/{inner}/" if inner else HOME


def page_path(type_name: str, name: str) -> str:
    """The source path that a page name stands for: route, step-up → content/routes/step-up.md."""
    return f"content/{BY_NAME[type_name].folder}/{name.removesuffix('.md')}.md"


def output_path_of(address: str) -> str:
    """/routes/step-up/ → routes/step-up/index.html; /feed.xml → feed.xml."""
    inner = address.lstrip("/")
    return inner + "index.html" if not inner or inner.endswith("/") else inner


def stand_in_path(address: str) -> str:
    """Where the page lies that says of an address that it moved or has gone, on a host without rules.

    /jobs.aspx → jobs.aspx/index.html, as a file of that name would be sent as what it is not.
    """
    is_file = not address.endswith(("/", ".html", ".htm"))
    return f"{address.lstrip('/')}/index.html" if is_file else output_path_of(address)


def is_outside(target: str) -> bool:
    """True for https:, mailto:, tel: and //host, which lead out of the site."""
    return _SCHEME.match(target) is not None


def host_of(target: str) -> str | None:
    """https://www.example.org/jobs → example.org, to say where a link leads; None for an address of another kind."""
    host = urlsplit(target).hostname if target.startswith(("http:", "https:", "//")) else None
    return host.removeprefix("www.") if host else None


def split_target(target: str) -> tuple[str, str]:
    """`../x.md#length` → ("../x.md", "#length"); a query stays with the fragment."""
    found = _REST.search(target)
    return (target[: found.start()], target[found.start() :]) if found else (target, "")


def with_slash(address: str) -> str:
    return address if address.endswith("/") else address + "/"


def source_path_from(target: str, from_path: str) -> str | None:
    """The content path that a relative link names, or None where it leads out of content/."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), target.replace("\\", "/")))
    return joined if joined.startswith("content/") else None


def slug_of(words: str) -> str:
    """`Looked-after children` → looked-after-children; nothing for words without a letter from a to z or a digit."""
    # Case is folded first: ß → ss.
    bare = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_NAME].strip("-")


def tidy_name(name: str) -> str:
    """`Step Up (2027).md` → step-up-2027.md, to suggest a name that works in every address."""
    stem, dot, ending = name.rpartition(".")
    slug = slug_of(stem if dot else name) or "new-page"
    return f"{slug}.{ending.lower()}" if dot else slug
