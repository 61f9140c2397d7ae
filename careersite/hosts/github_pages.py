"""GitHub Pages follows no rules of ours: pages stand in for redirects, and no header can be sent."""

from __future__ import annotations

from collections.abc import Iterator

from careersite.host_rules import Host, Rules
from careersite.model import OutputFile


def files(rules: Rules) -> Iterator[OutputFile]:
    # Otherwise it would run the files through a program of its own, which leaves out some.
    yield OutputFile(".nojekyll", b"")
    if rules.host:
        yield OutputFile("CNAME", f"{rules.host}\n".encode())


GITHUB_PAGES = Host(
    "github-pages",
    "GitHub Pages",
    files,
    reads=(".nojekyll", "CNAME"),
    remark="GitHub Pages sends no security headers, whatever a site asks for: Mozilla Observatory gives this one "
    "30 of 100 points (D), and none there more than 55 (C). docs/hosts.md tells more.",
    on_short_links="GitHub Pages knows short links in small letters only, and leads on by a page: print them that way.",
    sends_headers=False,
    gone_status=200,
)
