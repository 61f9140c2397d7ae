"""A site that holds a campaign in every state, with and without an event, on its DAY.

That lies far ahead, so that a browser of today shows each page as it was made then.
"""

from __future__ import annotations

from tests.building import DEFAULTS, FACTS, PEOPLE, content

DAY = "2098-12-01"
FAIR = (
    "{starts: 2099-01-20 10:00, ends: 2099-01-20 15:00, venue: The town hall, address: '1 High Street, Town',"
    " access: [There is a ramp at the side door.], book: https://fair.example/book}"
)
SOON = "{starts: 2098-12-04, venue: The library, access: [There is a lift.]}"
PAST = "{starts: 2098-11-13 10:00, ends: 2098-11-13 15:00, venue: The town hall}"
YEARS = (
    "[{name: Autumn 2098, opens: 2098-09-01, closes: 2098-10-31},"
    f" {{name: Spring 2099, opens: 2099-01-11, closes: 2099-01-31 17:00, event: {FAIR}}}]"
)
ACTION = "{label: Talk to us, to: /routes/step-up/, note: You need no booking.}"

# State → fields; each name is the code and the address.
FIELDS = {
    "before-bare": {"opens": "2099-01-11"},
    "before-fair": {"opens": "2099-01-11", "event": FAIR, "before_opening": "We are at the fair in January.",
                    "after_closing": "The fair is over.", "after_closing_page": "/routes/"},
    "before-again": {"editions": YEARS, "after_closing": "Look at the ways in."},
    "open-bare": {},
    "open-fair": {"event": FAIR, "action": ACTION, "after_closing": "The fair is over.",
                  "people": "a-person", "routes": "step-up", "roles": "worker"},
    "open-after-fair": {"event": PAST, "closes": "2099-01-31"},
    "closing-bare": {"closes": "2098-12-06", "after_closing": "Ask us when it comes again."},
    "closing-fair": {"event": SOON, "after_closing": "It comes again in spring.", "action": ACTION},
    "closed-bare": {"closes": "2098-11-29 17:00", "after_closing": "Look at the ways in.",
                    "after_closing_page": "/routes/"},
    "cancelled-fair": {"event": FAIR.replace("venue", "cancelled: yes, venue"),
                       "after_closing": "It did not take place."},
    "closed-fair": {"event": PAST, "after_closing": "The fair is over. Look at the ways in."},
}  # fmt: skip

SITE = """\
name: Example careers
organisation: Example Council
description: Work with us.
apply: {address: "https://apply.example/", label: Apply now, note: The form takes ten minutes.}
contact: {page: /contact/, email: jobs@example.org}
"""
AGREED = PEOPLE.replace("share-cards", "share-cards, campaign")
LIST = '::: cards\nof: campaign\nlevel: "2"\n:::\n'

FILES = {
    **DEFAULTS,
    "site.yml": SITE,
    "people.yml": AGREED,
    "content/facts.yml": FACTS,
    "content/pages/index.md": content(title="Welcome", body=LIST.replace("level", "hide_closed: yes\nlevel")),
    "content/pages/contact.md": content(title="Contact"),
    "content/pages/campaigns/index.md": content(title="Come and meet us", body=LIST),
    "content/pages/routes/index.md": content(title="Ways in", body='::: cards\nof: route\nlevel: "2"\n:::\n'),
    "content/routes/step-up.md": content("route", title="Step Up"),
    "content/roles/worker.md": content("role", title="Social worker"),
    "content/testimonials/a-person.md": content("testimonial"),
    **{
        f"content/campaigns/{name}.md": content(
            "campaign", "Words of its own.\n", title=f"A campaign {name}", code=name, **fields
        )
        for name, fields in FIELDS.items()
    },
}
