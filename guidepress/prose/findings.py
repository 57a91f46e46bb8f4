"""What the checks of the text report."""

from __future__ import annotations

from typing import NamedTuple

from ..problems import Problem


class Finding(NamedTuple):
    """A fault of the text, or a notice of something to look at."""

    id: str  #: the check, as in "M10"
    docname: str
    line: int  #: from 1; 0 where the whole document is meant
    words: str  #: the words concerned
    advice: str  #: what to do
    is_notice: bool = False  #: reported, and no reason to fail

    def describe(self, path: str) -> Problem:
        """Return the finding as one line for an editor.

        :param path: the file that it is in
        """
        place = f"{path}:{self.line}" if self.line else path
        kind = "notice " if self.is_notice else ""
        words = f"“{shorten(self.words)}”" if self.words else "this document"
        return Problem(place, f"{kind}{self.id} {words}", self.advice)


def shorten(text: str, length: int = 70) -> str:
    """Return the words on one line, cut after `length` characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"
