"""Readability formulas for English: a smoke alarm, so several of them, as a range.

Each returns the years of American schooling that a text asks for.  They count letters,
syllables and sentences and know nothing of meaning.

- Flesch–Kincaid: Kincaid, Fishburne, Rogers and Chissom, 1975.
- SMOG: McLaughlin, 1969; made for thirty sentences or more.
- Coleman–Liau: Coleman and Liau, 1975.
- Automated Readability Index: Smith and Senter, 1967.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .sentences import split_words
from .syllables import count_syllables

#: SMOG is made for so many sentences.
SMOG_SENTENCES = 30


class Counts(NamedTuple):
    """What the formulas are made from."""

    sentences: int
    words: int
    letters: int  #: letters and digits
    syllables: int
    long_words: int  #: words of three syllables or more

    def flesch_kincaid(self) -> float:
        """Return the Flesch–Kincaid grade."""
        length, weight = self.words / self.sentences, self.syllables / self.words
        return 0.39 * length + 11.8 * weight - 15.59

    def smog(self) -> float:
        """Return the SMOG grade."""
        return 1.0430 * math.sqrt(self.long_words * 30 / self.sentences) + 3.1291

    def coleman_liau(self) -> float:
        """Return the Coleman–Liau index."""
        letters, sentences = self.letters / self.words, self.sentences / self.words
        return 5.88 * letters - 29.6 * sentences - 15.8

    def automated(self) -> float:
        """Return the Automated Readability Index."""
        letters, length = self.letters / self.words, self.words / self.sentences
        return 4.71 * letters + 0.5 * length - 21.43

    def range(self) -> tuple[float, float]:
        """Return the lowest and the highest of the four."""
        grades = (
            self.flesch_kincaid(),
            self.smog(),
            self.coleman_liau(),
            self.automated(),
        )
        return min(grades), max(grades)


def count(sentences: Sequence[str], terms: Iterable[str] = ()) -> Counts | None:
    """Return what the formulas need, or None for no words.

    :param terms: words of the glossary, lower case.  Once met they are explained, so
        from the second time on each of their words counts as one short word.
    """
    known = {term: tuple(term.split()) for term in terms}
    met: set[str] = set()
    lists = [split_words(sentence) for sentence in sentences]
    lists = [words for words in lists if words]
    syllables = [n for words in lists for n in count_words(words, known, met)]
    if not syllables:
        return None
    letters = sum(c.isalnum() for words in lists for word in words for c in word)
    long_words = sum(n >= 3 for n in syllables)
    return Counts(len(lists), len(syllables), letters, sum(syllables), long_words)


def count_words(
    words: Sequence[str], terms: dict[str, tuple[str, ...]], met: set[str]
) -> list[int]:
    """Return the syllables of each word of a sentence; keep up to date what was met."""
    counts = [count_syllables(word) for word in words]
    lower = [word.lower() for word in words]
    for term, parts in terms.items():
        for start in range(len(words) - len(parts) + 1):
            if tuple(lower[start : start + len(parts)]) == parts:
                if term in met:
                    counts[start : start + len(parts)] = [1] * len(parts)
                met.add(term)
    return counts
