"""The command `guidepress`, which the Makefile calls."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from .build import build, check
from .project import OUTPUTS, Project


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the folder that holds conf.py; return the exit code."""
    parser = argparse.ArgumentParser(prog="guidepress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builds = commands.add_parser("build", help="build outputs into dist/")
    builds.add_argument("outputs", nargs="*", metavar="|".join(OUTPUTS))
    commands.add_parser("check", help="read the sources and say what is wrong")
    commands.add_parser("release", help="pack a release, or say what forbids it")
    options = parser.parse_args(arguments)
    if unknown := set(getattr(options, "outputs", ())) - set(OUTPUTS):
        parser.error(f"there is no output {unknown.pop()}")
    try:
        return run(options, Project(Path.cwd()))
    except KeyboardInterrupt:
        print("Interrupted; dist/ is as it was.", file=sys.stderr)
        return 130


def run(options: argparse.Namespace, project: Project) -> int:
    """Run the command that the options name."""
    if options.command == "check":
        return check(project)
    if options.command == "release":
        from .release import release

        return release(project, datetime.date.today())
    return build(project, [n for n in OUTPUTS if n in (options.outputs or OUTPUTS)])
