"""What the layout of a campaign gets: one with everything, one with next to nothing."""

from tests.template_examples import AHEAD, DAY, INSIDE, PAST, ROLE, ROUTE, TESTIMONIAL

ALWAYS = {"begins": None, "ends": None}
EVENT = {
    "venue": "The hall", "address": "1 Any Street", "access": ["No steps"], "book": INSIDE, "cancelled": False,
    "when": "Tuesday 1 December 2026, 10am to 3pm", "starts": AHEAD, "calendar": "/campaigns/fair/event.ics",
    "is_over": False, "shown": {"begins": None, "ends": AHEAD}, "over": None,
}  # fmt: skip
BEFORE, OPEN, CLOSING, CLOSED = STAGES = [
    {"state": state, "opens": AHEAD, "closes": AHEAD, "begins": begins, "ends": AHEAD,
     "name": "Spring 2027", "last": {"name": "Spring 2026", "closes": PAST}}
    for state, begins in (("before", None), ("open", AHEAD), ("closing", AHEAD), ("closed", AHEAD))
]  # fmt: skip
CAMPAIGN = {
    "type": "campaign",
    "message": "Come and <ask>.",
    "audience": "Graduates",
    "before_opening": "It will be as it was.",
    "after_closing_page": INSIDE,
    "action": {"label": "Talk to us", "to": INSIDE, "note": "No need to book."},
    "counted_apply": "/go/apply/fair",
    "people": [TESTIMONIAL],
    "routes": [ROUTE],
    "roles": [ROLE],
    "vacancy": {
        "title": "Social worker", "description": "Listen.", "salary": "£30,000 to £35,000 a year", "hours": "Full-time",
        "place": "Town", "postcode": "TO1 1WN", "posted": PAST, "closes": AHEAD, "reference": "SW-1",
    },
    "campaign": {
        "state": "before",
        "stages": STAGES,
        "runs": [
            {"name": "Spring 2027", "open": {"begins": AHEAD, "ends": AHEAD}, "event": EVENT},
            {"name": "Autumn 2027", "open": ALWAYS, "event": EVENT | {"cancelled": True}},
            {"name": "Spring 2028", "open": ALWAYS,
             "event": EVENT | {"over": {"begins": AHEAD, "ends": None}, "address": None, "book": None}},
        ],
        "closed": {"name": "Spring 2027", "closes": AHEAD},
        "leads_to_apply": False,
    },
}  # fmt: skip
BARE_CAMPAIGN = CAMPAIGN | {
    "before_opening": None, "after_closing_page": None, "action": None, "people": [], "routes": [], "roles": [],
    "vacancy": None,
    "campaign": {
        "state": "open",
        "stages": [OPEN | ALWAYS | {"opens": None, "closes": None, "name": "", "last": None}],
        "runs": [{"name": "", "open": ALWAYS, "event": None}],
        "closed": {"name": "", "closes": None},
        "leads_to_apply": True,
    },
}  # fmt: skip
# As a card in a list.
LISTED_CAMPAIGN = INSIDE | {
    "type": "campaign",
    "updated": DAY,
    "closes": AHEAD,
    "cancelled": [ALWAYS],
    "stages": STAGES,
}
