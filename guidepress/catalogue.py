"""What a library's catalogue says of the book: persons, numbers, subjects, series.

The settings are records; each is checked field by field, so that the message names
the field that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from .config import is_date, place_of
from .identifiers import is_doi, is_isbn
from .problems import SourceError, closest

#: What somebody has done for a book: MARC's code for relators -> its words.
ROLES = {
    "aft": "author of the afterword",
    "ann": "annotator",
    "art": "artist",
    "aui": "author of the introduction",
    "aut": "author",
    "bkd": "book designer",
    "bkp": "book producer",
    "com": "compiler",
    "cov": "cover designer",
    "csl": "consultant",
    "ctb": "contributor",
    "edt": "editor",
    "exp": "expert",
    "fnd": "funder",
    "ill": "illustrator",
    "isb": "issuing body",
    "mrk": "markup editor",
    "pbl": "publisher",
    "pfr": "proofreader",
    "pht": "photographer",
    "prg": "programmer",
    "res": "researcher",
    "rev": "reviewer",
    "spn": "sponsor",
    "trc": "transcriber",
    "trl": "translator",
    "tyg": "typographer",
    "wat": "writer of added text, such as descriptions of pictures",
    "wfw": "writer of the foreword",
    "win": "writer of the introduction",
    "wpr": "writer of the preface",
}

#: Lists of subjects that EPUB 3.3 names (D.3.3); another one goes by its address.
AUTHORITIES = {"AAT", "BIC", "BISAC", "CLC", "CLIL", "DDC", "EuroVoc", "LCSH"}
AUTHORITIES |= {"MEDTOP", "NDC", "Thema", "UDC", "WGS"}


class Field(NamedTuple):
    """A field of a record: what must be true of it, and the words for that."""

    holds: Callable[[str], bool]
    expected: str
    is_needed: bool = True


Fields = Mapping[str, Field]


def is_words(value: str) -> bool:
    """Tell whether the text says anything."""
    return bool(value.strip())


def is_authority(value: str) -> bool:
    """Tell whether the text names a list of subjects."""
    return value in AUTHORITIES or value.startswith("https://")


def is_position(value: str) -> bool:
    """Tell whether the text is a place in a series: "2" or "2.1"."""
    return re.fullmatch(r"\d+(\.\d+)*", value) is not None


def is_address(value: str) -> bool:
    """Tell whether the text is an address on the web."""
    return re.fullmatch(r"https?://\S+", value) is not None


CONTRIBUTOR = {
    "name": Field(is_words, "a name, as in “Theo Ash”"),
    "role": Field(ROLES.__contains__, f"a MARC role: {', '.join(ROLES)}"),
    "file_as": Field(is_words, "how a shelf sorts it, as in “Ash, Theo”", False),
}
IDENTIFIERS = {
    "isbn": Field(
        is_isbn, "13 digits with a right check digit, as in “978-0-306-40615-7”", False
    ),
    "doi": Field(is_doi, "a DOI alone, as in “10.1000/182”", False),
}
SUBJECT = {
    "name": Field(is_words, "the words of the subject"),
    "authority": Field(
        is_authority, f"the list: {', '.join(sorted(AUTHORITIES))} or its address"
    ),
    "term": Field(is_words, "the subject’s code in that list"),
}
SERIES = {
    "name": Field(is_words, "the name of the series"),
    "kind": Field(
        {"series", "set"}.__contains__, "“series”, or “set” if it has an end"
    ),
    "position": Field(is_position, "a number, as in “2”", False),
}
CERTIFIED = {
    "by": Field(is_words, "who certified the EPUB, best an organisation"),
    "on": Field(is_date, "the day of it, as in “2027-01-15”"),
    "credential": Field(is_words, "the name of the certifier’s credential", False),
    "report": Field(is_address, "the address of the report", False),
}

#: Settings that are a list of records.
LISTS = {"guidepress_contributors": CONTRIBUTOR, "guidepress_subjects": SUBJECT}
#: Settings that are one record, or empty.
RECORDS = {
    "guidepress_certified": CERTIFIED,
    "guidepress_identifiers": IDENTIFIERS,
    "guidepress_series": SERIES,
}


def check_catalogue(app: Sphinx, config: Config) -> None:
    """Refuse a record that is not what it should be, with the line that sets it."""
    conf = Path(app.confdir or ".", "conf.py")
    for name, words, value, fields in list_records(config):
        for fault, advice in find_faults(value, fields):
            raise SourceError(place_of(conf, name), f"{words}: {fault}", advice)


def list_records(config: Config) -> Iterator[tuple[str, str, Any, Fields]]:
    """Yield (setting, words for the place, value, fields) of every record."""
    for name, fields in LISTS.items():
        for number, value in enumerate(getattr(config, name), 1):
            yield name, f"{name}, entry {number}", value, fields
    for name, fields in RECORDS.items():
        if value := getattr(config, name):
            yield name, name, value, fields


def find_faults(value: object, fields: Fields) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, what to do) of a record."""
    if not isinstance(value, dict):
        example = ", ".join(f'"{key}": …' for key in fields)
        yield f"{value!r} is no record", f"write it as {{{example}}}"
        return
    for key in value:
        if key not in fields:
            known = ", ".join(fields)
            yield (
                f"there is no field {key!r}",
                f"take one of {known}{closest(str(key), fields)}",
            )
    for key, field in fields.items():
        if key not in value and field.is_needed:
            yield f"“{key}” is missing", f"give it {field.expected}"
        elif key in value and not is_sound(value[key], field):
            yield f"“{key}” is {value[key]!r}", f"give it {field.expected}"


def is_sound(value: object, field: Field) -> bool:
    """Tell whether a field holds a text, and the right one."""
    return isinstance(value, str) and field.holds(value)


def setup(app: Sphinx) -> None:
    """Register the check, after that of the settings' types (100)."""
    app.connect("config-inited", check_catalogue, priority=105)
