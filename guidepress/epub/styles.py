"""The stylesheet of the EPUB: one file in it, one construct a file here."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "css" / "epub"

#: In the order of the cascade.
STYLES = (
    "text.css",
    "pictures.css",
    "tables.css",
    "code.css",
    "boxes.css",
    "worksheets.css",
    "back.css",
    "contents.css",
    "title-page.css",
)


def join_styles() -> str:
    """Return the stylesheets as one: each file is one more to open for a reader."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in STYLES)
