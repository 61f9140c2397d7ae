"""No file is longer than the host that reads it takes: it would leave out the rest without a word."""

from __future__ import annotations

from careersite.hosts import BY_NAME
from careersite.model import Rendered, Site
from careersite.problem import Problems
from careersite.settings import SETTINGS_PATH
from careersite.studio import Studio


def host_limits(site: Site, rendered: Rendered, studio: Studio, problems: Problems) -> None:
    for name in site.content.settings.hosts:
        host = BY_NAME[name]
        for path in host.reads:
            for message in host.limits(rendered.files[path]) if path in rendered.files else ():
                problems.error(
                    "host",
                    message,
                    "Publish elsewhere, or tell the addresses that nobody asks for any more to be gone for good.",
                    file=SETTINGS_PATH,
                    line=site.content.settings.lines["hosts"],
                )
