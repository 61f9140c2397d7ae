"""The bytes of a picture are the same on every build, whoever asks for them first."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from careersite import pipeline
from careersite.memo import Memo
from careersite.pipeline import Place, Workbench
from careersite.preview.workshop import PreviewDraft
from tests.building import AS_OF, DEFAULTS, ENGINE, built, put
from tests.made_pictures import clear, hills, of_pictures, phone_jpeg, saved, told_png, with_pictures

MOMENT = datetime.fromisoformat(AS_OF)
SITE = {
    "a_jpg": phone_jpeg(hills(600, 780), 6), "b_png": told_png(hills(400, 100)),
    "c_webp": saved(clear().resize((200, 150)), "WEBP"), "d_avif": saved(hills(200, 100), "AVIF"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux says which cores to use")
def test_the_bytes_are_the_same_on_every_build_with_one_core_or_many(make_site):
    files = with_pictures(**SITE)
    cores = os.sched_getaffinity(0)
    first = make_site(files)
    try:
        os.sched_setaffinity(0, {min(cores)})
        alone = built(first.folder, bench=Workbench(Memo(None)))
    finally:
        os.sched_setaffinity(0, cores)
    assert len(of_pictures(first)) > 12
    again = built(first.folder, bench=Workbench(Memo(None)))
    assert of_pictures(first) == of_pictures(alone) == of_pictures(again)


@pytest.mark.slow
def test_what_the_preview_makes_when_it_is_asked_is_what_a_build_makes(make_site):
    site = make_site(with_pictures(**SITE))
    begun = pipeline.draft(Place(site.folder, ENGINE), Workbench(Memo(None)), lambda zone: MOMENT)
    draft = PreviewDraft(begun)
    path, data = min(of_pictures(site).items())
    assert draft.file(path) == data, "before any page was looked at"
    assert draft.file("a/index.html") == site.files["a/index.html"]
    assert {path: draft.file(path) for path in of_pictures(site)} == of_pictures(site)
    assert draft.file(path.replace("-", "-1")) is None
    assert draft.file("images/a.0123456789-360.avif") is None


@pytest.mark.slow
def test_another_picture_of_the_same_name_has_another_address(make_site):
    before = set(of_pictures(make_site(with_pictures(a_jpg=saved(hills(400, 300))))))
    assert before.isdisjoint(of_pictures(make_site({"content/images/a.jpg": saved(hills(400, 299))})))


@pytest.mark.slow
def test_two_pictures_whose_names_differ_in_the_ending_alone_are_kept_apart(make_site):
    site = make_site(with_pictures(a_jpg=saved(hills(400, 300)), a_png=saved(hills(400, 200), "PNG")))
    assert {Image.open(BytesIO(data)).size for data in of_pictures(site).values()} == {(400, 300), (400, 200)}
    assert len(of_pictures(site)) == 6


@pytest.mark.slow
def test_what_was_made_once_is_remembered_and_needs_no_decoder(tmp_path):
    put(tmp_path, {**DEFAULTS, **with_pictures(a_jpg=saved(hills(800, 600)))})
    memo = tmp_path / ".careersite/memo.db"
    first = Workbench(Memo(memo))
    made = of_pictures(built(tmp_path, bench=first))
    first.memo.close()
    script = (
        "import sys; from pathlib import Path; from tests.building import *; from careersite.memo import Memo\n"
        f"site = built(Path({str(tmp_path)!r}), bench=Workbench(Memo(Path({str(memo)!r}))))\n"
        "print(len([path for path in site.files if path.startswith('images/')]), 'PIL.Image' in sys.modules)"
    )
    told_ = subprocess.run(
        [sys.executable, "-c", script], cwd=ENGINE, capture_output=True, text=True, check=True
    ).stdout
    assert told_.split() == [str(len(made)), "False"]


@pytest.mark.slow
def test_a_site_of_which_all_is_drawn_already_is_built_without_the_library(tmp_path):
    put(tmp_path / "site", DEFAULTS)
    script = (
        "import sys; from pathlib import Path; from tests.building import *\n"
        f"bench = Workbench(Memo(Path({str(tmp_path / 'memo.db')!r})))\n"
        f"print(built(Path({str(tmp_path / 'site')!r}), bench=bench).errors, 'PIL' in sys.modules)"
    )
    told = [
        subprocess.run([sys.executable, "-c", script], cwd=ENGINE, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert [line.split() for line in told] == [["[]", "True"], ["[]", "False"]]


@pytest.mark.slow
def test_a_save_in_the_preview_does_not_wait_for_pictures(make_site):
    site = make_site(with_pictures(**SITE))
    bench = Workbench(Memo(None))
    begun = pipeline.draft(Place(site.folder, ENGINE), bench, lambda zone: MOMENT)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4  # after the pages, in the middle of the pictures

    assert pipeline.finish(begun, stop=stop).rendered.files == {}
