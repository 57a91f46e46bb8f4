"""Parts that were laid out and written before, kept by what they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ..kept import KeptFiles, digest_pictures, digest_tools
from ..pagination import Job, Proof
from .order import Order, Sheets


class PartCache(KeptFiles):
    """Proofs and sheets on disk; only those of the last build are kept."""

    def __init__(
        self, folder: Path, sources: Path, made_with: Iterable[Path], told: str
    ) -> None:
        """Open the cache.

        :param sources: the folder that pictures are named from
        :param made_with: stylesheets, typefaces: what else decides how a page looks
        :param told: the settings that a part repeats, such as the book's title
        """
        super().__init__(folder)
        self.sources = sources
        self.common = digest_tools(made_with) + told

    def find_proof(self, job: Job) -> Proof | None:
        """Return the proof of a job that was laid out before."""
        found = self.load(self.locate(job))
        return found if isinstance(found, Proof) else None

    def keep_proof(self, job: Job, proof: Proof) -> None:
        """Keep the proof of a job, unless something was wrong with it."""
        if not proof.problems:
            self.save(self.locate(job), proof)

    def find_sheets(self, order: Order) -> Sheets | None:
        """Return the sheets of an order that was written before."""
        found = self.load(self.locate_sheets(order))
        return found if isinstance(found, Sheets) else None

    def keep_sheets(self, order: Order, sheets: Sheets) -> None:
        """Keep the sheets of an order, unless something was wrong with them."""
        if not sheets.problems:
            self.save(self.locate_sheets(order), sheets)

    def locate(self, job: Job) -> Path:
        """Return where the proof of a job lies."""
        text = f"{self.common}\0{job.side}\0{job.html}"
        text += digest_pictures(job.html, self.sources)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self.folder / f"{digest[:32]}.proof"

    def locate_sheets(self, order: Order) -> Path:
        """Return where the sheets of an order lie."""
        text = f"{self.locate(order.job)}\0{order.folio}\0{sorted(order.targets)}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self.folder / f"{digest[:32]}.sheets"
