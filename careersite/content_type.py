"""What a route or a testimonial *is*: its folder, its fields, its address, the order of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careersite.fields import Field, ListOf
from careersite.kinds import ADDRESS, Day, DayOrTime, Deadline, Words, YesNo
from careersite.naming_kinds import Link

COMMON_FIELDS = (
    Field("summary", Words(160), "One or two sentences for lists, search engines and shared links", required=True,
          example="Train to be a social worker in 14 months."),
    Field("updated", Day(), "The day on which the text last changed in a way a reader should know of",
          example="2026-11-22"),
    Field("draft", YesNo(), "yes keeps the page off the site until you delete this line", example="yes"),
    Field("publish", DayOrTime(), "The page appears at the start of this day, or at this time", example="2026-12-01"),
    Field("expires", DayOrTime(), "The page disappears at the end of this day, or at this time",
          example="2027-03-31"),
    Field("closes", Deadline(), "The page stays, but from 11:59pm on this day, or this time, it says that it is closed",
          example="2027-01-31 17:00"),
    Field("after_closing", Words(300), "What to do once it is closed; left out, it leads to the list above and contact",
          example="The next course opens in May. Until then, look at the other routes."),
    Field("after_closing_page", Link(), "The page to go on to once it is closed", example="/routes/"),
    Field("formerly", ListOf(ADDRESS), "Addresses that this page had before; they lead here",
          example="/routes/old-name/"),
    Field("related", ListOf(Link(), most=6), "Pages to offer at the end of this one",
          example="../routes/step-up.md"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContentType:
    """One kind of content; `order` names the fields by which its lists are sorted, then by title.

    `example` is a short complete file, where the fields that each must have do not make one. Of what `is_single`
    there is one file, index.md, whose address is that of the folder. Fields that it is `carried_by` may be left out,
    but a page that has one is nothing without it.
    """

    name: str
    plural: str
    folder: str
    about: str
    own_fields: tuple[Field, ...]
    title_field: str = "title"
    order: tuple[str, ...] = ()
    body_required: bool = True
    has_folders: bool = False
    is_single: bool = False
    example: str = ""
    carried_by: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.own_fields + COMMON_FIELDS if self.has_address else self.own_fields

    @property
    def has_address(self) -> bool:
        """A fact lives in facts.yml and has no page of its own."""
        return self.folder != ""

    def sort_key(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """For lists: numbers first to last, those without a number after them, then by title."""
        numbers = ((values[name] is None, values[name] or 0) for name in self.order)
        return (*numbers, str(values[self.title_field]).casefold())


TITLE = Field("title", Words(70), "The heading of the page, also used in lists", required=True,
              example="Step Up to Social Work")  # fmt: skip
