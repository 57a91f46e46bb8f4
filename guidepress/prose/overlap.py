"""Runs of words that two texts share, told by digests, so that no text is stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ..problems import SourceError, read_source

#: So many words in a row are a copy.
LENGTH = 8

#: Bytes of a digest: a chance match in 10,000 words against 10,000 is one in a million.
SIZE = 6


def digest_runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, digest) for each run of words of a paragraph."""
    words = normalise(text)
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield run, hashlib.blake2b(run.encode(), digest_size=SIZE).hexdigest()


def normalise(text: str) -> list[str]:
    """Return the words, in lower case, without the numbers of notes behind them."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"(?<=[a-zà-ÿ])\d+(?:[–,-]\d+)*", "", text)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


def digest_text(text: str) -> list[str]:
    """Return the digests of a text whose paragraphs are lines, sorted."""
    lines = text.splitlines()
    return sorted({digest for line in lines for _, digest in digest_runs(line)})


def read_digests(path: Path) -> set[str]:
    """Return the digests of a file, one to a line; lines with “#” are comments.

    :raises SourceError: there is no such file, or a line is no digest
    """
    if not path.is_file():
        raise SourceError(
            str(path), "there is no such file", "make it with `guidepress digest`"
        )
    digests = set()
    for number, line in enumerate(read_source(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not re.fullmatch(rf"[0-9a-f]{{{2 * SIZE}}}", line.strip()):
            raise SourceError(
                f"{path}:{number}", "this is no digest", "make the file anew"
            )
        digests.add(line.strip())
    return digests
