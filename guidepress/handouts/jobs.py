"""What is printed, and what comes of it."""

from __future__ import annotations

from typing import NamedTuple

from ..problems import Problem
from .editions import SheetEdition


class Facts(NamedTuple):
    """What a file says of itself."""

    id: str  #: "h1"; of a pack "first-visit"
    title: str
    version: str
    last_reviewed: str  #: ISO date, or ""
    audience: str


class SheetText(NamedTuple):
    """A text to be laid out, which begins on the front of a leaf."""

    docname: str
    html: str
    #: the contact box of a clinic, which is stamped onto the sheet, or ""
    contact: str = ""


class SheetJob(NamedTuple):
    """A file that is to be laid out once, and printed in some editions."""

    path: str  #: below the folder of the handouts: "{edition}/h1.pdf"
    facts: Facts
    documents: tuple[SheetText, ...]  #: one, or those of a pack
    editions: tuple[SheetEdition, ...]  #: that share their pages
    sides: int | None = None  #: how many it promises to fill at most
    is_sheet: bool = False  #: one handout, and no pack of them
    is_pictured: bool = False  #: a small picture of its first side is wanted too

    @property
    def edition(self) -> SheetEdition:
        """The edition that is laid out, whether it is wanted or not."""
        return self.editions[0].layout

    @property
    def docname(self) -> str:
        """The document to name where something is wrong."""
        return self.documents[0].docname

    def name_file(self, edition: SheetEdition) -> str:
        """Return where the file of an edition lies: "a4/h1.pdf"."""
        return self.path.format(edition=edition.name)


class Printed(NamedTuple):
    """What came of printing a sheet."""

    files: tuple[tuple[SheetEdition, bytes], ...]  #: the PDF of each edition
    sides: int
    problems: tuple[Problem, ...]
    picture: str = ""  #: the first side, small, as an address that holds it
