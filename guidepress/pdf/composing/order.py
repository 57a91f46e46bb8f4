"""What goes to a worker of the composer and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...problems import Problem
from ..pagemap import Place
from ..pagination import Job

if TYPE_CHECKING:
    from ..engine import Engine
    from ..metadata import Metadata


class Tools(NamedTuple):
    """What a worker needs."""

    engine: Engine
    metadata: Metadata  #: of the book, which its first part carries
    problems: list[Problem]  #: of the stylesheets
    is_tagged: bool = True  #: False for a printer's file, which claims no standard


class Order(NamedTuple):
    """Asks for a part that was laid out to be written."""

    job: Job
    folio: int  #: of its first page
    targets: frozenset[str]  #: the ids in it that links of the book lead to


class FontUse(NamedTuple):
    """The glyphs of a font that a part uses."""

    family: str
    texts: dict[int, str]  #: glyph -> its text
    widths: dict[int, float]


class Sheets(NamedTuple):
    """A part as a PDF file that others are joined to."""

    data: bytes
    fonts: dict[str, FontUse]
    places: list[Place | None]  #: where the text of each page begins
    problems: tuple[Problem, ...]
