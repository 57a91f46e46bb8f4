"""A small book with two handouts, and clinics that want them: for the print run."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from guidepress.clinics import find_profiles, print_clinics
from guidepress.project import Project

from .conftest import ROOT, copy_small

#: A sheet with crisis lines, the safety sentence, a card and a source.
SECOND = """---
id: h2
audience: adults
sides: 2
version: 2.0.0
last_reviewed: 2026-11-01
main_message: Another message.
sources:
  - "Oil and Wick, Lamps, 1882."
---

# Another handout

These ideas are for relationships where you feel safe.

::::{worksheet} My card
:cards:

:::{write-line} I will
:::
::::

:::{help-now}
:brief:
:::

:::{help-now}
:compact:
:::
"""

PACKS = """
guidepress_packs = {
    "both": {
        "title": "Pack of both",
        "audience": "adults",
        "purpose": "To try.",
        "handouts": ["h2", "h1"],
    },
}
"""

#: A region whose second line must not be found at home.
QUIET = """place = "Quietland"
[[line]]
{first}
[[line]]
{second}
safe_print = true
[[line]]
{third}
"""

PHONE = '[contact]\nphone = "020 7946 0123"\n'

LINE = """[[extra_lines]]
name = "{name}"
call = "{call}"
hours = "{hours}"
source = "https://example.org/team"
verified_on = 2026-11-01
verified_by = "A. Name"
"""


def copy_town(folder: Path) -> Project:
    """Copy the book, with its typefaces, into a folder that is not there yet."""
    project = copy_small(folder)
    (project.source / "handouts" / "h2.md").write_text(SECOND, encoding="utf-8")
    with (folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write(PACKS)
    # also for processes that do not know where the tests keep theirs
    project.build.mkdir()
    (project.build / "fonts").symlink_to(ROOT / "build" / "fonts")
    shutil.copytree(ROOT / "clinics" / "logos", folder / "clinics" / "logos")
    write_quiet_region(folder / "regions" / "quiet.toml")
    return project


def write_quiet_region(path: Path) -> None:
    """Write a region of which some lines must not be found at home."""
    rest = "\n".join(
        [
            'hours = "24 hours"',
            'for = "all"',
            'sources = ["https://example.org"]',
            'page_date = ""',
            'read_on = "2026-11-24"',
            'checked_by = ""',
            'checked_on = ""',
        ]
    )
    lines = [
        f'name = "{name}"\nhow = "call"\nnumber = "{number}"\n{rest}'
        for name, number in (("First", "991"), ("Abuse", "992"), ("Third", "993"))
    ]
    first, second, third = lines
    text = QUIET.format(first=first, second=second, third=third)
    path.write_text(text, encoding="utf-8")


def write_profile(
    project: Project, id_: str, more: str = "", rest: str = "", *, contact: str = PHONE
) -> Path:
    """Write a profile on A4.

    :param more: settings of the clinic
    :param rest: tables
    """
    path = project.root / "clinics" / f"{id_}.toml"
    name = "" if re.search("^name", more, re.M) else f'name = "Clinic {id_}"\n'
    paper = "" if re.search("^paper", more, re.M) else 'paper = ["a4"]\n'
    path.write_text(f"{name}{paper}{more}\n{contact}{rest}", encoding="utf-8")
    return path


def print_for(project: Project, *patterns: str, scheduler: str = "") -> int:
    """Print for clinics, as the command does in the folder of the book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        return print_clinics(project, list(find_profiles(patterns)), scheduler)


def edit(path: Path, old: str, new: str) -> None:
    """Exchange words of a file that has them."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def list_sheets(project: Project) -> dict[str, int]:
    """Return the kept sheets, each with when it was printed."""
    folder = project.build / "sheets"
    return {path.name: path.stat().st_ino for path in folder.glob("*.sheet")}


def read_bytes(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_rows(project: Project, id_: str) -> list[dict[str, str]]:
    """Return the rows of a clinic's manifest."""
    path = project.dist / "clinics" / id_ / "manifest.json"
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["files"]
    return rows
