"""What the templates are given in test_templates.py: all that a page can hold, and as little as it may."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

AHEAD = {"iso": "2026-12-01T23:59+00:00", "words": "Tuesday 1 December 2026, 11:59pm", "seconds": 1796169540,
         "is_past": False}  # fmt: skip
PAST = {"iso": "2026-06-30T17:00+01:00", "words": "Tuesday 30 June 2026, 5pm", "seconds": 1782835200, "is_past": True}
SOURCE = {
    "title": "Annual <report>",
    "publisher": "Example & Co",
    "author": None,
    "date": {"iso": "2019", "words": "about 2019"},
}
DAY = {"iso": "2026-06-04", "words": "4 June 2026"}
AS_AT = {"iso": "2023-07", "words": "mid-2023"}
FACT = {
    "name": "example-sum",
    "value": "£1,234",
    "statement": "An invented sum is paid.",
    "as_at": AS_AT,
    "source": SOURCE | {"author": "A. Writer"},
    "review_by": DAY,
    "used_on": [{"address": "/example/", "title": "Example page"}, {"address": "/other/", "title": "Other page"}],
}
INSIDE = {"address": "/example/", "title": "Find your route", "summary": "Ways in.", "type": "page", "outside": False}
OUTSIDE = {
    "address": "https://apply.example/",
    "title": "",
    "summary": "",
    "type": "",
    "outside": True,
    "host": "apply.example",
}
PICTURE = {
    "address": "/images/a-640.png", "width": 640, "height": 360, "type": "image/png", "bytes": 2000,
    "srcset": "/images/a-360.png 360w, /images/a-640.png 640w", "single": "/images/a-640.webp", "first": False,
    "sources": [{"type": "image/avif", "srcset": "/images/a-360.avif 360w, /images/a-640.avif 640w"}],
}  # fmt: skip
PICTURE_OF_UNKNOWN_SIZE = PICTURE | {
    "address": "/images/a.svg", "width": None, "height": None, "srcset": "", "sources": [], "single": "/images/a.svg",
}  # fmt: skip
VIDEO = {
    "file": PICTURE | {"address": "/assets/a.mp4", "type": "video/mp4"},
    "title": "A day in the area team",
    "date": AS_AT,
    "captions": PICTURE_OF_UNKNOWN_SIZE | {"address": "/assets/a.vtt", "type": "text/vtt"},
    "transcript": Markup("<p>A social worker walks through the city.</p>"),
    "poster": PICTURE,
    "length": "2 minutes",
}
TESTIMONIAL = {
    "address": "/testimonials/example/",
    "title": "A. Example",
    "summary": "How A. Example found the work.",
    "type": "testimonial",
    "name": "A. Example",
    "role": "Social worker",
    "team": "Area team",
    "quotation": "I stayed for the <team>",
    "route": {"address": "/routes/one/", "title": "First route"},
    "stage": {"address": "/stages/one/", "title": "First stage"},
    "source": SOURCE,
    "photo": {"file": PICTURE, "alt": "A. Example at a desk", "credit": "B. Example"},
    "video": VIDEO,
    "place": 1,
}
# The weave of this name holds every colour that a weave can have.
UNSEEN = TESTIMONIAL | {"photo": None, "title": "Allan Hall"}
ROUTE = {
    "address": "/routes/one/",
    "title": "First route",
    "summary": "One way in.",
    "type": "route",
    "group": "train",
    "for_whom": "Graduates",
    "requirements": ["A degree", "A driving licence"],
    "length": "14 months",
    "paid": "A bursary",
    "qualification": "A degree",
    "providers": ["First college", "Second college"],
    "dates": ["Opens in May"],
    "how_to_apply": "Send a form.",
    "apply": OUTSIDE,
    "leads_to": [{"address": "/stages/one/", "title": "First stage"}, {"address": "/stages/two/", "title": "Second"}],
    "as_at": AS_AT,
    "place": 1,
}
BARE_ROUTE = ROUTE | {
    "title": "Second route", "address": "/routes/two/", "group": "other", "requirements": [], "length": None,
    "paid": None, "qualification": None, "providers": [], "dates": [], "how_to_apply": None, "apply": None,
    "leads_to": [], "place": None,
}  # fmt: skip
STAGE = {
    "address": "/stages/one/",
    "title": "First stage",
    "summary": "Where one begins.",
    "type": "stage",
    "grade": "Grade 7",
    "what_you_do": ["Visit families"],
    "length": "One year",
    "support": ["A mentor"],
    "requirements": ["A degree"],
    "leads_to": [{"address": "/stages/two/", "title": "Second"}, {"address": "/stages/three/", "title": "Third"}],
    "management": False,
    "place": 1,
    "as_at": AS_AT,
}
BARE_STAGE = STAGE | {
    "grade": None, "length": None, "support": [], "requirements": [], "leads_to": [], "place": 2,
}  # fmt: skip
STAGES = [
    STAGE,
    BARE_STAGE | {"address": "/stages/two/", "title": "Second"},
    BARE_STAGE | {"address": "/stages/three/", "title": "Third", "management": True, "grade": "Grade 8"},
]
ROLE = {
    "address": "/roles/one/",
    "title": "First role",
    "summary": "What the job is.",
    "type": "role",
    "other_names": ["Helper"],
    "what_you_do": ["Listen"],
    "requirements": ["Patience"],
    "grade": "Grade 5",
    "stage": {"address": "/stages/one/", "title": "First stage"},
    "as_at": AS_AT,
    "place": 1,
}
BARE_ROLE = ROLE | {"other_names": [], "requirements": [], "grade": None, "stage": None}
REWARD = {
    "address": "/rewards/one/",
    "title": "First payment",
    "summary": "A payment for staying.",
    "type": "reward",
    "amount": FACT,
    "eligible": ["Experienced staff"],
    "instalments": [
        {"after_months": 0, "amount": FACT, "note": None},
        {"after_months": 1, "amount": FACT, "note": None},
        {"after_months": 12, "amount": FACT, "note": "With your pay."},
    ],
    "terms": Markup("<p>You agree to stay.</p>"),
    "exclusions": ["Agency staff"],
    "tax_note": "It is taxed.",
    "repayment_rule": "It is paid back if you leave.",
    "how_to_claim": "Ask.",
    "decision_reference": "EX-1",
    "valid_from": DAY,
    "valid_to": DAY,
    "begins": PAST,
    "ends": AHEAD,
    "ended": False,
    "not_yet": False,
    "place": None,
}
BARE_REWARD = REWARD | {
    "eligible": [], "instalments": [], "terms": None, "exclusions": [], "tax_note": None, "repayment_rule": None,
    "how_to_claim": None, "decision_reference": None, "valid_from": None, "valid_to": None,
    "begins": None, "ends": None,
}  # fmt: skip
LISTS = [
    {"by": "route", "lists": [
        {"by": "route", "title": "First & last route", "address": "/testimonials/route/one/", "count": 2},
        {"by": "route", "title": "Second route", "address": "/testimonials/route/two/", "count": 1},
    ]},
    {"by": "team", "lists": [{"by": "team", "title": "North", "address": "/testimonials/team/north/", "count": 1}]},
]  # fmt: skip
LETTERS = [
    {"letter": "0–9", "id": "letter-0", "entries": [INSIDE | {"title": "16 <hours>", "see": None}]},
    {"letter": "A", "id": "letter-a", "entries": [INSIDE | {"title": "Assistant", "see": "Helper"}]},
    {"letter": "B", "id": "letter-b", "entries": [INSIDE | {"title": "Bare", "summary": "", "see": None}]},
]
CONTACT = {"name": "The team", "email": "team@careers.example", "phone": "01234 567", "page": INSIDE, "text": "Ask."}
NO_CONTACT = dict.fromkeys(CONTACT)

SO_FAR = [{"question": "Where are you now?", "answer": "At work", "to": INSIDE}]
ASKING = {
    "title": "At work", "question": "Where do you work?", "hint": "Choose one.", "routes": [],
    "finder": {"start": "/find-your-route/", "answers": [{"answer": "Here", "to": INSIDE}], "so_far": SO_FAR,
               "compare": "/routes/compare/"},
}  # fmt: skip
ENDING = ASKING | {
    "question": None, "hint": None, "finder": ASKING["finder"] | {"answers": [], "so_far": [], "compare": None},
    "routes": [{"route": None, "reason": "Gone."}, {"route": BARE_ROUTE, "reason": "It is for all."}],
}  # fmt: skip

# Every component: with all it can show, with as little as it may be given, and with a page that is not live.
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "answers": [
        {"answers": [{"answer": "I have a <degree>", "to": INSIDE}, {"answer": "Gone", "to": None}]},
        {"answers": [{"answer": "Gone", "to": None}]},
    ],
    "answers-so-far": [
        {"steps": SO_FAR, "start": INSIDE, "level": "2"},
        {"steps": [{"question": "Where?", "answer": "Gone", "to": None}], "start": None, "level": "3"},
    ],
    "suggested-route": [
        {"route": ROUTE, "reason": "It is for graduates.", "level": "3"},
        {"route": BARE_ROUTE, "reason": "It is for all.", "level": "2"},
        {"route": BARE_ROUTE | {"closes": PAST}, "reason": "It is for all.", "level": "2"},
        {"route": None, "reason": "Gone.", "level": "3"},
    ],
    "call-to-action": [
        {"to": INSIDE, "label": "Find your route", "text": "Thirteen ways in."},
        {"to": OUTSIDE | {"type": "apply", "label": "Apply", "note": None}, "label": None, "text": None},
        {"to": OUTSIDE, "label": None, "text": None},
        {"to": None, "label": "Gone", "text": None},
        {"to": OUTSIDE, "label": "Apply", "text": "It takes ten minutes.", "closes": AHEAD},
        {"to": INSIDE, "closes": PAST},
        {"to": OUTSIDE | {"type": "apply", "label": "Apply", "closes": PAST, "after_closing": "Ask."}, "closes": AHEAD},
    ],
    "callout": [
        {"title": "Before you apply", "text": Markup("<p>Have these ready:</p><ul><li>a</li></ul>"), "level": "2"},
        {"title": None, "text": Markup("<p>You need a licence.</p>"), "level": "3"},
    ],
    "cards": [
        {"of": [ROUTE, BARE_ROUTE], "group": None, "hide_closed": False, "pages": [], "level": "2"},
        {"of": [ROUTE, BARE_ROUTE], "group": "train", "hide_closed": False, "pages": [], "level": "2"},
        {"of": [TESTIMONIAL, UNSEEN], "group": None, "hide_closed": False, "pages": [], "level": "2"},
        {"of": None, "group": None, "hide_closed": False, "pages": [INSIDE, OUTSIDE], "level": "2"},
        {"of": None, "group": None, "hide_closed": False, "pages": [], "level": "2"},
        {"of": [STAGE], "group": "train", "hide_closed": False, "pages": [], "level": "2"},
        {
            "of": [ROUTE | {"closes": PAST}, ROUTE | {"closes": AHEAD}, REWARD | {"ends": PAST, "ended": True}],
            "level": "2",
        },
    ],
    "closed": [
        {"closes": PAST, "what": "The <course>", "text": "Ask us.", "pages": [INSIDE, OUTSIDE], "level": "2"},
        {"closes": PAST, "what": "This", "text": None, "pages": [], "level": "3"},
        {"closes": AHEAD, "what": "This", "text": None, "pages": [INSIDE], "level": "3"},
    ],
    "compare-routes": [
        {"routes": [ROUTE | {"closes": AHEAD}, BARE_ROUTE], "caption": "Routes compared"},
        {"routes": [], "caption": "Routes compared"},
    ],
    "contact": [{"contact": CONTACT}, {"contact": NO_CONTACT}],
    "sources": [
        {"caption": "Documents", "sources": [FACT["source"]]},
        {"caption": "Documents", "sources": []},
    ],
    "expander": [{"title": "If you qualified abroad", "text": Markup("<p>Ask first.</p>")}],
    "facts": [{"facts": [FACT, FACT | {"name": "two", "used_on": []}], "level": "2"}, {"facts": [], "level": "2"}],
    "figure": [
        {"file": PICTURE, "alt": "A ribbon", "decorative": False, "caption": "Woven here.", "credit": "A. Example"},
        {"file": PICTURE_OF_UNKNOWN_SIZE, "alt": None, "decorative": True, "caption": None, "credit": None},
    ],
    "key-facts": [
        {
            "facts": [
                {"fact": FACT, "label": "Retention payment", "note": None},
                {"fact": FACT | {"value": "16"}, "label": "Families for each social worker", "note": "An average."},
            ]
        }
    ],
    "next-people": [
        {"people": [TESTIMONIAL], "lists": [INSIDE], "next": INSIDE, "level": "2"},
        {"people": [TESTIMONIAL], "lists": [], "next": None, "level": "2"},
        {"people": [], "lists": [], "next": INSIDE, "level": "3"},
        {"people": [], "lists": [], "next": None, "level": "2"},
    ],
    "people-filters": [
        {"lists": LISTS, "current": "/testimonials/team/north/", "level": "2"},
        {"lists": LISTS, "current": None, "level": "3"},
        {"lists": [], "current": None, "level": "2"},
    ],
    "search": [
        {"letters": LETTERS, "index": "/assets/search.json", "level": "2"},
        {"letters": [], "index": "/assets/search.json", "level": "3"},
    ],
    "leaflet": [
        {"stages": STAGES, "routes": [ROUTE, BARE_ROUTE], "address": "careers.example"},
        {"stages": [], "routes": [], "address": None},
    ],
    "pathway": [
        {"stages": STAGES, "routes": [ROUTE, BARE_ROUTE], "level": "2"},
        {"stages": STAGES, "routes": [], "level": "2"},
        {"stages": [], "routes": [], "level": "2"},
    ],
    "quote": [
        {"words": "More <b>than</b> I hoped.", "name": "B. Example", "role": "Social worker", "source": SOURCE,
         "testimonial": TESTIMONIAL},
        {"words": "I stayed.", "name": "A. Example", "role": None, "source": SOURCE, "testimonial": None},
    ],
    "retention-payment": [
        {"reward": REWARD, "level": "2"},
        {"reward": BARE_REWARD, "level": "2"},
        {"reward": BARE_REWARD | {"valid_from": DAY, "begins": PAST}, "level": "2"},
        {"reward": BARE_REWARD | {"valid_to": DAY, "ends": AHEAD}, "level": "2"},
        {"reward": REWARD | {"ends": PAST, "ended": True}, "level": "2"},
        {"reward": REWARD | {"begins": AHEAD, "not_yet": True}, "level": "2"},
        {"reward": BARE_REWARD | {"valid_from": DAY, "begins": AHEAD, "not_yet": True}, "level": "2"},
        {"reward": None, "level": "2"},
    ],
    "steps": [
        {"steps": [{"title": "Read", "text": None}, {"title": "Choose", "text": Markup("<p>Compare.</p>")}],
         "level": "2"},
    ],
    "table": [
        {"caption": "Two routes", "columns": ["Route", "Length"], "row_headings": True,
         "rows": [[Markup("<p>First</p>"), Markup("<p>One year</p>")], [Markup("<p>Next</p>"), Markup("<p>Two</p>")]]},
        {"caption": "Plain", "columns": ["A"], "row_headings": False, "rows": [[Markup("<p>First</p>")]]},
    ],
    "testimonial": [
        {"person": TESTIMONIAL},
        {"person": TESTIMONIAL | {"photo": None, "team": None}},
        {"person": None},
    ],
    "video": [VIDEO, VIDEO | {"poster": None, "length": None, "file": VIDEO["file"] | {"width": None}}],
}  # fmt: skip

# What the engine fills in for a field that is left out.
LEFT_OUT = {
    "call-to-action": {"label": None, "text": None, "closes": None},
    "answers-so-far": {"start": None, "level": "2"},
    "cards": {"of": None, "group": None, "hide_closed": False, "pages": [], "level": "3"},
    "figure": {"alt": None, "decorative": False, "caption": None, "credit": None},
    "next-people": {"people": [], "lists": [], "next": None, "level": "2"},
    "people-filters": {"lists": LISTS, "current": None, "level": "2"},
    "quote": {"role": None, "testimonial": None},
    "retention-payment": {"level": "2"},
    "suggested-route": {"level": "3"},
    "video": {"poster": None, "length": None},
}  # fmt: skip

SITE = {
    "name": "Example careers",
    "language": "en-GB",
    "address": "https://careers.example",
    "organisation": "Example & Daughters",
    "description": "Work with us.",
    "apply": {
        "address": "https://apply.example/",
        "label": "Apply",
        "note": "It takes ten minutes.",
        "page": "/applying/",
        "closes": AHEAD,
        "after_closing": "Ask us.",
        "outside": True,
        "host": "apply.example",
    },
    "contact": CONTACT,
    "logo": PICTURE | {"alt": "Example & Daughters"},
    "main_menu": [{"title": "Start", "address": "/"}, {"title": "Routes", "address": "/routes/"}],
    "footer_menu": [{"title": "Privacy", "address": "/privacy/"}],
    "how_we_know": "/how-we-know/",
    "feed": "/feed.xml",
    "theme_colour": {"light": "#0a3a7d", "dark": "#12325c"},
    "search": "/search/",
    "printed_address": "careers.example",
}
BARE_SITE = SITE | {
    "apply": {"address": "/applying/", "label": "Apply", "note": None, "page": "/applying/", "closes": None,
              "after_closing": None, "outside": False}, "contact": NO_CONTACT,
    "printed_address": None, "logo": None, "main_menu": [], "footer_menu": [], "how_we_know": None, "search": None,
}  # fmt: skip
PAGE = {
    "address": "/routes/one/",
    "canonical": "https://careers.example/routes/one/",
    "type": "page",
    "title": "Tea & sympathy",
    "short_title": None,
    "summary": "A page about “tea”.",
    "updated": DAY,
    "trail": [{"title": "Start", "address": "/"}, {"title": "Routes", "address": "/routes/"}],
    "related": [INSIDE, OUTSIDE],
    "facts": [FACT],
    "linked_from": {"testimonials": [TESTIMONIAL], "routes": [ROUTE], "roles": [ROLE], "stages": STAGES},
    "share": {
        "title": "Tea & sympathy",
        "description": "A page.",
        "type": "article",
        "image": {"url": "https://careers.example/a.png", "width": 1200, "height": 630, "type": "image/png",
                  "alt": "A weave"},
    },
    "structured_data": [Markup('{"@context": "https://schema.org", "name": "Tea & sympathy"}')],
    "no_index": False,
    "closes": AHEAD,
    "after_closing": {"what": "This", "text": "Ask us.", "pages": [INSIDE]},
    "closes_itself": True,
    "first_steps": [INSIDE, OUTSIDE, None],
    "stages": STAGES,
}  # fmt: skip
BARE_PAGE = PAGE | {
    "first_steps": [], "closes": None, "after_closing": None, "closes_itself": False,
    "updated": None, "trail": [], "related": [], "facts": [], "structured_data": [], "no_index": True,
    "linked_from": {"testimonials": [], "routes": [], "roles": [], "stages": []},
    "share": PAGE["share"] | {"image": None},
}  # fmt: skip
NEIGHBOURS = {"next": INSIDE, "people_like_this": [TESTIMONIAL], "people_lists": [INSIDE]}
ALONE = {"next": None, "people_like_this": [], "people_lists": []}
# A page names others as whole cards, and a card names others by address and title alone.
FULL = {
    "route": ROUTE | {"leads_to": STAGES}, "stage": STAGE | {"leads_to": STAGES},
    "testimonial": TESTIMONIAL | {"route": ROUTE, "stage": STAGE, **NEIGHBOURS},
    "people": {"by": "team", "people": [TESTIMONIAL], "lists": LISTS}, "role": ROLE | {"stage": STAGE},
    "reward": REWARD, "answer": ASKING,
}  # fmt: skip
BARE = {
    "route": BARE_ROUTE, "reward": BARE_REWARD, "stage": BARE_STAGE, "role": BARE_ROLE, "answer": ENDING,
    "testimonial": TESTIMONIAL | {"team": None, "route": None, "stage": None, "photo": None, "video": None, **ALONE},
    "people": {"by": "team", "people": [TESTIMONIAL], "lists": LISTS[1:]},
}  # fmt: skip
