"""A finished file in greys, for an office printer.

Each colour becomes the grey of its luminance, so that contrast stays what it was
(WCAG 2.2, "relative luminance"); words, places and tags are those of the file in
colour.
"""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from PIL import ImageFilter

from ..problems import Problem
from .drawing import Instruction, list_drawn, respell

#: How many steps of each colour are worked out for pictures; others lie between.
STEPS = 33

#: What sets a colour by itself, and what sets its grey.
OPERATORS = {"rg": "g", "RG": "G", "k": "g", "K": "G"}

#: Spaces of colours as WeasyPrint names them, and whether they have others than greys.
KNOWN = {
    "/DeviceCMYK": True,
    "/DeviceGray": False,
    "/DeviceRGB": True,
    "/Pattern": False,
    "/srgb": True,
}

GREY = pikepdf.Name.DeviceGray


class ColourError(Exception):
    """A colour that cannot be turned into a grey; says what and what to do."""


def turn_grey(data: bytes, place: str) -> tuple[bytes, list[Problem]]:
    """Return a file in greys, and what in it could not be turned.

    :param place: the docname, for what is wrong with it
    """
    target, problems = io.BytesIO(), []
    with pikepdf.open(io.BytesIO(data)) as book:
        for item, turn in list_coloured(book):
            try:
                turn(item)
            except ColourError as error:
                message, advice = error.args
                problems.append(Problem(place, message, advice))
        book.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue(), list(dict.fromkeys(problems))


def list_coloured(book: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Yield all that may have colour, with what turns it into greys."""
    for stream in list_drawn(book):
        yield stream, turn_stream
    for page in book.pages:
        yield from list_shadings(page.obj)
    for item in book.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        yield from list_shadings(item)
        if item.get("/Subtype") == "/Image":
            yield item, turn_image


def list_shadings(holder: pikepdf.Object) -> Iterator[tuple[Any, Any]]:
    """Yield the shadings that a page, a form or a pattern draws with."""
    resources = holder.get("/Resources")
    if resources is not None and "/Shading" in resources:
        for shading in resources.Shading.values():
            yield shading, turn_shading


# -- drawing -----------------------------------------------------------------------


def turn_stream(stream: pikepdf.Object) -> None:
    """Turn the colours of a drawing, and of the group that it is, into greys."""
    respell(stream, turn_instruction)
    group = stream.get("/Group")
    if group is not None and "/CS" in group and has_colour(group.CS):
        group.CS = GREY


def turn_instruction(instruction: Instruction) -> Instruction:
    """Return an instruction, one that sets a colour as one that sets its grey.

    :raises ColourError: no grey is known for it
    """
    name, operands = str(instruction.operator), instruction.operands
    if name == "INLINE IMAGE":
        raise ColourError("a picture lies inside the drawing", "give it a file")
    if name in OPERATORS:
        return write(OPERATORS[name], find_grey(list(operands)))
    if name in ("cs", "CS"):
        return write(name, GREY) if has_colour(operands[0]) else instruction
    if name in ("sc", "SC", "scn", "SCN") and len(operands) > 1:
        return write(name, find_grey(list(operands)))
    return instruction


def write(operator: str, operand: Any) -> Instruction:
    """Return an instruction that sets a grey."""
    return pikepdf.ContentStreamInstruction([operand], pikepdf.Operator(operator))


def has_colour(space: Any) -> bool:
    """Tell whether a space of colours has others than greys.

    :raises ColourError: it is none that we can turn
    """
    if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased":
        return int(space[1].N) > 1
    if isinstance(space, pikepdf.Name) and space in KNOWN:
        return KNOWN[str(space)]
    name = space[0] if isinstance(space, pikepdf.Array) else space
    raise ColourError(
        f"a colour in {str(name)[1:]!r} has no grey", "write it as in “#15616d”"
    )


def find_grey(colour: Sequence[Any]) -> float:
    """Return the grey, from 0 to 1, that is as light as a colour in RGB or CMYK."""
    try:
        values = [float(value) for value in colour]
    except (TypeError, ValueError) as error:
        raise ColourError(
            "a pattern is drawn in a colour of its own", "draw it in its colours"
        ) from error
    if len(values) == 4:
        *inks, black = values
        values = [1 - min(1, ink + black) for ink in inks]
    return values[0] if len(set(values)) == 1 else measure(*values)


@functools.cache
def measure(red: float, green: float, blue: float) -> float:
    """Return the grey whose relative luminance is that of a colour in sRGB."""
    luminance = 0.2126 * expand(red) + 0.7152 * expand(green) + 0.0722 * expand(blue)
    if luminance <= 0.0031308:
        return round(luminance * 12.92, 4)
    return round(1.055 * float(luminance ** (1 / 2.4)) - 0.055, 4)


def expand(value: float) -> float:
    """Return how much light a channel of sRGB gives."""
    return (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
    )


# -- shadings ----------------------------------------------------------------------


def turn_shading(shading: pikepdf.Object) -> None:
    """Turn the colours between which a shading changes into greys."""
    if has_colour(shading.ColorSpace):
        turn_function(shading.Function)
        shading.ColorSpace = GREY


def turn_function(function: pikepdf.Object) -> None:
    """Turn what a function yields, of which others may be made."""
    kind = int(function.FunctionType)
    if kind == 2:
        for end in ("/C0", "/C1"):
            if len(function[end]) > 1:  # or some other shading has turned it
                function[end] = pikepdf.Array([find_grey(list(function[end]))])
    elif kind == 3:
        for part in function.Functions:
            turn_function(part)
    else:
        raise ColourError("a shading has no grey", "draw it with two colours or more")


# -- pictures ----------------------------------------------------------------------


def turn_image(image: pikepdf.Stream) -> None:
    """Turn the colours of a picture into greys."""
    if image.get("/ImageMask") or image.get("/ColorSpace") == GREY:
        return
    try:
        if "/Decode" in image or isinstance(image.get("/Mask"), pikepdf.Array):
            raise ValueError("its colours are not what they seem")
        pixels = pikepdf.PdfImage(image).as_pil_image()
        if pixels.mode not in ("RGB", "RGBA", "P", "L", "1"):
            raise ValueError(pixels.mode)
    except (ValueError, NotImplementedError, pikepdf.PdfError) as error:
        raise ColourError(
            "a picture cannot be turned grey", "save it as a PNG in RGB"
        ) from error
    # what covers the ground is a picture of its own, and stays
    grey = pixels.convert("RGB").filter(choose_filter()).getchannel(0)
    image.write(zlib.compress(grey.tobytes(), 9), filter=pikepdf.Name.FlateDecode)
    image.ColorSpace, image.BitsPerComponent = GREY, 8


@functools.cache
def choose_filter() -> ImageFilter.Color3DLUT:
    """Return what gives each colour of a picture the grey of its luminance."""
    return ImageFilter.Color3DLUT.generate(STEPS, lambda *c: (find_grey(c),) * 3)
