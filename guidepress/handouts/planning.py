"""Which files are printed, for a clinic or for any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .cards import find_card
from .editions import FILLABLE, PRINTED, SheetEdition, group_by_layout
from .jobs import Facts, SheetJob
from .packs import Pack
from .texts import Sheet, SheetTexts
from .translator import has_fields

if TYPE_CHECKING:
    from .clinics.clinic import Clinic

#: Where the sheets and the packs lie below the folder of the handouts.
SHEET_PATH, PACK_PATH = "{{edition}}/{0}.pdf", "packs/{0}-{{edition}}.pdf"


class Planner:
    """Lists the jobs that print the handouts and the packs."""

    def __init__(
        self, texts: SheetTexts, sheets: Sequence[Sheet], packs: Sequence[Pack]
    ) -> None:
        self.texts, self.packs = texts, packs
        self.sheets = {sheet.handout.id: sheet for sheet in sheets}

    def plan(self, clinic: Clinic | None = None) -> Iterator[SheetJob]:
        """Yield the jobs for a clinic, or for all who have no profile."""
        editions = choose_editions(clinic)
        chosen = clinic.handouts if clinic else tuple(self.sheets)
        for id_ in chosen:
            sheet = self.sheets[id_]
            for number, group in enumerate(group_editions(sheet, editions)):
                job = self.plan_sheet(sheet, group, clinic)
                # the first edition stands on the contact sheet
                yield job._replace(is_pictured=number == 0)
        for pack in self.packs:
            if set(pack.handouts) <= set(chosen):
                for edition in choose_pack_editions(editions):
                    yield self.plan_pack(pack, edition, clinic)

    def plan_sheet(
        self, sheet: Sheet, editions: tuple[SheetEdition, ...], clinic: Clinic | None
    ) -> SheetJob:
        """Return the job that prints a sheet in editions that share their pages."""
        handout = sheet.handout
        return SheetJob(
            SHEET_PATH.format(handout.id),
            Facts(
                handout.id,
                handout.title,
                handout.version,
                handout.last_reviewed,
                handout.audience,
            ),
            (self.texts.write_sheet(sheet, editions[0], clinic),),
            editions,
            None if editions[0].is_large else handout.sides + has_works_side(clinic),
            is_sheet=True,
        )

    def plan_pack(
        self, pack: Pack, edition: SheetEdition, clinic: Clinic | None
    ) -> SheetJob:
        """Return the job that prints a pack."""
        sheets = [self.sheets[id_] for id_ in pack.handouts]
        cover = self.texts.write_cover(pack, sheets, clinic)
        texts = [self.texts.write_sheet(sheet, edition, clinic) for sheet in sheets]
        config = self.texts.config
        reviewed = min((s.handout.last_reviewed for s in sheets), default="")
        return SheetJob(
            PACK_PATH.format(pack.id),
            Facts(pack.id, pack.title, config.version, reviewed, pack.audience),
            (cover, *texts),
            (edition,),
        )


def has_works_side(clinic: Clinic | None) -> bool:
    """Tell whether a side of sources follows each sheet."""
    return clinic is not None and clinic.references == "full"


def choose_editions(clinic: Clinic | None) -> tuple[SheetEdition, ...]:
    """Return the editions that a clinic asks for: all of them without one.

    "standard" and "large" are sizes in colour; "grey" and "fillable" are of those
    sizes too, or of the standard one.
    """
    if clinic is None:
        return (*PRINTED, *FILLABLE)
    sizes = {
        name == "large" for name in clinic.variants if name in ("standard", "large")
    }
    wanted = {
        "grey": "grey" in clinic.variants,
        "fillable": "fillable" in clinic.variants,
        "colour": bool(sizes),
    }
    return tuple(
        edition
        for edition in (*PRINTED, *FILLABLE)
        if edition.paper in clinic.paper
        and edition.is_large in (sizes or {False})
        and wanted[name_variant(edition)]
    )


def name_variant(edition: SheetEdition) -> str:
    """Return what an edition is besides its paper and size."""
    if edition.is_fillable:
        return "fillable"
    return "grey" if edition.is_grey else "colour"


def choose_pack_editions(editions: Sequence[SheetEdition]) -> list[SheetEdition]:
    """Return the editions of a pack: one in standard type for each paper."""
    papers = dict.fromkeys(edition.paper for edition in editions)
    return [SheetEdition(paper) for paper in papers]


def group_editions(
    sheet: Sheet, editions: Sequence[SheetEdition]
) -> list[tuple[SheetEdition, ...]]:
    """Return the editions of a sheet, each group to be laid out once."""
    printed = [edition for edition in editions if not edition.is_fillable]
    fillable = [edition for edition in editions if edition.is_fillable]
    if not has_fields(sheet.doctree):
        return group_by_layout(printed)
    if find_card(sheet.doctree):  # cards are cut out of paper: a screen has one
        return group_by_layout(printed) + group_by_layout(fillable)
    return group_by_layout(editions)
