"""What a clinic can say in its profile, with the words that editors show beside it."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    StrictBool,
    ValidationInfo,
    field_validator,
    model_validator,
)

from ...faults import fault
from ...plaintext import quote
from ...problems import closest
from ...tomlfile import Model
from ..sources import References
from .fields import (
    CHOICE,
    CHOSEN,
    AddressLine,
    Day,
    Email,
    Line,
    LocalPath,
    Name,
    Number,
    Page,
    Phone,
    Slug,
    Web,
)


class Known(NamedTuple):
    """What a profile can choose from."""

    region: tuple[str, ...]
    languages: tuple[str, ...]
    handouts: tuple[str, ...]


def check_known(value: str, info: ValidationInfo) -> str:
    """Return a name as those that exist are spelled; refuse it if it is none of them.

    An empty one stands for none.
    """
    if not value or info.context is None:
        return value
    field = str(info.field_name)
    known: tuple[str, ...] = getattr(info.context, field)
    found = next((name for name in known if name.lower() == value.lower()), None)
    if found is None:
        message = f"there is no {field.removesuffix('s')} {quote(value)}"
        raise fault(message, f"{list_choices(known)}{closest(value, known)}")
    return found


def list_choices(known: tuple[str, ...]) -> str:
    """Return what can be chosen: "choose gb-eng or us"."""
    if not known:
        return "delete the line"
    *others, last = known
    return f"choose {', '.join(others)} or {last}" if others else f"choose {last}"


KNOWN = AfterValidator(check_known)


class Contact(Model):
    """At least one of phone, email, web and address is needed."""

    model_config = ConfigDict(title="How people reach the clinic")

    phone: Phone = Field("", title="Telephone number", examples=["020 7946 0123"])
    email: Email = Field("", title="Email address", examples=["help@example.org"])
    web: Web = Field("", title="Web address", examples=["www.example.org"])
    hours: Line = Field(
        "",
        title="When somebody answers",
        examples=["Monday to Friday, 9am to 5pm"],
    )
    address: tuple[AddressLine, ...] = Field(
        (),
        title="Postal address",
        description="One entry for each line of it, at most 6.",
        max_length=6,
    )

    @model_validator(mode="after")
    def refuse_none(self) -> Self:
        """Refuse a clinic that nobody can reach."""
        if not (self.phone or self.email or self.web or self.address):
            raise fault(
                "says nothing of how to reach the clinic",
                "give a phone, an email, a web or an address",
            )
        return self

    @property
    def link(self) -> str:
        """The web address as a link needs it, or ""."""
        is_whole = not self.web or self.web.lower().startswith("https://")
        return self.web if is_whole else f"https://{self.web}"


class ExtraLine(Model):
    """It is printed after the crisis lines of the region. All settings are needed."""

    model_config = ConfigDict(title="A telephone line of the place")

    name: Name = Field(title="Name", examples=["Local crisis team"])
    call: Number = Field(title="Number to call", examples=["020 7946 0999"])
    hours: Name = Field(title="When somebody answers", examples=["24 hours"])
    source: Page = Field(
        title="Where the number was read",
        description="The address of the page of the service itself.",
    )
    verified_on: Day = Field(
        title="The day it was checked", description="As in 2026-11-01."
    )
    verified_by: Name = Field(
        title="Who checked it",
        description="The person who asked the service whether the number is right.",
    )


class Profile(Model):
    """Only a name and one contact are needed."""

    model_config = ConfigDict(title="The profile of a clinic")

    id: Slug = Field(
        "",
        title="Short name",
        description="Names the clinic's folder; else the name of this file does.",
    )
    name: Name = Field(title="Name of the clinic", description="As it is printed.")
    logo: LocalPath = Field(
        "",
        title="Logo",
        description="A PNG, JPEG or SVG file beside or below this one.",
        examples=["logos/example.svg"],
    )
    region: Annotated[str, KNOWN] = Field(
        "",
        title="Region of the crisis lines",
        description="The name of a file in regions/; else that of the book.",
        examples=["gb-eng", "us"],
        max_length=40,
    )
    paper: Annotated[tuple[Literal["a4", "letter"], ...], CHOICE, CHOSEN] = Field(
        ("a4", "letter"), title="Paper"
    )
    languages: Annotated[tuple[Annotated[str, KNOWN], ...], CHOICE, CHOSEN] = Field(
        (),
        title="Languages",
        description="Only those that the text exists in; else all of them.",
        examples=[["en-GB"]],
        max_length=20,
    )
    contact: Contact = Field(title="How people reach the clinic")
    crisis_service: StrictBool = Field(
        False,
        title="Is the clinic a crisis service?",
        description="true prints its own number right behind the emergency number.",
    )
    extra_lines: tuple[ExtraLine, ...] = Field(
        (), title="Telephone lines of the place", max_length=4
    )
    formats_line: StrictBool = Field(
        True,
        title="Offer other formats?",
        description="Says to ask the clinic for large print, easy read or audio.",
    )
    references: References = Field(
        "short",
        title="Where each sheet names its sources",
        description="full adds a side with the whole list.",
    )
    variants: Annotated[
        tuple[Literal["standard", "large", "grey", "fillable"], ...], CHOICE, CHOSEN
    ] = Field(
        ("standard",),
        title="Variants of each sheet",
        description="large is large print; grey has no colours; fillable has fields.",
    )
    handouts: Annotated[tuple[Annotated[str, KNOWN], ...], CHOICE, CHOSEN] = Field(
        (),
        title="Sheets",
        description="Their ids; else all of them.",
        examples=[["h1", "h2", "h8"]],
        max_length=50,
    )
    safe_print: StrictBool = Field(
        False,
        title="Leave out the lines about abuse at home?",
        description="For sheets that a dangerous partner might find.",
    )
    clinical_approver: Line = Field(
        "",
        title="Who approved the sheets for the clinic",
        description="The name of a clinician who has read and approved them.",
    )

    @field_validator("crisis_service")
    @classmethod
    def refuse_silent(cls, value: bool, info: ValidationInfo) -> bool:
        """Refuse a crisis service without a number to call."""
        contact = info.data.get("contact")
        if value and contact and not contact.phone:
            raise fault(
                "is true, and there is no number to print first",
                "give contact.phone, or write false",
            )
        return value
