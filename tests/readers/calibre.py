"""calibre's `ebook-convert`: an EPUB to Kindle's format and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

CONVERT = shutil.which("ebook-convert")


def convert(source: Path, target: Path, home: Path, *options: str) -> Path:
    """Convert a book into the format that the target's name says.

    :param home: a folder for calibre's settings and caches
    """
    assert CONVERT
    environment = os.environ | {
        "CALIBRE_CACHE_DIRECTORY": str(home / "cache"),
        "CALIBRE_CONFIG_DIRECTORY": str(home / "config"),
        "QTWEBENGINE_DISABLE_SANDBOX": "1",  # the tests may run as root
    }
    result = subprocess.run(
        [CONVERT, source, target, *options],
        capture_output=True,
        check=True,
        env=environment,
        text=True,
    )
    assert "Traceback" not in result.stdout + result.stderr
    return target
