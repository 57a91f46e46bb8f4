"""The command `guidepress`, which the Makefile calls."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from .build import build, check
from .clinics import find_profiles, print_clinics, print_stale
from .pdf.editions import DEFAULT, EDITIONS, find_edition, list_names
from .problems import SourceError
from .project import ALL_OUTPUTS, OUTPUTS, Project

#: What `--edition` takes besides the name of an edition.
EVERY = "all"


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the folder that holds conf.py; return the exit code."""
    parser = argparse.ArgumentParser(prog="guidepress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    builds = commands.add_parser("build", help="build outputs into dist/")
    builds.add_argument("outputs", nargs="*", metavar="|".join(OUTPUTS))
    builds.add_argument(
        "--edition", default=DEFAULT.name, help=f"of the PDF: {list_names()}; {EVERY}"
    )
    clinics = commands.add_parser(
        "clinics", help="print the handouts of clinics into dist/clinics/"
    )
    clinics.add_argument(
        "profiles", nargs="+", help="files, or patterns: clinics/*.toml"
    )
    clinics.add_argument("--scheduler", default="", help="of a Dask cluster: tcp://…")
    stale = commands.add_parser(
        "stale", help="say which clinics hold old versions of the sheets"
    )
    stale.add_argument("manifests", nargs="*", type=Path, help="else dist/clinics/*/")
    commands.add_parser("check", help="read the sources and say what is wrong")
    digest = commands.add_parser(
        "digest", help="print digests of a text whose words must not be copied"
    )
    digest.add_argument("text", type=Path)
    commands.add_parser(
        "clinic-schema", help="write what editors need to help with a clinic's profile"
    )
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
    if options.command == "clinic-schema":
        from .handouts.clinics.schema import write_schema

        print(f"{write_schema(project.root / 'clinics')} is written.")
        return 0
    if options.command == "release":
        from .release import release

        return release(project, datetime.date.today())
    try:
        if options.command == "clinics":
            paths = list(find_profiles(options.profiles))
            return print_clinics(project, paths, options.scheduler)
        if options.command == "stale":
            return print_stale(project, options.manifests)
        return build(project, choose_outputs(options.outputs, options.edition))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2


def choose_outputs(names: list[str], edition: str) -> list[str]:
    """Return the outputs that are wanted, `pdf` in the edition that is wanted.

    :raises SourceError: there is no such edition, or no PDF is wanted.
    """
    wanted = set(names or OUTPUTS)
    editions = choose_editions(edition)
    if not editions:
        known = f"choose {list_names()}, or {EVERY} of them"
        raise SourceError("", f"there is no edition “{edition}”", known)
    if "pdf" in wanted:
        wanted = wanted - {"pdf"} | editions
    elif edition != DEFAULT.name:
        raise SourceError(
            "", "only the PDF has editions", f"type build pdf --edition {edition}"
        )
    return [name for name in ALL_OUTPUTS if name in wanted]


def choose_editions(name: str) -> set[str]:
    """Return the outputs of the editions that a name stands for, or none."""
    if name == EVERY:
        return {edition.output for edition in EDITIONS}
    edition = find_edition(lambda e: e.name == name)
    return {edition.output} if edition else set()


def print_digests(path: Path) -> int:
    """Print the digests of a text, to be kept in a file that prose.toml names."""
    from .problems import read_source
    from .prose.overlap import LENGTH, digest_text

    try:
        text = read_source(path)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"# Digests of every {LENGTH} words in a row of {path.name}; see docs/prose.md"
    )
    print("\n".join(digest_text(text)))
    return 0
