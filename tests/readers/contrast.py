"""The contrast of text on laid-out pages, by WCAG 2.2, 1.4.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from guidepress.pdf.engine import Page, TextBox

#: From these sizes on, in CSS pixels, 3:1 is enough: 18 points, or 14 in bold.
LARGE, LARGE_BOLD = 24, 14 / 0.75

Colour = tuple[float, float, float]
WHITE = (1.0, 1.0, 1.0)


class Faint(NamedTuple):
    """A text that is too near to its ground."""

    text: str
    ratio: float


def find_faint(page: Page) -> Iterator[Faint]:
    """Yield each text of a page, heads and folios too, that is too faint to read."""
    yield from walk(page._page_box, WHITE)


def walk(box: Any, ground: Colour) -> Iterator[Faint]:
    """Yield the faint texts in a box that stands on a ground."""
    box = getattr(box, "_box", box)  # what stands at a place that is held for it
    if box.background is not None:
        ground = lay_over(box.background.color, ground)
    if isinstance(box, TextBox) and box.text.strip():
        ink = lay_over(box.style["color"], ground)
        ratio = measure(ink, ground)
        if ratio < demand(box.style):
            yield Faint(box.text.strip(), round(ratio, 2))
    for child in getattr(box, "children", ()):
        yield from walk(child, ground)


def demand(style: Any) -> float:
    """Return the contrast that a text must have."""
    least = LARGE_BOLD if style["font_weight"] >= 700 else LARGE
    return 3 if style["font_size"] >= least - 0.01 else 4.5


def lay_over(colour: Any, ground: Colour) -> Colour:
    """Return what is seen of a colour, through which its ground may shine."""
    red, green, blue = colour.to("srgb").coordinates
    alpha = colour.alpha
    shown = [
        alpha * one + (1 - alpha) * other
        for one, other in zip((red, green, blue), ground, strict=True)
    ]
    return shown[0], shown[1], shown[2]


def measure(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour in sRGB."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_hex(text: str) -> Colour:
    """Return a colour that is written as "#rrggbb"."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
