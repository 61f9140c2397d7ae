"""`build.py kit`: what each campaign prints, posts and says, into kit/; nothing of it is ever published."""

from __future__ import annotations

from careersite.call import DONE, Argument, Call, Command, Outcome


def kit(call: Call) -> Outcome:
    """Writes the kit of every live campaign, or of one."""
    return Outcome(DONE)


CODE = Argument("campaign", {
    "nargs": "?",
    "metavar": "CODE",
    "help": "the code of one campaign, such as compass; without it, the kit of every campaign",
})  # fmt: skip

KIT = Command("kit", "write what each campaign prints, posts and says into kit/", kit, (CODE,), folder="kit")
