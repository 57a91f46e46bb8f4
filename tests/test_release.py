"""A release that is not fit for readers is refused, with every reason."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from guidepress.regions import load_regions
from guidepress.release import list_refusals

from .conftest import ROOT

TODAY = datetime.date(2026, 11, 24)


def config(reviewers: list[str]) -> SimpleNamespace:
    return SimpleNamespace(
        guidepress_handouts="handouts",
        guidepress_review_pending="Not reviewed",
        guidepress_reviewers=reviewers,
    )


def test_each_unchecked_line_and_the_missing_review_are_named() -> None:
    (region, *_) = load_regions(ROOT / "regions")
    unchecked = region._replace(
        lines=tuple(
            line._replace(checked_by="", checked_on="") for line in region.lines
        )
    )
    found = list_refusals(config([]), [unchecked], {}, TODAY)
    assert "no clinician has reviewed the text" in str(found[0])
    for line, problem in zip(region.lines, found[1:], strict=True):
        assert line.number in str(problem)


def test_a_book_without_a_review_line_needs_no_reviewer() -> None:
    book = config([])
    book.guidepress_review_pending = ""
    assert list_refusals(book, [], {}, TODAY) == []


def test_a_line_checked_lately_passes_and_an_old_one_does_not() -> None:
    (region, *_) = load_regions(ROOT / "regions")
    fresh, old = (
        line._replace(checked_by="A. Person", checked_on=day)
        for line, day in zip(region.lines, ["2026-11-01", "2025-01-01"], strict=False)
    )
    checked = region._replace(lines=(fresh, old))
    (problem,) = list_refusals(config(["Dr A"]), [checked], {}, TODAY)
    assert "was last checked on 2025-01-01" in str(problem)


def test_a_handout_whose_review_is_due_is_refused() -> None:
    documents = {
        "handouts/h1": {"next_review": "2026-11-24"},
        "handouts/h2": {"next_review": "2026-11-25"},
        "guide/one": {},
    }
    (problem,) = list_refusals(config(["Dr A"]), [], documents, TODAY)
    assert problem.place == "handouts/h1"
