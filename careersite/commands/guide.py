"""`build.py guide`: the parts of docs/ and schemas/ that follow from the code."""

from __future__ import annotations

from careersite.call import DONE, ENGINE_FOLDER, Call, Command, Outcome


def guide(call: Call) -> Outcome:
    """Writes what is no longer true in them."""
    from careersite.guide import write_guide

    written = write_guide(ENGINE_FOLDER)
    return Outcome(DONE, "\n".join(f"{path} written." for path in written) or "Everything is up to date.")


GUIDE = Command("guide", "write the parts of docs/ and schemas/ that follow from the code (for developers)", guide)
