"""The code that leads from a sheet to its page on the website."""

from __future__ import annotations

import functools
from typing import NamedTuple

import segno
from sphinx.config import Config

#: Of the squares of a code: how many stay empty around it (ISO/IEC 18004, 8.8).
QUIET_ZONE = 4

#: How much of it may be dirty or missing: M is a seventh.
CORRECTION = "m"


class Code(NamedTuple):
    """A code for a phone's camera."""

    url: str  #: where it leads
    picture: str  #: a data address

    @property
    def words(self) -> str:
        """The address as people type it."""
        return self.url.removeprefix("https://").removeprefix("http://")


def find_code(config: Config, docname: str) -> Code | None:
    """Return the code of a sheet, None where the website has no address."""
    if not config.html_baseurl:
        return None
    return draw_code(f"{config.html_baseurl.rstrip('/')}/{docname}.html")


@functools.cache
def draw_code(url: str) -> Code:
    """Return the code that leads to an address."""
    code = segno.make(url, error=CORRECTION, boost_error=False, micro=False)
    picture = code.svg_data_uri(border=QUIET_ZONE, omitsize=True, dark="#000")
    return Code(url, picture)
