"""From the path of a file to its address, to the path of its output, and from a link to what it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.addresses import (
    LONGEST_NAME,
    SLUG,
    address_of,
    is_outside,
    output_path_of,
    source_path_from,
    split_target,
    tidy_name,
)  # fmt: skip
from careersite.content_types import BY_NAME

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(("path", "type_name", "address", "output"), [
    ("content/pages/index.md", "page", "/", "index.html"),
    ("content/pages/city.md", "page", "/city/", "city/index.html"),
    ("content/pages/city/index.md", "page", "/city/", "city/index.html"),
    ("content/pages/reindex.md", "page", "/reindex/", "reindex/index.html"),
    ("content/routes/step-up.md", "route", "/routes/step-up/", "routes/step-up/index.html"),
    ("content/find-your-route/index.md", "answer", "/find-your-route/", "find-your-route/index.html"),
    ("content/find-your-route/a/index.md", "answer", "/find-your-route/a/", "find-your-route/a/index.html"),
    ("content/find-your-route/a/b.md", "answer", "/find-your-route/a/b/", "find-your-route/a/b/index.html"),
])  # fmt: skip
def test_a_file_has_an_address_and_an_output(path, type_name, address, output):
    assert address_of(path, BY_NAME[type_name]) == address
    assert output_path_of(address) == output


@pytest.mark.parametrize("target", ["https://a.org", "mailto:a@b", "tel:1", "//a.org", "HTTP://a"])
def test_what_leads_out_of_the_site_is_known(target):
    assert is_outside(target)


@pytest.mark.parametrize("target", ["/a/", "a.md", "#b", "../a:b.md", "?a:b", ""])
def test_what_stays_within_the_site_is_known(target):
    assert not is_outside(target)


@pytest.mark.parametrize(("target", "path"), [
    ("b.md", "content/routes/b.md"), ("../pages/b.md", "content/pages/b.md"), ("./b.md", "content/routes/b.md"),
    ("..\\pages\\b.md", "content/pages/b.md"), ("../../site.yml", None), ("../../../etc/passwd", None),
    ("/etc/passwd", None), ("../../content/pages/b.md", "content/pages/b.md"), ("../../contents/b.md", None),
])  # fmt: skip
def test_a_link_names_a_file_of_content_or_none(target, path):
    assert source_path_from(target, "content/routes/a.md") == path


def test_a_target_is_split_before_its_query_and_its_fragment():
    assert split_target("../x.md#length") == ("../x.md", "#length")
    assert split_target("/x/?a=b#c") == ("/x/", "?a=b#c")
    assert split_target("/x/") == ("/x/", "")


@pytest.mark.parametrize(("name", "tidy"), [
    ("Step Up (2027).md", "step-up-2027.md"), ("Café.MD", "cafe.md"), ("Größe", "grosse"), ("a_b", "a-b"), ("---",
    "new-page"),
    ("Ann O’Neill", "ann-oneill"),
])  # fmt: skip
def test_a_name_is_made_fit_for_an_address(name, tidy):
    assert tidy_name(name) == tidy


@pytest.mark.slow
@given(st.text(max_size=300))
def test_whatever_the_name_the_suggestion_fits(name):
    stem = tidy_name(name.replace(".", " "))
    assert SLUG.fullmatch(stem)
    assert len(stem) <= LONGEST_NAME
