"""The parts of a reference: names, titles, imprint, pages, dates and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.template import FieldIsMissing

#: At most this many names are printed in full; of more, the first three.
MOST_NAMES, FIRST_NAMES = 6, 3

#: Characters of an address that need not be percent-encoded (RFC 3986, 2.2).
RESERVED = "/:;()._-~?#[]@!$&'*+,=%"


def join_sentences(*parts: Text | Tag | HRef | None) -> Text:
    """Join the parts that there are, each closed with one full stop."""
    closed = []
    for part in filter(None, parts):
        is_closed = isinstance(part, HRef) or str(part)[-1:] in ".?!"
        closed.append(part if is_closed else Text(part, "."))
    return Text(" ").join(closed)


# -- fields ----------------------------------------------------------------------


def read_field(entry: Entry, name: str) -> Text:
    """Return a field as rich text, its LaTeX letters decoded.

    :raises FieldIsMissing: there is none
    """
    try:
        return Text.from_latex(entry.fields[name])
    except KeyError as error:
        raise FieldIsMissing(name, entry) from error


def read_first(entry: Entry, *names: str) -> Text | None:
    """Return the first of the fields that the entry has, or None."""
    found = (name for name in names if name in entry.fields)
    name = next(found, None)
    return read_field(entry, name) if name else None


# -- names -----------------------------------------------------------------------


def spell_names(entry: Entry, role: str, *, required: bool = True) -> Text | None:
    """Return "Surname AB, Surname C, Surname D, et al".

    :raises FieldIsMissing: nobody is named, and somebody must be
    """
    persons, more = read_persons(entry, role)
    if not persons:
        if required:
            raise FieldIsMissing(role, entry)
        return None
    if more or len(persons) > MOST_NAMES:
        persons, more = persons[:FIRST_NAMES], True
    return Text(", ").join([*map(spell_name, persons), *[Text("et al")] * more])


def spell_editors(entry: Entry) -> Text:
    """Return "Surname AB, Surname C, eds."."""
    persons, more = read_persons(entry, "editor")
    plural = "eds." if more or len(persons) > 1 else "ed."
    return Text(spell_names(entry, "editor"), f", {plural}")


def spell_surnames(entry: Entry) -> Text:
    """Return whose the work is, within a sentence: "First and Second", "First et al.".

    A work without authors goes by its editors, and one without those by its title.
    """
    for role in ("author", "editor"):
        persons, more = read_persons(entry, role)
        surnames = [spell_surname(person) for person in persons]
        if more or len(surnames) > 2:
            return Text(surnames[0], " et al.")
        if surnames:
            return Text(" and ").join(surnames)
    return Tag("em", read_field(entry, "title"))


def read_persons(entry: Entry, role: str) -> tuple[list[Person], bool]:
    """Return the persons named, and whether "others" stand behind them."""
    persons = list(entry.persons.get(role, ()))
    more = len(persons) > 1 and str(persons[-1]) == "others"
    return (persons[:-1] if more else persons), more


def spell_name(person: Person) -> Text:
    """Return "van IJzendoorn MH" for Marinus H. van IJzendoorn.

    An organisation, which stands in braces, is all surname.
    """
    given = [*person.rich_first_names, *person.rich_middle_names]
    lineage = " ".join(person.lineage_names)
    parts = [spell_surname(person), Text(spell_initials(given)), Text(lineage)]
    return Text(" ").join(filter(None, parts))


def spell_surname(person: Person) -> Text:
    """Return "van IJzendoorn" for Marinus H. van IJzendoorn."""
    return Text(" ").join([*person.rich_prelast_names, *person.rich_last_names])


def spell_initials(given: Iterable[Text]) -> str:
    """Return the first letter of every part: "Jean-François M." gives JFM."""
    parts = (part for text in given for part in re.split(r"[-\s.]+", str(text)))
    return "".join(part[0].upper() for part in parts if part)


# -- where and when --------------------------------------------------------------


def spell_issue(entry: Entry) -> Text:
    """Return "1994;65(4):971–991", leaving out what the entry does not give."""
    fields = entry.fields
    text = str(read_field(entry, "year"))
    if "volume" in fields:
        text += f";{fields['volume']}"
    if "number" in fields:
        text += f"({dash_range(fields['number'])})"
    if "pages" in fields:
        text += f":{dash_range(fields['pages'])}"
    return Text(text)


def spell_book(entry: Entry) -> Tag:
    """Return the title of the book that holds the work."""
    return Tag("em", read_field(entry, "booktitle"))


def spell_imprint(
    entry: Entry, *names: str, pages: bool = False, required: bool = True
) -> Text | None:
    """Return "Guilford Press; 1998", with ":25–45" for a part of a book.

    :param names: the fields that may name who brought it out, the best first
    :param required: whether the entry must name that and the year
    :raises FieldIsMissing: it must, and does not
    """
    publisher = read_first(entry, *names)
    if required and publisher is None:
        raise FieldIsMissing(names[0], entry)
    year = read_field(entry, "year") if required else read_first(entry, "year")
    text = Text("; ").join(filter(None, [publisher, year]))
    if pages and "pages" in entry.fields:
        text += f":{dash_range(entry.fields['pages'])}"
    return text or None


def spell_edition(entry: Entry) -> Text | None:
    """Return "2nd ed." or nothing."""
    return Text(entry.fields["edition"], " ed.") if "edition" in entry.fields else None


def spell_number(entry: Entry, kind: str) -> Text | None:
    """Return "Report 12", or with the entry's own `type`, or nothing."""
    number = read_first(entry, "number")
    return Text(read_first(entry, "type") or kind, " ", number) if number else None


def spell_accessed(entry: Entry) -> Text | None:
    """Return "Accessed 2026-11-24", or nothing: what a DOI leads to does not change."""
    day = None if "doi" in entry.fields else read_first(entry, "urldate")
    return Text("Accessed ", day) if day else None


def dash_range(text: str) -> str:
    """Return a range with one en dash."""
    return re.sub(r"-+", "–", text)


def spell_link(entry: Entry) -> HRef | None:
    """Return the one link of an entry: to its DOI, else to its address.

    Old DOIs hold angle brackets, which no address may: they are percent-encoded in
    the link, and in its text too, so that it can be copied from paper.
    """
    if "doi" in entry.fields:
        address = "https://doi.org/" + quote(entry.fields["doi"], safe="/:;()._-")
    elif "url" in entry.fields:
        # BibTeX files escape these for LaTeX
        address = quote(re.sub(r"\\([%_#&~])", r"\1", entry.fields["url"]), RESERVED)
    else:
        return None
    return HRef(address, address)
