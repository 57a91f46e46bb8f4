"""The command `guidepress`, which the Makefile calls."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from .build import OUTPUTS, Project, build, check


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the folder that holds conf.py; return the exit code."""
    parser = argparse.ArgumentParser(prog="guidepress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builds = commands.add_parser("build", help="build outputs into dist/")
    builds.add_argument("outputs", nargs="*", metavar="|".join(OUTPUTS))
    commands.add_parser("check", help="read the sources and say what is wrong")
    commands.add_parser("release", help="pack a release, or say what forbids it")
    options = parser.parse_args(arguments)
    project = Project(Path.cwd())
    if options.command == "check":
        return check(project)
    if options.command == "release":
        from .release import release

        return release(project, datetime.date.today())
    if unknown := set(options.outputs) - set(OUTPUTS):
        parser.error(f"there is no output {unknown.pop()}")
    return build(project, [n for n in OUTPUTS if n in (options.outputs or OUTPUTS)])
