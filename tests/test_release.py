"""A release that is not fit for readers is refused, with every reason."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from guidepress.project import Project
from guidepress.regions import load_regions
from guidepress.release import list_refusals, release

from .conftest import ROOT

TODAY = datetime.date(2026, 11, 24)


def config(reviewers: list[str]) -> SimpleNamespace:
    return SimpleNamespace(
        guidepress_front_matter={},
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


def test_a_date_that_all_documents_share_is_due_for_each() -> None:
    book = config(["Dr A"])
    book.guidepress_front_matter = {"next_review": "2026-11-24"}
    found = list_refusals(book, [], {"guide/one": {}, "handouts/h1": {}}, TODAY)
    assert [problem.place for problem in found] == ["guide/one", "handouts/h1"]


def test_a_text_with_faults_does_not_go_out(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = '[[banned]]\nwords = ["dot"]\ninstead = "no"'
    (small.root / "prose.toml").write_text(rules)
    with (small.root / "conf.py").open("a") as file:
        file.write('guidepress_prose = "prose.toml"\n')
    assert release(small, TODAY) == 1
    assert "M14 “dot”: no" in capsys.readouterr().err
