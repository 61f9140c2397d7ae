"""The sites that are built whole, once for all tests that look at them; conftest.py has a fixture for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tests.building import ENGINE, Built, built, content, put

REAL_DAY = "2026-11-22"
SAMPLE = ENGINE / "tests/sample_site"
HOSPITALS = ENGINE / "examples/anyborough-hospitals"

COMPONENTS = ENGINE / "templates/components"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
EXAMPLES = {
    f"{file.stem} {title}".replace(" ", "-"): (file.stem, fields)
    for file in sorted(COMPONENTS.glob("*/*.yml"))
    for title, fields in yaml.load(file.read_text(encoding="utf-8"), LOADER)["examples"].items()
}
WORLD = ENGINE / "careersite/preview/example_world"
MEDIA = {file.name: file.parent.name for file in WORLD.glob("content/*/*") if file.suffix != ".md"}


def beside_the_files(fields: dict) -> dict:
    """The pictures and films that an example names, by their paths from the page that it stands on."""
    return {
        name: f"../../{MEDIA[value]}/{value}" if isinstance(value, str) and value in MEDIA else value
        for name, value in fields.items()
    }


def site_of_examples(folder: Path) -> Built:
    """A site with a page for each example; the browser looks at it too."""
    shutil.copytree(WORLD, folder, dirs_exist_ok=True)
    for name, (component, fields) in EXAMPLES.items():
        written = yaml.safe_dump(beside_the_files(fields), allow_unicode=True, sort_keys=False).strip()
        body = f"## A heading\n\n::: {component}\n{'' if written == '{}' else written}\n:::\n"
        put(folder, {f"content/pages/examples/{name}.md": content(title=name, body=body)})
    return built(folder, slower=True)
