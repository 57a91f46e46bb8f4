"""Codes for a phone's camera, read back from the last side of a file by ZXing.

It is read in a process of its own: the reader's binding complains about itself when
Python ends, behind all that the tests have to say.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

#: Prints the text of each code and its width in millimetres.
SCRIPT = """\
import json, os, sys, pypdfium2, zxingcpp
*_, page = pypdfium2.PdfDocument(sys.argv[1])
found = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
edges = [(code.position.top_left.x, code.position.top_right.x) for code in found]
widths = [(right - left) / 150 * 25.4 for left, right in edges]
print(json.dumps([(c.text, w) for c, w in zip(found, widths)]), flush=True)
os._exit(0)
"""


class CodeRead(NamedTuple):
    """A code as a phone reads it."""

    text: str
    width: float  #: without its empty edge, in mm


def read_codes(path: Path) -> list[CodeRead]:
    """Return the codes on the last side of a file."""
    command = [sys.executable, "-c", SCRIPT, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [CodeRead(*code) for code in json.loads(done.stdout)]
