"""Problems and the lines around them in; HTML out, as a panel over a page of the site or as a page of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from careersite.problem import Problem

Excerpt = list[tuple[int, str]]

ASSETS = Path(__file__).parent / "preview_assets"
STYLE_ADDRESS = "/-preview/overlay.css"
SCRIPT_ADDRESS = "/-preview/overlay.js"
ADDRESSES = (STYLE_ADDRESS, SCRIPT_ADDRESS)
MOST_SHOWN = 50
LONGEST_LINE = 400

_PANEL = """
<careersite-problems data-key="{key}"><template shadowrootmode="open">
<link rel="stylesheet" href="{style}">
<section class="panel" id="panel" role="dialog" aria-labelledby="title"{panel_hidden}>
<div class="head"><h2 id="title" tabindex="-1">{title}</h2>
<button type="button" id="fold">Fold away <kbd>Esc</kbd></button></div>
<div class="scroll" tabindex="0" role="group" aria-labelledby="title"><p>{behind}</p>
{list}</div></section>
<button type="button" id="badge" class="{kind}" aria-expanded="false"{badge_hidden}>{title}</button>
</template></careersite-problems>
<script src="{script}" async></script>
"""

_PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – preview</title><link rel="stylesheet" href="{style}"></head>
<body class="page"><main><h1>{title}</h1><p>{behind}</p>
{list}</main></body>
</html>
"""

_ITEM = """<li class="{severity}"><{heading}>{place}</{heading}>
<p class="message">{message}</p>{hint}{excerpt}</li>"""


def panel(problems: Iterable[Problem], excerpt_of: Callable[[Problem], Excerpt], behind: str) -> bytes:
    """Lies over a page, folds away, and starts folded where there are only warnings; nothing without problems."""
    found = sorted(problems, key=_errors_first)
    if not found:
        return b""
    folded = found[0].severity != "error"
    return _encoded(
        _PANEL.format(
            key=hashlib.sha256(repr(found).encode("utf-8", "replace")).hexdigest()[:16],
            style=STYLE_ADDRESS,
            script=SCRIPT_ADDRESS,
            title=title(found),
            kind=found[0].severity,
            behind=escape(behind),
            list=_list(found, excerpt_of, "h3"),
            panel_hidden=" hidden" if folded else "",
            badge_hidden="" if folded else " hidden",
        )
    )


def page(problems: Iterable[Problem], excerpt_of: Callable[[Problem], Excerpt], behind: str) -> bytes:
    """The same as a whole page, for when there is no page of the site to lie over."""
    found = sorted(problems, key=_errors_first)
    listed = _list(found, excerpt_of, "h2")
    return _encoded(_PAGE.format(title=title(found), style=STYLE_ADDRESS, behind=escape(behind), list=listed))


def title(problems: Iterable[Problem]) -> str:
    """[error, error, warning] → 2 problems and 1 warning"""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count("error"), "problem"), (severities.count("warning"), "warning")]
    words = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return " and ".join(words) or "Preview"


def _list(problems: list[Problem], excerpt_of: Callable[[Problem], Excerpt], heading: str) -> str:
    if not problems:
        return ""
    items = "\n".join(_item(problem, excerpt_of(problem), heading) for problem in problems[:MOST_SHOWN])
    unsaid = len(problems) - MOST_SHOWN
    rest = f"<p>And {unsaid} more, which the terminal lists.</p>" if unsaid > 0 else ""
    return f'<ol role="list">\n{items}\n</ol>{rest}'


def _item(problem: Problem, excerpt: Excerpt, heading: str) -> str:
    return _ITEM.format(
        severity=problem.severity,
        heading=heading,
        place=_place(problem),
        message=escape(problem.message),
        hint=f'\n<p class="hint">{escape(problem.hint)}</p>' if problem.hint else "",
        excerpt=_excerpt(problem, excerpt),
    )


def _place(problem: Problem) -> str:
    warning = '<span class="tag">Warning</span> ' if problem.severity == "warning" else ""
    if not problem.file:
        return f"{warning}The whole site"
    line = f", line {problem.line}" if problem.line else ""
    return f"{warning}<code>{escape(problem.file)}</code>{line}"


def _excerpt(problem: Problem, excerpt: Excerpt) -> str:
    if not excerpt:
        return ""
    lines = "".join(_line(number, text, number == problem.line) for number, text in excerpt)
    return f"\n<pre>{lines}</pre>"


def _line(number: int, text: str, is_the_one: bool) -> str:
    text = text.rstrip("\r\n")
    shown = escape(text[:LONGEST_LINE]) + ("…" if len(text) > LONGEST_LINE else "")
    if is_the_one:
        return f'<mark><span class="number"><span class="arrow">▸</span>{number}</span> {shown}\n</mark>'
    return f'<span class="line"><span class="number">{number}</span> {shown}\n</span>'


def _errors_first(problem: Problem) -> tuple[bool, Problem]:
    return problem.severity != "error", problem


def _encoded(text: str) -> bytes:
    # A file name need not be Unicode on Linux; what cannot be written is shown as a question mark.
    return text.encode("utf-8", "replace")
