"""The frame around a sheet's text: its head, its contact box and its imprint."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.config import Config

from ..config import describe_audience
from ..templating import describe_book, format_day, load_templates
from .cards import CardSide
from .codes import find_code
from .packs import Pack
from .sheet import Handout
from .sources import Source

if TYPE_CHECKING:
    from .clinics.clinic import Clinic


#: How many characters are kept on one line of the contact box.
UNBROKEN = 40


class Owner(NamedTuple):
    """Whose name stands on a sheet."""

    clinic: Clinic
    has_help: bool  #: crisis lines stand on the sheet, above the contact box


def make_owner(clinic: Clinic | None, has_help: bool) -> Owner | None:
    """Return whose name stands on a sheet, None for nobody's."""
    return Owner(clinic, has_help) if clinic else None


def frame_sheet(
    config: Config,
    docname: str,
    handout: Handout,
    body: str,
    card_side: CardSide | None = None,
    *,
    is_shell: bool = False,
    sources: Sequence[Source] = (),
    is_full: bool = False,
) -> str:
    """Return the HTML of a sheet.

    :param is_shell: a contact box is to be stamped on, where else are lines to write on
    :param is_full: the sources stand on a side of their own besides
    """
    template = load_templates("handouts").get_template("sheet.html")
    return template.render(
        describe_sheets(config),
        audience=describe_audience(config, handout.audience),
        body=body,
        card_side=card_side,
        clinic=None,
        code=find_code(config, docname),
        handout=handout,
        is_full=is_full,
        is_shell=is_shell,
        sources=sources,
    )


def frame_pack(
    config: Config, pack: Pack, handouts: Sequence[Handout], *, is_shell: bool
) -> str:
    """Return the HTML of the cover sheet of a pack."""
    template = load_templates("handouts").get_template("pack.html")
    return template.render(
        describe_sheets(config),
        audience=describe_audience(config, pack.audience),
        clinic=None,
        code=None,
        handouts=handouts,
        is_shell=is_shell,
        pack=pack,
    )


def frame_contact(config: Config, docname: str, owner: Owner | None) -> str:
    """Return the HTML of a clinic's contact box alone, "" for nobody's.

    :param docname: the sheet that its code leads to, "" for none
    """
    if owner is None:
        return ""
    template = load_templates("handouts").get_template("stamp.html")
    return template.render(
        describe_sheets(config),
        clinic=owner.clinic,
        code=find_code(config, docname) if docname else None,
        contact_lines=list(list_contacts(owner.clinic)),
        contact_notes=" ".join(list_notes(owner)),
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
    yield from filter(None, [", ".join(map(keep_together, rest))])


def keep_together(piece: str) -> str:
    """Return a short piece of a line so that it is not broken."""
    return piece.replace(" ", "\u00a0") if len(piece) <= UNBROKEN else piece


def list_notes(owner: Owner) -> Iterator[str]:
    """Yield what a clinic's contact box says besides."""
    if not owner.clinic.crisis_service:
        numbers = "use the numbers above" if owner.has_help else "call for help at once"
        yield f"We are not a crisis service: in danger, {numbers}."
    if owner.clinic.formats_line:
        yield "Ask us for this in large print, easy read, audio or another language."
    if approver := owner.clinic.clinical_approver:
        yield f"Approved for {owner.clinic.name} by {approver}."
