"""The drawer of hosts; each turns the one table of rules into the files that its server reads."""

from collections.abc import Iterator

from careersite.host_rules import Rules
from careersite.hosts.apache import APACHE
from careersite.hosts.azure import AZURE
from careersite.hosts.cloudflare import CLOUDFLARE
from careersite.hosts.github_pages import GITHUB_PAGES
from careersite.hosts.netlify import NETLIFY
from careersite.hosts.nginx import NGINX
from careersite.model import OutputFile
from careersite.output_path import MANIFEST

HOSTS = (NGINX, APACHE, NETLIFY, CLOUDFLARE, AZURE, GITHUB_PAGES)
BY_NAME = {host.name: host for host in HOSTS}
# In the published folder for the servers alone; the ledger of addresses leaves them aside.
READ_BY_HOSTS = frozenset(name for host in HOSTS for name in host.reads)
# Among the finished files, and for nobody who comes by the network.
HIDDEN = READ_BY_HOSTS | {MANIFEST}


def host_files(names: tuple[str, ...], rules: Rules) -> Iterator[OutputFile]:
    """The files of every host that is chosen in site.yml."""
    for host in HOSTS:
        if host.name in names:
            yield from host.files(rules)


def remarks(names: tuple[str, ...], *, has_short_links: bool = False) -> tuple[str, ...]:
    """What the chosen hosts cannot do, a line each."""
    chosen = [host for host in HOSTS if host.name in names]
    told = [host.remark for host in chosen]
    told += [host.on_short_links for host in chosen] if has_short_links else []
    return tuple(one for one in told if one)
