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
    digest = commands.add_parser(
        "digest", help="print digests of a text whose words must not be copied"
    )
    digest.add_argument("text", type=Path)
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
    if options.command == "digest":
        return print_digests(options.text)
    if options.command == "release":
        from .release import release

        return release(project, datetime.date.today())
    return build(project, [n for n in OUTPUTS if n in (options.outputs or OUTPUTS)])


def print_digests(path: Path) -> int:
    """Print the digests of a text, to be kept in a file that prose.toml names."""
    from .problems import SourceError, read_source
    from .prose.overlap import LENGTH, digest_text

    try:
        text = read_source(path)
    except SourceError as error:
        print(error.problem, file=sys.stderr)
        return 1
    print(
        f"# Digests of every {LENGTH} words in a row of {path.name}; see docs/prose.md"
    )
    print("\n".join(digest_text(text)))
    return 0
