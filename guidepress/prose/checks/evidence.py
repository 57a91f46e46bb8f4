"""M16: claims as strong as their evidence, causes only where shown, sources named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...claims.register import Register
from ..context import Context
from ..findings import Finding
from ..grammar import find_cause
from ..passages import Document, Passage, Sentence
from .words import compile_words

#: Boxes that repeat what the text explains, tell what nobody knows, or what to do.
UNCITED = ("in-this-chapter", "key-points", "main-message", "try-this", "unknowns")


def check_claims(document: Document, context: Context) -> Iterator[Finding]:
    """M16: a sentence says its claim as strongly as the register allows."""
    if context.register is None:
        return
    for passage in document.passages:
        for sentence in passage.sentences:
            for id_ in sentence.claims:
                yield from judge_claim(document, sentence, id_, context.register)


def judge_claim(
    document: Document, sentence: Sentence, id_: str, register: Register
) -> Iterator[Finding]:
    """Yield what is wrong with how a sentence says a claim."""
    claim = register.find(id_)
    if claim is None:  # the role has warned
        return
    words = register.rate(claim).words
    if words and not compile_words(words).search(sentence.text):
        listed = ", ".join(f"“{word}”" for word in words[:4])
        yield Finding(
            "M16",
            document.docname,
            sentence.line,
            sentence.text,
            f"say {id_} “{claim.strength}”: use {listed} or the like",
        )


def check_causes(document: Document, context: Context) -> Iterator[Finding]:
    """M16: nothing is said to cause a harm, unless the sentence's claim allows it."""
    register = context.register
    if register is None:
        return
    causes, outcomes = compile_words(register.causes), compile_words(register.outcomes)
    for passage in document.passages:
        for sentence in passage.sentences:
            found = (register.find(id_) for id_ in sentence.claims)
            allowed = any(claim.causal for claim in found if claim)
            words = find_cause(sentence.text, causes, outcomes)
            if words and not allowed:
                advice = "say what goes together, not what brings it about"
                yield Finding("M16", document.docname, sentence.line, words, advice)


def check_sources(document: Document, context: Context) -> Iterator[Finding]:
    """M16: what is said of research has its source.

    The mark stands in the sentence or in a later one of the paragraph, which it
    closes.  A sheet names its works in the imprint.
    """
    if document.is_exempt or document.matter == "handout" or not context.rules.research:
        return
    pattern = compile_words(context.rules.research)
    for passage in document.select("paragraph", "item", "step", "caption", "cell"):
        if passage.box in UNCITED:
            continue
        for sentence, match in list_uncited(passage, pattern):
            advice = f"cite the work behind “{match[0]}”"
            yield Finding("M16", document.docname, sentence.line, sentence.text, advice)


def list_uncited(
    passage: Passage, pattern: re.Pattern[str]
) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Yield the sentences about research that no citation closes."""
    last = max((n for n, s in enumerate(passage.sentences) if s.cites), default=-1)
    for sentence in passage.sentences[last + 1 :]:
        if match := pattern.search(sentence.text):
            yield sentence, match
