"""What a clinic gets: a folder of files, with the list of them."""

from __future__ import annotations

import shutil
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import Problem
from .blame import Faulty, Key, blame_clinic, find_problems
from .clinics.refusals import list_refusals
from .editions import FILLABLE, PRINTED
from .jobs import Printed, SheetJob
from .manifest import Record, digest, write_manifest

if TYPE_CHECKING:
    from .clinics.clinic import Clinic


class Delivery:
    """A folder of printed files, and what is wrong with them."""

    def __init__(self, folder: Path, clinic: Clinic | None, place: str = "") -> None:
        """Begin an empty folder.

        :param clinic: whose name the files carry, None for lines to write on
        :param place: the profile, for what its own words do to a sheet
        """
        self.folder, self.clinic, self.place = folder, clinic, place
        self.records: list[Record] = []
        self.faulty: list[Faulty] = []
        #: what the clinic's own words do to the sheets
        self.problems: list[Problem] = []
        #: a small picture of each sheet in its first edition, by id
        self.firsts: dict[str, tuple[SheetJob, str]] = {}
        shutil.rmtree(folder, ignore_errors=True)

    def add(self, job: SheetJob, printed: Printed) -> None:
        """Put what was printed into the folders of its editions."""
        if problems := find_problems(job, printed):
            self.faulty.append(Faulty(job, problems))
        for edition, data in printed.files:
            name = job.name_file(edition)
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            facts = job.facts
            self.records.append(
                Record(
                    name,
                    facts.id,
                    facts.title,
                    facts.version,
                    facts.last_reviewed,
                    self.clinic.id if self.clinic else "",
                    edition.name,
                    printed.sides,
                    digest(data),
                )
            )
        if printed.picture:
            self.firsts[job.facts.id] = job, printed.picture

    def settle(self, of_text: Container[Key]) -> list[Problem]:
        """Note the problems that are the clinic's; return those of the text.

        :param of_text: the sheets that are not right without a clinic either
        """
        if self.clinic is None:
            return [p for found in self.faulty for p in found.problems]
        ordered = sorted(
            self.faulty, key=lambda found: (found.job.path, rank(found.job))
        )
        own = [found for found in ordered if found.key not in of_text]
        told = [p for found in own for p in blame_clinic(self.place, found)]
        self.problems += dict.fromkeys(told)
        return []

    def finish(self) -> None:
        """Write the list of the files."""
        if self.clinic and not self.records:
            message = "none of its handouts has fields to fill in"
            advice = "add “standard” to variants"
            self.problems.append(Problem(self.place, message, advice))
        self.folder.mkdir(parents=True, exist_ok=True)
        refusals = list_refusals(self.clinic) if self.clinic else ()
        write_manifest(self.folder, self.records, refusals)


def rank(job: SheetJob) -> int:
    """Return the place of a job's first edition among all."""
    return (*PRINTED, *FILLABLE).index(job.editions[0])
