"""The editions of the print PDF: a page size and a stylesheet each, never other text.

This is the one place where an edition is declared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: What every edition is laid out with, in the order of the cascade; the sizes of its
#: pages and of its type are tokens, which the first file sets.
BASE = ("tokens.css", "pdf/editions/a5.css")
SHARED = (
    "content.css",
    "code.css",
    "boxes.css",
    "worksheets.css",
    "paged/notes.css",
    "paged/worksheets.css",
    "pdf/pages.css",
    "pdf/type.css",
    "pdf/breaks.css",
    "pdf/boxes.css",
    "pdf/worksheets.css",
    "pdf/front.css",
    "pdf/contents.css",
    "pdf/back.css",
)


@dataclass(frozen=True)
class Edition:
    """A way to print the book."""

    name: str  #: as it stands in file names: "large-print"
    title: str  #: in readers' words
    page: tuple[float, float]  #: width and height of a finished page, in mm
    entry: str = ""  #: the stylesheet that makes it another one than A5
    is_tagged: bool = True  #: claims PDF/UA-1; printers' files claim nothing
    folder: str = ""  #: in dist/
    finish: str = ""  #: "booklet" or "press": what is done with the pages laid out

    @property
    def output(self) -> str:
        """The name of its output, which is its builder's too."""
        return "pdf" if self is DEFAULT else f"pdf-{self.name}"

    @property
    def stylesheets(self) -> list[str]:
        """Its stylesheets in css/, in the order of the cascade."""
        entry = [f"pdf/editions/{self.entry}"] if self.entry else []
        return [*BASE, *SHARED, *entry]

    def name_file(self, slug: str) -> str:
        """Return its file, as seen from dist/."""
        name = slug if self is DEFAULT else f"{slug}-{self.name}"
        return f"{self.folder}/{name}.pdf".lstrip("/")


A5 = (148.0, 210.0)
A4 = (210.0, 297.0)

DEFAULT = Edition("a5", "A5", A5)

EDITIONS = (
    DEFAULT,
    Edition(
        "half-letter",
        "half letter, 5.5 × 8.5 inches",
        (139.7, 215.9),
        entry="half-letter.css",
    ),
    Edition("large-print", "large print, A4", A4, entry="large-print.css"),
    Edition(
        "booklet",
        "booklet to print on A4 and fold",
        A5,
        is_tagged=False,
        folder="print",
        finish="booklet",
    ),
    Edition(
        "press",
        "for a printing house, with bleed and crop marks",
        A5,
        entry="press.css",
        is_tagged=False,
        folder="print",
        finish="press",
    ),
)

#: The outputs that `make` leaves to `make editions`.
MORE_OUTPUTS = tuple(edition.output for edition in EDITIONS if edition is not DEFAULT)


def list_names() -> str:
    """Return the names of the editions as a sentence lists them."""
    *others, last = (edition.name for edition in EDITIONS)
    return f"{', '.join(others)} or {last}"


def find_edition(holds: Callable[[Edition], bool]) -> Edition | None:
    """Return the first edition of which something is true."""
    return next((edition for edition in EDITIONS if holds(edition)), None)
