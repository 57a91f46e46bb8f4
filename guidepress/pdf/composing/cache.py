"""Parts that were laid out and written before, kept by what they were made of."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.metadata
import os
import pickle
import re
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..pagination import Job, Proof
from .order import Order, Sheets

#: Where a part names a picture: in an image, or in a style such as the cover's.
PICTURE = re.compile(r"""<img\b[^>]*\bsrc="([^"]+)"|url\('([^']+)'\)""")

#: The packages that lay out text, break words and draw.
PACKAGES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2")

#: The libraries that shape text, and the functions that tell their versions.
SHAPERS = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}


class PartCache:
    """Proofs and sheets on disk; only those of the last build are kept."""

    def __init__(
        self, folder: Path, sources: Path, made_with: Iterable[Path], told: str
    ) -> None:
        """Open the cache.

        :param sources: the folder that pictures are named from
        :param made_with: stylesheets, typefaces: what else decides how a page looks
        :param told: the settings that a part repeats, such as the book's title
        """
        self.folder, self.sources = folder, sources
        self.common = digest_tools(made_with) + told
        self.used: set[Path] = set()

    def find_proof(self, job: Job) -> Proof | None:
        """Return the proof of a job that was laid out before."""
        found = self.load(self.locate(job))
        return found if isinstance(found, Proof) else None

    def keep_proof(self, job: Job, proof: Proof) -> None:
        """Keep the proof of a job, unless something was wrong with it."""
        if not proof.problems:
            self.save(self.locate(job), proof)

    def find_sheets(self, order: Order) -> Sheets | None:
        """Return the sheets of an order that was written before."""
        found = self.load(self.locate_sheets(order))
        return found if isinstance(found, Sheets) else None

    def keep_sheets(self, order: Order, sheets: Sheets) -> None:
        """Keep the sheets of an order, unless something was wrong with them."""
        if not sheets.problems:
            self.save(self.locate_sheets(order), sheets)

    def locate(self, job: Job) -> Path:
        """Return where the proof of a job lies."""
        digest = hashlib.sha256(f"{self.common}\0{job.side}\0{job.html}".encode())
        for address in sorted({a or b for a, b in PICTURE.findall(job.html)}):
            path = self.sources / urllib.parse.unquote(address)
            digest.update(path.read_bytes() if path.is_file() else b"")
        return self.folder / f"{digest.hexdigest()[:32]}.proof"

    def locate_sheets(self, order: Order) -> Path:
        """Return where the sheets of an order lie."""
        text = f"{self.locate(order.job)}\0{order.folio}\0{sorted(order.targets)}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        return self.folder / f"{digest[:32]}.sheets"

    def load(self, path: Path) -> Any:
        """Return what a file holds, None if there is none that can be read."""
        self.used.add(path)
        try:
            return pickle.loads(path.read_bytes())
        except Exception:  # of another version, or cut short: made again
            return None

    def save(self, path: Path, content: Proof | Sheets) -> None:
        """Write a file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_bytes(pickle.dumps(content, pickle.HIGHEST_PROTOCOL))
        unfinished.replace(path)

    def forget_unused(self) -> None:
        """Delete what this build did not use."""
        for path in set(self.folder.glob("*")) - self.used:
            path.unlink(missing_ok=True)


def digest_tools(made_with: Iterable[Path]) -> str:
    """Return a digest of everything but the parts that decides how they look."""
    digest = hashlib.sha256()
    own = sorted(Path(__file__).parent.parent.rglob("*.py"))
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
