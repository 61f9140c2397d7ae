"""nginx reads private/nginx/: rules to include in the server's own block, and what asks for the module for Brotli."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careersite.host_rules import (
    ALLOWED_ELSEWHERE,
    ATOM,
    CACHE,
    GONE_PAGE,
    INDEX,
    MARK,
    MISSING_PAGE,
    Host,
    Kind,
    Redirect,
    Rules,
    bare_type,
    ways_of_writing,
)
from careersite.model import OutputFile

FIRST_LINES = """\
# How nginx serves this site. Made by careersite: every build writes it anew, so change nothing here.
# It belongs into server { … }, below root: docs/hosts.md shows the whole of such a block.
"""
BROTLI = """\
# Made by careersite. Include it beside site.conf where nginx has the module for Brotli; else nginx would not start.
brotli on;
brotli_comp_level 6;
brotli_min_length 256;
brotli_types {types};
"""
BASICS = """\
server_tokens off;
# A Location without a host is right behind every proxy.
absolute_redirect off;
autoindex off;
index index.html;
charset utf-8;
charset_types {texts};
default_type application/octet-stream;
gzip on;
gzip_vary on;
gzip_comp_level 6;
gzip_min_length 256;
gzip_proxied any;
gzip_types {types};
error_page 403 404 =404 {missing};
error_page 410 {gone};
"""


def files(rules: Rules) -> Iterator[OutputFile]:
    parts = (
        FIRST_LINES + _basics(rules),
        _types(rules),
        "\n".join(_variables(rules)),
        "\n".join(_headers(rules)),
        "\n".join(_locations(rules)),
    )
    yield OutputFile("nginx/site.conf", "\n".join(part.rstrip("\n") + "\n" for part in parts).encode(), is_private=True)
    brotli = BROTLI.format(types=_zipped(rules))
    yield OutputFile("nginx/brotli.conf", brotli.encode(), is_private=True)


def _basics(rules: Rules) -> str:
    texts = sorted({bare_type(one) for one in rules.types.values() if "charset" in one} - {"text/html"})
    return BASICS.format(texts=" ".join(texts), types=_zipped(rules), missing=MISSING_PAGE, gone=GONE_PAGE)


def _zipped(rules: Rules) -> str:
    """nginx packs text/html by itself, and warns where it is named."""
    return " ".join(one for one in rules.compressed_types if one != "text/html")


def _types(rules: Rules) -> str:
    lines = [f"    {bare_type(media_type)} {ending};" for ending, media_type in rules.types.items()]
    return "\n".join(["types {", *lines, "}"])


def _variables(rules: Rules) -> Iterator[str]:
    """What differs from file to file; asked anew for the page of an error, so that no 404 is kept for a year."""
    for name, variable in VARIABLES.items():
        yield f'set {variable} "{rules.headers[name]}";'
    for kind in rules.kinds:
        yield f"# {kind.name}"
        yield f'if ($uri ~ "{_pattern(kind)}") {{'
        yield from (f'    set {VARIABLES[name]} "{value}";' for name, value in kind.headers.items())
        yield "}"


VARIABLES = {CACHE: "$careersite_cache", ALLOWED_ELSEWHERE: "$careersite_corp"}


def _pattern(kind: Kind) -> str:
    names = [re.escape(path) for path in kind.paths]
    if kind.folders:
        names.append(rf"(?:{'|'.join(kind.folders)})/.+{MARK}")
    return f"^/(?:{'|'.join(names)})$"


def _headers(rules: Rules) -> Iterator[str]:
    yield "# A location that adds a header of its own loses all of these."
    for name, value in rules.headers.items():
        yield f'add_header {name} "{VARIABLES.get(name, value)}" always;'


def _locations(rules: Rules) -> Iterator[str]:
    """nginx does not start where a location stands twice, so the first that is said of an address counts.

    Of patterns the first that fits does, so that what takes all below comes last.
    """
    found = {r'~ "/\.(?!well-known/)"': "return 404;"}
    # A name that starts with a dot is met by the line above.
    found |= {f"= {_quoted('/' + name)}": "return 404;" for name in rules.hidden if name[0] != "."}
    found |= {f"= {_quoted('/' + path)}": f"types {{}} default_type {ATOM};" for path in rules.atom_feeds}
    for redirect in rules.redirects:
        for where in _where(redirect):
            found.setdefault(where, _leading(redirect))
    for redirect in rules.redirects:
        if redirect.takes_all_below:
            found.setdefault("~* " + _quoted(f"^{re.escape(redirect.address)}"), _leading(redirect))
    for address in rules.gone:
        for one in ways_of_writing(address):
            found.setdefault(f"= {_quoted(one)}", "return 410;")
    yield from (f"location {where} {{ {what} }}" for where, what in found.items())


def _where(redirect: Redirect) -> Iterator[str]:
    if redirect.is_any_case:
        bare = re.escape(redirect.address.rstrip("/"))
        yield "~* " + _quoted(f"^{bare}{INDEX}$" if len(redirect.ways) > 1 else f"^{bare}$")
    else:
        yield from (f"= {_quoted(one)}" for one in redirect.ways)


def _leading(redirect: Redirect) -> str:
    path, query, fragment = (part.replace("$", "%24") for part in redirect.target_parts)
    if not query:
        return f'return {redirect.status} "{path}$is_args$args{fragment}";'
    return (f'if ($args) {{ return {redirect.status} "{path}?{query}&$args{fragment}"; }} '
            f'return {redirect.status} "{path}?{query}{fragment}";')  # fmt: skip


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


NGINX = Host("nginx", "nginx", files)
