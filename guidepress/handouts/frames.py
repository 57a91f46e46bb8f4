"""The frame around a sheet's text: its head, its contact box and its imprint."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx.config import Config

from ..config import describe_audience
from ..templating import describe_book, format_day, load_templates
from .cards import CardSide
from .codes import find_code
from .packs import Pack
from .sheet import Handout

if TYPE_CHECKING:
    from .clinic import Clinic


def frame_sheet(
    config: Config,
    docname: str,
    handout: Handout,
    body: str,
    card_side: CardSide | None = None,
    clinic: Clinic | None = None,
) -> str:
    """Return the HTML of a sheet.

    :param clinic: whose name stands on it, None for lines to write on
    """
    template = load_templates("handouts").get_template("sheet.html")
    has_sources = clinic is None or clinic.references != "none"
    return template.render(
        describe_sheets(config),
        approval=describe_approval(clinic) if clinic else "",
        audience=describe_audience(config, handout.audience),
        body=body,
        card_side=card_side,
        clinic=clinic,
        code=find_code(config, docname),
        contact_lines=list(list_contacts(clinic)) if clinic else [],
        contact_notes=list(list_notes(clinic)) if clinic else [],
        handout=handout,
        sources=handout.sources if has_sources else (),
    )


def frame_pack(
    config: Config, pack: Pack, handouts: Sequence[Handout], clinic: Clinic | None
) -> str:
    """Return the HTML of the cover sheet of a pack."""
    template = load_templates("handouts").get_template("pack.html")
    return template.render(
        describe_sheets(config),
        approval=describe_approval(clinic) if clinic else "",
        audience=describe_audience(config, pack.audience),
        clinic=clinic,
        code=None,
        contact_lines=list(list_contacts(clinic)) if clinic else [],
        contact_notes=list(list_notes(clinic)) if clinic else [],
        handouts=handouts,
        pack=pack,
    )


def describe_sheets(config: Config) -> dict[str, Any]:
    """Return what every template of a handout may say."""
    say_day = functools.partial(format_day, language=config.language)
    return describe_book(config) | {"format_day": say_day}


def list_contacts(clinic: Clinic) -> Iterator[str]:
    """Yield the ways to reach a clinic, as lines of its contact box."""
    contact = clinic.contact
    call = f"Call {contact.phone}" if contact.phone else ""
    hours = f"({contact.hours})" if call and contact.hours else contact.hours
    yield from filter(None, [" ".join(filter(None, [call, hours]))])
    rest = filter(None, [contact.email, contact.web, ", ".join(contact.address)])
    yield from filter(None, [" · ".join(rest)])


def list_notes(clinic: Clinic) -> Iterator[str]:
    """Yield what a clinic's contact box says besides."""
    if not clinic.crisis_service:
        yield "We are not a crisis service: in danger, use the numbers above."
    if clinic.formats_line:
        yield "Ask us for this in large print, easy read, audio or another language."


def describe_approval(clinic: Clinic) -> str:
    """Return who approved the sheet for a clinic, or "" where nobody has."""
    if not clinic.clinical_approver:
        return ""
    return f"Approved for {clinic.name} by {clinic.clinical_approver}."
