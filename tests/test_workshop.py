"""What the preview shows of a site before the whole of it is rendered."""

from __future__ import annotations

from datetime import datetime

import pytest

from careersite.outputs.icons import ICON_PATHS
from careersite.pipeline import Place
from careersite.workshop import SiteWorkshop
from tests.building import AS_OF, DEFAULTS, ENGINE, put, workbench


@pytest.fixture
def draft(tmp_path):
    put(tmp_path, DEFAULTS)

    workshop = SiteWorkshop(
        Place(tmp_path, ENGINE), workbench(), lambda _: datetime.fromisoformat(AS_OF), lambda _: None
    )
    return workshop.draft()


def test_the_picture_for_sharing_is_drawn_when_it_is_asked_for(draft):
    page = draft.file("index.html").decode()
    address = page.partition('property="og:image" content="https://careers.example/')[2].partition('"')[0]
    assert address.startswith("share/")
    assert draft.file(address).startswith(b"\x89PNG")
    assert draft.file(address.replace("home", "away")) is None


@pytest.mark.parametrize("path", ICON_PATHS)
def test_every_icon_and_the_manifest_are_served(draft, path):
    assert draft.file(path)
