"""Files kept from one build to the next, by a digest of all that they were made of."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.metadata
import os
import pickle
import re
import time
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

#: Where a text names a picture: in an image, or in a style such as the cover's.
PICTURE = re.compile(r"""<img\b[^>]*\bsrc="([^"]+)"|url\('([^']+)'\)""")

#: The packages that lay out text, break words and draw.
PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2")

#: The libraries that shape text, and the functions that tell their versions.
SHAPERS = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}


class KeptFiles:
    """A folder of pickled results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[Path] = set()

    def load(self, path: Path) -> Any:
        """Return what a file holds, None if there is none that can be read."""
        self.used.add(path)
        try:
            content = pickle.loads(path.read_bytes())
            os.utime(path)
        except Exception:  # of another version, or cut short: made again
            return None
        return content

    def save(self, path: Path, content: object) -> None:
        """Write a file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_bytes(pickle.dumps(content, pickle.HIGHEST_PROTOCOL))
        unfinished.replace(path)

    def forget_unused(self) -> None:
        """Delete what this build did not use."""
        for path in set(self.folder.glob("*")) - self.used:
            path.unlink(missing_ok=True)

    def forget_old(self, seconds: float) -> None:
        """Delete what no build has used for some time."""
        for path in self.folder.glob("*"):
            if time.time() - path.stat().st_mtime > seconds:
                path.unlink(missing_ok=True)


def digest_pictures(html: str, sources: Path) -> str:
    """Return a digest of the pictures that a text names.

    :param sources: the folder that they are named from
    """
    digest = hashlib.sha256()
    for address in sorted({a or b for a, b in PICTURE.findall(html)}):
        path = sources / urllib.parse.unquote(address)
        is_file = not address.startswith("data:") and path.is_file()
        digest.update(path.read_bytes() if is_file else b"")
    return digest.hexdigest()


def digest_tools(made_with: Iterable[Path]) -> str:
    """Return a digest of everything but the parts that decides how they look."""
    digest = hashlib.sha256()
    own = sorted(Path(__file__).parent.rglob("*.py"))
    for path in [*own, *made_with]:
        digest.update(path.read_bytes())
    for package in PACKAGES:
        digest.update(importlib.metadata.version(package).encode())
    for version in list_shapers():
        digest.update(version)
    return digest.hexdigest()


def list_shapers() -> Iterator[bytes]:
    """Yield the versions of the libraries that shape text, where they tell."""
    for name, function in SHAPERS.items():
        try:
            tell = getattr(ctypes.CDLL(f"lib{name}.so.0"), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        yield tell()
