"""Cards to cut out: a worksheet of a handout, many times on a side of its own.

Cut from the back of the text, they would take the text with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from docutils import nodes

from ..help_box import card_help
from ..nodes import form_field, worksheet
from ..regions import Line
from .editions import SheetEdition

#: How far a cut mark stands off the cards, and how long it is, in mm.
GAP, MARK = 2, 7


class CardGrid(NamedTuple):
    """How cards lie on a side; lengths in mm."""

    columns: int
    rows: int
    width: float
    height: float

    @property
    def number(self) -> int:
        """How many there are."""
        return self.columns * self.rows

    @property
    def marks(self) -> str:
        """The cut marks around the cards, as the address of a drawing."""
        return f"data:image/svg+xml,{quote(draw_marks(self))}"


class CardSide(NamedTuple):
    """The side of a sheet that holds its cards."""

    body: str  #: HTML
    marks: str  #: the address of the drawing of the cut marks


#: The size of a bank card; in large print four of twice its height.
STANDARD, LARGE = CardGrid(2, 4, 86, 54), CardGrid(2, 2, 86, 108)


def choose_grid(edition: SheetEdition) -> CardGrid:
    """Return how the cards of an edition lie on their side."""
    return LARGE if edition.is_large else STANDARD


def find_card(doctree: nodes.document) -> worksheet | None:
    """Return the worksheet of a handout that is to be a card, if it has one."""
    return next((found for found in doctree.findall(worksheet) if found["card"]), None)


def take_card(doctree: nodes.document) -> worksheet | None:
    """Take the worksheet that is to be a card out of a handout, if it has one."""
    if card := find_card(doctree):
        card.parent.remove(card)
    return card


def write_cards(
    card: worksheet, grid: CardGrid, lines: Sequence[Line]
) -> nodes.container:
    """Return the node of as many cards as lie on a side.

    A listener hears the first: the others say the same.

    :param lines: crisis lines, of which a card names the first two
    """
    result = nodes.container("", classes=["cards"])
    if lines:
        card += card_help(lines)
    for number in range(grid.number):
        copy = card.deepcopy()
        copy["classes"].append("card")
        if number:
            silence(copy, number + 1)
        result += copy
    return result


def silence(card: worksheet, number: int) -> None:
    """Give a repeated card ids of its own, and let it be drawn only."""
    card["repeated"] = True
    for node in card.findall(nodes.Element):
        node["ids"] = []
    for field in card.findall(form_field):
        field["name"] = f"{field['name']}-{number}"


def draw_marks(grid: CardGrid) -> str:
    """Return a drawing of short lines that say where to cut, outside the cards."""
    edge = GAP + MARK
    width, height = grid.columns * grid.width, grid.rows * grid.height
    lines = []
    for column in range(grid.columns + 1):
        x = edge + column * grid.width
        for start in (0, edge + height + GAP):
            lines.append(f"M{x:g} {start:g}v{MARK}")
    for row in range(grid.rows + 1):
        y = edge + row * grid.height
        for start in (0, edge + width + GAP):
            lines.append(f"M{start:g} {y:g}h{MARK}")
    size = f"{width + 2 * edge:g} {height + 2 * edge:g}"
    path = f'<path d="{"".join(lines)}" stroke="#000" stroke-width="0.2"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{path}</svg>'
