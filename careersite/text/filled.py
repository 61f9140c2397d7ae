"""A body's HTML and what fills its open places come in; the HTML goes out, but only where somebody prints it.

Most pages of a build are remembered under the hash of their view, and need no HTML made.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from markupsafe import escape

from careersite.text.body import FACT_CLOSES, FACT_OPENS, LINK_CLOSES, LINK_OPENS

_LINK = re.compile(f'<a ([^>]*)href="{LINK_OPENS}(\\d+){LINK_CLOSES}"([^>]*)>(.*?)</a>', re.DOTALL)
_FACT = re.compile(f"{FACT_OPENS}([^{FACT_CLOSES}]*){FACT_CLOSES}")


@dataclass(frozen=True, slots=True)
class Filled:
    """`addresses` are those of the body's links by number, None for a link that is not shown; `facts` are values."""

    html: str
    addresses: tuple[str | None, ...]
    facts: tuple[tuple[str, str], ...]

    def __html__(self) -> str:
        html = _LINK.sub(self._link, self.html) if LINK_OPENS in self.html else self.html
        if FACT_OPENS not in html:
            return html
        values = dict(self.facts)
        return _FACT.sub(lambda found: str(escape(values.get(found[1], ""))), html)

    def __str__(self) -> str:
        return self.__html__()

    def _link(self, found: re.Match[str]) -> str:
        address = self.addresses[int(found[2])]
        return found[4] if address is None else f'<a {found[1]}href="{escape(address)}"{found[3]}>{found[4]}</a>'

    def as_key(self) -> list[object]:
        """All that the HTML depends on, short enough to be hashed for every page of every build."""
        return [hashlib.sha256(self.html.encode()).hexdigest(), self.addresses, self.facts]
