"""Content and a moment come in; out goes the content of what may be said and shown then, and what is withheld."""

from __future__ import annotations

from datetime import datetime

from careersite.bodies import Bodies
from careersite.model import Content, Withheld


def withhold(content: Content, as_of: datetime, bodies: Bodies) -> tuple[Content, tuple[Withheld, ...]]:
    """Nothing here is a mistake: time passes, and people change their minds."""
    return content, ()
