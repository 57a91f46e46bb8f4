"""The frame around a sheet's text: its head, its contact box and its imprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx.config import Config

from ..config import describe_audience
from ..templating import describe_book, load_templates
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
        describe_book(config),
        approval=describe_approval(clinic) if clinic else "",
        audience=describe_audience(config, handout.audience),
        body=body,
        card_side=card_side,
        clinic=clinic,
        code=find_code(config, docname),
        contact_lines=list(list_contacts(clinic)) if clinic else [],
        handout=handout,
        sources=handout.sources if has_sources else (),
    )


def frame_pack(
    config: Config, pack: Pack, handouts: Sequence[Handout], clinic: Clinic | None
) -> str:
    """Return the HTML of the cover sheet of a pack."""
    template = load_templates("handouts").get_template("pack.html")
    return template.render(
        describe_book(config),
        approval=describe_approval(clinic) if clinic else "",
        audience=describe_audience(config, pack.audience),
        clinic=clinic,
        code=None,
        contact_lines=list(list_contacts(clinic)) if clinic else [],
        handouts=handouts,
        pack=pack,
    )


def list_contacts(clinic: Clinic) -> Iterator[str]:
    """Yield the lines of a clinic's contact box, after its name."""
    contact = clinic.contact
    call = f"Call {contact.phone}" if contact.phone else ""
    reach = [(call and contact.hours and f"{call} ({contact.hours})") or call]
    if contact.hours and not call:
        reach.append(contact.hours)
    yield from filter(None, [" · ".join(filter(None, [*reach, contact.email]))])
    place = " · ".join(filter(None, [contact.web, ", ".join(contact.address)]))
    yield from filter(None, [place])
    if not clinic.crisis_service:
        yield "We are not a crisis service: in danger, use the numbers above."
    if clinic.formats_line:
        yield "Ask us for this in large print, easy read, audio or another language."


def describe_approval(clinic: Clinic) -> str:
    """Return who approved the sheet for a clinic."""
    if clinic.clinical_approver:
        return f"Approved for {clinic.name} by {clinic.clinical_approver}."
    return f"Draft: no clinician has approved it for {clinic.name} yet."
