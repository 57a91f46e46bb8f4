"""The driver: what is out of date, what stays, and what a kill leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.application import Sphinx

from guidepress.build import build, check
from guidepress.cli import main
from guidepress.project import OUTPUTS, Project
from guidepress.state import (
    digest_inputs,
    list_more_inputs,
    list_stale,
    load_state,
)

from .conftest import ROOT


@pytest.fixture
def at_home(small: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small project as the current folder."""
    monkeypatch.chdir(small.root)
    return small


def names(project: Project) -> set[str]:
    """Return what lies in dist/."""
    return {path.name for path in project.dist.iterdir()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def manifest(project: Project) -> dict[str, dict[str, object]]:
    content = json.loads((project.dist / "manifest.json").read_text())
    return {record["path"]: record for record in content["files"]}


def stale(project: Project) -> list[str]:
    return list_stale(project, OUTPUTS, load_state(project))


def test_outputs_are_built_apart_and_stay_together(at_home: Project) -> None:
    assert build(at_home, ["pdf"]) == 0
    assert names(at_home) == {"small.pdf", "manifest.json", "SHA256SUMS"}
    assert build(at_home, ["handouts"]) == 0
    assert names(at_home) >= {"small.pdf", "handouts"}
    assert stale(at_home) == ["epub", "html"]


def test_an_edit_makes_every_output_stale(at_home: Project) -> None:
    assert build(at_home, ["pdf"]) == 0
    assert list_stale(at_home, ["pdf"], load_state(at_home)) == []
    edit(at_home.source / "guide/one.md", "A sentence", "Another sentence")
    assert list_stale(at_home, ["pdf"], load_state(at_home)) == ["pdf"]


def test_a_lost_dist_is_built_again(at_home: Project) -> None:
    assert build(at_home, ["pdf", "handouts"]) == 0
    shutil.rmtree(at_home.dist)
    assert build(at_home, ["pdf"]) == 0
    assert list_stale(at_home, ["pdf", "handouts"], load_state(at_home)) == ["handouts"]


def test_what_was_changed_by_hand_is_not_passed_on(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(at_home, ["pdf", "handouts"]) == 0
    (at_home.dist / "handouts/a4/h1.pdf").write_text("corrupt")
    edit(at_home.source / "guide/one.md", "A sentence", "Another sentence")
    assert build(at_home, ["pdf"]) == 0
    assert "handouts was changed after it was built" in capsys.readouterr().out
    assert "handouts" not in names(at_home)


def test_the_website_is_made_anew_when_a_download_was(at_home: Project) -> None:
    assert build(at_home, ["pdf", "html"]) == 0
    edit(at_home.source / "guide/one.md", "A sentence", "Another sentence")
    assert build(at_home, ["html"]) == 0
    assert build(at_home, ["pdf"]) == 0
    assert list_stale(at_home, ["pdf", "html"], load_state(at_home)) == ["html"]
    assert build(at_home, ["html"]) == 0
    copied = at_home.dist / "site/downloads/small.pdf"
    assert copied.read_bytes() == (at_home.dist / "small.pdf").read_bytes()


def test_a_new_slug_leaves_the_other_outputs(at_home: Project) -> None:
    assert build(at_home, ["pdf", "epub"]) == 0
    edit(at_home.root / "conf.py", '"small"', '"tiny"')
    assert build(at_home, ["pdf"]) == 0
    assert names(at_home) >= {"tiny.pdf", "small.epub"}
    assert "small.pdf" not in names(at_home)


def test_a_file_that_was_not_built_anew_keeps_its_version(at_home: Project) -> None:
    assert build(at_home, ["pdf", "handouts"]) == 0
    edit(at_home.root / "conf.py", '"1.0"', '"2.0"')
    assert build(at_home, ["pdf"]) == 0
    found = manifest(at_home)
    assert found["small.pdf"]["version"] == "2.0"
    assert found["handouts/a4/h1.pdf"]["version"] == "1.0"


@pytest.mark.parametrize(
    "path", ["lib/works.bib", "places/gb-eng.toml", "static/own.css", "local.py"]
)
def test_inputs_that_only_conf_py_names_are_watched(
    at_home: Project, path: str
) -> None:
    root = at_home.root
    (root / "lib").mkdir()
    (root / "references.bib").rename(root / "lib/works.bib")
    (root / "regions").rename(root / "places")
    (root / "static").mkdir()
    (root / "static/own.css").write_text("p { color: red }")
    (root / "local.py").write_text("X = 1\n")
    with (root / "conf.py").open("a") as conf:
        conf.write('bibtex_bibfiles = ["lib/works.bib"]\n')
        conf.write('guidepress_regions = "places"\nhtml_static_path = ["static"]\n')
        conf.write(f"import sys\nsys.path.insert(0, {str(root)!r})\nimport local\n")
    sys.modules.pop("local", None)
    assert build(at_home, ["handouts"]) == 0
    assert list_stale(at_home, ["handouts"], load_state(at_home)) == []
    with (root / path).open("a") as file:
        file.write("\n")
    assert list_stale(at_home, ["handouts"], load_state(at_home)) == ["handouts"]


def test_a_lost_manifest_comes_back(at_home: Project) -> None:
    assert build(at_home, ["handouts"]) == 0
    listed = manifest(at_home)
    assert {"handouts/a4/h1.pdf", "handouts/letter/h1.pdf"} <= listed.keys()
    (at_home.dist / "manifest.json").unlink()
    assert build(at_home, ["handouts"]) == 0
    assert manifest(at_home) == listed


def test_what_was_saved_during_a_build_is_built_next(
    at_home: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_and_list(project: Project, app: Sphinx) -> tuple[str, ...]:
        edit(at_home.source / "guide/one.md", "A sentence", "Another sentence")
        return list_more_inputs(project, app)

    monkeypatch.setattr("guidepress.build.list_more_inputs", save_and_list)
    assert build(at_home, ["handouts"]) == 0
    assert list_stale(at_home, ["handouts"], load_state(at_home)) == ["handouts"]


def test_a_broken_state_counts_as_none(at_home: Project) -> None:
    assert build(at_home, ["handouts"]) == 0
    (at_home.build / "state.json").write_text('{"outputs": {"pdf": 1}}')
    assert stale(at_home) == list(OUTPUTS)


def test_a_link_named_dist_is_followed(at_home: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (at_home.root / "dist").symlink_to(tmp_path / "elsewhere")
    for old, new in (("A sentence", "A new sentence"), ("A new", "A newer")):
        edit(at_home.source / "guide/one.md", old, new)
        assert build(at_home, ["handouts"]) == 0
    assert (at_home.root / "dist").is_symlink()
    assert (tmp_path / "elsewhere/handouts/a4/h1.pdf").is_file()


def test_check_writes_no_output(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(at_home) == 0
    assert capsys.readouterr().out.endswith("No problem found.\n")
    assert not at_home.dist.exists()
    edit(at_home.source / "guide/one.md", "fig-dot>", "fig-spot>")
    assert check(at_home) == 1
    assert "source/guide/one.md:11: undefined label" in capsys.readouterr().err


def test_a_warning_comes_back_until_it_is_mended(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cached doctrees must not swallow what their reading said."""
    edit(at_home.source / "guide/one.md", "## A section", "### A section")
    for _ in range(2):
        assert build(at_home, ["handouts"]) == 1
        assert "Non-consecutive header level" in capsys.readouterr().err
    edit(at_home.source / "guide/one.md", "### A section", "## A section")
    assert build(at_home, ["handouts"]) == 0


def test_the_command_builds_what_it_is_told(
    at_home: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "handouts"]) == 0
    assert main(["build", "handouts"]) == 0
    assert "Nothing is to be done" in capsys.readouterr().out
    with pytest.raises(SystemExit) as caught:
        main(["build", "docx"])
    assert caught.value.code == 2
    assert "there is no output docx" in capsys.readouterr().err


# -- other processes -------------------------------------------------------------


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    fonts = project.build / "fonts"
    if not fonts.exists():
        project.build.mkdir(exist_ok=True)
        fonts.symlink_to(ROOT / "build" / "fonts")
    return subprocess.Popen(
        [*arguments, sys.executable, "-m", "guidepress", "build"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_two_builds_at_once_do_not_meet(small: Project) -> None:
    first, second = start(small), start(small)
    outputs = [process.communicate()[0] for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    assert any("Nothing is to be done" in text for text in outputs)
    assert names(small) >= {"small.pdf", "small.epub", "handouts", "site"}


def test_a_killed_build_leaves_the_last_files(
    at_home: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(at_home, ["pdf"]) == 0
    before = (at_home.dist / "SHA256SUMS").read_text()
    edit(at_home.source / "guide/one.md", "A sentence", "Another sentence")
    process = start(at_home)
    assert process.stdout is not None
    for line in process.stdout:  # one output is staged, the others are not
        if "is written" in line:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert (at_home.dist / "SHA256SUMS").read_text() == before
    assert build(at_home, ["pdf"]) == 0
    assert (at_home.dist / "SHA256SUMS").read_text() != before


def as_nobody_special() -> list[str]:
    """Return a command that takes from root the right to read everything."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize(
    "path", ["source/guide/one.md", "references.bib", "source/figures/dot.svg"]
)
def test_a_file_that_may_not_be_read_is_named(small: Project, path: str) -> None:
    (small.root / path).chmod(0)
    process = start(small, *as_nobody_special())
    _, errors = process.communicate()
    assert process.returncode == 1
    assert f"{path}: cannot be read: Permission denied" in errors
    assert "Traceback" not in errors
    assert not small.dist.exists()


def test_a_dist_that_may_not_be_written_is_named(small: Project) -> None:
    small.build.mkdir()
    small.root.chmod(0o555)
    process = start(small, *as_nobody_special())
    _, errors = process.communicate()
    small.root.chmod(0o755)
    assert process.returncode == 1
    assert "dist: cannot be written: Permission denied: mend its permissions" in errors
    assert "Traceback" not in errors


def test_the_digest_knows_the_date_that_is_set(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = digest_inputs(small, ())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert digest_inputs(small, ()) != first


def test_a_date_that_is_no_number_is_refused(
    at_home: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert build(at_home, ["pdf"]) == 1
    assert "'yesterday' is no number of seconds" in capsys.readouterr().err
