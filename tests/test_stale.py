"""Which clinics hold older sheets than the text has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidepress.cli import main
from guidepress.project import Project

from .town import copy_town, edit, print_for, write_profile


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two clinics with sheets of today."""
    project = copy_town(tmp_path_factory.mktemp("stale") / "town")
    write_profile(project, "one", 'handouts = ["h1"]')
    write_profile(project, "two")
    assert print_for(project, "clinics/*.toml") == 0
    return project


@pytest.fixture
def town(printed: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The clinics, seen from the folder of the book."""
    monkeypatch.chdir(printed.root)
    return printed


def test_nobody_holds_an_old_sheet(
    town: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["stale"]) == 0
    assert capfd.readouterr().out == "Every clinic holds the sheets of today.\n"


def test_each_old_sheet_is_named_once_for_each_clinic(
    town: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    path = town.source / "handouts/h1.md"
    edit(path, "version: 1.0.0", "version: 1.1.0")
    try:
        assert main(["stale"]) == 1
        assert capfd.readouterr().out.splitlines() == [
            "one: h1 1.0.0 is older than 1.1.0",
            "two: h1 1.0.0 is older than 1.1.0",
        ]
        edit(path, "id: h1", "id: h9")
        edit(town.root / "conf.py", '"h1"', '"h9"')
        assert main(["stale", "dist/clinics/one/manifest.json"]) == 1
        said = "one: h1 1.0.0 is no longer published\n"
        assert capfd.readouterr().out == said
    finally:
        edit(path, "id: h9", "id: h1")
        edit(path, "version: 1.1.0", "version: 1.0.0")
        edit(town.root / "conf.py", '"h9"', '"h1"')


@pytest.mark.parametrize(
    "content",
    [
        "no list",
        "[]",
        '{"files": 1}',
        '{"files": [{"path": "a.pdf"}]}',
        None,
    ],
)
def test_a_wrong_file_is_refused_in_one_line(
    town: Project,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    content: str | None,
) -> None:
    path = tmp_path / "manifest.json"
    if content:
        path.write_text(content, encoding="utf-8")
    assert main(["stale", str(path)]) == 2
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(f"{path}: ")
    assert "manifest.json" in line.partition(": ")[2]


def test_a_record_of_another_type_is_refused(
    town: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = town.dist / "clinics/one/manifest.json"
    content = json.loads(source.read_text(encoding="utf-8"))
    content["files"][0]["version"] = 1
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert main(["stale", str(path)]) == 2
    assert "is no list of handouts" in capfd.readouterr().err


def test_before_the_first_run_there_is_nothing_to_compare(
    small: Project,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(small.root)
    assert main(["stale"]) == 2
    assert "no clinic has sheets yet" in capfd.readouterr().err
