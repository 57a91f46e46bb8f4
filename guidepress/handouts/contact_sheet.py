"""The contact sheet: every handout small, with its id, version and dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sphinx.config import Config

from ..config import EVERYONE
from ..templating import load_templates
from .editions import SheetEdition
from .frames import describe_sheets
from .jobs import Facts, SheetJob, SheetText
from .sheet import Handout

if TYPE_CHECKING:
    from .delivery import Delivery

ID, PATH = "contact-sheet", "contact-sheet.pdf"
TITLE = "All handouts at a glance"


class Tile(NamedTuple):
    """A handout on the contact sheet."""

    handout: Handout
    picture: str  #: its first side, as an address that holds it


def plan_contact_sheet(
    config: Config, delivery: Delivery, handouts: Iterable[Handout]
) -> SheetJob:
    """Return the job that prints the contact sheet of what was delivered."""
    firsts = delivery.firsts
    tiles = [
        Tile(handout, firsts[handout.id][1])
        for handout in handouts
        if handout.id in firsts
    ]
    # in standard type: what is small is not to be read from it
    edition = SheetEdition(firsts[tiles[0].handout.id][0].edition.paper)
    html = frame_contact_sheet(config, tiles)
    reviewed = min(tile.handout.last_reviewed for tile in tiles)
    facts = Facts(ID, TITLE, config.version, reviewed, EVERYONE)
    return SheetJob(PATH, facts, (SheetText("", html),), (edition,))


def frame_contact_sheet(config: Config, tiles: Iterable[Tile]) -> str:
    """Return the HTML of the contact sheet.

    It does not name a clinic, and so one serves all whose handouts look the same.
    """
    template = load_templates("handouts").get_template("contact-sheet.html")
    return template.render(describe_sheets(config), heading=TITLE, tiles=list(tiles))
