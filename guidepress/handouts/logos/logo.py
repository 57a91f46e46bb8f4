"""A clinic's logo: a PNG, a JPEG or an SVG, read without trust.

What is kept is never the file itself: pixels are encoded anew, and a drawing is
written anew from the shapes that it may hold.  So neither a place of a photograph nor
a script gets onto a sheet, and the same file gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple

from ...inside import read_inside
from ...problems import SourceError
from .drawing import read_drawing
from .pixels import JPEG, PNG, read_pixels
from .size import refuse_shape

#: How many bytes a logo may have.
LARGEST = 2 << 20

#: What a file begins with, by its kind.
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}

#: What text begins with: a byte order mark, or the mark of UTF-16.
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Logo(NamedTuple):
    """A picture that may stand on a sheet."""

    media_type: str  #: "image/png", "image/jpeg" or "image/svg+xml"
    data: bytes
    width: float  #: in CSS pixels
    height: float  #: in CSS pixels
    sha256: str  #: of `data`, in hexadecimal

    @property
    def uri(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


def read_logo(path: Path | str, folder: Path) -> Logo:
    """Return a logo.

    :param path: from the folder, with slashes: "logos/example.svg"
    :param folder: the profile's own; nothing outside it is read
    :raises SourceError: it cannot be read, or holds what a logo may not hold
    """
    data = read_inside(folder, str(path), LARGEST)
    place = Path(folder, path)
    media_type = name_kind(data)
    if media_type in BEGINNINGS.values():
        content, width, height = read_pixels(place, data, media_type)
    elif media_type:
        content, width, height = read_drawing(place, data)
    else:
        raise SourceError(
            str(place), "is neither PNG, JPEG nor SVG", "save the logo as one of them"
        )
    refuse_shape(place, width, height)
    digest = hashlib.sha256(content).hexdigest()
    return Logo(media_type, content, width, height, digest)


def name_kind(data: bytes) -> str:
    """Return the media type of a file by what it begins with, or ""."""
    for beginning, media_type in BEGINNINGS.items():
        if data.startswith(beginning):
            return media_type
    is_text = data.startswith(MARKS) or data.lstrip().startswith(b"<")
    return "image/svg+xml" if is_text else ""
