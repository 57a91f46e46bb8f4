"""Handouts for clinics: what `make handouts CLINIC=…` runs.

Each clinic gets a folder of its own in `dist/clinics/`, exchanged as a whole.  What is
wrong with one clinic leaves the folders of the others, and its own last one, as they
are.
"""

from __future__ import annotations

import functools
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from . import dist
from .build import alone, refuse_wrong_epoch, report
from .children import write_at_once
from .problems import FileError, Problem, SourceError, relative
from .project import Project
from .stage import CLINICS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .handouts.clinics.clinic import Clinic

#: Where the folders of the clinics lie in `dist/` and, until they are whole, `build/`.
FOLDER = CLINICS

#: What is wrong with clinics, by their profiles.
Faults = dict[str, list[Problem]]


def print_clinics(project: Project, paths: Sequence[Path], scheduler: str = "") -> int:
    """Print the handouts of clinics; return the exit code.

    :param paths: their profiles
    :param scheduler: the address of a Dask cluster, "" for this machine alone
    """
    from .reading import read_project

    started = time.monotonic()
    try:
        refuse_wrong_epoch()
        with alone(project):
            dist.heal(project.dist)
            dist.require_writable(project.dist)
            print(f"Reading source/ for {count(len(paths), 'clinic')} …", flush=True)
            with read_project(project) as (app, problems):
                if problems:
                    return report(problems)
                clinics, faults = read_clinics(app, paths)
                found = print_all(project, app, clinics, scheduler) if clinics else {}
    except SourceError as error:
        return report(error.problems)
    faults |= found
    done = count(len(paths) - len(faults), "clinic")
    print(f"{done} printed in {time.monotonic() - started:.1f} s.", flush=True)
    return report_faults(faults)


def report_faults(faults: Faults) -> int:
    """Say which clinics got nothing new, and why; return the exit code."""
    for problem in (problem for problems in faults.values() for problem in problems):
        print(problem, file=sys.stderr)
    if faults:
        names = ", ".join(sorted(faults))
        print(f"{count(len(faults), 'clinic')} not printed: {names}", file=sys.stderr)
    return 1 if faults else 0


def count(number: int, noun: str) -> str:
    """Return "1 clinic", "2 clinics"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def read_clinics(
    app: Sphinx, paths: Sequence[Path]
) -> tuple[dict[str, Clinic], Faults]:
    """Return the clinics by their profiles, and what is wrong with other profiles."""
    from .handouts.clinics.profiles import load_clinic

    clinics: dict[str, Clinic] = {}
    faults: Faults = {}
    ids: dict[str, str] = {}
    for path in paths:
        place = relative(str(path))
        try:
            clinic = load_clinic(app, path)
        except SourceError as error:
            faults[place] = list(error.problems)
            continue
        first = ids.setdefault(clinic.id, place)
        if first == place:
            clinics[place] = clinic
        else:
            said = f"the id “{clinic.id}” is that of {first} too"
            faults[place] = [Problem(place, said, "give it another")]
    return clinics, faults


def print_all(
    project: Project, app: Sphinx, clinics: dict[str, Clinic], scheduler: str
) -> Faults:
    """Print the handouts of clinics and publish what is whole; return what is not.

    :raises SourceError: the text itself is at fault, or no printer answers
    """
    folder = project.build / FOLDER
    write = functools.partial(write_clinics, app, folder, clinics, scheduler)
    faults: Faults = {}
    for problem in write_at_once([FOLDER], write):
        faults.setdefault(problem.place, []).append(problem)
    if not faults.keys() <= clinics.keys():
        raise FileError([p for problems in faults.values() for p in problems])
    for place, clinic in clinics.items():
        if place not in faults:
            publish(folder / clinic.id, project.dist / FOLDER / clinic.id)
    shutil.rmtree(folder, ignore_errors=True)
    if project.dist.is_dir():  # it is not where the first clinic has a fault
        dist.write_sums(project.dist)
    return faults


def publish(printed: Path, target: Path) -> None:
    """Exchange the folder of one clinic for what was printed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    dist.heal(target)
    dist.exchange(printed, target)
    dist.heal(target)


def write_clinics(
    app: Sphinx, folder: Path, clinics: dict[str, Clinic], scheduler: str, _: str
) -> list[Problem]:
    """Print the handouts of clinics into a folder, in a process of its own."""
    from .handouts.builder import HandoutsBuilder
    from .handouts.delivery import Delivery
    from .reading import ProblemCollector, as_source_errors, open_builder

    deliveries = [
        Delivery(folder / clinic.id, clinic, place) for place, clinic in clinics.items()
    ]
    with as_source_errors(), ProblemCollector(app) as collector:
        builder = cast("HandoutsBuilder", open_builder(app, folder, "handouts"))
        builder.report(builder.open_run(scheduler).run(deliveries))
    return [*collector.problems, *(p for d in deliveries for p in d.problems)]


def print_stale(project: Project, paths: Sequence[Path]) -> int:
    """Say which clinics hold older sheets than the text has; return the exit code.

    :param paths: manifests of clinics, or none for those in `dist/`
    """
    from .handouts.clinics.profiles import list_versions
    from .handouts.stale import list_stale
    from .reading import read_project

    found = sorted((project.dist / FOLDER).glob("*/manifest.json"))
    manifests = paths or found
    if not manifests:
        raise SourceError("", "no clinic has sheets yet", "make handouts CLINIC=…")
    with alone(project), read_project(project) as (app, problems):
        if problems:
            return report(problems)
        stale = list(list_stale(manifests, list_versions(app)))
    for line in stale:
        print(line)
    if not stale:
        print("Every clinic holds the sheets of today.")
    return 1 if stale else 0


def find_profiles(patterns: Sequence[str]) -> Iterator[Path]:
    """Yield the profiles that names and patterns stand for, each once.

    :raises SourceError: a pattern stands for nothing
    """
    seen = set()
    for pattern in patterns:
        found = expand(Path(pattern)) if "*" in pattern else [Path(pattern)]
        if not found:
            raise SourceError("", f"no clinic is named {pattern}", "mend the pattern")
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path


def expand(pattern: Path) -> list[Path]:
    """Return the files that a pattern stands for, sorted."""
    root = Path(pattern.anchor)
    return sorted(root.glob(str(pattern.relative_to(root))))
