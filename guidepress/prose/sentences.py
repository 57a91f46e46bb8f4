"""Text to sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Dots that end no sentence.
ABBREVIATIONS = frozenset(
    "al approx cf dr ed eds e.g etc fig i.e mr mrs ms no p pp prof st vol vs".split()
)

#: Stands in a text for what is printed without being a word: a citation's mark.
MARK = "\ufffc"

#: The end of a sentence, with the quotes, brackets and marks that close it.
END = re.compile(rf"[.!?…]+[”’\"')\]]*{MARK}*(?=\s|$)")

WORD = re.compile(r"[^\W_]+(?:[’'\-‑.,][^\W_]+)*")


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, sentence) for each sentence of a paragraph.

    A line that ends with a stop ends a sentence; within a line, so does a stop before
    a capital, a digit or an opening quote, unless it belongs to an abbreviation.
    """
    start = 0
    for match in END.finditer(text):
        if is_end(text, match):
            yield from strip_sentence(text, start, match.end())
            start = match.end()
    yield from strip_sentence(text, start, len(text))


def is_end(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop ends a sentence."""
    following = text[match.end() :]
    if following[:1] in ("\n", ""):
        return True
    if not re.match(r"\s+[“‘\"'(\[]*[A-ZÀ-Þ0-9]", following):
        return False
    before = text[: match.start()].rsplit(None, 1)[-1:] or [""]
    last = before[0].strip("“‘\"'([").lower()
    is_initial = len(last) == 1 and last.isalpha() and last != "i"
    is_short = last in ABBREVIATIONS or is_initial
    return not (is_short and match[0].startswith("."))


def strip_sentence(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the part of the text without the white space around it, if it has words."""
    part = text[start:end]
    words = part.strip()
    if words.strip(MARK):
        yield start + len(part) - len(part.lstrip()), words


def split_words(text: str) -> list[str]:
    """Return the words of a text; "20,720" and "well-being" are one each."""
    return WORD.findall(text)


def normalise_words(text: str) -> str:
    """Return the words in lower case, one space between them, to compare texts."""
    return " ".join(split_words(text.lower()))
