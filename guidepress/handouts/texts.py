"""The text of a handout as HTML: for every clinic its own lines, and cards to cut."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from ..help_box import fill_help_box, list_safe
from ..nodes import box
from ..regions import Line, Region, load_region
from .cards import CardSide, choose_grid, take_card, write_cards
from .editions import SheetEdition
from .frames import frame_contact, frame_pack, frame_sheet, make_owner
from .jobs import SheetText
from .packs import Pack
from .sheet import Handout
from .sources import References, Source, find_sources

if TYPE_CHECKING:
    from ..citations.domain import BookDomain
    from ..pdf.paged import PagedBuilder
    from .clinics.clinic import Clinic


class Sheet(NamedTuple):
    """A handout with its text, whose links are resolved."""

    docname: str
    handout: Handout
    doctree: nodes.document


class Help(NamedTuple):
    """Which crisis lines the sheets of a clinic name."""

    region: Region | None
    local: tuple[Line, ...] = ()  #: those of the place, behind the emergency number
    is_safe: bool = False  #: leaves out what could put a reader in danger

    @property
    def card_lines(self) -> list[Line]:
        """The lines that a card may name: those that everybody knows."""
        return list_safe(self.region.lines, self.is_safe) if self.region else []


class Choices(NamedTuple):
    """All that the HTML of a sheet depends on."""

    docname: str
    is_large: bool
    is_fillable: bool
    help: Help | None  #: None: the crisis lines of conf.py
    is_shell: bool  #: a contact box is to be stamped onto it
    references: References


class SheetTexts:
    """Writes the HTML of handouts and packs."""

    def __init__(self, builder: PagedBuilder) -> None:
        self.builder, self.config = builder, builder.config
        self.sheets: dict[Choices, str] = {}
        self.find_region = functools.cache(self.load_region)

    def write_sheet(
        self, sheet: Sheet, edition: SheetEdition, clinic: Clinic | None = None
    ) -> SheetText:
        """Return the HTML of a sheet; clinics with the same choices share it."""
        docname = sheet.docname
        choices = Choices(
            docname,
            edition.is_large,
            edition.is_fillable,
            self.find_help(clinic),
            is_shell=clinic is not None,
            references=clinic.references if clinic else "short",
        )
        if choices not in self.sheets:
            self.sheets[choices] = self.write_html(sheet, edition, choices)
        owner = make_owner(clinic, bool(find_help(sheet.doctree)))
        contact = frame_contact(self.config, docname, owner)
        return SheetText(docname, self.sheets[choices], contact)

    def write_html(self, sheet: Sheet, edition: SheetEdition, choices: Choices) -> str:
        """Return the HTML of a sheet, but for what is stamped onto it."""
        body, side = self.write_body(sheet, edition, choices.help)
        has_sources = choices.references != "none"
        return frame_sheet(
            self.config,
            sheet.docname,
            sheet.handout,
            body,
            side,
            is_shell=choices.is_shell,
            sources=self.find_sources(sheet) if has_sources else (),
            is_full=choices.references == "full",
        )

    def write_cover(
        self, pack: Pack, sheets: Sequence[Sheet], clinic: Clinic | None = None
    ) -> SheetText:
        """Return the HTML of the cover sheet of a pack."""
        owner = make_owner(clinic, False)
        handouts = [sheet.handout for sheet in sheets]
        html = frame_pack(self.config, pack, handouts, is_shell=clinic is not None)
        return SheetText("", html, frame_contact(self.config, "", owner))

    def find_sources(self, sheet: Sheet) -> tuple[Source, ...]:
        """Return what a sheet rests on."""
        env = self.builder.env
        domain = cast("BookDomain", env.get_domain("cite"))
        place = str(env.doc2path(sheet.docname))
        return tuple(find_sources(place, sheet.handout.sources, domain.citations))

    def write_body(
        self, sheet: Sheet, edition: SheetEdition, help_: Help | None
    ) -> tuple[str, CardSide | None]:
        """Return the text of a sheet and its side of cards."""
        # writing moves notes about, and each begins with the same text
        doctree = sheet.doctree.deepcopy()
        if help_:
            give_help(doctree, help_)
        lines = (help_ or self.help).card_lines
        side = self.write_card_side(sheet.docname, doctree, edition, lines)
        return self.builder.write_html(sheet.docname, "", doctree), side

    def write_card_side(
        self,
        docname: str,
        doctree: nodes.document,
        edition: SheetEdition,
        lines: Sequence[Line],
    ) -> CardSide | None:
        """Take the cards of a handout from its text; return the side of them."""
        card = None if edition.is_fillable else take_card(doctree)
        if card is None:
            return None
        grid, document = choose_grid(edition), doctree.copy()
        document += write_cards(card, grid, lines)
        return CardSide(self.builder.write_html(docname, "", document), grid.marks)

    @functools.cached_property
    def help(self) -> Help:
        """The crisis lines of conf.py."""
        return Help(self.find_region(self.config.guidepress_region))

    def load_region(self, id_: str) -> Region | None:
        """Return a region by its id, None for none."""
        folder = Path(self.config.guidepress_regions)
        return load_region(folder, id_) if id_ else None

    def find_help(self, clinic: Clinic | None) -> Help | None:
        """Return the crisis lines of a clinic's sheets."""
        if clinic is None:
            return None
        region = self.find_region(clinic.region)
        return Help(region, list_local_lines(clinic), clinic.safe_print)


def find_help(doctree: nodes.document) -> list[box]:
    """Return the help boxes of a handout."""
    return [found for found in doctree.findall(box) if found["kind"] == "help-now"]


def give_help(doctree: nodes.document, help_: Help) -> None:
    """Fill the help boxes of a handout with other lines than those of conf.py."""
    for found in find_help(doctree):
        if help_.region:
            fill_help_box(found, help_.region, help_.local, is_safe=help_.is_safe)


def list_local_lines(clinic: Clinic) -> tuple[Line, ...]:
    """Return the lines of a clinic: its own where it is a crisis service, then more."""
    own = []
    if clinic.crisis_service:
        own.append(make_line(clinic.name, clinic.contact.phone, clinic.contact.hours))
    return (*own, *(make_line(x.name, x.call, x.hours) for x in clinic.extra_lines))


def make_line(name: str, number: str, hours: str) -> Line:
    """Return a crisis line as a profile gives it."""
    return Line(name, "call", number, hours, "", (), "", "", "", "")
