"""A clinic's contact box, printed once and stamped onto its sheets.

A sheet without a box is a shell, as printers say.  The box is drawn on it as a form
XObject (ISO 32000-1, 8.10) with its own typefaces, and its structure elements take
their place in the tree of the sheet, so that it is read where it stands.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..pdf.composing.structure import StructureTree
from ..pdf.engine import Document, Page
from ..pdf.greys import turn_grey
from ..pdf.privates import page_box
from ..problems import Problem
from .foot import list_boxes

#: The class of a contact box, that of the room for one, and the name of both in the
#: structure tree.
BOX, ROOM, NAME = "contact", "contact-room", b"contact"

PT = 3 / 4  #: of a CSS pixel


class Spot(NamedTuple):
    """Where a contact box belongs."""

    page: int  #: from 0
    top: float  #: in CSS pixels


@dataclass(frozen=True)
class Stamp:
    """A contact box, alone on a page of the same size as the sheet."""

    data: bytes
    top: float  #: in CSS pixels, as is its height
    height: float
    problems: tuple[Problem, ...]

    @functools.cached_property
    def grey(self) -> bytes:
        """The box in greys; its colours are none but those that a sheet has."""
        return turn_grey(self.data, "")[0]


def spell_room(height: float) -> str:
    """Return the style of the room for a box."""
    return f".{ROOM} {{ height: {height}px }}"


def measure_box(page: Page) -> tuple[float, float]:
    """Return the top and the height of a contact box in CSS pixels."""
    (box,) = list_boxes(page_box(page), BOX)
    return box.border_box_y(), box.border_height()


def find_spot(document: Document, before: int) -> Spot:
    """Return where the room for a box is.

    :param before: how many pages come before those of the document
    """
    (spot,) = (
        Spot(before + number, box.border_box_y())
        for number, page in enumerate(document.pages)
        for box in list_boxes(page_box(page), ROOM)
    )
    return spot


def stamp_sheet(
    data: bytes, placed: Sequence[tuple[Spot, Stamp]], *, is_grey: bool
) -> bytes:
    """Return a file with each contact box at its place."""
    if not placed:
        return data
    target = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as sheet:
        tree = StructureTree(sheet)
        rooms = list(find_named(tree.document))
        for number, (spot, stamp) in enumerate(placed):
            with Pdf.open(io.BytesIO(stamp.grey if is_grey else stamp.data)) as source:
                rise = (stamp.top - spot.top) * PT
                form = copy_form(sheet, source, rise)
                owner = sheet.pages[spot.page]
                draw(owner, form, f"/Stamp{number}")
                move_elements(tree, rooms[number], source, form, owner.obj, rise)
        tree.write()
        sheet.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return target.getvalue()


def copy_form(sheet: Pdf, source: Pdf, rise: float) -> Object:
    """Copy the page of a box into a sheet, as a form that is moved up.

    The spaces of its colours are those of the sheet, of which each has a profile.
    """
    page = source.pages[0]
    spaces = sheet.pages[0].obj.Resources.get(Name.ColorSpace)
    if spaces is not None and Name.ColorSpace in page.obj.Resources:
        page.obj.Resources.ColorSpace = Dictionary()
    form = sheet.copy_foreign(page.as_form_xobject(False))
    form.Resources.ColorSpace = spaces
    form.Matrix = Array([1, 0, 0, 1, 0, round(rise, 2)])
    return form


def draw(page: pikepdf.Page, form: Object, name: str) -> None:
    """Draw a form on a page, whose own content may leave its state changed."""
    resources = page.obj.Resources
    if Name.XObject not in resources:
        resources.XObject = Dictionary()
    resources.XObject[name] = form
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q {name} Do".encode())


def move_elements(
    tree: StructureTree,
    room: Object,
    source: Pdf,
    form: Object,
    page: Object,
    rise: float,
) -> None:
    """Move the structure elements of a box into the tree of a sheet.

    :param room: the element that waits for them
    """
    (box,) = find_named(source.Root.StructTreeRoot.K[0])
    # what leads to its own page and its own tree would be copied too
    del box.P
    for element in walk(box):
        if Name.Pg in element:
            del element.Pg
    room.K, room.Pg = tree.book.copy_foreign(box).K, page
    owners: dict[int, Object] = {}
    for element in walk(room):
        element.Pg = page
        for index, kid in enumerate(element.K):
            if isinstance(kid, int):
                owners[kid] = element
                element.K[index] = Dictionary(
                    Type=Name.MCR, Pg=page, Stm=form, MCID=kid
                )
            else:
                kid.P = element
        lift_attributes(element, rise)
    form.StructParents = tree.next_key
    tree.owners[tree.next_key] = Array([owners[mark] for mark in sorted(owners)])
    tree.next_key += 1


def lift_attributes(element: Object, rise: float) -> None:
    """Say of a picture that it stands higher by so many points."""
    for attributes in element.get(Name.A, ()):
        if Name.BBox in attributes:
            left, low, right, high = map(float, attributes.BBox)
            low, high = (round(edge + rise, 2) for edge in (low, high))
            attributes.BBox = Array([left, low, right, high])


def find_named(element: Object) -> Iterator[Object]:
    """Yield the elements of a structure tree that bear the name of the box."""
    return (item for item in walk(element) if bytes(item.get(Name.T, b"")) == NAME)


def walk(element: Object) -> Iterator[Object]:
    """Yield a structure element and all below it, in order."""
    yield element
    for kid in element.get(Name.K, ()):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield from walk(kid)
