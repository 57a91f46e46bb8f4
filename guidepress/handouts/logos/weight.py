"""How much a drawing is once all that it repeats is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ...problems import SourceError

#: How many shapes are drawn, each as often as it is used.
MOST_SHAPES = 5_000

TOO_MANY = f"more than {MOST_SHAPES:,} shapes"

#: How deep they lie in each other.
DEEPEST = 50


class Weight(NamedTuple):
    """What an element comes to, with all that it holds and uses."""

    shapes: int
    depth: int


class TooHeavyError(Exception):
    """A drawing that repeats itself too often, or without end."""


def refuse_many(place: Path, elements: Sequence[etree._Element]) -> None:
    """Refuse a drawing of too many shapes before each of them is looked at.

    :raises SourceError: with how many it may have
    """
    if len(elements) > MOST_SHAPES:
        raise SourceError(str(place), f"has {TOO_MANY}", "save it as PNG")


def refuse_heavy(
    place: Path,
    elements: Sequence[etree._Element],
    targets: Sequence[Sequence[str]],
) -> None:
    """Refuse a drawing of too many shapes, or one that uses itself.

    A few lines of `<use>` that use each other make millions of shapes.

    :param targets: for each of the elements, the ids that it leads to
    :raises SourceError: with what is wrong
    """
    ids = [element.get("id") for element in elements if element.get("id")]
    if len(ids) > len(set(ids)):
        advice = "save it anew as plain SVG, or as PNG"
        raise SourceError(str(place), "has one id twice", advice)
    try:
        Scales(elements, targets).weigh(elements[0], 0)
    except TooHeavyError as error:
        raise SourceError(str(place), str(error), "save it as PNG") from error


class Scales:
    """Weighs elements, each once."""

    def __init__(
        self, elements: Sequence[etree._Element], targets: Sequence[Sequence[str]]
    ) -> None:
        by_id = {element.get("id"): element for element in elements}
        self.parts = {
            element: [*element, *(by_id[name] for name in names if name in by_id)]
            for element, names in zip(elements, targets, strict=True)
        }
        self.known: dict[etree._Element, Weight] = {}

    def weigh(self, element: etree._Element, above: int) -> Weight:
        """Return what an element comes to.

        :param above: how many hold it; a circle of uses ends by this too
        :raises TooHeavyError: there are too many shapes, or they lie too deep
        """
        found = self.known.get(element)
        if above + (found.depth if found else 1) > DEEPEST:
            raise TooHeavyError("uses itself, or lies too many layers deep")
        if found:
            return found
        shapes, depth = 1, 0
        for part in self.parts[element]:
            weight = self.weigh(part, above + 1)
            shapes, depth = shapes + weight.shapes, max(depth, weight.depth)
            if shapes > MOST_SHAPES:
                raise TooHeavyError(f"draws {TOO_MANY}")
        self.known[element] = Weight(shapes, depth + 1)
        return self.known[element]
