"""Addresses of files: whether they lead into the network, which no build reads."""

from __future__ import annotations

import re


def is_remote(address: str) -> bool:
    """Tell whether an address leads into the network, as in "//example.org/a.png"."""
    return re.match(r"([a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE) is not None
