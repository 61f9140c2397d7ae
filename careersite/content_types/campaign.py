"""A campaign: one page, one short address and one message, for a jobs fair or for as long as it takes."""

from careersite.campaigns.channel import SHORT_NAME
from careersite.content_type import TITLE, ContentType
from careersite.fields import Field, Group, ListOf
from careersite.kinds import Choice, Day, DayOrTime, Deadline, Lines, WholeNumber, Words, YesNo
from careersite.naming_kinds import ChannelName, Link, PageName, ShortLinkAim

EVENT = Group(
    "an event",
    (
        Field("starts", DayOrTime(), "The day, or the day and time, at which it starts", required=True,
              example="2027-03-12 10:00"),
        Field("ends", DayOrTime(), "When it ends; left out, it ends with its day", example="2027-03-12 15:00"),
        Field("venue", Words(120), "Where it is, in words people know", required=True),
        Field("address", Words(200), "The postal address of the place"),
        Field("access", ListOf(Words(300)), "How people who are disabled get in and take part, one entry a line"),
        Field("book", Link(), "Where one books a place"),
        Field("cancelled", YesNo(), "yes says on the page and in the calendar file that it does not take place",
              example="yes"),
    ),
)  # fmt: skip

OPENS = Field("opens", DayOrTime(), "When it opens; before, the page says what comes and when",
              example="2027-01-11")  # fmt: skip
EVENT_FIELD = Field("event", EVENT, "Where and when to meet, for a campaign that is an event")

EDITION = Group(
    "an edition",
    (
        Field("name", Words(40), "What this edition is called", required=True, example="Spring 2027"),
        OPENS,
        Field("closes", Deadline(), "When this edition closes", example="2027-03-31 17:00"),
        EVENT_FIELD,
    ),
)

POST = Group(
    "a post",
    (
        Field("channel", ChannelName(), "The channel that the text is for", required=True, example="linkedin"),
        Field("text", Lines(10_000), "The text; the kit adds the address", required=True),
    ),
)

APPROVAL = Group(
    "an approval",
    (
        Field("by", Words(80), "Who approved it, such as the monitoring officer", required=True),
        Field("on", Day(), "On which day", required=True, example="2027-03-01"),
        Field("note", Words(300), "Why it may run in that time", required=True),
    ),
)

VACANCY = Group(
    "a vacancy",
    (
        Field("title", Words(100), "The job alone, as in the contract", required=True),
        Field("description", Words(5_000), "The job in full: what one does in it and what it asks for", required=True),
        Field("posted", Day(), "The day on which it was advertised", required=True),
        Field("salary_from", WholeNumber(1), "The lowest pay, in whole pounds", required=True),
        Field("salary_to", WholeNumber(1), "The highest pay, in whole pounds"),
        Field("per", Choice(("hour", "day", "week", "month", "year")), "What the pay is for", required=True,
              example="year"),
        Field("hours", Choice(("full-time", "part-time", "temporary", "casual")), "How one is employed",
              required=True, example="full-time"),
        Field("place", Words(100), "The town where the work is", required=True),
        Field("postcode", Words(10), "The postcode of the place of work"),
        Field("reference", Words(60), "The number of the vacancy"),
    ),
)  # fmt: skip

ACTION = Group(
    "a call to action",
    (
        Field("label", Words(60), "What the button says", required=True, example="Come and talk to us"),
        Field("to", Link(), "Where it leads; left out, where people apply"),
        Field("note", Words(200), "A sentence beside the button"),
    ),
)

CAMPAIGN = ContentType(
    name="campaign",
    plural="campaigns",
    folder="campaigns",
    about="One message to one audience, with a page that stays, a short address, and a kit to print and post.",
    body_required=False,
    own_fields=(
        TITLE,
        Field("audience", Words(160), "Whom it is for", required=True, example="Newly qualified social workers"),
        Field("message", Words(200), "The one thing to say, on the page, the poster and in every post", required=True),
        Field("code", SHORT_NAME, "The short address is /go/ and this; it is printed, so it never changes",
              required=True, example="compass"),
        Field("channels", ListOf(ChannelName(), fewest=1), "Where it is made known: names from the list in site.yml",
              required=True, example="poster"),
        Field("leads_to", ShortLinkAim(), "Where the short address leads until it closes; left out, to this page"),
        OPENS,
        Field("before_opening", Words(300), "What to say before it opens"),
        EVENT_FIELD,
        Field("editions", ListOf(EDITION), "Each run of a campaign that comes again, at the same address"),
        Field("people", ListOf(PageName("testimonial")), "Whom to show: the file names of testimonials, without .md"),
        Field("routes", ListOf(PageName("route")), "The routes it is about: file names, without .md"),
        Field("roles", ListOf(PageName("role")), "The roles it is about: file names, without .md"),
        Field("action", ACTION, "The button of the campaign; left out, the way to apply"),
        Field("no_index", YesNo(), "yes asks search engines to leave the page out", example="yes"),
        Field("posts", ListOf(POST), "Texts of your own for channels; the kit writes the others"),
        Field("signature", Words(120), "The line below e-mails; left out, the kit writes one"),
        Field("approval", APPROVAL, "Needed where it runs in a pre-election period that site.yml names"),
        Field("vacancy", VACANCY, "The one job that the page advertises, where it does"),
    ),
)  # fmt: skip
