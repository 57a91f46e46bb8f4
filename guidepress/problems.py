"""What an editor is told when the sources are wrong.

A problem is one line: the file, the line where there is one, what is wrong and
what to do.  Sphinx's warnings become problems too, since each of them means
that some reader would see something broken.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sphinx.errors import SphinxError


class Problem(NamedTuple):
    """One thing that is wrong in the sources."""

    place: str  #: "path:line", "path", or "" where no file is to blame
    message: str  #: what is wrong
    advice: str = ""  #: what to do about it

    def __str__(self) -> str:
        text = f"{self.message}: {self.advice}" if self.advice else self.message
        return f"{self.place}: {text}" if self.place else text


class SourceError(SphinxError):
    """A mistake in the sources or the settings that stops a build at once."""

    category = "Error"

    def __init__(self, place: str, message: str, advice: str = "") -> None:
        self.problems: tuple[Problem, ...]
        self.problems = (Problem(relative(place), message, advice),)
        super().__init__(str(self.problems[0]))


class FileError(SourceError):
    """Several mistakes of one file, told at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        SphinxError.__init__(self, "\n".join(map(str, self.problems)))


#: What to do about Sphinx's own warnings, by their type and subtype.
ADVICE = {
    "bibtex.key_not_found": "add the work to the .bib file or mend the citekey",
    "bibtex.bibfile_error": "mend bibtex_bibfiles in conf.py or add the file",
    "docutils": "mend the markup there",
    "download.not_readable": "add the file or mend the path",
    "image.not_readable": "add the file under source/ or mend the path",
    "index": "write it as in “single: word; part of it” or “pair: one; another”",
    "myst.directive_unknown": "mend the directive's name",
    "myst.header": "use the next heading level down, without leaving one out",
    "myst.role_unknown": "mend the role's name",
    "myst.xref_missing": "mend the target of the link",
    "ref.doc": "mend the document's path; it starts at source/ with a slash",
    "ref.numref": "give the figure a :name: and a caption, or mend the name",
    "ref.ref": "mend the label's name or add the label",
    "ref.term": "add the term to the glossary or mend the word",
    "toc.not_included": "name the file in a toctree, or delete it",
    "toc.not_readable": "mend the path in the toctree or add the file",
}


def read_source(path: Path, encoding: str = "utf-8-sig") -> str:
    """Return the text of a source.

    :raises SourceError: it may not be read, or is no text.
    """
    try:
        return path.read_text(encoding=encoding)
    except OSError as error:
        raise SourceError(
            str(path), f"cannot be read: {error.strerror}", "mend its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            str(path), f"cannot be read: {error}", "save it as UTF-8 text"
        ) from error


def closest(name: str, names: Iterable[str]) -> str:
    """Return "; did you mean x?" when one of `names` is like `name`, else ""."""
    found = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean {found[0]}?" if found else ""


def relative(place: str) -> str:
    """Shorten an absolute "path:line" to one that starts at the current folder."""
    path, colon, line = (
        place.rpartition(":") if place[-1:].isdecimal() else (place, "", "")
    )
    if Path(path).is_absolute():
        short = os.path.relpath(path)
        path = path if short.startswith("..") else short
    return f"{path}:{line}" if colon and line else path
