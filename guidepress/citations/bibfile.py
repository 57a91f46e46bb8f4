"""Read the .bib files once before sphinxcontrib-bibtex does, for plain errors."""

from __future__ import annotations

import re
from pathlib import Path

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from sphinx.application import Sphinx
from sphinx.config import Config

from ..problems import SourceError, read_source, relative

ENTRY = re.compile(
    r"^\s*@(?!comment|string|preamble)\w+\s*[{(]\s*([^,\s]+)", re.I | re.M
)


def check_bibfiles(app: Sphinx, config: Config) -> None:
    """Refuse a .bib file that is missing, unreadable, malformed or repeats a key."""
    if config.bibtex_bibfiles is None:  # a book without citations
        config.bibtex_bibfiles = []
    seen: dict[str, str] = {}
    for name in config.bibtex_bibfiles:
        check_bibfile(Path(app.confdir, name), config.bibtex_encoding, seen)


def check_bibfile(path: Path, encoding: str, seen: dict[str, str]) -> None:
    """Refuse one file.

    :param seen: citekey -> where it stood first, in this file or one before
    :raises SourceError: with the line where one can be named.
    """
    if not path.is_file():
        raise SourceError(
            str(path), "there is no such file", "mend bibtex_bibfiles in conf.py"
        )
    text = read_source(path, encoding)
    refuse_repeated_keys(path, text, seen)
    try:
        Parser(encoding).parse_string(text)
    except PybtexError as error:
        line = getattr(error, "lineno", None)
        place = f"{path}:{line}" if line else str(path)
        reason = re.sub(r"^syntax error in line \d+: ", "", str(error))
        raise SourceError(
            place, f"the entry cannot be read: {reason}", "mend its braces and commas"
        ) from error


def refuse_repeated_keys(path: Path, text: str, seen: dict[str, str]) -> None:
    """Refuse a citekey that two entries share, naming both places."""
    for match in ENTRY.finditer(text):
        place = f"{path}:{text.count(chr(10), 0, match.start(1)) + 1}"
        first = seen.setdefault(match[1].lower(), place)
        if first != place:
            raise SourceError(
                place,
                f"the citekey {match[1]} stands at {relative(first)} too",
                "delete one entry or rename it",
            )
