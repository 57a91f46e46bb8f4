"""What the build refuses in an entry of a .bib file.

Each check looks for one thing and yields what is wrong.  `CHECKS` hold for every
book: what they find is malformed.  `STRICT_CHECKS` are the rules of a house that
wants every work to be found again, for `guidepress_strict_references`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pybtex.database import Entry, Person

from .issn import ISSN, find_issn, has_check_digit, split_issns
from .style import FORMS, find_missing_field


class Fault(NamedTuple):
    """One thing that is wrong with an entry."""

    field: str  #: the field that is to blame, or "" for the entry
    message: str  #: what follows on "the work KEY"
    advice: str  #: what to do


Check = Callable[[Entry], Iterator[Fault]]

#: (what is found in a DOI, what is wrong, what to do); the first that fits is told
DOI_FAULTS = (
    (
        re.compile(r"(https?://)?(dx\.)?doi\.org/|doi:", re.IGNORECASE),
        "has an address for a DOI",
        "delete what stands before its “10.”",
    ),
    (
        re.compile(r"(?!10\.\d{4,9}/\S+$)"),
        "has a DOI of the wrong form",
        "write it as in 10.1037/a0028793",
    ),
    (
        re.compile(r"10\.\d+//"),
        "has two slashes in its DOI",
        "delete one of them",
    ),
    (
        re.compile(r".*[.,;]$"),
        "has a DOI that ends in a stop",
        "delete the last character",
    ),
    (
        re.compile(r".*\\"),
        "has a backslash in its DOI",
        "delete it: a DOI is not LaTeX",
    ),
)

#: What publishers' pages give for pages before a work has any.
PLACEHOLDERS = frozenset(
    ("", "?", "??", "0-0", "00-00", "1-1", "1-1?", "n-a", "n.a.", "n/a", "na", "no-no")
)


def find_wrong_doi(entry: Entry) -> Iterator[Fault]:
    """Find a DOI that leads nowhere as it is written."""
    doi = entry.fields.get("doi", "").strip()
    if "doi" in entry.fields:
        for pattern, message, advice in DOI_FAULTS:
            if pattern.match(doi):
                yield Fault("doi", f"{message}, “{doi}”", advice)
                break


def find_wrong_issn(entry: Entry) -> Iterator[Fault]:
    """Find an ISSN of the wrong form, or whose check digit is wrong."""
    for issn in split_issns(entry.fields.get("issn", "")):
        if not ISSN.fullmatch(issn):
            yield Fault(
                "issn", f"has an ISSN of the wrong form, “{issn}”", "write 1234-5679"
            )
        elif not has_check_digit(issn):
            yield Fault(
                "issn", f"has an ISSN with a wrong check digit, {issn}", "look it up"
            )


def find_foreign_issn(entry: Entry) -> Iterator[Fault]:
    """Find a DOI that holds an ISSN which is wrong, or that of another journal."""
    issn = find_issn(entry.fields.get("doi", ""))
    given = split_issns(entry.fields.get("issn", ""))
    if issn and not has_check_digit(issn):
        yield Fault(
            "doi",
            f"has a DOI that holds an ISSN with a wrong check digit, {issn}",
            "look the DOI up",
        )
    elif issn and given and issn not in given:
        yield Fault(
            "doi",
            f"has a DOI of the journal {issn}, but gives the ISSN {', '.join(given)}",
            "mend the journal, the DOI or the issn",
        )


def find_placeholder_pages(entry: Entry) -> Iterator[Fault]:
    """Find pages that a publisher gave before the work had any."""
    pages = entry.fields.get("pages")
    if pages is not None and re.sub("[-–—]+", "-", pages.lower()) in PLACEHOLDERS:
        yield Fault(
            "pages",
            f"has “{pages}” for pages, which stands for none",
            "give the printed pages or delete the field",
        )


def find_shouted_names(entry: Entry) -> Iterator[Fault]:
    """Find names of persons in capitals; an organisation stands in braces."""
    for role, persons in entry.persons.items():
        for person in persons:
            if is_shouted(person):
                yield Fault(
                    role,
                    f"has a name in capitals, {person}",
                    "write it as in “Smith, John”; put an organisation into braces",
                )


def is_shouted(person: Person) -> bool:
    """Tell whether a surname has capitals only, what stands in braces not counted."""
    surname = " ".join((*person.prelast_names, *person.last_names))
    letters = [c for c in re.sub(r"\{.*\}", "", surname) if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def find_unprintable_type(entry: Entry) -> Iterator[Fault]:
    """Find a type of entry that the list of references has no form for."""
    if entry.type not in FORMS:
        yield Fault(
            "",
            f"is of the type @{entry.type}, which the list of references cannot print",
            f"make it one of {', '.join(f'@{name}' for name in FORMS)}",
        )


def find_incomplete(entry: Entry) -> Iterator[Fault]:
    """Find an entry without a field that its form needs."""
    if entry.type in FORMS and (field := find_missing_field(entry)):
        yield Fault("", f"has no {field}", f"add the {field}, or mend the type")


def find_missing_doi(entry: Entry) -> Iterator[Fault]:
    """Find a work without a DOI that does not say why."""
    if not (entry.fields.get("doi") or entry.fields.get("nodoi")):
        yield Fault("", "has no DOI", "add its doi, or say in nodoi why it has none")


def find_missing_issn(entry: Entry) -> Iterator[Fault]:
    """Find a work whose DOI holds an ISSN that the entry does not give."""
    issn = find_issn(entry.fields.get("doi", ""))
    if issn and has_check_digit(issn) and "issn" not in entry.fields:
        yield Fault(
            "doi",
            f"has a DOI of the journal {issn} and no issn to compare",
            "look up the ISSN of the journal and add it",
        )


#: What is malformed in any book.
CHECKS: tuple[Check, ...] = (
    find_wrong_doi,
    find_wrong_issn,
    find_foreign_issn,
    find_placeholder_pages,
    find_shouted_names,
)

#: What the style "ama" cannot print.
FORM_CHECKS: tuple[Check, ...] = (find_unprintable_type, find_incomplete)

#: What only a strict house refuses.
STRICT_CHECKS: tuple[Check, ...] = (find_missing_doi, find_missing_issn)
