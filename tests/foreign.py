"""Books that know nothing of this project, built as EPUBs in a fresh folder."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sphinx.testing.util import SphinxTestApp

from .readers.epub import EpubFile

ROOTS = Path(__file__).parent / "roots"

Prepare = Callable[[SphinxTestApp], None]


class Built(NamedTuple):
    """A book, and what its build warned of."""

    epub: EpubFile
    warnings: str

    def words(self, page: str) -> str:
        """Return the words of the page whose name ends so."""
        return self.epub.text(self.epub.page(page))


def build_foreign(name: str, folder: Path, prepare: Prepare | None = None) -> Built:
    """Build the EPUB of the root test-epub-<name>.

    :param prepare: is called with Sphinx's application before the build
    """
    shutil.copytree(ROOTS / f"test-epub-{name}", folder / "src")
    warnings = io.StringIO()
    app = SphinxTestApp("epub", folder / "src", warning=warnings)
    try:
        if prepare:
            prepare(app)
        app.build()
    finally:
        app.cleanup()
    (path,) = Path(app.outdir).glob("*.epub")
    return Built(EpubFile(path), warnings.getvalue())
