"""What a clinic gets: a folder of files, with the list of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import Problem
from .editions import PAPERS
from .manifest import Record, digest, write_manifest
from .printing import Printed, SheetJob

if TYPE_CHECKING:
    from .clinic import Clinic


class Delivery:
    """A folder of printed files, and what is wrong with them."""

    def __init__(self, folder: Path, clinic: Clinic | None, place: str = "") -> None:
        """Begin an empty folder.

        :param clinic: whose name the files carry, None for lines to write on
        :param place: the profile, for what its own words do to a sheet
        """
        self.folder, self.clinic, self.place = folder, clinic, place
        self.records: list[Record] = []
        self.problems: dict[Problem, None] = {}
        #: the sheets in their first edition, by id: small pictures are made of them
        self.firsts: dict[str, tuple[SheetJob, bytes]] = {}
        shutil.rmtree(folder, ignore_errors=True)

    def add(self, job: SheetJob, printed: Printed) -> None:
        """Put what was printed into the folders of its editions."""
        self.problems |= dict.fromkeys(printed.problems)
        self.count_sides(job, printed.sides)
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
        if job.is_sheet:
            self.firsts.setdefault(facts.id, (job, printed.files[0][1]))

    def count_sides(self, job: SheetJob, sides: int) -> None:
        """Note that a sheet runs longer than it promises."""
        if not job.sides or sides <= job.sides:
            return
        paper = PAPERS[job.edition.paper]
        said = f"takes {sides} sides of {paper} and declares {job.sides}"
        if self.clinic:
            advice = "shorten extra_lines, contact, or the names in them"
            message = f"the handout {job.facts.id} {said} with the lines of this clinic"
            self.problems[Problem(self.place, message, advice)] = None
        else:
            message = f"the handout {said}"
            self.problems[Problem(job.docname, message, "cut its text")] = None

    def finish(self) -> None:
        """Write the list of the files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_manifest(self.folder, self.records)
