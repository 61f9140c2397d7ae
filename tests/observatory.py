"""How Mozilla's HTTP Observatory 1.4.8 gives points: the headers of a home page and its HTML in, a score out.

Left out: cookies, as there are none; and the way from http to https, of which our files say nothing. As its later
releases do, and unlike 1.4.8, it does not believe a page that forbids frames by itself: browsers do not either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"),
          (40, "D+"), (30, "D"), (25, "D-"), (0, "F"))  # fmt: skip
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PASSIVE, PLAIN = ("img-src", "media-src"), ("http:", "ftp:")
SIX_MONTHS = 15_552_000
STRICT = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
LOOSE = ("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade")

Policy = dict[str, set[str]]


@dataclass(frozen=True)
class Score:
    """Points, and what each test added or took away."""

    points: int
    parts: Mapping[str, int]

    @property
    def grade(self) -> str:
        return next(grade for least, grade in GRADES if self.points >= least)


def score(headers: Mapping[str, str], html: str, host: str) -> Score:
    """What is missing is taken away first; what is better than asked counts only where 90 points are left."""
    sent = {name.lower(): value.strip() for name, value in headers.items()}
    tree = LexborHTMLParser(html)
    policy = policy_of(sent.get("content-security-policy", ""))
    parts = {
        "content-security-policy": _policy(policy | _policy_of_page(tree)),
        "strict-transport-security": _transport(sent.get("strict-transport-security", "")),
        "x-content-type-options": 0 if sent.get("x-content-type-options", "").lower() == "nosniff" else -5,
        "x-frame-options": _frames(sent.get("x-frame-options", "").lower(), policy),
        "referrer-policy": _referrer(sent.get("referrer-policy", "")),
        "cross-origin-resource-policy": _resources(sent.get("cross-origin-resource-policy", "").lower()),
        "cross-origin-resource-sharing": -50 if _shares_with_all(sent) else 0,
        "subresource-integrity": _scripts(tree, host),
    }
    lost = 100 + sum(part for part in parts.values() if part < 0)
    won = sum(part for part in parts.values() if part > 0) if lost >= 90 else 0
    return Score(max(lost + won, 0), parts)


def policy_of(text: str) -> Policy:
    """Each directive with its sources; the first of a name counts."""
    found: Policy = {}
    for directive in text.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            found.setdefault(name.lower(), set(sources))
    return found


def _policy_of_page(tree: LexborHTMLParser) -> Policy:
    """In a page, frame-ancestors and sandbox say nothing."""
    metas = tree.css("meta[http-equiv=content-security-policy i]")
    found = policy_of("; ".join(meta.attributes.get("content") or "" for meta in metas))
    return {name: sources for name, sources in found.items() if name not in ("frame-ancestors", "sandbox")}


def _policy(policy: Policy) -> int:
    if not policy:
        return -25
    fallback = policy.get("default-src", {"*"})
    scripts, objects, styles = (set(policy.get(name, fallback)) for name in ("script-src", "object-src", "style-src"))
    for sources in (scripts, styles):
        if any(source.startswith(("'sha256-", "'sha384-", "'sha512-", "'nonce-")) for source in sources):
            sources.discard("'unsafe-inline'")
    passive = set().union(*(policy.get(name, fallback) for name in PASSIVE))
    active = scripts.union(*(found for name, found in policy.items() if name not in {*PASSIVE, "script-src"}))
    results = (
        (bool(scripts & (BROAD | INLINE) or objects & BROAD), -20),
        (any(source.startswith(PLAIN) for source in active), -20),
        ("'unsafe-eval'" in scripts | styles, -10),
        (any(source.startswith(PLAIN) for source in passive), -10),
        (bool(styles & (BROAD | INLINE)), 0),
        (policy.get("default-src") == {"'none'"}, 10),
        (True, 5),
    )
    return next(points for is_so, points in results if is_so)


def _transport(value: str) -> int:
    ages = [part.strip()[8:] for part in value.lower().split(";") if part.strip().startswith("max-age=")]
    if not ages or not ages[-1].isdigit() or "," in value:
        return -20
    return 0 if int(ages[-1]) >= SIX_MONTHS else -10


def _frames(value: str, policy: Policy) -> int:
    if "frame-ancestors" in policy:
        return 5
    return 0 if value in ("deny", "sameorigin") or value.startswith("allow-from") else -20


def _referrer(value: str) -> int:
    if not value:
        return 0
    known = [one.strip().lower() for one in value.split(",") if one.strip().lower() in STRICT + LOOSE]
    return 5 if known and known[-1] in STRICT else -5


def _resources(value: str) -> int:
    return {"": 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}.get(value, -5)


def _shares_with_all(sent: Mapping[str, str]) -> bool:
    """One star is public; an answer to each asker by name, with credentials, is not."""
    origin = sent.get("access-control-allow-origin", "*")
    return origin != "*" and sent.get("access-control-allow-credentials", "").lower() == "true"


def _scripts(tree: LexborHTMLParser, host: str) -> int:
    """Scripts of this host need no hash; one that has it, or all of others that have it, is worth something."""
    found = []
    for node in tree.css("script[src]"):
        parts, is_hashed = urlsplit(node.attributes.get("src") or ""), bool(node.attributes.get("integrity"))
        if not parts.netloc or (parts.netloc == host and parts.scheme):
            found.append(5 if is_hashed else 0)
        elif parts.scheme == "https":
            found.append(5 if is_hashed else -5)
        else:
            found.append(-20 if is_hashed else -50)
    lost = min(found, default=0)
    return lost if lost < 0 else max(found, default=0)
