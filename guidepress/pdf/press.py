"""What a printing house wants: page boxes, crop marks, text in black ink alone.

WeasyPrint draws its marks inside the bleed and lets the page begin at a negative
place; so it lays out the bleed only, and the rest is done here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from .drawing import Instruction, list_drawn, respell
from .pagination import Placed

TOKENS = Path(__file__).parent.parent / "css" / "tokens.css"

MM = 72 / 25.4

#: From the trim: where a crop mark begins, where it ends, and where the sheet does.
#: It must not reach into the bleed of 3 mm.
MARK_START, MARK_END, SLUG = 4 * MM, 9 * MM, 10 * MM

#: Colours that are printed in black ink alone, in how much light they leave.  In four
#: inks, small type shows coloured edges where the plates are not quite in place.
GREYS = {"ink": 0.0, "slate": 0.4, "rule": 0.55}

GREY_OPERATORS = {"rg": "g", "RG": "G"}

#: Colours in 0 to 255, each with its grey.
Greys = dict[tuple[int, ...], float]


def prepare_press(path: Path, placed: Sequence[Placed]) -> None:
    """Replace a file of pages with bleed by one for a printing house."""
    greys = read_greys()
    with pikepdf.open(path, allow_overwriting_input=True) as book:
        for stream in list_drawn(book):
            respell(stream, functools.partial(spell_grey, greys=greys))
        for page in book.pages:
            set_boxes(book, page)
        for key in ("/Names", "/Outlines", "/PageMode"):
            if key in book.Root:
                del book.Root[key]
        book.remove_unreferenced_resources()
        book.save(path, deterministic_id=True)


def read_greys() -> Greys:
    """Return the colours to print in black ink, as tokens.css gives them."""
    found = re.findall(r"--(\w+): #(\w{6});", TOKENS.read_text(encoding="utf-8"))
    colours = {name: tuple(bytes.fromhex(value)) for name, value in found}
    return {colours[name]: grey for name, grey in GREYS.items()}


def spell_grey(instruction: Instruction, greys: Greys) -> Instruction:
    """Return an instruction; what sets a grey or black says so (DeviceGray)."""
    name = str(instruction.operator)
    if name not in GREY_OPERATORS:
        return instruction
    grey = find_grey([float(value) for value in instruction.operands], greys)
    if grey is None:
        return instruction
    operator = pikepdf.Operator(GREY_OPERATORS[name])
    return pikepdf.ContentStreamInstruction([grey], operator)


def find_grey(colour: Sequence[float], greys: Greys) -> float | None:
    """Return the grey to print a colour with, or None for one that stays."""
    if len(set(colour)) == 1:
        return colour[0]
    return greys.get(tuple(round(value * 255) for value in colour))


def set_boxes(book: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Move a page to make room for crop marks, and say where its edges are.

    Links go: they are for a screen.
    """
    left, bottom, right, top = map(float, page.trimbox)
    x, y = SLUG - left, SLUG - bottom
    width, height = right - left, top - bottom
    outer = [float(edge) for edge in page.mediabox]
    page.contents_add(f"q 1 0 0 1 {x:.4f} {y:.4f} cm".encode(), prepend=True)
    page.contents_add(b"Q\n" + draw_marks(width, height))
    page.obj.MediaBox = box(0, 0, width + 2 * SLUG, height + 2 * SLUG)
    page.obj.CropBox = page.obj.MediaBox
    page.obj.BleedBox = box(outer[0] + x, outer[1] + y, outer[2] + x, outer[3] + y)
    page.obj.TrimBox = box(SLUG, SLUG, SLUG + width, SLUG + height)
    if "/Annots" in page.obj:
        del page.obj.Annots


def box(*edges: float) -> pikepdf.Array:
    """Return a page box."""
    return pikepdf.Array([round(edge, 4) for edge in edges])


def draw_marks(width: float, height: float) -> bytes:
    """Return two hairlines at each corner of the trim, in line with its edges."""
    lines = []
    for x in (SLUG, SLUG + width):
        for y in (SLUG, SLUG + height):
            across, up = (-1 if x == SLUG else 1), (-1 if y == SLUG else 1)
            for dx, dy in ((across, 0), (0, up)):
                start = f"{x + dx * MARK_START:.4f} {y + dy * MARK_START:.4f} m"
                end = f"{x + dx * MARK_END:.4f} {y + dy * MARK_END:.4f} l S"
                lines.append(f"{start} {end}")
    return "\n".join(["q 0 G 0.25 w", *lines, "Q"]).encode()
