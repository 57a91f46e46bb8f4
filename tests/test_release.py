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
        guidepress_reviewers=reviewers, guidepress_handouts="handouts"
    )


def test_the_present_state_is_refused_for_each_of_its_reasons() -> None:
    regions = load_regions(ROOT / "regions")
    found = list_refusals(config([]), regions, {}, TODAY)
    assert "no clinician has reviewed the text" in str(found[0])
    assert len(found) == 1 + sum(len(region.lines) for region in regions)


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
