"""The sources of a sheet: works of the guide by their citekeys, or words.

The imprint names each in short; a clinic may ask for the whole list besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from markupsafe import Markup, escape
from pybtex.database import Entry
from pybtex.plugin import find_plugin
from sphinxcontrib.bibtex.domain import Citation

from ..citations.parts import read_field, spell_surnames
from ..problems import SourceError

#: Where a sheet names its sources: nowhere, in its imprint, on a side of their own too.
References = Literal["none", "short", "full"]


class Source(NamedTuple):
    """What a sheet rests on."""

    short: str  #: "Moss and Reed, Marsh Journal, 2001."
    full: Markup  #: as the list of references prints it, in HTML


def find_sources(
    place: str, names: Iterable[str], works: Iterable[Citation]
) -> Iterator[Source]:
    """Yield the sources that a handout names.

    :param names: each a citekey, or words
    :param works: those that the guide cites
    :raises SourceError: a single word is none of their citekeys
    """
    known = {work.key: work for work in works}
    for name in names:
        if work := known.get(name):
            yield Source(spell_short(work.entry), spell_full(work))
        elif " " in name.strip():
            yield Source(name, escape(name))
        else:
            raise SourceError(
                place,
                f"sources: {name!r} is no work that the guide cites",
                "mend the citekey, or write the source in words",
            )


def spell_short(entry: Entry) -> str:
    """Return who published where and when, in plain words."""
    names = (
        str(spell_surnames(entry)).removesuffix(".").replace(" et al", " and others")
    )
    fields = ("journal", "booktitle", "publisher", "institution", "organization")
    holder = next((field for field in fields if field in entry.fields), "")
    where = str(read_field(entry, holder)) if holder else ""
    parts = [names, where, entry.fields.get("year", "")]
    return f"{', '.join(filter(None, parts))}."


def spell_full(work: Citation) -> Markup:
    """Return a work as the list of references prints it."""
    backend = find_plugin("pybtex.backends", "html")()
    return Markup(work.formatted_entry.text.render(backend))
