"""Plain sentences about social work, made from a seeded random source: no figure and no real place among them."""

from random import Random

PEOPLE = (
    "a social worker", "the team manager", "an advanced social worker", "a practice educator", "the family",
    "a newly qualified colleague", "the child", "a foster carer", "the reviewing officer", "a support worker",
    "the head of service", "a family group worker", "the principal social worker", "an apprentice", "a student",
)  # fmt: skip
ACTIONS = (
    "listens before writing anything down", "plans the next visit together with the school",
    "explains what will happen next in plain words", "keeps time free for reflection every week",
    "asks what is going well and what worries people", "writes to the child in words the child would use",
    "brings the question to group supervision", "agrees with the parents who does what by when",
    "looks again at what has changed since the last meeting", "makes sure nobody carries a hard case alone",
    "finds a relative who can help at weekends", "helps a young person move into a first home",
    "shares the plan with health visitors and the police", "records the decision and the reason on the same day",
    "spends the morning in the office and the afternoon with families",
)  # fmt: skip
OPENINGS = (
    "Most weeks", "At the start", "After the first meeting", "When a case is hard", "On a good day", "In this team",
    "Over the first year", "Before a court date", "With a smaller caseload", "In supervision", "Once a month",
    "From the second year on", "Where it is safe", "Between visits", "At every review",
)  # fmt: skip
REASONS = (
    "because trust takes time", "so that the plan belongs to the family", "which keeps people safe and steady",
    "and the manager backs that decision", "so that nobody has to repeat their story", "because small steps last",
    "and it shows in how long people stay", "so the work can be done properly", "because children notice",
    "and colleagues in health do the same", "so that a mistake is found early", "which is why the team is calm",
)  # fmt: skip
EMPHASIS = (
    "*every* child", "**time to think**", "a *shared* plan", "**one named person**", "the voice of the *child*",
    "**group supervision**", "a **clear** next step", "work that is *never* rushed", "**learning days**",
)  # fmt: skip
HEADINGS = (
    "What the work is like", "How the team is led", "A day with families", "Learning on the job", "Who it is for",
    "What you need to bring", "How we support you", "What happens next", "Working with schools", "When things are hard",
    "Supervision and reflection", "Where it can lead", "How the year is planned", "Flexible hours", "Questions we hear",
)  # fmt: skip
TOPICS = (
    "a short visit with the child", "notes in plain words", "the plan on one page", "a call to the school",
    "a quiet room for hard talks", "an agreed date for review", "a mentor in another team", "protected learning time",
    "a car pool for visits", "a buddy in the first weeks", "an open door at the manager's office", "a walk after court",
)  # fmt: skip
NAMES = (
    "Alex", "Bello", "Chris", "Dana", "Eden", "Farah", "Glen", "Hana", "Iris", "Jules", "Kim", "Lou", "Mika", "Noor",
    "Oli", "Perry", "Quinn", "Robin", "Sam", "Toni", "Uma", "Val", "Wren", "Yael", "Zia",
)  # fmt: skip
SURNAMES = (
    "Ash", "Birch", "Cedar", "Dale", "Elm", "Field", "Grove", "Hill", "Ivy", "Lane", "Marsh", "North", "Oak", "Pond",
    "Reed", "Stone", "Thorn", "Vale", "West", "Wood",
)  # fmt: skip
TEAMS = (
    "Duty team", "North team", "South team", "Children in care", "Fostering", "Adoption", "Leaving care", "Court team",
)  # fmt: skip


def sentence(random: Random) -> str:
    """One plain sentence, now and then with emphasis in it."""
    words = f"{random.choice(OPENINGS)} {random.choice(PEOPLE)} {random.choice(ACTIONS)}"
    if random.random() < 0.15:
        words += f", with {random.choice(EMPHASIS)}"
    return f"{words}, {random.choice(REASONS)}."


def summary(random: Random) -> str:
    """A sentence short enough for a list."""
    return f"{random.choice(OPENINGS)} {random.choice(PEOPLE)} {random.choice(ACTIONS)}."


def paragraph(random: Random, sentences: int) -> str:
    """So many sentences, on one line as an editor would type them."""
    return " ".join(sentence(random) for _ in range(sentences))


def short_line(random: Random) -> str:
    """A line of a list: a topic and why it matters, without a full stop."""
    return f"{random.choice(TOPICS)}, {random.choice(REASONS)}"


def person_name(random: Random) -> str:
    """An invented name."""
    return f"{random.choice(NAMES)} {random.choice(SURNAMES)}"
