"""The foot of a sheet: where to get help, whom to ask, and what the sheet is.

It ends its side of the paper, so that it is in the same place on every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..pdf.engine import Page
from ..pdf.privates import page_box

FOOT, HELP = "sheet-foot", "help-now"

#: How far the help box stands above the foot where nothing is between them, in pixels.
NEAR = 16


def sink_foot(pages: Sequence[Page]) -> list[Page]:
    """Return the pages of a sheet with its foot moved to the bottom of its side."""
    return [Page(page_box(page)) if sink(page) else page for page in pages]


def sink(page: Page) -> bool:
    """Move the foot of a page down; tell whether something was moved."""
    area = page_box(page)
    feet = list_boxes(area, FOOT)
    if not feet:
        return False
    foot = feet[0]
    room = area.content_box_y() + area.height - foot.position_y - foot.margin_height()
    if room <= 0:
        return False
    moved = [box for box in list_boxes(area, HELP) if is_above(box, foot)]
    for box in [*moved, foot]:
        box.translate(dy=room)
    return True


def list_boxes(area: Any, name: str) -> list[Any]:
    """Return the outermost boxes of elements that have a class."""
    return [
        box
        for box in area.descendants()
        if box.element is not None
        and box.element_tag == box.element.tag
        and name in box.element.get("class", "").split()
    ]


def is_above(box: Any, foot: Any) -> bool:
    """Tell whether nothing stands between a box and the foot."""
    end = box.position_y + box.margin_height()
    return bool(-NEAR < foot.position_y - end < NEAR)
