"""The words of a MyST source, read without Sphinx: what every output must hold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

#: A run of letters, or of digits: how words are joined differs between outputs.
WORD = re.compile(r"[^\W\d_]+|\d+")


def count_words(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(WORD.findall(text))


def source_words(path: Path) -> Counter[str]:
    """Count the words of a source that a reader must meet."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    lines = [line for line in text.splitlines() if is_read(line)]
    text = "\n".join(lines)
    # the opening line of a directive: its title is read, its name is not
    text = re.sub(r"^(:{3,}|`{3,})\{try-this\}", "", text, flags=re.M)
    text = re.sub(r"^(:{3,}|`{3,})\{[\w-]+\}.*$", "", text, flags=re.M)
    text = re.sub(r"^\d+\. ", "", text, flags=re.M)  # numbers that the list gives
    text = re.sub(r"\{cite\}`[^`]*`", " ", text)
    # a role with its own words, then one whose target is its word
    text = re.sub(r"\{[\w:]+\}`([^`<]*?) *<[^`>]*>`", r"\1", text)
    text = re.sub(r"\{term\}`([^`]*)`", r"\1", text)
    text = re.sub(r"\{doc\}`[^`]*`", " ", text)
    return count_words(text)


def is_read(line: str) -> bool:
    """Tell whether a line holds text: options and fences do not."""
    option = re.match(r":(name|alt|brief|compact|lines|class|figclass):", line)
    return not option and not re.fullmatch(r"(:{3,}|`{3,})\s*", line)
