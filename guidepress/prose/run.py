"""Runs the checks over a book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx.application import Sphinx

from .checks import CHECKS, EVIDENCE_CHECKS, Check
from .checks.front_matter import check_ids
from .checks.safety import check_disclaimer
from .context import Context, make_context, read_documents
from .findings import Finding
from .measures import Figures, measure
from .passages import Document
from .rules import Rules, load_rules
from .waivers import apply_waivers


class Sheet(NamedTuple):
    """What the report says of one document."""

    document: Document
    title: str
    path: str
    figures: Figures
    findings: tuple[Finding, ...]
    waived: int  #: findings that an author lets stand

    @property
    def faults(self) -> int:
        """How many findings are no notices."""
        return sum(not finding.is_notice for finding in self.findings)

    @property
    def notices(self) -> int:
        """How many findings are notices."""
        return sum(finding.is_notice for finding in self.findings)


def check_text(app: Sphinx) -> list[Sheet] | None:
    """Make every check on every document, or return None where there are no rules."""
    rules = load_rules(app.config)
    if rules is None:
        return None
    documents = read_documents(app)
    context = make_context(app, rules, documents)
    shared = [*check_ids(documents, context), *check_disclaimer(documents, context)]
    sheets = []
    for document in documents:
        findings = find_all(document, context, CHECKS)
        findings += [f for f in shared if f.docname == document.docname]
        kept, waived = apply_waivers(document, findings)
        kept.sort(key=lambda f: (f.is_notice, f.line, f.id))
        sheets.append(
            Sheet(
                document,
                app.env.titles[document.docname].astext(),
                context.paths[document.docname],
                measure(document, context),
                tuple(kept),
                waived,
            )
        )
    return sheets


def check_evidence(app: Sphinx) -> Iterator[tuple[str, Finding]]:
    """Yield (file, finding) for what no build lets pass."""
    rules = load_rules(app.config)
    if rules is None and not app.config.guidepress_claims:
        return
    documents = read_documents(app)
    context = make_context(app, rules or Rules(), documents)
    for document in documents:
        findings = find_all(document, context, EVIDENCE_CHECKS)
        kept, _ = apply_waivers(document, findings)
        for finding in kept:
            if finding.id != "waiver":  # it may waive what only `make check` finds
                yield context.paths[document.docname], finding


def find_all(
    document: Document, context: Context, checks: Sequence[Check]
) -> list[Finding]:
    """Return what some checks find in a document, each finding once."""
    found = (f for check in checks for f in check(document, context))
    return list(dict.fromkeys(found))
