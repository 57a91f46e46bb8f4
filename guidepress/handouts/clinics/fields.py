"""What a clinic may type into its profile: one type for each kind of entry.

The lengths are for print: what is longer has no room on a sheet.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ...config import is_date, is_slug
from ...faults import fault, show
from ...inside import leads_out
from ...plaintext import find_fault, quote

# Also for the JSON Schema, whose patterns are those of JavaScript.
HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
EMAIL = rf"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*@{HOST}"
WEB = rf"(?:https://)?{HOST}(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?"
PHONE = r"\+?\(?[0-9][0-9 ()-]*(?: ext\.? [0-9]{1,6})?"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

#: How long the name of a folder may be.
LONGEST_SLUG = 40

#: Names that Windows keeps for devices, whatever the ending.
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}


def check_text(text: str) -> str:
    """Return a line of text without blanks around it, its accents in one piece."""
    text = unicodedata.normalize("NFC", text).strip(" ")
    if found := find_fault(text):
        raise fault(*found)
    return text


def check_filled(text: str) -> str:
    """Refuse what is blank."""
    if not text:
        raise fault("is empty", "fill it in")
    return text


def check_phone(text: str) -> str:
    """Refuse what is no number to call, unless it is empty."""
    digits = sum(character.isdigit() for character in text.partition("ext")[0])
    is_number = re.fullmatch(PHONE, text) is not None and 3 <= digits <= 15
    if text and not is_number:
        raise fault(
            f"{quote(text)} is no telephone number",
            "write digits and spaces, such as 020 7946 0123",
        )
    return text


def check_email(text: str) -> str:
    """Refuse what is no address for mail, unless it is empty."""
    if text and not re.fullmatch(EMAIL, text):
        raise fault(
            f"{quote(text)} is no email address",
            "write it as in help@example.org",
        )
    return text


def check_web(text: str) -> str:
    """Refuse what is no address on the web, unless it is empty."""
    scheme = re.match(r"(?!https:)[a-z][a-z0-9+-]*:", text, re.IGNORECASE)
    if text and re.match(r"(?:https?:)?//[^/]*@", text, re.IGNORECASE):
        raise fault(
            f"{quote(text)} has a user’s name in it", "leave out what is before the @"
        )
    if scheme:
        raise fault(
            f"{quote(text)} begins with {quote(scheme[0])}",
            "write an address that begins with https://, or leave the beginning out",
        )
    if text and not re.fullmatch(WEB, text):
        raise fault(
            f"{quote(text)} is no web address",
            "write it as in www.example.org or https://example.org/help",
        )
    return text


def names_folder(text: str) -> bool:
    """Tell whether a text can name a folder on any system."""
    return is_slug(text) and text not in DEVICES and len(text) <= LONGEST_SLUG


def check_slug(text: str) -> str:
    """Refuse what cannot name a folder on any system, unless it is empty."""
    if text in DEVICES:
        raise fault(f"{quote(text)} is kept for devices by Windows", "choose another")
    if text and not names_folder(text):
        raise fault(
            f"{quote(text)} cannot name a folder",
            "use lower-case letters, digits and hyphens",
        )
    return text


def check_path(text: str) -> str:
    """Refuse a file that does not lie beside or below the profile."""
    if leads_out(text):
        raise fault(
            f"{quote(text)} leads out of the folder of this file",
            "put the file beside or below it",
        )
    return text


def read_day(value: Any) -> datetime.date:
    """Return a day, written with quotation marks or, as TOML has it, without."""
    if isinstance(value, str) and is_date(value):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise fault(f"{show(value)} is no day", "write it as in 2026-11-24")


def check_entries(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a list without entries, and an entry that stands twice."""
    if not entries:
        raise fault("is empty", "name one, or delete the line")
    for number, entry in enumerate(entries):
        if entry in entries[:number]:
            raise fault(f"{quote(entry)} stands twice", "delete one")
    return entries


def form(limit: int, pattern: str, least: int = 0) -> Any:
    """Return how long a text is, and for editors of the file which form it has."""
    only = pattern if least else f"(?:{pattern})?"
    schema: dict[str, Any] = {"pattern": f"^{only}$"}
    return Field(min_length=least, max_length=limit, json_schema_extra=schema)


TEXT, FILLED = AfterValidator(check_text), AfterValidator(check_filled)

Line = Annotated[str, Field(max_length=80), TEXT]
AddressLine = Annotated[str, Field(min_length=1, max_length=60), TEXT, FILLED]
Name = Annotated[str, Field(min_length=1, max_length=80), TEXT, FILLED]
Phone = Annotated[str, form(30, PHONE), TEXT, AfterValidator(check_phone)]
Email = Annotated[str, form(100, EMAIL), TEXT, AfterValidator(check_email)]
Web = Annotated[str, form(200, WEB), TEXT, AfterValidator(check_web)]
Number = Annotated[str, form(30, PHONE, 1), TEXT, FILLED, AfterValidator(check_phone)]
Page = Annotated[str, form(200, WEB, 1), TEXT, FILLED, AfterValidator(check_web)]
Slug = Annotated[str, form(LONGEST_SLUG, SLUG), TEXT, AfterValidator(check_slug)]
LocalPath = Annotated[str, Field(max_length=120), TEXT, AfterValidator(check_path)]
Day = Annotated[datetime.date, BeforeValidator(read_day)]

#: Goes with a list of which at least one is chosen, and none twice.
CHOSEN = AfterValidator(check_entries)
CHOICE = Field(json_schema_extra={"minItems": 1, "uniqueItems": True})
