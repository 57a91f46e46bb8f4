"""The figures of a document: what the checks judge and the report prints."""

from __future__ import annotations

from typing import NamedTuple

from .context import Context
from .grammar import find_passive
from .passages import Document
from .readability import Counts, count
from .sentences import split_words


class Figures(NamedTuple):
    """How long, how many, how hard."""

    words: int  #: of all that is read on and on
    sentences: int
    mean_words: float  #: words in a sentence
    longest: int  #: words of the longest sentence
    long_sentences: int  #: over the usual length
    passives: tuple[tuple[int, str], ...]  #: (line, words)
    counts: Counts | None  #: for the readability formulas


def list_sentences(document: Document) -> list[str]:
    """Return the sentences that formulas count: items that only end one are none."""
    found = []
    for passage in document.running():
        is_fragment = passage.kind == "item" and not passage.text[:1].isupper()
        if not is_fragment:
            found += [sentence.text for sentence in passage.sentences]
    return found


def count_text(document: Document, context: Context) -> Counts | None:
    """Return what the readability formulas need."""
    return count(list_sentences(document), context.terms)


def measure(document: Document, context: Context) -> Figures:
    """Return the figures of a document."""
    sentences = [s for passage in document.running() for s in passage.sentences]
    lengths = [len(sentence.words) for sentence in sentences]
    usual = context.rules.limit(document.matter).usual_sentence_words
    passives = ((s.line, find_passive(s.text)) for s in sentences)
    return Figures(
        sum(len(split_words(p.text)) for p in document.running()),
        len(lengths),
        sum(lengths) / len(lengths) if lengths else 0,
        max(lengths, default=0),
        sum(length > usual for length in lengths),
        tuple((line, words) for line, words in passives if words),
        count_text(document, context),
    )
