"""Files for printers, made of the pages that were laid out: `booklet` and `press`.

They claim no standard: imposing drops the tags, and no reader is meant to open them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from .booklet import impose_booklet
from .pagination import Placed
from .press import prepare_press

#: What is done with the file and its pages, by the name that an edition gives it.
FINISHES: dict[str, Callable[[Path, Sequence[Placed]], None]] = {
    "booklet": impose_booklet,
    "press": prepare_press,
}
