"""The privacy notice: what only the organisation can say; what the pages do by themselves the build finds out."""

from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, Group
from careersite.kinds import EMAIL, PHONE, WholeNumber, Words
from careersite.naming_kinds import RichText

OFFICER = Group(
    "the data protection officer",
    (
        Field("name", Words(80), "The name or the post"),
        Field("email", EMAIL, "The e-mail address that is answered"),
        Field("phone", PHONE, "The phone number that is answered"),
        Field("address", Words(200), "The postal address"),
    ),
)

EXAMPLE = """\
---
title: Privacy
summary: What this site keeps, fetches and asks for, and whom to ask about it.
controller: The council is responsible for the personal data that it holds.
---

Write here what else people should know, such as about the people who are named on the site."""

NOTICE = ContentType(
    name="notice",
    plural="notices",
    folder="privacy",
    about="The privacy notice. There is one, in content/privacy/index.md; what the pages do is found out and added.",
    body_required=False,
    is_single=True,
    example=EXAMPLE,
    own_fields=(
        TITLE,
        Field("short_title", Words(40), "A shorter title for menus", example="Privacy"),
        Field("footer_menu", WholeNumber(1, 99), "Its place in the menu at the foot of every page", default=99),
        Field("controller", Words(300), "Who is responsible for personal data, as a sentence"),
        Field("officer", OFFICER, "How to reach the data protection officer"),
        Field("scripts", RichText(), "Where the site has scripts of its own: what they keep, send and fetch, and why"),
        Field("logs", RichText(), "What the host of the site records of a visit, why, who sees it and for how long"),
        Field("recruitment", RichText(), "What happens to the details of people who apply, and where they are kept"),
    ),
)  # fmt: skip
