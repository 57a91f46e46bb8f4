"""A sheet on paper: laid out, checked and written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..pdf.checks import check_pages
from ..pdf.engine import Engine, watching
from ..pdf.metadata import Metadata
from ..pdf.writing import write_sheet
from ..problems import Problem


class Sheet(NamedTuple):
    """A handout that is to be printed."""

    docname: str
    html: str
    metadata: Metadata


class Printed(NamedTuple):
    """What came of printing a sheet."""

    sides: int
    problems: list[Problem]


def print_sheet(engine: Engine, sheet: Sheet, paper: str, target: Path) -> Printed:
    """Write a sheet for a paper as CSS names it: "A4"."""
    with watching() as watched:
        watched.place = sheet.docname
        document = engine.lay_out(sheet.html, f"@page {{ size: {paper} portrait }}")
        problems = check_pages(sheet.docname, document.pages)
        problems += write_sheet(document, target, sheet.metadata, sheet.docname)
    return Printed(len(document.pages), [*watched.problems, *problems])
