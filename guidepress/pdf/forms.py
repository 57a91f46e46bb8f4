"""Fields to type in (ISO 32000-1, 12.7), where a printed page has room for a pen.

An element asks for one by its attributes: `data-field` is its name, `data-hint` what
it asks, `data-lines` how many lines it has where they are several.  A list item gets a
box to tick in place of its mark; anything else a text, in the element of the class
`room` or, where it has none, in the element itself.  Nothing is drawn: the lines of
the page stay, and an empty form is the printed sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf

from ..problems import Problem
from .engine import TextBox, boxes
from .field_font import add_font
from .privates import unwrap
from .tagging.links import Rect
from .tagging.pages import MarkedPage

#: The name of the font in the form's resources.
FONT = "/Field"

#: Flags (table 165, 228).
PRINTED, MULTILINE = 4, 1 << 12

PT = 4 / 3  #: in CSS pixels

#: Between a label and what is typed behind it, and between that and its line.
GAP, LIFT = 6 * PT, 1.5 * PT

#: How high a line of type is, in its size: where there is less, a line holds a label.
LEAD = 1.5

#: How narrow a field may be, in CSS pixels: 20 mm.
NARROWEST = 20 / 25.4 * 96

#: A mark is ticked by what is near to it too.
NEAR = 2 * PT


class Form:
    """Puts fields into a file, on pages that remember what is drawn on them."""

    def __init__(self, font: Path) -> None:
        """Prepare a form.

        :param font: the typeface of what is typed
        """
        self.font = font
        self.fields: list[Any] = []
        self.boxes: list[Any] = []
        self.problems: list[Problem] = []

    def place(self, document: Any, pdf: Any) -> None:
        """Add the fields of all pages; the tagger then finds them in their boxes."""
        self.pdf = pdf
        references = pdf.page_references
        for page, reference in zip(document.pages, references, strict=True):
            for box in list_fields(page):
                self.add_field(page, reference, box)
        fonts = pydyf.Dictionary({FONT[1:]: add_font(pdf, self.font)})
        pdf.catalog["AcroForm"] = pydyf.Dictionary(
            {
                "Fields": pydyf.Array([field.reference for field in self.fields]),
                "DR": pydyf.Dictionary({"Font": fonts}),
                "DA": pydyf.String(f"{FONT} 12 Tf 0 g"),
            }
        )

    def clear(self) -> None:
        """Leave the pages as they were, for other files that they go into."""
        for box in self.boxes:
            box.widget_annotation = None

    def add_field(self, page: MarkedPage, reference: bytes, box: Any) -> None:
        """Add the field that an element asks for."""
        element = box.element
        field = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "T": pydyf.String(element.get("data-field")),
                "TU": pydyf.String(element.get("data-hint")),
                "F": PRINTED,
                "P": reference,
            }
        )
        self.pdf.add_object(field)
        self.fields.append(field)
        sheet = self.pdf.objects[int(reference.split()[0])]
        sheet.setdefault("Annots", pydyf.Array()).append(field.reference)
        if element.tag == "li":
            place = box
            self.describe_mark(page, box, field)
        else:
            place = find_room(box)
            self.describe_text(page, box, place, field)
        place.widget_annotation = field
        self.boxes.append(place)

    # -- texts ---------------------------------------------------------------

    def describe_text(self, page: MarkedPage, box: Any, room: Any, field: Any) -> None:
        """Say where a text stands, and how."""
        size = box.style["font_size"]
        lines = int(box.element.get("data-lines", 1))
        left, top, right, bottom = measure_room(box, room)
        if right - left < NARROWEST:
            self.report(
                page, f"the field “{field['TU'].string}” has no room to type in"
            )
        if lines == 1:  # type stands on the line
            top = max(top, bottom - LEAD * size)
        field["FT"] = "/Tx"
        field["Rect"] = pydyf.Array(page.measure((left, top, right, bottom - LIFT)))
        field["DA"] = pydyf.String(f"{FONT} {size / PT:g} Tf {spell_ink(box)}")
        if lines > 1:
            field["Ff"] = MULTILINE

    def report(self, page: MarkedPage, message: str) -> None:
        """Say what is wrong with a field."""
        self.problems.append(Problem(page.place, message, "shorten its label"))

    # -- marks ---------------------------------------------------------------

    def describe_mark(self, page: MarkedPage, box: Any, field: Any) -> None:
        """Say where a box to tick is, and how it looks when it is ticked."""
        left, bottom, right, top = page.measure(measure_mark(box))
        states = {
            "Yes": draw_tick(right - left, top - bottom, spell_ink(box)),
            "Off": b"",
        }
        shapes = pydyf.Dictionary(
            {
                state: self.add_shape(shape, right - left, top - bottom)
                for state, shape in states.items()
            }
        )
        field["FT"] = "/Btn"
        field["Rect"] = pydyf.Array((left, bottom, right, top))
        field["V"] = field["AS"] = "/Off"
        field["AP"] = pydyf.Dictionary({"N": shapes})

    def add_shape(self, shape: bytes, width: float, height: float) -> bytes:
        """Add what a field looks like in a state; return its reference."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array((0, 0, round(width, 2), round(height, 2))),
            "Resources": pydyf.Dictionary(),
        }
        stream = pydyf.Stream([shape], extra)
        self.pdf.add_object(stream)
        reference: bytes = stream.reference
        return reference


def list_fields(page: MarkedPage) -> Iterator[Any]:
    """Yield the box of each element of a page that asks for a field."""
    seen = set()
    for box in map(unwrap, page.box.descendants(placeholders=True)):
        element = box.element
        if element is None or element in seen or box.element_tag != element.tag:
            continue
        if element.get("data-field"):
            seen.add(element)
            yield box


def find_room(box: Any) -> Any:
    """Return the box that is left empty for a pen: one in it, or itself."""
    for child in map(unwrap, box.descendants(placeholders=True)):
        if child.element is not None and child.element.get("class") == "room":
            return child
    return box


def measure_room(box: Any, room: Any) -> Rect:
    """Return where one may type: below the label, or behind it on the same line."""
    left, top = room.padding_box_x(), room.padding_box_y()
    right, bottom = left + room.padding_width(), top + room.padding_height()
    lines = [b for b in box.descendants() if isinstance(b, boxes.LineBox)]
    if not lines:
        return left, top, right, bottom
    under = lines[-1].position_y + lines[-1].height
    if bottom - under >= box.style["font_size"]:
        return left, max(top, under), right, bottom
    words = (b for b in lines[-1].descendants() if isinstance(b, TextBox))
    end = max((word.position_x + word.width for word in words), default=left)
    return end + GAP, top, right, bottom


def measure_mark(box: Any) -> Rect:
    """Return where the mark of a list item is, which is its background."""
    (layer,) = box.background.layers
    x, y, *_ = layer.positioning_area
    (across, down), (width, height) = layer.position, layer.size
    left, top = x + across - NEAR, y + down - NEAR
    return left, top, left + width + 2 * NEAR, top + height + 2 * NEAR


def spell_ink(box: Any) -> str:
    """Return the operator that sets the colour of a box's text."""
    colour = box.style["color"].to("srgb").coordinates
    return " ".join([*(f"{value:.4g}" for value in colour), "rg"])


def draw_tick(width: float, height: float, ink: str) -> bytes:
    """Return the drawing of a tick that fills a rectangle."""
    points = ((0.2, 0.52), (0.42, 0.25), (0.84, 0.8))
    moves = zip(points, ("m", "l", "l"), strict=True)
    path = (f"{x * width:.2f} {y * height:.2f} {way}" for (x, y), way in moves)
    stroke = ink.removesuffix("rg") + "RG"
    return f"{stroke} {width / 8:.2f} w 1 J 1 j {' '.join(path)} S".encode()
