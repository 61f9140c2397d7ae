"""A site's folder in; its real preview, as an editor runs it, in a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from careersite.pipeline import Place
from careersite.preview import server
from careersite.preview.preview import Preview, _our_fault
from careersite.preview.workshop import SiteWorkshop
from tests.building import AS_OF, ENGINE, workbench
from tests.running_preview import Running, until


def workshop_of(folder: Path) -> SiteWorkshop:
    moment = datetime.fromisoformat(AS_OF)
    return SiteWorkshop(Place(folder, ENGINE), workbench(), lambda zone: moment, lambda finished: None)


@contextmanager
def previewed(folder: Path) -> Iterator[Running]:
    said: list[str] = []
    told: list[tuple] = []
    workshop = workshop_of(folder)
    one = Preview(workshop, server.bind(0), said.append, told.append, _our_fault)
    thread = threading.Thread(target=one.run, daemon=True)
    thread.start()
    until(lambda: one._stage._showing.last_good is not None, seconds=60)
    yield Running(workshop, one, said, told)
    one.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()
