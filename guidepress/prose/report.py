"""What an editor sees: lines and a table on the terminal, and `build/check.html`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..problems import Problem, relative
from ..templating import load_templates
from .findings import Finding
from .measures import Figures
from .run import Sheet

HEADS = ("words", "mean", "longest", "long", "passive", "grades", "faults", "notices")


def list_lines(sheets: Sequence[Sheet], *, notices: bool) -> list[Problem]:
    """Return the findings as lines: the faults, or the notices."""
    return [
        finding.describe(relative(sheet.path))
        for sheet in sheets
        for finding in sheet.findings
        if finding.is_notice is notices
    ]


def format_table(sheets: Sequence[Sheet]) -> str:
    """Return the figures of each document, one to a line."""
    rows: list[tuple[str, ...]] = [("", *HEADS)]
    rows += [(s.document.docname, *describe_row(s)) for s in sheets]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def describe_row(sheet: Sheet) -> tuple[str, ...]:
    """Return the cells of a document, under HEADS."""
    figures = sheet.figures
    findings = (str(sheet.faults or "–"), str(sheet.notices or "–"))
    if sheet.document.is_exempt or not figures.sentences:
        return (str(figures.words), *[""] * 5, *findings)
    return (
        str(figures.words),
        f"{figures.mean_words:.1f}",
        str(figures.longest),
        f"{figures.long_sentences / figures.sentences:.0%}",
        f"{len(figures.passives) / figures.sentences:.0%}",
        describe_grades(figures),
        *findings,
    )


def describe_grades(figures: Figures) -> str:
    """Return the range of the readability formulas, as in "4–8"."""
    if figures.counts is None:
        return ""
    low, high = figures.counts.range()
    return f"{max(low, 0):.0f}–{max(high, 0):.0f}"


def group_findings(sheet: Sheet) -> list[tuple[str, Finding]]:
    """Return (lines, finding), with what is found again and again told once."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    first: dict[tuple[str, str, str], Finding] = {}
    for finding in sheet.findings:
        key = finding.id, finding.words.lower(), finding.advice
        lines.setdefault(key, []).append(finding.line)
        first.setdefault(key, finding)
    return [(", ".join(map(str, lines[key])), first[key]) for key in first]


def summarise(sheets: Sequence[Sheet]) -> str:
    """Return the outcome in a line."""
    faults = sum(sheet.faults for sheet in sheets)
    notices = sum(sheet.notices for sheet in sheets)
    waived = sum(sheet.waived for sheet in sheets)
    parts = [count_noun(faults, "fault"), count_noun(notices, "notice")]
    parts += [f"{waived} waived"] if waived else []
    body = [s.figures.words for s in sheets if s.document.matter == "body"]
    text = f"{count_noun(len(body), 'chapter')} with {sum(body):,} words"
    return f"{', '.join(parts)} in {count_noun(len(sheets), 'document')}; {text}"


def count_noun(number: int, noun: str) -> str:
    """Return "1 fault", "2 faults"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def print_report(sheets: Sequence[Sheet]) -> None:
    """Print the notices and the table; the faults are printed like every problem."""
    if not sheets:
        print(
            "conf.py names no rules of the text (guidepress_prose): none was checked."
        )
        return
    for notice in list_lines(sheets, notices=True):
        print(notice)
    print(format_table(sheets))
    print(f"{summarise(sheets)}.  build/check.html shows them by document.")


def write_report(sheets: Sequence[Sheet], path: Path, title: str) -> None:
    """Write the report as a page that needs nothing beside it."""
    css = Path(__file__).parent.parent / "css" / "prose" / "report.css"
    html = (
        load_templates("prose")
        .get_template("report.html")
        .render(
            title=title,
            summary=summarise(sheets),
            sheets=sheets,
            heads=HEADS,
            describe_row=describe_row,
            group_findings=group_findings,
            relative=relative,
            css=css.read_text(encoding="utf-8"),
        )
    )
    path.write_text(html, encoding="utf-8")
