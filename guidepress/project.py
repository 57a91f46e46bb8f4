"""The folders of a project, and the outputs that are made in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .pdf.editions import EDITIONS, MORE_OUTPUTS

#: The outputs in the order in which they are made: each may read those before it.
OUTPUTS = ("pdf", "epub", "handouts", "html")

#: Those, and what `make editions` adds.
ALL_OUTPUTS = (*OUTPUTS[:-1], *MORE_OUTPUTS, OUTPUTS[-1])


class Project(NamedTuple):
    """A project, by the folder that holds its conf.py."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def doctrees(self) -> Path:
        return self.build / "doctrees"

    @property
    def stage(self) -> Path:
        return self.build / "stage"

    @property
    def dist(self) -> Path:
        # resolved: where dist/ is a link, what it leads to is exchanged
        return (self.root / "dist").resolve()


def name_piece(output: str, slug: str) -> str:
    """Return the file or folder of `dist/` that an output owns."""
    return {
        **{edition.output: edition.name_file(slug) for edition in EDITIONS},
        "epub": f"{slug}.epub",
        "handouts": "handouts",
        "html": "site",
    }[output]
