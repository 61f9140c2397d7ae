"""The Nu HTML checker finds no error in any page of any site, nor in the styles."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from careersite.suite import NODE_MODULES, command_path, why_no_checker
from tests.browser.conftest import unless_missing

CHECKER = Path(NODE_MODULES) / "vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def folder(every_site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("checked")
    for name, files in every_site.items():
        for path, content in files.items():
            if path.endswith((".html", ".css", ".svg")):
                (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / name / path).write_bytes(content)
    return folder


def test_every_page_every_style_and_every_drawing_is_valid(folder: Path) -> None:
    unless_missing(why_no_checker())
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".html", ".css", ".svg"}
    assert sum(path.suffix == ".html" for path in files) > 80
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    # Java reads no more than a few thousand names from one line; a folder is one name.
    command = [str(command_path("java")), "-Xss4m", "-jar", str(CHECKER), *options, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert said.stdout, said.stderr
    messages = json.loads(said.stdout)["messages"]
    found = sorted({told(one, folder.name) for one in messages if one["type"] != "info"})
    assert not found, f"{len(found)} errors:\n" + "\n".join(found[:60])


def told(message: dict, folder: str) -> str:
    where = message.get("url", "").partition(f"/{folder}/")[2]
    return f"{where}, line {message.get('lastLine')}: {message['message']}"


def test_the_checker_does_find_what_is_wrong(tmp_path: Path) -> None:
    unless_missing(why_no_checker())
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>a</title><p><p id=a><p id=a>")
    (tmp_path / "a.css").write_text("p { colour: red }")
    command = [str(command_path("java")), "-jar", str(CHECKER), "--format", "json", "--stdout",
               "--exit-zero-always", "--also-check-css", str(tmp_path)]  # fmt: skip
    messages = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=300).stdout)["messages"]
    assert {Path(one["url"]).name for one in messages if one["type"] == "error"} == {"a.html", "a.css"}
