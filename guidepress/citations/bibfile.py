"""Read the .bib files once before sphinxcontrib-bibtex does, for plain errors."""

from __future__ import annotations

import re
from pathlib import Path

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from sphinx.application import Sphinx
from sphinx.config import Config

from ..problems import SourceError

ENTRY = re.compile(
    r"^\s*@(?!comment|string|preamble)\w+\s*[{(]\s*([^,\s]+)", re.I | re.M
)


def check_bibfiles(app: Sphinx, config: Config) -> None:
    """Refuse a .bib file that is missing, unreadable, malformed or repeats a key."""
    if config.bibtex_bibfiles is None:  # a book without citations
        config.bibtex_bibfiles = []
    for name in config.bibtex_bibfiles:
        check_bibfile(Path(app.confdir, name), config.bibtex_encoding)


def check_bibfile(path: Path, encoding: str = "utf-8-sig") -> None:
    """Refuse one file.

    :raises SourceError: with the line where one can be named.
    """
    try:
        text = path.read_text(encoding=encoding)
    except FileNotFoundError as error:
        raise SourceError(
            str(path), "there is no such file", "mend bibtex_bibfiles in conf.py"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            str(path), f"cannot be read: {error}", "save it as UTF-8 text"
        ) from error
    refuse_repeated_keys(path, text)
    try:
        Parser(encoding).parse_string(text)
    except PybtexError as error:
        line = getattr(error, "lineno", None)
        place = f"{path}:{line}" if line else str(path)
        reason = re.sub(r"^syntax error in line \d+: ", "", str(error))
        raise SourceError(
            place, f"the entry cannot be read: {reason}", "mend its braces and commas"
        ) from error


def refuse_repeated_keys(path: Path, text: str) -> None:
    """Refuse a citekey that two entries share, naming both lines."""
    seen: dict[str, int] = {}
    for match in ENTRY.finditer(text):
        key, line = match[1].lower(), text.count("\n", 0, match.start(1)) + 1
        if key in seen:
            raise SourceError(
                f"{path}:{line}",
                f"the citekey {match[1]} stands at line {seen[key]} too",
                "delete one entry or rename it",
            )
        seen[key] = line
