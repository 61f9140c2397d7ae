"""The drawing of the pathway says what the stages say: every step is a strand, and nothing else is."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careersite.drawn.ribbon import LANE, MARGIN, WIDTH, ribbon

pytestmark = pytest.mark.quick


def stage(name: str, *after: str, title: str | None = None) -> dict:
    return {"address": f"/stages/{name}/", "title": title or name,
            "leads_to": [{"address": f"/stages/{one}/"} for one in after]}  # fmt: skip


def route(name: str, *after: str) -> dict:
    return stage(name, *after) | {"address": f"/routes/{name}/"}


BRANCHING = [stage("start", "worker"), stage("worker", "teach", "lead"), stage("teach"), stage("lead", "top"),
             stage("top"), stage("alone")]  # fmt: skip


def states(drawing: dict) -> dict[str, str]:
    return {place["title"]: place["state"] for place in drawing["places"]}


def ends(path: str) -> tuple[int, int]:
    """Where a path ends; V takes the last x along."""
    x = y = 0
    for command, numbers in re.findall(r"([MVC])([\d ]+)", path):
        values = [int(number) for number in numbers.split()]
        x, y = (x, values[0]) if command == "V" else (values[-2], values[-1])
    return x, y


def test_every_step_is_a_strand_from_its_stage_to_the_next():
    drawing = ribbon(BRANCHING)
    places = {place["title"]: (place["x"], place["y"]) for place in drawing["places"]}
    steps = {(ends(re.match(r"M[\d ]+", strand["path"])[0]), ends(strand["path"])) for strand in drawing["strands"]}
    expected = {("start", "worker"), ("worker", "teach"), ("worker", "lead"), ("lead", "top")}
    assert steps == {(places[one], places[other]) for one, other in expected}


def test_where_one_is_lights_up_what_can_follow():
    lit = states(ribbon(BRANCHING, here="/stages/worker/"))
    assert lit == {"start": "other", "worker": "here", "teach": "next", "lead": "next", "top": "later",
                   "alone": "other"}  # fmt: skip


def test_routes_enter_as_threads_before_the_stage_that_they_lead_to_and_those_that_lead_nowhere_do_not():
    drawing = ribbon(BRANCHING, [route("step-up", "worker"), route("abroad", "worker"), route("other")])
    assert [place["title"] for place in drawing["places"]][:4] == ["start", "step-up", "abroad", "worker"]
    assert [strand["way"] for strand in drawing["strands"]].count("thread") == 2
    assert "other" not in states(drawing)


def test_a_route_that_leads_to_several_stages_has_a_thread_to_each():
    drawing = ribbon(BRANCHING, [route("experienced", "lead", "worker")])
    places = {place["title"]: (place["x"], place["y"]) for place in drawing["places"]}
    threads = [ends(strand["path"]) for strand in drawing["strands"] if strand["way"] == "thread"]
    assert list(places)[:3] == ["start", "experienced", "worker"]
    assert len(threads) == 2
    assert threads[1] == places["lead"]


def test_a_step_back_is_told_from_a_step_on():
    drawing = ribbon([stage("worker", "lead"), stage("lead", "worker")])
    assert [strand["way"] for strand in drawing["strands"]] == ["strand", "back"]


def test_a_ribbon_that_divides_is_broader():
    drawing = ribbon(BRANCHING)
    broad = {strand["path"]: strand["breadth"] for strand in drawing["strands"]}
    assert max(broad.values()) == next(iter(broad.values()))
    assert len(set(broad.values())) > 1


def test_a_long_title_is_set_in_lines_that_do_not_touch():
    place = ribbon([stage("a", title="Independent reviewing officer and child protection conference chair")])["places"][
        0
    ]
    assert len(place["lines"]) > 1
    assert all(later["y"] - earlier["y"] > 17 for earlier, later in pairwise(place["lines"]))
    assert place["lines"][-1]["y"] < place["top"] + place["height"]


NAMES = st.sampled_from("abcdefgh")


STEPS = st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=4, unique=True)), max_size=8, unique_by=lambda one: one[0])


@pytest.mark.slow
@given(STEPS, STEPS)
def test_any_graph_is_drawn_whole_and_inside(graph, entering):
    drawing = ribbon([stage(name, *after) for name, after in graph], [route(name, *after) for name, after in entering])
    known = {name for name, _ in graph}
    assert len(drawing["strands"]) == sum(len(known & set(after)) for _, after in (*graph, *entering))
    routes = [name for name, after in entering if known & set(after)]
    spots = {(place["x"], place["y"]) for place in drawing["places"]}
    assert len(spots) == len(graph) + len(routes)
    for strand in drawing["strands"]:
        assert ends(strand["path"]) in spots or strand["way"] == "thread"
    for place in drawing["places"]:
        assert MARGIN <= place["x"] < drawing["text_x"] < WIDTH + LANE * 40
        assert 0 <= place["top"] < place["top"] + place["height"] <= drawing["height"]
