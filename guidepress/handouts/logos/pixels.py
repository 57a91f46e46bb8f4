"""Logos of pixels: decoded whole, laid on white, and encoded anew."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

from ...problems import SourceError

PNG, JPEG = "image/png", "image/jpeg"

#: How each is called by Pillow, and how it is written.
FORMATS = {PNG: "PNG", JPEG: "JPEG"}
WRITTEN = {PNG: {"compress_level": 9}, JPEG: {"quality": 90, "subsampling": 0}}

#: How many pixels a logo may have: those of a good camera.
MOST_PIXELS = 20_000_000

#: The longest side that is kept: at 300 dpi it is a hand wide.
LONGEST = 1200

#: Pillow's modes without colours; those of 16 and 32 bits need to be made smaller.
GREY = {"1", "L", "LA", "La", "I", "F"}


def read_pixels(
    place: Path, data: bytes, media_type: str
) -> tuple[bytes, float, float]:
    """Return a picture encoded anew, its width and its height.

    Turned as its camera says, without that or any other note; printing colours (CMYK)
    become those of screens; what is transparent becomes white.

    :raises SourceError: it is too large, damaged, or moves
    """
    try:
        with strictly():
            source = Image.open(io.BytesIO(data), formats=[FORMATS[media_type]])
            refuse_many(place, source.width * source.height)
            refuse_moving(place, source)
            image = flatten(ImageOps.exif_transpose(source))
    except SourceError:
        raise
    except Image.DecompressionBombError:
        refuse_many(place, MOST_PIXELS + 1)
        raise
    except Exception as error:  # decoders let out whatever a broken file makes of them
        raise SourceError(str(place), "is damaged", "save the logo anew") from error
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, FORMATS[media_type], **WRITTEN[media_type])
    return written.getvalue(), image.width, image.height


@contextlib.contextmanager
def strictly() -> Iterator[None]:
    """Let Pillow refuse a picture that ends too soon, and be silent about large ones.

    WeasyPrint tells it to fill up what is missing, for the whole process.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # of a limit above ours
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def refuse_many(place: Path, pixels: int) -> None:
    """Refuse a picture that would fill the memory, before it is decoded."""
    if pixels > MOST_PIXELS:
        raise SourceError(
            str(place),
            f"has more than {MOST_PIXELS // 1_000_000} million pixels",
            f"make it smaller: {LONGEST} pixels wide is enough",
        )


def refuse_moving(place: Path, image: Image.Image) -> None:
    """Refuse a PNG of several pictures; of a photograph, more are for other screens."""
    if image.format == "PNG" and getattr(image, "is_animated", False):
        raise SourceError(str(place), "moves", "save one picture of it")


def flatten(image: Image.Image) -> Image.Image:
    """Return a picture in grey or in colours, on white, with nothing but its pixels."""
    image.load()
    mode = "L" if image.mode in GREY or image.mode.startswith("I;16") else "RGB"
    paper = Image.new(mode, image.size, "white")
    if image.mode.startswith("I;16"):
        paper.paste(halve_depth(image))
    elif image.has_transparency_data:
        solid = image.convert("RGBA")
        paper.paste(solid.convert(mode), mask=solid.getchannel("A"))
    else:
        paper.paste(image.convert(mode))
    return paper


def halve_depth(image: Image.Image) -> Image.Image:
    """Return 16 bits of grey as 8: Pillow itself cuts off what is brighter than 255."""
    upper = image.convert("I").point(lambda value: value * (1 / 256))
    return upper.convert("L")
