"""A browser of the system, and folders served to it on this machine alone."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, Playwright, sync_playwright

#: Playwright's own browser cannot be had without a network.
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps its log to itself."""

    # Python knows the type of an EPUB only from lists of the system, if it has some
    extensions_map: ClassVar = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".epub": "application/epub+zip",
    }

    def log_message(self, *_: object) -> None:
        pass


def find_chromium() -> str:
    """Return the path of Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "no Chromium: run tools/require chromium"
    return found


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; the address ends with a slash."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """Run the browser without a window."""
    with sync_playwright() as playwright, launching(playwright) as browser:
        yield browser


@contextlib.contextmanager
def launching(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    """Run a browser beside others, with arguments of its own."""
    browser = playwright.chromium.launch(
        executable_path=find_chromium(), args=[*ARGUMENTS, *arguments]
    )
    yield browser
    browser.close()
