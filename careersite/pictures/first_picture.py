"""The text of a page comes in as its layout gets it, and goes out with the picture marked that is seen at once."""

from __future__ import annotations

from careersite.fields import Plain

# About what stands above the fold of a phone beside title and summary.
HTML_ABOVE = 600


def with_first_picture(body: list[Plain]) -> list[Plain]:
    """A picture near the start of the text is to be fetched before any scrolling; `first` says so to its template."""
    above = 0
    for number, part in enumerate(body):
        if isinstance(part, dict):
            file = part["fields"].get("file") if part["component"] == "figure" else None
            if not file:
                return body
            marked = {**part, "fields": {**part["fields"], "file": {**file, "first": True}}}
            return [*body[:number], marked, *body[number + 1 :]]
        above += len(part.html)
        if above > HTML_ABOVE:
            return body
    return body
