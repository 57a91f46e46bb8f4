"""Links: one annotation for each on a page, whatever its lines, and named in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from .pages import MarkedPage

#: left, top, right, bottom
Rect = tuple[float, float, float, float]
#: kind, target, rectangle and box, as WeasyPrint lists them
Link = tuple[str, str, Rect, Any]


def join_links(links: Iterable[Link]) -> tuple[list[Link], dict[Any, list[Rect]]]:
    """Return one link for each element, and the rectangles of its lines by its box.

    WeasyPrint makes one of each line, and of each element in a link too:
    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    found: dict[Any, tuple[Link, list[Rect]]] = {}
    for link in links:
        rect, box = link[2], link[3]
        box.link_annotation = None  # of an earlier writing
        if box.element is None or box.element_tag != "a":
            continue
        _, rects = found.setdefault(box.element, (link, []))
        if not any(lies_in(rect, other) for other in rects):
            rects.append(rect)
    joined, lines = [], {}
    for (kind, target, _, box), rects in found.values():
        joined.append((kind, target, surround(rects), box))
        lines[box] = rects
    return joined, lines


def lies_in(rect: Rect, other: Rect) -> bool:
    """Tell whether a rectangle lies within another."""
    return (
        rect[0] >= other[0]
        and rect[1] >= other[1]
        and rect[2] <= other[2]
        and rect[3] <= other[3]
    )


def surround(rects: list[Rect]) -> Rect:
    """Return the smallest rectangle around some."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def describe_link(element: Any) -> str:
    """Return what a link says (PDF/UA-1, 7.18.5): its title, its label or its words."""
    words = " ".join("".join(element.itertext()).split())
    return element.get("title") or element.get("aria-label") or words


def mend_annotation(page: MarkedPage, box: Any) -> None:
    """Give a link's annotation its words and the shape of its lines (12.5.6.5)."""
    annotation = box.link_annotation
    if words := describe_link(box.element):
        annotation["Contents"] = pydyf.String(words)
    annotation["Rect"] = pydyf.Array(page.measure(surround(page.quads[box])))
    corners: list[float] = []
    for rect in page.quads[box]:
        left, bottom, right, top = page.measure(rect)
        # in the order that readers expect, not in that of the specification
        corners += [left, top, right, top, left, bottom, right, bottom]
    if len(corners) > 8:
        annotation["QuadPoints"] = pydyf.Array(corners)
