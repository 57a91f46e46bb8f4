"""Whose fault it is when a sheet of a clinic is not right: the clinic's or the text's.

A sheet is printed once more without the clinic.  What is wrong then too is the text's,
and nobody gets it; what is not is the clinic's, and the others get theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..problems import Problem
from .editions import PAPERS, SheetEdition
from .jobs import Printed, SheetJob
from .planning import Planner

#: What a job is but for the clinic.
Key = tuple[str, SheetEdition]


class Faulty(NamedTuple):
    """A job of which something is wrong."""

    job: SheetJob
    problems: tuple[Problem, ...]

    @property
    def key(self) -> Key:
        """Which sheet it is, in which layout."""
        return key_of(self.job)


class PlainSheets:
    """Sheets without a clinic, printed for their faults alone."""

    def __init__(self, faulty: Iterable[Faulty]) -> None:
        self.wanted = {found.key for found in faulty}
        self.faulty: dict[Key, tuple[Problem, ...]] = {}

    def plan(self, planner: Planner) -> Iterator[tuple[PlainSheets, SheetJob]]:
        """Yield the jobs that print them."""
        for job in planner.plan() if self.wanted else ():
            if key_of(job) in self.wanted:
                yield self, job

    def add(self, job: SheetJob, printed: Printed) -> None:
        """Note what is wrong with a sheet."""
        if problems := find_problems(job, printed):
            self.faulty[key_of(job)] = problems


def key_of(job: SheetJob) -> Key:
    """Return which sheet a job prints, in which layout."""
    return job.path, job.edition


def find_problems(job: SheetJob, printed: Printed) -> tuple[Problem, ...]:
    """Return what is wrong with a sheet, and whether it runs longer than it says."""
    if not job.sides or printed.sides <= job.sides:
        return printed.problems
    paper = PAPERS[job.edition.paper]
    message = f"the handout takes {printed.sides} sides of {paper}"
    message += f" and declares {job.sides}"
    return (*printed.problems, Problem(job.docname, message, "cut its text"))


def blame_clinic(place: str, faulty: Faulty) -> list[Problem]:
    """Return what a profile does to a sheet that is right without it."""
    advice = "shorten extra_lines, contact, or the names in them"
    return [
        Problem(place, f"in {faulty.job.facts.id}, {problem.message}", advice)
        for problem in faulty.problems
    ]
