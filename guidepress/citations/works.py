"""Tell an editor what is wrong with the works: all of it at once, by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..problems import read_source
from .bibfile import ENTRY
from .checks import CHECKS, FORM_CHECKS, STRICT_CHECKS, Check, Fault
from .domain import BookDomain

logger = logging.getLogger(__name__)


class BibFile:
    """The text of a .bib file, and where in it the entries and fields stand."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self.text = read_source(path, encoding)
        starts = [(m[1].lower(), m.start(1)) for m in ENTRY.finditer(self.text)]
        ends = [start for _, start in starts[1:]] + [len(self.text)]
        self.spans = {
            key: (start, end) for (key, start), end in zip(starts, ends, strict=True)
        }

    def locate(self, key: str, field: str) -> str:
        """Return "path:line" of a field, or of the entry where it has none."""
        start, end = self.spans[key.lower()]
        pattern = re.compile(rf"\b{re.escape(field)}\s*=", re.IGNORECASE)
        found = pattern.search(self.text, start, end) if field else None
        place = found.start() if found else start
        return f"{self.path}:{self.text.count(chr(10), 0, place) + 1}"


def list_works(domain: BookDomain) -> Iterator[tuple[BibFile, Entry]]:
    """Yield every entry with the file where it stands, in the order of the files."""
    for path, found in domain.bibdata.bibfiles.items():
        file = BibFile(path, domain.bibdata.encoding)
        for key in found.keys:
            yield file, domain.bibdata.data.entries[key]


def check_works(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Name all that is wrong with each work by itself."""
    checks: tuple[Check, ...] = CHECKS
    if env.config.guidepress_strict_references:
        checks += STRICT_CHECKS
    if env.config.bibtex_default_style == "ama":
        checks += FORM_CHECKS
    domain = env.get_domain("cite")
    assert isinstance(domain, BookDomain)
    for file, entry in list_works(domain):
        for check in checks:
            for fault in check(entry):
                warn_of(file, entry, fault)


def check_uses(app: Sphinx, env: BuildEnvironment) -> None:
    """Name the works that the book never cites."""
    if not env.config.guidepress_strict_references:
        return
    domain = env.get_domain("cite")
    assert isinstance(domain, BookDomain)
    cited = {key.lower() for key in domain.list_marks()}
    for file, entry in list_works(domain):
        if entry.key.lower() not in cited:
            fault = Fault("", "is never cited", "cite it or delete the entry")
            warn_of(file, entry, fault)


def warn_of(file: BibFile, entry: Entry, fault: Fault) -> None:
    """Name one fault; warnings stop the build."""
    logger.warning(
        "the work %s %s: %s",
        entry.key,
        fault.message,
        fault.advice,
        location=file.locate(entry.key, fault.field),
        type="guidepress",
        subtype="work",
    )
