"""The list of references after the AMA Manual of Style (11th ed.) and NLM.

Titles stand as the .bib file gives them.  Names are "Surname AB", up to six, then
the first three and "et al".  The DOI is printed once, as an https link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import FieldIsMissing

#: At most this many names are printed in full; of more, the first three.
MOST_NAMES, FIRST_NAMES = 6, 3


class AmaStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """`bibtex_default_style = "ama"`: articles, chapters and books."""

    # sphinxcontrib-bibtex hands the entries over in the order of first citation
    default_sorting_style = "none"
    default_label_style = "number"
    default_name_style = "lastfirst"

    def format_article(self, context: dict[str, Any]) -> Text:
        entry = context["entry"]
        return sentences(
            names(entry, "author"),
            field(entry, "title"),
            Tag("em", field(entry, "journal")),
            issue(entry),
            doi(entry),
        )

    def format_incollection(self, context: dict[str, Any]) -> Text:
        entry = context["entry"]
        editors = entry.persons.get("editor", ())
        plural = "eds." if len(editors) > 1 else "ed."
        book = Text("In: ", names(entry, "editor"), f", {plural} ")
        return sentences(
            names(entry, "author"),
            field(entry, "title"),
            Text(book, Tag("em", field(entry, "booktitle"))),
            edition(entry),
            imprint(entry, pages=True),
            doi(entry),
        )

    def format_book(self, context: dict[str, Any]) -> Text:
        entry = context["entry"]
        return sentences(
            names(entry, "author" if "author" in entry.persons else "editor"),
            Tag("em", field(entry, "title")),
            edition(entry),
            imprint(entry),
            doi(entry),
        )

    format_inbook = format_incollection


def sentences(*parts: Text | Tag | None) -> Text:
    """Join the parts that there are, each closed with one full stop."""
    closed = []
    for part in filter(None, parts):
        last = str(part)[-1:]
        is_link = str(part).startswith("https:")
        closed.append(part if last in ".?!" or is_link else Text(part, "."))
    return Text(" ").join(closed)


def field(entry: Entry, name: str) -> Text:
    """Return a field as rich text, its LaTeX letters decoded.

    :raises FieldIsMissing: reported by sphinxcontrib-bibtex as a warning.
    """
    try:
        return Text.from_latex(entry.fields[name])
    except KeyError as error:
        raise FieldIsMissing(name, entry) from error


def names(entry: Entry, role: str) -> Text:
    """Return "Surname AB, Surname C, Surname D, et al"."""
    persons = list(entry.persons.get(role, ()))
    if not persons:
        raise FieldIsMissing(role, entry)
    more = str(persons[-1]) == "others"
    persons = persons[:-1] if more else persons
    if more or len(persons) > MOST_NAMES:
        persons, more = persons[:FIRST_NAMES], True
    shown = [name(person) for person in persons] + [Text("et al")] * more
    return Text(", ").join(shown)


def name(person: Person) -> Text:
    """Return "van IJzendoorn MH" for Marinus H. van IJzendoorn."""
    surname = Text(" ").join([*person.rich_prelast_names, *person.rich_last_names])
    given = [*person.rich_first_names, *person.rich_middle_names]
    lineage = " ".join(person.lineage_names)
    return Text(" ").join(filter(None, [surname, Text(initials(given)), Text(lineage)]))


def initials(given: Iterable[Text]) -> str:
    """Return the first letter of every part: "Jean-François M." gives JFM."""
    parts = (part for text in given for part in re.split(r"[-\s.]+", str(text)))
    return "".join(part[0].upper() for part in parts if part)


def issue(entry: Entry) -> Text:
    """Return "1994;65(4):971–991", leaving out what the entry does not give."""
    fields = entry.fields
    text = str(field(entry, "year"))
    if "volume" in fields:
        text += f";{fields['volume']}"
    if "number" in fields:
        text += f"({dashed(fields['number'])})"
    if "pages" in fields:
        text += f":{dashed(fields['pages'])}"
    return Text(text)


def imprint(entry: Entry, *, pages: bool = False) -> Text:
    """Return "Guilford Press; 1998" with ":25–45" for a chapter."""
    text = Text(field(entry, "publisher"), "; ", str(field(entry, "year")))
    if pages and "pages" in entry.fields:
        text += f":{dashed(entry.fields['pages'])}"
    return text


def edition(entry: Entry) -> Text | None:
    """Return "2nd ed." or nothing."""
    return Text(entry.fields["edition"], " ed.") if "edition" in entry.fields else None


def dashed(text: str) -> str:
    """Return a range with one en dash."""
    return re.sub(r"-+", "–", text)


def doi(entry: Entry) -> HRef | None:
    """Return the one link of an entry, to its DOI.

    Old DOIs hold angle brackets, which no address may: they are percent-encoded in
    the link, and in its text too, so that it can be copied from paper.
    """
    if "doi" not in entry.fields:
        return None
    address = "https://doi.org/" + quote(entry.fields["doi"], safe="/:;()._-")
    return HRef(address, address)
