"""Apache reads public/.htaccess, where the server lets a folder say so much; what it must allow is in docs/hosts.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careersite.host_rules import (
    ATOM,
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

BASICS = """\
# How Apache serves this site. Made by careersite: every build writes it anew, so change nothing here.
# It needs AllowOverride All and the modules headers and rewrite: docs/hosts.md shows the whole of such a server.
Options -Indexes -MultiViews
ServerSignature Off
DirectoryIndex index.html
AddDefaultCharset utf-8
FileETag MTime Size
ErrorDocument 403 {missing}
ErrorDocument 404 {missing}
ErrorDocument 410 {gone}
"""
COMPRESSION = """\
<IfModule mod_filter.c>
  <IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS {types}
  </IfModule>
  <IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE {types}
  </IfModule>
</IfModule>
# Packing adds to the mark of a file; a browser that asks whether it has changed is understood all the same.
RequestHeader edit If-None-Match "-(?:gzip|br)\\"" "\\""
"""
FIRST_RULES = """\
RewriteEngine On
# Behind a proxy the reader came by https although we did not, and must not be led through http.
RewriteRule "^" - [E=careersite_site:%{REQUEST_SCHEME}://%{HTTP_HOST}]
RewriteCond %{HTTP:X-Forwarded-Proto} =https
RewriteRule "^" - [E=careersite_site:https://%{HTTP_HOST}]
RewriteRule "(?:^|/)\\.(?!well-known/)" - [R=404,L]
"""
LAST_RULES = """\
# A page's address ends with a slash; a folder without a page is not there.
RewriteCond %{REQUEST_FILENAME} -d
RewriteCond %{REQUEST_FILENAME}/index.html !-f
RewriteRule "^" - [R=404,L]
RewriteCond %{REQUEST_FILENAME} -d
RewriteRule "^(.*[^/])$" "%{ENV:careersite_site}/$1/" [R=301,L]
"""


def files(rules: Rules) -> Iterator[OutputFile]:
    parts = (
        BASICS.format(missing=MISSING_PAGE, gone=GONE_PAGE),
        "\n".join(_types(rules)),
        COMPRESSION.format(types=" ".join(rules.compressed_types)),
        "\n".join(_headers(rules)),
        FIRST_RULES + "".join(f"{line}\n" for line in _rules(rules)) + LAST_RULES,
    )
    yield OutputFile(".htaccess", "\n".join(part.rstrip("\n") + "\n" for part in parts).encode())


def _types(rules: Rules) -> Iterator[str]:
    for ending, media_type in rules.types.items():
        yield f"AddType {bare_type(media_type)} .{ending}"
    texts = [f".{ending}" for ending, media_type in rules.types.items() if "charset=utf-8" in media_type]
    yield f"AddCharset utf-8 {' '.join(texts)}"
    for path in rules.atom_feeds:
        yield f'<Files "{path}">\n  ForceType {ATOM}\n</Files>'


def _headers(rules: Rules) -> Iterator[str]:
    """The last that fits a file wins; the page of an error is a file of its own, so that no 404 is kept for a year."""
    yield from (f'Header always set {name} "{_plain(value)}"' for name, value in rules.headers.items())
    for number, kind in enumerate(rules.kinds, 1):
        yield f"# {kind.name}"
        yield f'SetEnvIf Request_URI "{_pattern(kind)}" careersite_kind_{number}'
        for name, value in kind.headers.items():
            yield f'Header always set {name} "{_plain(value)}" env=careersite_kind_{number}'


def _plain(value: str) -> str:
    """A percent sign begins a variable."""
    return value.replace("%", "%%").replace('"', '\\"')


def _pattern(kind: Kind) -> str:
    names = [re.escape(path) for path in kind.paths]
    if kind.folders:
        names.append(rf"(?:{'|'.join(kind.folders)})/.+{MARK}")
    return f"^/(?:{'|'.join(names)})$"


def _rules(rules: Rules) -> Iterator[str]:
    """Apache hands on the address without its first slash, and with percent signs resolved."""
    for name in rules.hidden:
        if not name.startswith("."):
            yield f'RewriteRule "^{_escaped(name)}$" - [R=404,L]'
    for address in rules.gone:
        yield f'RewriteRule "{_address(address)}" - [G,L]'
    for redirect in rules.redirects:
        yield from _leading(redirect, _address(redirect.address))
    for redirect in rules.redirects:
        if redirect.takes_all_below:
            yield from _leading(redirect, f"^{_escaped(redirect.address.lstrip('/'))}")


def _address(address: str) -> str:
    bare = _escaped(address.strip("/"))
    return f"^{bare}{INDEX if len(ways_of_writing(address)) > 1 else ''}$"


def _leading(redirect: Redirect, source: str) -> Iterator[str]:
    path, query, fragment = (re.sub(r"([%$\\])", r"\\\1", part) for part in redirect.target_parts)
    start = "" if "://" in path else "%{ENV:careersite_site}"
    case = ",NC" if redirect.is_any_case else ""
    if fragment:
        # Without this the query would be put behind the fragment, where no server sees it.
        yield "RewriteCond %{QUERY_STRING} ."
        joined = f"{query}&%{{QUERY_STRING}}" if query else "%{QUERY_STRING}"
        yield f'RewriteRule "{source}" "{start}{path}?{joined}{fragment}" [R={redirect.status},NE,L{case}]'
    whole = path + (f"?{query}" if query else "") + fragment
    keeps = ",QSA" if query and not fragment else ""
    yield f'RewriteRule "{source}" "{start}{whole}" [R={redirect.status},NE,L{keeps}{case}]'


def _escaped(text: str) -> str:
    return re.escape(text).replace('"', '\\"')


APACHE = Host("apache", "Apache", files, reads=(".htaccess",))
