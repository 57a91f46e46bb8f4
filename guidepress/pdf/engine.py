"""WeasyPrint, and all that we ask of it: only this module and `workarounds` import it.

Print knows three kinds of failure that WeasyPrint only logs: a property it does not
know, a picture it cannot read, a link to nowhere.  Each becomes a problem here.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import logging
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import fonts
from ..fonts import Face, font_face_css
from ..problems import Problem

# WeasyPrint looks for its libraries with ctypes, which on Linux runs a compiler for
# each (0.13 s where gcc is installed); cffi finds them by their names all the same.
_find_library = ctypes.util.find_library
ctypes.util.find_library = lambda name: None
try:
    import weasyprint
except OSError:
    ctypes.util.find_library = _find_library
    import weasyprint
finally:
    ctypes.util.find_library = _find_library

import pyphen  # noqa: E402
from weasyprint import Document, Page  # noqa: E402
from weasyprint.formatting_structure import boxes  # noqa: E402
from weasyprint.formatting_structure.boxes import MarginBox, TextBox  # noqa: E402
from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: E402
from weasyprint.pdf.metadata import DocumentMetadata  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher  # noqa: E402

from . import workarounds  # noqa: E402

workarounds.install()

__all__ = [
    "AbsolutePlaceholder",
    "Document",
    "DocumentMetadata",
    "Engine",
    "EngineProblems",
    "MarginBox",
    "Page",
    "TextBox",
    "boxes",
    "load_hyphens",
    "make_engine",
    "watching",
]

#: PDF/A-2a: for keeping, tagged.  `metadata` adds that it is PDF/UA-1 as well.
VARIANT = "pdf/a-2a"

#: For a form, which PDF/A asks too much of: tagged alone.
FORM_VARIANT = "pdf/ua-1"


class LocalFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads files below the given folders and data addresses, and nothing else."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self.folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: Any = None) -> Any:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme == "file":
            path = Path(urllib.parse.unquote(parts.path)).resolve()
            if not any(path.is_relative_to(folder) for folder in self.folders):
                raise ValueError(f"{path} is outside the project")
        return super().fetch(url, headers)


class Engine:
    """Lays out HTML with one set of faces and stylesheets, parsed once."""

    def __init__(
        self, stylesheets: list[Path], faces: dict[Face, Path], sources: Path
    ) -> None:
        folders = [sources, *(path.parent for path in faces.values())]
        folders += [path.parent for path in stylesheets]
        self.faces = faces
        self.fetcher = LocalFetcher(folders)
        self.fonts = FontConfiguration()
        self.images: dict[str, Any] = {}
        self.base = sources.resolve().as_uri() + "/"
        face_css = font_face_css({f: p.resolve().as_uri() for f, p in faces.items()})
        self.styles = [self.parse_css(face_css)]
        self.styles += [
            self.parse_css(path.read_text(encoding="utf-8")) for path in stylesheets
        ]

    def parse_css(self, text: str) -> weasyprint.CSS:
        """Parse a stylesheet."""
        return weasyprint.CSS(
            string=text,
            font_config=self.fonts,
            base_url=self.base,
            url_fetcher=self.fetcher,
        )

    def parse(self, html: str) -> weasyprint.HTML:
        """Parse a document."""
        return weasyprint.HTML(
            string=html, base_url=self.base, url_fetcher=self.fetcher
        )

    def lay_out(self, html: str, page_css: str = "") -> Document:
        """Lay out one document; `page_css` says where its pages stand in the book."""
        styles = [*self.styles, self.parse_css(page_css)] if page_css else self.styles
        return self.parse(html).render(
            stylesheets=styles,
            font_config=self.fonts,
            cache=self.images,
            pdf_variant=VARIANT,
        )


def make_engine(
    stylesheets: list[Path], sources: Path, doctreedir: Path
) -> tuple[Engine, list[Problem]]:
    """Return an engine, and what is wrong with the stylesheets.

    :param doctreedir: beside which the typefaces are kept
    """
    faces = fonts.make_faces(fonts.cache_folder(doctreedir))
    with watching() as watched:
        engine = Engine(stylesheets, faces, sources)
    return engine, watched.problems


def load_hyphens(language: str | None) -> None:
    """Read where words of a language break, which WeasyPrint does at the first word.

    It takes 0.14 s, and a worker has time for it while the sources are read.
    """
    if language and (known := pyphen.language_fallback(language)):
        pyphen.Pyphen(lang=known)


class EngineProblems(logging.Handler):
    """Collects what WeasyPrint logs, as problems of the document at work."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self.place = ""

    def emit(self, record: logging.LogRecord) -> None:
        problem = Problem(self.place, f"the PDF layout says: {record.getMessage()}")
        if problem not in self.problems:
            self.problems.append(problem)


@contextlib.contextmanager
def watching() -> Iterator[EngineProblems]:
    """Watch WeasyPrint's log; what it says is in the handler's `problems`."""
    logger = logging.getLogger("weasyprint")
    handler = EngineProblems()
    handlers, logger.handlers = logger.handlers, [handler]
    try:
        yield handler
    finally:
        logger.handlers = handlers
