"""The command `guidepress`, which the Makefile calls."""

from __future__ import annotations

import argparse
from pathlib import Path

from .build import OUTPUTS, Project, build, check


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the folder that holds conf.py; return the exit code."""
    parser = argparse.ArgumentParser(prog="guidepress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builds = commands.add_parser("build", help="build outputs into dist/")
    builds.add_argument("outputs", nargs="*", choices=[*OUTPUTS, []], default=[])
    commands.add_parser("check", help="read the sources and say what is wrong")
    options = parser.parse_args(arguments)
    project = Project(Path.cwd())
    if options.command == "check":
        return check(project)
    return build(project, [n for n in OUTPUTS if n in (options.outputs or OUTPUTS)])
