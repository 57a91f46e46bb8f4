"""The EPUB opened in reading systems: foliate-js and epub.js, in Chromium."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize

from ..ace import NODE_MODULES
from ..browser import serving

#: Reading system -> the folders of packages that its page asks for.
SYSTEMS = {
    "foliate": {"foliate-js": "foliate-js"},
    "epubjs": {"epubjs": "epubjs/dist", "jszip": "jszip/dist"},
}
PHONE = ViewportSize(width=390, height=844)


class Line(NamedTuple):
    """A line of the contents or a landmark, as the reading system understands it."""

    label: str
    href: str


class Reader:
    """A reading system with the book open."""

    def __init__(self, page: Page, errors: list[str]) -> None:
        self.page = page
        self.errors = errors  #: what its scripts did not catch

    def ask(self, expression: str, *arguments: Any) -> Any:
        """Evaluate an expression on `reader`; `args` are the arguments."""
        return self.page.evaluate(f"args => reader.{expression}", list(arguments))

    @property
    def count(self) -> int:
        """How many pages the spine has."""
        return int(self.ask("count"))

    def lines(self, name: str) -> list[Line]:
        """Return the "contents" or the "landmarks"."""
        return [
            Line(line["label"], line["href"])
            for line in self.ask(name)
            if line.get("href")
        ]


@contextlib.contextmanager
def reading(
    system: str, epub: Path, folder: Path, browser: Browser
) -> Iterator[Reader]:
    """Open an EPUB in a reading system as on a phone.

    :param folder: an empty one, from which the browser is served
    """
    here = Path(__file__).parent
    shutil.copy(here / f"{system}.html", folder / "index.html")
    shutil.copy(here / "pages.js", folder)
    shutil.copy(epub, folder / "book.epub")
    for name, package in SYSTEMS[system].items():
        (folder / name).symlink_to(NODE_MODULES / package)
    with serving(folder) as address, browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(f"{address}index.html")
        page.wait_for_function("window.reader")
        yield Reader(page, errors)
