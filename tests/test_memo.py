"""What is remembered saves time and changes nothing: it may be damaged, deleted or shared."""

from __future__ import annotations

import pytest

from careersite.memo import Memo
from careersite.pipeline import Workbench
from tests.building import DEFAULTS, FACTS, built, content, put

pytestmark = pytest.mark.quick


def test_what_was_made_is_found_again_by_the_next_command(tmp_path):
    file = tmp_path / "deep" / "memo.db"
    memo = Memo(file)
    memo.put("step", b"given", b"made")
    assert memo.get("step", b"given") == b"made"
    memo.close()
    later = Memo(file)
    assert later.get("step", b"given") == b"made"
    assert later.get("step", b"other") is None
    assert later.get("other", b"given") is None
    later.close()


def test_what_was_not_saved_is_not_there(tmp_path):
    memo = Memo(tmp_path / "memo.db")
    memo.put("step", b"given", b"made")
    other = Memo(tmp_path / "memo.db")
    assert other.get("step", b"given") is None
    other.close()
    memo.close()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 3_000])
def test_a_damaged_store_counts_as_empty(tmp_path, damage):
    (tmp_path / "memo.db").write_bytes(damage)
    memo = Memo(tmp_path / "memo.db")
    assert memo.get("step", b"given") is None
    memo.put("step", b"given", b"made")
    memo.close()
    again = Memo(tmp_path / "memo.db")
    assert again.get("step", b"given") == b"made"
    again.close()


def test_a_folder_in_the_stores_place_costs_only_time(tmp_path):
    (tmp_path / "memo.db").mkdir()
    memo = Memo(tmp_path / "memo.db")
    memo.put("step", b"given", b"made")
    memo.close()
    assert memo.get("step", b"given") == b"made"


@pytest.mark.slow
def test_values_that_are_damaged_are_made_anew(tmp_path):
    put(
        tmp_path,
        {**DEFAULTS, "content/facts.yml": FACTS, "content/pages/a.md": content(body="[[retention-payment]]\n")},
    )
    clean = built(tmp_path).files

    class Damaged(Memo):
        def get(self, step, given):
            return None if step == "template" else b"\xff[damaged"

    assert built(tmp_path, bench=Workbench(Damaged(None))).files == clean


@pytest.mark.slow
def test_what_is_remembered_of_one_site_is_no_danger_to_another(tmp_path):
    memo = Memo(tmp_path / "memo.db")
    sites = {}
    for name, word in (("one", "first"), ("two", "second"), ("three", "first")):
        put(tmp_path / name, {**DEFAULTS, "content/pages/a.md": content(title=word, body=f"{word}\n")})
        sites[name] = built(tmp_path / name, bench=Workbench(memo)).files
        assert sites[name] == built(tmp_path / name).files
    assert sites["one"] == sites["three"] != sites["two"]
    memo.close()


def test_two_commands_may_use_one_store_at_once(tmp_path):
    one, two = Memo(tmp_path / "memo.db"), Memo(tmp_path / "memo.db")
    one.put("step", b"1", b"one")
    two.put("step", b"2", b"two")
    one.save()
    two.save()
    assert (one.get("step", b"2"), two.get("step", b"1")) == (b"two", b"one")
    one.close()
    two.close()
