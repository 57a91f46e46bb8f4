"""The checks, one module for each part of the standard that they come from.

A check takes a document and what is known besides, and yields findings.  Its id is the
number of the rule in docs/prose.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..context import Context
from ..findings import Finding
from ..passages import Document
from . import evidence, figures, front_matter, language, safety, structure, words

Check = Callable[[Document, Context], Iterator[Finding]]

#: Checks of what an author wrote for everyone to read.
CHECKS: tuple[Check, ...] = (
    front_matter.check_fields,
    front_matter.check_review,
    front_matter.check_markup,
    structure.check_headings,
    structure.check_message,
    structure.check_summary,
    structure.check_steps,
    structure.check_sections,
    structure.check_lists,
    language.check_sentences,
    language.check_lengths,
    language.check_paragraphs,
    language.check_readability,
    language.check_passives,
    language.check_terms,
    language.check_numbers,
    words.check_banned,
    words.check_noticed,
    words.check_contractions,
    words.check_trademarks,
    words.check_overlap,
    evidence.check_claims,
    evidence.check_causes,
    evidence.check_sources,
    safety.check_help,
    safety.check_help_lines,
    safety.check_numbers,
    safety.check_lines,
    figures.check_figures,
    figures.check_drawings,
    figures.check_tables,
)

#: The checks of evidence, which a build makes too.
EVIDENCE_CHECKS: tuple[Check, ...] = (
    evidence.check_claims,
    evidence.check_causes,
    evidence.check_sources,
)
