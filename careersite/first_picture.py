"""What a page's layout gets comes in; the same goes out, with the picture marked that is seen before any scrolling."""

from __future__ import annotations

from careersite.fields import Plain

# About what stands above the fold of a phone beside title and summary.
HTML_ABOVE = 600


def with_first_picture(fields: dict[str, Plain], body: list[Plain]) -> tuple[dict[str, Plain], list[Plain]]:
    """The page's own photo, or else one near the start of its text, is to be fetched at once."""
    photo = fields.get("photo")
    if photo and photo["file"]:
        return {**fields, "photo": {**photo, "file": _marked(photo["file"])}}, body
    above = 0
    for number, part in enumerate(body):
        if isinstance(part, dict):
            inner = part["fields"]
            if part["component"] == "figure" and inner["file"]:
                first = {**part, "fields": {**inner, "file": _marked(inner["file"])}}
                return fields, [*body[:number], first, *body[number + 1 :]]
            break
        above += len(part.html)
        if above > HTML_ABOVE:
            break
    return fields, body


def _marked(file: dict[str, Plain]) -> dict[str, Plain]:
    return {**file, "first": True}
