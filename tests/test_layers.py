"""The architecture, read from the imports: they point downwards only, so that no module needs to know who uses it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "careersite"

# From top to bottom, with a line for each folder; a module may import from its own layer and from those below it.
LAYERS = (
    ("what an editor runs", "build"),
    # Standard library alone, as it runs before the packages are there; hands over to command_line as its last deed.
    ("what installs", "bootstrap"),
    ("arguments and printing", "command_line"),
    ("the drawer of commands", "commands"),
    ("what commands use", """
        call suite new guide json_schema publication starter
        campaigns: new_campaign
        facts: facts_changes facts_list facts_on_disk facts_table table_cells
        kit: campaign_kit kit kit_command kit_in_words kit_page links sayings shared texts
        last_good: good_state
        people: new_person
        preview: preview workshop gallery server watch answer overlay
        results: charts links results results_in_words results_page visits
        withdrawal: places_of_person places_of_person_in_words whom withdrawal withdrawal_in_words
    """),
    ("the order of the steps", """
        pipeline
        last_good: rescue
    """),
    ("steps", "read validate withhold plan render check write"),
    ("drawers", "outputs checks hosts"),
    ("what steps share", """
        studio view files templating structured_data memo output_changes output_folder output_path lock report
        addresses installation cores details people_list made_pages whole_site offer pathway a_to_z
        search_index page_weight figures file_names media_types host_rules security_policy kept differences likely_cause
        differences_told page_words published_files kept_texts nearest_target
        campaigns: campaign campaign_rules counted_apply election_rules event_file event_in_words event_rules
        campaigns: moments_of_campaign run_rules short_addresses short_rules shown_campaign vacancy
        calendar: closed_pages closings ical moments period typed_times unseen
        colours: legibility
        drawn: ribbon timeline icons lettering share_cards
        facts: facts_of_settings facts_of_the_day reviews
        finder: finder finder_rules finder_drawing
        kit: qr sheet sheets arrangement format logo pdf typeface typesetting
        last_good: last_good
        ledger: anchors bookkeeping lost_addresses renames past short_past
        moving: link_places moves new_names planned_move
        people: names_of_people words_of_people people_in_pictures register_rules unshown_people register_entry
        people: unshown_in_campaigns
        pictures: pictures drawings darkroom first_picture
        results: access_log agents conveyor log_lines log_reading unpacking
        statement: conduct statement statement_rules
        text: bodies markdown sparing_markdown filled reading_grade left_out
        withdrawal: likeness remains spellings traces unpacked wanted
    """),
    # content_types is a drawer of nouns: what a route is, is known to all who read one.
    ("nouns", """
        model component settings inspection problem content_type field_groups fields kinds naming_kinds
        front_matter amend template_fault ignored_names content_types
        calendar: dates clock
        campaigns: channel pre_election run short_links
        colours: colours palette
        drawn: weave
        facts: facts fact_marks facts_file
        kit: unprintable
        ledger: ledger ledger_lines text_mark
        people: register unread_names
        pictures: picture_faults descriptions
        statement: on_device placeholders wcag
        text: dialect body safe_links loose_ends hand_tags
    """),
)  # fmt: skip


def modules_in(table: str) -> set[str]:
    """`people: register` is the module people.register; a drawer stands for all in it."""
    found = set()
    for line in table.strip().splitlines():
        folder, _, names = line.strip().rpartition(": ")
        found |= {f"{folder}.{name}" if folder else name for name in names.split()}
    return found


# They install as bootstrap does, and so share its words; the packages need not be there for any of the three.
ROUND_THE_LAYERS = {("installation", "bootstrap"), ("suite", "bootstrap")}
LEVEL = {name: level for level, (_, table) in enumerate(LAYERS) for name in modules_in(table)}
STEPS = next(modules_in(table) for layer, table in LAYERS if layer == "steps")
DRAWERS = ("commands", "content_types", "outputs", "checks", "hosts")

# What each library is known to; to change one means to change one module.
ONLY_IN = {
    "markdown": {"text.markdown", "text.sparing_markdown"},
    "jinja2": {"templating"},
    "yaml": {"front_matter", "amend"},
    "selectolax": {"inspection", "page_words"},
    "brotli": {"page_weight", "withdrawal.unpacked"},
    "sqlite3": {"memo"},
    "argparse": {"command_line"},
    "filelock": {"lock"},
    "watchfiles": {"preview.watch"},
    "tornado": {"preview.server"},
    "livereload": {"preview.server"},
    "PIL": {
        "pictures.pictures", "drawn.icons", "drawn.lettering", "drawn.share_cards", "withdrawal.likeness",
        "kit.logo", "kit.qr",
    },
    "resvg_py": {"drawn.icons"},
    "pypdf": {"withdrawal.unpacked"},
    "segno": {"kit.qr"},
}  # fmt: skip
PRINTS = {
    "command_line": "printing is what it is for",
    "bootstrap": "runs before everything else is there",
    "installation": "the same: it tells of the minute that the packages take",
    "suite": "hands over to pytest, which prints anyway",
}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ENGINE).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {module_of(path): path for path in sorted(ENGINE.rglob("*.py"))} | {"build": ROOT / "build.py"}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


# The folder of a subject, such as people/, is no module of its own: only what lies in it is.
FOLDERS = {name.partition(".")[0] for name in LEVEL if "." in name}
HOLDING_MODULES = {"careersite", *FOLDERS}


@cache
def imported(module: str) -> set[str]:
    """Every module that is imported, at the top or later, as its full name."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and str(node.module).removeprefix("careersite.") in HOLDING_MODULES:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found.add(str(node.module))
    return found


def ours(module: str) -> set[str]:
    return {name.removeprefix("careersite.") for name in imported(module) if name.startswith("careersite.")}


MODULES = sorted(set(SOURCES) - {"careersite", "__init__"} - FOLDERS)


def test_every_module_has_its_layer():
    assert len(MODULES) > 50
    assert {module if module in LEVEL else module.split(".")[0] for module in MODULES} == set(LEVEL)


def level(module: str) -> int:
    return LEVEL[module] if module in LEVEL else LEVEL[module.split(".", maxsplit=1)[0]]


def test_imports_point_downwards():
    upwards = {(module, name) for module in MODULES for name in ours(module) if level(name) < level(module)}
    assert upwards == ROUND_THE_LAYERS


def test_no_step_imports_another():
    assert {(step, other) for step in STEPS for other in ours(step) & STEPS} == set()


def test_only_the_pipeline_knows_the_steps():
    users = {module for module in MODULES if ours(module) & (STEPS - {"write"})}
    assert users == {"pipeline"}


def test_no_entry_of_a_drawer_imports_another_of_its_drawer():
    entries = [module for module in MODULES if module.split(".")[0] in DRAWERS and "." in module]
    assert len(entries) > 20
    for entry in entries:
        drawer = entry.split(".")[0]
        assert {name for name in ours(entry) if name.split(".")[0] == drawer} == set(), entry


@pytest.mark.parametrize("drawer", [name for name in DRAWERS if (ENGINE / name).is_dir()])
def test_every_file_of_a_drawer_stands_in_its_table(drawer):
    files = {module for module in MODULES if module.startswith(f"{drawer}.")}
    assert ours(drawer) & files == files


def test_each_library_is_known_to_one_place():
    users = {name: {m for m in MODULES if name in {i.split(".")[0] for i in imported(m)}} for name in ONLY_IN}
    assert users == ONLY_IN


def test_there_are_no_circles():
    """Among modules of one layer, where the layers alone do not forbid them."""
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path[path.index(module) :], module))
        if module not in done:
            for name in sorted(ours(module) & set(MODULES)):
                if not {module, name} <= {"bootstrap", "installation", "command_line", "suite"}:
                    visit(name, (*path, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_nothing_but_the_command_line_prints():
    printing = set()
    for module in MODULES:
        for node in ast.walk(tree(module)):
            is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            is_stream = isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr") and _is_sys(node.value)
            if is_print or is_stream:
                printing.add(module)
    assert "command_line" in printing
    assert printing - {"build"} <= set(PRINTS)


def _is_sys(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "sys"


def test_no_step_or_what_it_uses_looks_at_the_clock():
    """Today is an argument everywhere but at the very top."""
    clocks = {"now", "today", "utcnow", "localtime"}
    looking = {
        module
        for module in MODULES
        if level(module) >= level("pipeline")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks
    }
    assert looking - {"installation"} == set()


def test_no_module_is_longer_than_400_lines():
    lines = {module: SOURCES[module].read_text(encoding="utf-8").count("\n") for module in MODULES}
    assert {module: count for module, count in lines.items() if count > 400} == {}


def test_every_module_opens_with_what_it_does():
    assert [module for module in SOURCES if not ast.get_docstring(tree(module))] == []
