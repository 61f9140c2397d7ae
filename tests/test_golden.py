"""Every file of a small complete site, byte for byte; --rewrite writes golden/ anew, to be reviewed as a diff."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from careersite.content_type import COMMON_FIELDS
from careersite.content_types import CONTENT_TYPES
from tests.building import Built

GOLDEN = Path(__file__).parent / "golden"
MOST_FILES = 60


@pytest.fixture(scope="module")
def sample(sample_site: Built) -> Built:
    return sample_site


def test_every_built_file_is_as_reviewed(sample, rewrite):
    assert sample.errors == [], sample.sentences
    if rewrite:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, data in sample.files.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(data)
    golden = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}
    assert 15 < len(golden) <= MOST_FILES
    differences = [line for path in sorted(golden.keys() | sample.files.keys())
                   for line in difference(path, golden.get(path), sample.files.get(path))]  # fmt: skip
    assert not differences, "\n".join(
        [
            "The sample site is built otherwise than tests/golden/ says.",
            *differences[:200],
            "If it is meant: pytest --rewrite",
        ]
    )


def difference(path: str, reviewed: bytes | None, found: bytes | None) -> list[str]:
    if reviewed == found:
        return []
    if reviewed is None or found is None:
        return [f"{path} is {'new' if reviewed is None else 'no longer there'}"]
    try:
        texts = reviewed.decode().splitlines(), found.decode().splitlines()
    except UnicodeDecodeError:
        return [f"{path} has other bytes"]
    return list(difflib.unified_diff(*texts, f"golden/{path}", f"built/{path}", lineterm="", n=1)) or [
        f"{path} differs in its line ends"
    ]


def test_the_sample_uses_every_content_type_every_field_and_every_component(sample):
    live = sample.site.pages
    for content_type in CONTENT_TYPES:
        pages = [page for page in sample.site.content.pages if page.content_type is content_type]
        assert pages or not content_type.has_address, f"no {content_type.name}"
        for field in content_type.own_fields if pages else ():
            assert any(page.values[field.name] for page in pages), f"{content_type.name}: {field.name} is never used"
    for field in COMMON_FIELDS:
        assert any(page.values[field.name] for page in sample.site.content.pages), f"{field.name} is never used"
    used = {use.component.name for page in live for use in page.components}
    assert used == set(sample.site.content.components)
    for name, component in sample.site.content.components.items():
        uses = [use.values for page in live for use in page.components if use.component.name == name]
        never = [field.name for field in component.fields if not any(values[field.name] for values in uses)]
        assert set(never) <= {"group"}, f"{name}: {never}"


def test_nothing_withheld_and_nothing_unused_is_published(sample):
    assert len(sample.site.withheld) == 3
    assert not [path for path, data in sample.files.items() if b"WITHHELD" in data or "unused" in path]


def test_the_sample_has_no_warnings_but_those_that_are_meant(sample):
    assert sample.codes == ["review-due"]
