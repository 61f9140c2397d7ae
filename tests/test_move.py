"""A file gets another name in one step: links follow, the old address leads on; or else nothing changes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careersite.addresses import address_of
from careersite.command_line import main
from careersite.content_types import BY_FOLDER
from careersite.problem import Problems
from tests.building import DEFAULTS, FACTS, PEOPLE, built, content, put
from tests.made_pictures import hills, saved

LINKING = """\
See [the route](../routes/old.md#what-you-learn), [it](/routes/old/), [it again][1], `[code](../routes/old.md)` and
[the other](../routes/other.md).

```
[code](../routes/old.md)
```

[1]: ../routes/old.md

::: cards
pages:
  - ../routes/old.md   # first
  - "/routes/other/"
level: "2"
:::

::: suggested-route
route: old
reason: It is old.
:::
"""
SITE = {
    **DEFAULTS,
    "content/facts.yml": FACTS,
    "content/routes/old.md": content("route", "## What you learn\n\n[Home](../pages/index.md) [[retention-payment]]\n"),
    "content/routes/other.md": content("route", title="Another", related="[old.md, /routes/old/#what-you-learn]"),
    "content/testimonials/ada.md": content("testimonial", name="Ada", route="old"),
    "content/pages/links.md": content(title="Links", body=LINKING),
}


@pytest.fixture
def site(tmp_path) -> Path:
    put(tmp_path, SITE)
    return tmp_path


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Path:
    """One for all that is refused, so that templates are compiled once."""
    folder = tmp_path_factory.mktemp("untouched")
    put(folder, SITE)
    return folder


@pytest.fixture
def move(site, command_line):
    def run(old, new, status=0):
        said = command_line("move", "--site", site, "--format", "json", old, new)
        assert said.status == status, said.out + said.err
        return json.loads(said.out)

    return run


def texts(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*") if path.is_file() and ".careersite" not in path.parts}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [
    ("content/routes/old.md", "content/routes/new.md"), ("routes/old", "routes/new"), ("/routes/old/", "/routes/new/"),
    ("./content\\routes\\old.md", "content/routes/new"), ("/routes/old", "/routes/new"),
])  # fmt: skip
def test_a_file_is_named_by_its_path_or_its_address(move, site, old, new):
    report = move(old, new)
    assert report["moved"] == {"content/routes/old.md": "content/routes/new.md"}
    assert report["redirects"] == {"/routes/old/": "/routes/new/"}
    assert not (site / "content/routes/old.md").exists()


def test_every_link_follows_and_nothing_else_changes(move, site):
    report = move("content/routes/old.md", "content/routes/new.md")
    assert report["links"] == {
        "content/pages/links.md": 5, "content/routes/other.md": 2, "content/testimonials/ada.md": 1,
    }  # fmt: skip
    after = (site / "content/pages/links.md").read_text()
    expected = SITE["content/pages/links.md"].replace("routes/old", "routes/new").replace("route: old", "route: new")
    expected = expected.replace("[code](../routes/new.md)", "[code](../routes/old.md)")
    assert after == expected
    assert "related: [new.md, /routes/new/#what-you-learn]" in (site / "content/routes/other.md").read_text()
    finished = built(site)
    assert finished.errors == []
    assert finished.site.redirects == {"/routes/old/": "/routes/new/"}


def test_links_in_a_file_that_changes_its_folder_lead_where_they_led(move, site):
    put(site, {"content/pages/a.md": content(title="A", body="[Links](links.md) ![x](../images/x.png)\n"
                                             "\n::: figure\nfile: ../images/x.png\nalt: A red square\n:::\n"
                                             .replace(" ![x](../images/x.png)", "")),
               "content/images/x.png": saved(hills(400, 400), "PNG")})  # fmt: skip
    move("content/pages/a.md", "content/pages/b/c/")
    after = (site / "content/pages/b/c/a.md").read_text()
    assert "[Links](../../links.md)" in after
    assert "file: ../../../images/x.png" in after
    assert built(site).errors == []


def test_a_folder_moves_with_all_that_lies_in_it(move, site):
    put(site, {"content/pages/job/index.md": content(title="Work", body="[Pay](pay.md)\n"),
               "content/pages/job/pay.md": content(title="Pay", body="[Up](index.md) [L](../links.md)\n"),
               "site.yml": DEFAULTS["site.yml"] + "apply:\n  page: /job/pay/   # here\n"})  # fmt: skip
    report = move("content/pages/job", "content/pages/working-here")
    assert report["redirects"] == {"/job/": "/working-here/", "/job/pay/": "/working-here/pay/"}
    assert "  page: /working-here/pay/   # here\n" in (site / "site.yml").read_text()
    assert not (site / "content/pages/job").exists()
    assert built(site).errors == []


def test_a_page_may_become_the_head_of_a_folder_without_a_redirect(move, site):
    report = move("content/pages/links.md", "content/pages/links/index.md")
    assert report["redirects"] == {}
    assert built(site).errors == []


def test_moved_again_each_former_address_leads_there_in_one_step_and_back_again_too(move, site):
    move("/routes/old/", "/routes/newer/")
    move("/routes/newer/", "/routes/newest/")
    assert built(site).site.redirects == {"/routes/newer/": "/routes/newest/", "/routes/old/": "/routes/newest/"}
    move("/routes/newest/", "/routes/old/")
    assert built(site).site.redirects == {"/routes/newer/": "/routes/old/", "/routes/newest/": "/routes/old/"}


@pytest.mark.parametrize(
    "before", ["formerly: /a/   # once", "formerly: [/a/]", "formerly:\n  - /a/\n  # more\nas_at: 2025"]
)
def test_former_addresses_may_be_written_in_any_way(move, site, before):
    page = content("route", title="Old").replace(
        "as_at: 2026", before if "as_at" in before else f"{before}\nas_at: 2026"
    )
    put(site, {"content/routes/old.md": page, "content/pages/links.md": None, "content/routes/other.md": None})
    move("/routes/old/", "/routes/new/")
    assert built(site).site.redirects == {"/a/": "/routes/new/", "/routes/old/": "/routes/new/"}
    after = (site / "content/routes/new.md").read_text()
    assert ("# once" in after) == ("# once" in before)


def test_ends_of_lines_and_a_mark_at_the_start_stay(move, site):
    put(site, {path: b"\xef\xbb\xbf" + SITE[path].replace("\n", "\r\n").encode()
               for path in ("content/routes/old.md", "content/pages/links.md")})  # fmt: skip
    move("/routes/old/", "/routes/new/")
    for path in ("content/routes/new.md", "content/pages/links.md"):
        data = (site / path).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf---\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")
    assert built(site).errors == []


def test_links_inside_a_text_in_a_field_follow(move, site):
    body = "::: callout\ntext: |\n  See [it](../routes/old.md#what-you-learn).\n\n  And [it](/routes/old/).\n:::\n"
    put(site, {"content/pages/box.md": content(title="Box", body=body)})
    move("/routes/old/", "/routes/new/")
    after = (site / "content/pages/box.md").read_text()
    assert after == content(title="Box", body=body.replace("/old", "/new"))


def test_a_picture_and_a_download_may_move_too(move, site):
    page = content(title="P", body="![A red square](../images/x.png)\n\n[F](../files/a.txt)\n")
    put(site, {"content/images/x.png": saved(hills(400, 400), "PNG"), "content/files/a.txt": "Words",
               "content/pages/p.md": page, "published.yml": "addresses:\n  /files/a.txt:\n"})  # fmt: skip
    assert move("content/images/x.png", "content/images/square.png")["redirects"] == {}
    assert move("content/files/a.txt", "content/files/guide.txt")["redirects"] == {"/files/a.txt": "/files/guide.txt"}
    finished = built(site)
    assert finished.errors == []
    assert finished.site.redirects == {"/files/a.txt": "/files/guide.txt"}
    assert '"images/square.png": nobody' in (site / "people.yml").read_text()


def test_a_name_may_change_in_its_capitals_alone(move, site):
    put(site, {"content/files/Guide.TXT": "Words", "published.yml": "addresses:\n  /files/Guide.TXT:\n",
               "content/pages/p.md": content(title="P", body="[F](../files/Guide.TXT)\n")})  # fmt: skip
    move("content/files/Guide.TXT", "content/files/guide.txt")
    put(site, {"published.yml": (site / "published.yml").read_text() + "  /files/guide.txt:\n    since: 2026-01-01\n"})
    finished = built(site)
    assert finished.errors == []
    assert finished.site.redirects == {"/files/Guide.TXT": "/files/guide.txt"}
    assert "[F](../files/guide.txt)" in (site / "content/pages/p.md").read_text()


def test_the_list_of_people_of_a_route_leads_on_too(move, site):
    put(site, {"published.yml": "addresses:\n  /testimonials/route/old/:\n    since: 2026-01-01\n    made: yes\n"})
    move("/routes/old/", "/routes/new/")
    finished = built(site)
    assert finished.errors == []
    assert finished.site.redirects["/testimonials/route/old/"] == "/testimonials/route/new/"


@pytest.mark.parametrize(("old", "new", "code"), [
    ("content/routes/olt.md", "content/routes/new.md", "missing-file"),
    ("content/routes/old.md", "content/routes/other.md", "exists"),
    ("content/routes/old.md", "content/routes/old.md", "exists"),
    ("content/routes/old.md", "../elsewhere.md", "file-name"),
    ("content/routes/old.md", "content/../../x.md", "file-name"),
    ("content/routes/old.md", "https://elsewhere.example/", "file-name"),
    ("content/routes/old.md", "content/routes/New Name.md", "file-name"),
    ("content/routes/old.md", "content/routes/below/new.md", "folder"),
    ("content/routes/old.md", "content/roles/old.md", "unknown-field"),
    ("content/routes/old.md", "content/images/old.md", "folder"),
    ("content/pages/index.md", "content/pages/start.md", "no-home"),
    ("content/facts.yml", "content/facts2.yml", "missing-file"),
    ("content", "content2", "missing-file"),
    ("site.yml", "content/site.yml", "missing-file"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_changes(untouched, command_line, old, new, code):
    before = texts(untouched)
    said = command_line("move", "--site", untouched, "--format", "json", old, new)
    assert said.status == 1
    assert code in [problem["code"] for problem in json.loads(said.out)["problems"]]
    assert texts(untouched) == before


def test_an_address_of_which_another_page_says_that_it_had_it_is_refused(move, site):
    put(site, {"content/routes/other.md": content("route", title="Another", formerly="/routes/new/")})
    before = texts(site)
    assert [one["code"] for one in move("/routes/old/", "/routes/new/", status=1)["problems"]] == ["redirect"]
    assert texts(site) == before


def test_the_page_of_somebody_who_has_withdrawn_moves_and_its_old_address_stays_gone(tmp_path, command_line):
    withdrawn = PEOPLE.replace("    basis:", "    withdrawn: 2026-11-01\n    basis:")
    entry = "addresses:\n  /testimonials/ada/:\n    since: 2026-01-01\n    gone: 2026-11-01\n"
    put(tmp_path, {**DEFAULTS, "people.yml": withdrawn, "published.yml": entry, "content/facts.yml": FACTS,
                   "content/testimonials/ada.md": content("testimonial"),
                   "content/pages/a.md": content(body="[[retention-payment]]\n")})  # fmt: skip
    said = command_line("move", "content/testimonials/ada.md", "content/testimonials/someone.md", "--site", tmp_path)
    assert said.status == 0, said.out + said.err
    assert "formerly" not in (tmp_path / "content/testimonials/someone.md").read_text()
    assert (tmp_path / "published.yml").read_text() == entry


def test_mistakes_that_are_there_already_do_not_stop_a_move(move, site):
    put(site, {"content/pages/broken.md": content(title="Broken", body="[x](nowhere.md) [r](../routes/old.md)\n")})
    move("/routes/old/", "/routes/new/")
    assert "[r](../routes/new.md)" in (site / "content/pages/broken.md").read_text()
    assert [problem.code for problem in built(site).errors] == ["broken-link"]


def test_a_file_whose_name_is_refused_can_be_put_right(move, site):
    put(site, {"content/pages/My Page.md": content(title="Mine")})
    move("content/pages/My Page.md", "content/pages/my-page.md")
    assert built(site).errors == []
    assert "/my-page/" in built(site).pages


def test_where_one_file_cannot_be_written_all_stay_as_they_are(site):
    from careersite.kept_texts import replace_texts

    put(site, {"content/routes/new.md": "in the way"})
    before = texts(site)
    problems = Problems()
    changed = {"content/pages/links.md": "changed", "content/routes/new.md": "changed"}
    assert not replace_texts(site, changed, problems, {"content/routes/old.md": "content/routes/new.md"})
    assert [problem.code for problem in problems.all] == ["unwritable"]
    assert texts(site) == before


def test_a_move_is_told_in_words(site, command_line):
    said = command_line("move", "--site", site, "/routes/old/", "/routes/new/")
    assert said.out.splitlines()[0] == "content/routes/old.md is content/routes/new.md now."
    assert "content/pages/links.md: 5 links changed." in said.out
    assert "/routes/old/ leads to /routes/new/." in said.out


# Whatever is moved, and in whatever order

PAGES = ("content/pages/a.md", "content/pages/c/index.md", "content/pages/c/d.md", "content/routes/x.md",
         "content/routes/y.md")  # fmt: skip
STYLES = ("path", "address", "heading", "component", "field", "name")
NAMES = ("a", "b", "c/index", "c/d", "e/f/g", "h/index")
LINKS = st.lists(st.tuples(st.sampled_from(PAGES), st.sampled_from(PAGES), st.sampled_from(STYLES)), max_size=12)
MOVES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(NAMES)), min_size=1, max_size=3)


def address(path: str) -> str:
    return address_of(path, BY_FOLDER[path.split("/")[1]])


def linked_site(links: list[tuple[str, str, str]]) -> dict[str, str]:
    """Pages that lead to one another in every way in which a link can be written."""
    files = dict(DEFAULTS)
    for path in PAGES:
        up = "../" * (path.count("/") - 1)
        body, related, leads_to = "## Words\n\n", [], "x"
        for target, style in dict.fromkeys((to, style) for source, to, style in links if source == path):
            typed = {"path": up + target.removeprefix("content/"), "address": address(target)}.get(
                style, address(target)
            )
            if style == "component":
                body += f"::: cards\npages: [{up + target.removeprefix('content/')}]\nlevel: '2'\n:::\n\n"
            elif style == "name":
                leads_to = "y"
                body += f"::: suggested-route\nroute: {leads_to}\nreason: Yes.\n:::\n\n"
            elif style == "field":
                related = [typed]
            else:
                body += f"[it]({typed}{'#words' if style == 'heading' else ''})\n\n"
        kind = "route" if "/routes/" in path else "page"
        files[path] = content(kind, body, title=f"Page {path}", related=f"[{', '.join(related)}]")
    return files


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(LINKS, MOVES)
def test_after_any_moves_no_link_is_broken_and_every_address_leads_on_in_one_step(links, moves):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put(folder, linked_site(links))
        assert built(folder).errors == []
        there, had = list(PAGES), {path: {address(path)} for path in PAGES}
        for number, new in moves:
            old = there[number % len(there)]
            kept = old.split("/")[1]
            target = f"content/{kept}/{new.replace('/', '-') if kept == 'routes' else new}.md"
            if main(["move", "--site", str(folder), "--quiet", old, target]) == 0:
                there[there.index(old)] = target
                had[target] = had.pop(old) | {address(target)}
        site = built(folder)
        assert site.errors == []
        for path, addresses in had.items():
            leads = {one: site.site.redirects.get(one) for one in addresses if one != address(path)}
            assert set(leads.values()) <= {address(path)}
