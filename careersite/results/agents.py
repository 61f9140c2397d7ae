"""The name that a program gives itself in a request comes in; out goes whether it is a robot or a person's browser."""

from __future__ import annotations

import re
from functools import lru_cache

# Rules of our own, not one of the public lists: those name browsers inside apps, such as Facebook's, through which
# people come; they take a hundred times as long; and they know a robot only after somebody has reported it. A test
# holds these rules against the largest of the lists, so that what it knows and they do not is seen.
_ROBOT = re.compile(
    # In small letters: what robots call themselves and what they do. "Cubot" is a make of telephone.
    rb"(?<!cu)bots?(?!tle)|crawl|spider|slurp|scrap|archiv|fetch|preview|unfurl|monitor|uptime|health|check|scan|probe"
    rb"|proxy|validat|analy[sz]|inspect|index|verif|survey|research|watch|audit|feed|favicon|agent\b|\bseo|securityheaders"
    # Browsers that nobody sits at.
    rb"|headless|lighthouse|synthetic|playwright|puppeteer|selenium|phantomjs|electron|\bptst|gtmetrix|splash "
    # Libraries and tools.
    rb"|curl|wget|python|java/|\(java\)|libwww|lwp|httpclient|zgrab|openvas|nuclei|appinsights"
    # Names that say none of this.
    rb"|google-|-google|googleother|mediapartners|silktide|outbrain|dareboost|hotjar|linktiger"
    # Whoever writes where to complain. Old Internet Explorers alone call themselves compatible.
    rb"|compatible(?!; *msie)|https?:|www\.|\.(?:com|net|org|io|ai|app|dev|fr)\b|@"
)
# What is longer is no name; what matters stands at its beginning.
_LONGEST = 1000


def is_robot(agent: bytes) -> bool:
    """Every browser begins with Mozilla or, long ago, Opera; a program that says nothing or another name is none."""
    return _is_robot(agent[:_LONGEST])


@lru_cache(maxsize=10_000)
def _is_robot(agent: bytes) -> bool:
    return not agent.startswith((b"Mozilla/", b"Opera/")) or _ROBOT.search(agent.lower()) is not None
