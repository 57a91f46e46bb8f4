"""The crisis lines of every region, as the help page shows them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sphinx.config import Config
from sphinx.util.i18n import format_date

from ..directives import dial
from ..regions import Line, Region, load_region, load_regions

#: The name of the help page.
PAGE = "help"


class Button(NamedTuple):
    """A number to tap: "Call 116 123" and "tel:116123"."""

    words: str
    address: str


def find_regions(config: Config) -> list[Region]:
    """Return every region, the book's own first; none where the book has none.

    :raises SourceError: a region's file is missing or wrong.
    """
    folder = Path(config.guidepress_regions)
    if not config.guidepress_region or not folder.is_dir():
        return []
    own = load_region(folder, config.guidepress_region)
    return [own, *(other for other in load_regions(folder) if other.id != own.id)]


def buttons(line: Line) -> list[Button]:
    """Return the ways to reach a line; a phone dials or opens a message."""
    number, address = line.number, dial(line)["address"]
    if line.how == "call or text":
        _, _, digits = address.partition(":")
        return [
            Button(f"Call {number}", f"tel:{digits}"),
            Button(f"Text {number}", f"sms:{digits}"),
        ]
    return [Button(f"{line.how[:1].upper()}{line.how[1:]} {number}", address)]


def hosts(line: Line) -> str:
    """Return whose pages were read: "giveusashout.org, norwoodmc.co.uk"."""
    names = (urlsplit(url).netloc.removeprefix("www.") for url in line.sources)
    return ", ".join(dict.fromkeys(names))


def is_unchecked(lines: Iterable[Line]) -> bool:
    """Tell whether nobody has called any of the lines."""
    return not any(line.checked_by for line in lines)


def day(iso: str, language: str) -> str:
    """Return "24 November 2026" for "2026-11-24", whatever the machine's locale."""
    date = datetime.date.fromisoformat(iso)
    moment = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    return format_date("%-d %B %Y", date=moment, language=language)
