"""The editions of a sheet: its paper, the size of its type, its colours, its fields.

This is the one place where an edition of the handouts is declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

#: The papers of the world's offices, by the name of their folder, as CSS names them.
PAPERS = {"a4": "A4", "letter": "Letter"}

SHARED = (
    "tokens.css",
    "content.css",
    "code.css",
    "boxes.css",
    "worksheets.css",
    "paged/notes.css",
    "paged/worksheets.css",
    "handouts/sheet.css",
    "handouts/figures.css",
    "handouts/worksheets.css",
    "handouts/foot.css",
    "handouts/cards.css",
    "handouts/contact-sheet.css",
)

LARGE = (
    "handouts/large.css",
    "handouts/large-contact.css",
    "handouts/large-fields.css",
    "handouts/large-cards.css",
)
LETTER = "handouts/letter.css"


@dataclass(frozen=True)
class SheetEdition:
    """A way to print a sheet, never other text."""

    paper: str  #: "a4" or "letter"
    is_large: bool = False  #: laid out anew in 18 pt, and may run longer
    is_grey: bool = False  #: for an office printer
    is_fillable: bool = False  #: its fields can be typed in; claims PDF/UA-1 alone

    @property
    def name(self) -> str:
        """The name of its folder: "a4-large-grey"."""
        marks = {
            "large": self.is_large,
            "grey": self.is_grey,
            "fillable": self.is_fillable,
        }
        return "-".join(
            [self.paper, *(mark for mark, is_set in marks.items() if is_set)]
        )

    @property
    def paper_title(self) -> str:
        """The paper in readers' words."""
        return "US Letter" if self.paper == "letter" else PAPERS[self.paper]

    @property
    def kind(self) -> str:
        """What it is on any paper: "large print", or "" for the usual one."""
        words = {
            "large print": self.is_large,
            "black and white": self.is_grey,
            "to fill in on a screen": self.is_fillable,
        }
        return ", ".join(word for word, is_set in words.items() if is_set)

    @property
    def title(self) -> str:
        """What it is in readers' words: "A4, large print"."""
        return ", ".join(filter(None, [self.paper_title, self.kind]))

    @property
    def page_css(self) -> str:
        """The paper, as a stylesheet."""
        return f"@page {{ size: {PAPERS[self.paper]} portrait }}"

    @property
    def layout(self) -> SheetEdition:
        """The edition whose pages it has: colours and fields come afterwards."""
        return replace(self, is_grey=False, is_fillable=False)

    def name_file(self, id_: str) -> str:
        """Return where a sheet lies below the folder of the handouts: "a4/h1.pdf"."""
        return f"{self.name}/{id_}.pdf"


#: For paper; the first is what most readers want.
PRINTED = tuple(
    SheetEdition(paper, is_large, is_grey)
    for is_large, is_grey, paper in product((False, True), (False, True), PAPERS)
)

#: For a screen, where grey would help nobody.  Only sheets with fields have them.
FILLABLE = tuple(
    replace(edition, is_fillable=True) for edition in PRINTED if not edition.is_grey
)


def group_by_layout(
    editions: Iterable[SheetEdition],
) -> list[tuple[SheetEdition, ...]]:
    """Return the editions that share their pages, each group to be laid out once."""
    groups: dict[SheetEdition, list[SheetEdition]] = {}
    for edition in editions:
        groups.setdefault(edition.layout, []).append(edition)
    return [tuple(group) for group in groups.values()]


def list_stylesheets(edition: SheetEdition) -> list[str]:
    """Return the stylesheets of an edition in css/, in the order of the cascade."""
    if edition.is_large:
        return [*SHARED, *LARGE]
    return [*SHARED, *([LETTER] if edition.paper == "letter" else [])]
