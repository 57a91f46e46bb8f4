"""Sheets that were printed before, kept by what they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ..pdf.kept import KeptFiles, digest_pictures, digest_tools
from .jobs import Printed, SheetJob

#: A sheet that no run has asked for in 30 days is forgotten.
OLD = 30 * 24 * 3600


class SheetCache(KeptFiles):
    """Printed sheets on disk, for any number of clinics.

    A run that was stopped goes on where it was: what is printed is kept at once.
    """

    def __init__(
        self, folder: Path, sources: Path, made_with: Iterable[Path], told: str
    ) -> None:
        """Open the cache.

        :param sources: the folder that pictures are named from
        :param made_with: stylesheets, typefaces: what else decides how a sheet looks
        :param told: the settings that a file repeats, such as the author
        """
        super().__init__(folder)
        self.sources = sources
        own = sorted(Path(__file__).parent.rglob("*.py"))
        self.common = digest_tools([*own, *made_with]) + told

    def find(self, job: SheetJob) -> Printed | None:
        """Return what came of a job that was printed before."""
        found = self.load(self.locate(job))
        return found if isinstance(found, Printed) else None

    def keep(self, job: SheetJob, printed: Printed) -> None:
        """Keep what came of a job, unless something was wrong with it."""
        if not printed.problems:
            self.save(self.locate(job), printed)

    def locate(self, job: SheetJob) -> Path:
        """Return where what came of a job lies."""
        pictures = [
            digest_pictures(text.html + text.contact, self.sources)
            for text in job.documents
        ]
        told = f"{self.common}\0{job!r}\0{pictures}"
        return self.folder / f"{hashlib.sha256(told.encode()).hexdigest()[:40]}.sheet"
