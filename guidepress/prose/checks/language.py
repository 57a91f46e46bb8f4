"""M10 to M13, M15 and M17: sentences, paragraphs, readability, terms, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..findings import Finding
from ..grammar import (
    DECIMAL,
    NUMBER,
    PERCENTAGE,
    PROPORTION,
    SUM,
    find_passive,
)
from ..measures import count_text, measure
from ..passages import Document, Passage
from ..readability import SMOG_SENTENCES

#: Boxes that repeat what the text explains.
SUMMARIES = ("in-this-chapter", "key-points", "main-message")


def check_sentences(document: Document, context: Context) -> Iterator[Finding]:
    """M10: no sentence is too long."""
    if document.is_exempt:
        return
    most = context.rules.limit(document.matter).sentence_words
    for passage in (*document.running(), *document.select("caption")):
        for sentence in passage.sentences:
            if (count := len(sentence.words)) > most:
                advice = f"{count} words: make two sentences, or stay within {most}"
                yield Finding(
                    "M10", document.docname, sentence.line, sentence.text, advice
                )


def check_lengths(document: Document, context: Context) -> Iterator[Finding]:
    """M10: most sentences are short."""
    figures = measure(document, context)
    if document.is_exempt or not figures.sentences:
        return
    limits = context.rules.limit(document.matter)
    usual = limits.usual_sentence_words
    share = 1 - figures.long_sentences / figures.sentences
    if share < limits.usual_sentence_share:
        share_asked = f"{limits.usual_sentence_share:.0%} of the sentences"
        advice = f"keep {share_asked} within {usual} words"
        words = f"{figures.long_sentences} of {figures.sentences} sentences are longer"
        yield Finding("M10", document.docname, 1, words, advice)
    if figures.mean_words > limits.mean_sentence_words:
        advice = f"shorten some: the mean may be {limits.mean_sentence_words:g} words"
        words = f"{figures.mean_words:.1f} words in a sentence on average"
        yield Finding("M10", document.docname, 1, words, advice)


def check_paragraphs(document: Document, context: Context) -> Iterator[Finding]:
    """M11: a paragraph is short."""
    if document.is_exempt:
        return
    most = context.rules.limit(document.matter).paragraph_sentences
    for passage in document.running():
        if (count := len(passage.sentences)) > most:
            advice = f"{count} sentences: break it after {most} or sooner"
            yield Finding("M11", document.docname, passage.line, passage.text, advice)


def check_readability(document: Document, context: Context) -> Iterator[Finding]:
    """M12: formulas agree that the text is not too hard.

    One that finds it hard is a notice; both make a fault.  SMOG has no say on a text
    of fewer sentences than it was made for.
    """
    counts = count_text(document, context)
    if document.is_exempt or counts is None:
        return
    limits = context.rules.limit(document.matter)
    missed = []
    if (grade := counts.flesch_kincaid()) > limits.flesch_kincaid:
        missed.append(f"Flesch–Kincaid {grade:.1f} (limit {limits.flesch_kincaid:g})")
    has_smog = counts.sentences >= SMOG_SENTENCES
    if has_smog and (grade := counts.smog()) > limits.smog:
        missed.append(f"SMOG {grade:.1f} (limit {limits.smog:g})")
    if missed:
        yield Finding(
            "M12",
            document.docname,
            1,
            " and ".join(missed),
            "use shorter sentences and plainer words",
            is_notice=len(missed) < 1 + has_smog,
        )


def check_passives(document: Document, context: Context) -> Iterator[Finding]:
    """M13: few sentences hide who does something; steps and messages never do."""
    if document.is_exempt:
        return
    figures = measure(document, context)
    limit = context.rules.limit(document.matter).passive_share
    if figures.sentences and len(figures.passives) > limit * figures.sentences:
        lines = ", ".join(str(line) for line, _ in figures.passives)
        words = f"{len(figures.passives)} of {figures.sentences} sentences are passive"
        advice = f"say who does it, in lines {lines}"
        yield Finding("M13", document.docname, 1, words, advice)
    for passage in document.running():
        if passage.kind == "step" or passage.box == "main-message":
            for sentence in passage.sentences:
                if words := find_passive(sentence.text):
                    advice = "say who does it"
                    yield Finding("M13", document.docname, sentence.line, words, advice)


def check_terms(document: Document, context: Context) -> Iterator[Finding]:
    """M15: a word of the glossary is explained where it is first used.

    A chapter links it; a sheet, which may be all that a reader has, says what it means.
    """
    if document.is_exempt:
        return
    met: set[str] = set()
    explain = is_explained if document.matter == "handout" else is_linked
    for passage in document.running():
        if passage.box in SUMMARIES:
            continue
        for start, end, term in find_terms(passage, context.terms):
            if term not in met and not explain(passage, start, end, term):
                advice = "link it with {term}"
                if document.matter == "handout":
                    advice = "say what it means, in the same sentence"
                line = passage.find_line(start)
                yield Finding("M15", document.docname, line, term, advice)
            met.add(term)


def find_terms(
    passage: Passage, terms: tuple[str, ...]
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, term) of the glossary's words, longest first at each place.

    A link counts as the word that it leads to.
    """
    found = [(link.start, link.end, link.target) for link in passage.links]
    text = passage.text.lower()
    for term in terms:
        for match in re.finditer(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text):
            taken = any(s < match.end() and match.start() < e for s, e, _ in found)
            if not taken:
                found.append((match.start(), match.end(), term))
    yield from sorted(found)


def is_linked(passage: Passage, start: int, end: int, term: str) -> bool:
    """Tell whether the text links to the glossary at a place."""
    return any(link.start == start and link.target == term for link in passage.links)


def is_explained(passage: Passage, start: int, end: int, term: str) -> bool:
    """Tell whether the sentence says what a word means."""
    before, after = passage.text[:start], passage.text[end:]
    if re.match(r"\s*(?:,? (?:is|are|means?|or|that is)\b|\(|:|,)", after):
        return True
    return bool(re.search(r"(?:\(|\bcalled|\bnamed?|\bor|\bmeans)\s*[“‘(]?$", before))


def check_numbers(document: Document, context: Context) -> Iterator[Finding]:
    """M17: numerals, whole numbers, shares as “x in y”, nothing to add up."""
    if document.is_exempt:
        return
    for passage in document.running():
        for sentence in passage.sentences:
            for words, advice in judge_numbers(sentence.text):
                yield Finding("M17", document.docname, sentence.line, words, advice)


def judge_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, advice) for the numbers of a sentence."""
    number = NUMBER.search(text, 1)
    if number and text[: number.start()].strip("“‘\"'("):
        yield number[0], "write the number in figures"
    if decimal := DECIMAL.search(text):
        yield decimal[0], "round it, or say it as “x in y”"
    if (share := PERCENTAGE.search(text)) and not PROPORTION.search(text):
        yield share[0], "say it as “x in y”, with the percentage in brackets if at all"
    if total := SUM.search(text):
        yield total[0], "ask for no sums"
