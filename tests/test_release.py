"""A release that is not fit for readers is refused, with every reason."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from guidepress.handouts.clinics.clinic import Clinic
from guidepress.handouts.clinics.refusals import list_refusals as list_clinic_refusals
from guidepress.handouts.manifest import Record, write_manifest
from guidepress.project import Project
from guidepress.regions import load_regions
from guidepress.release import list_refusals, refuse_clinics, release

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


def make_clinic(name: str, phone: str, approver: str = "Dr A. Name") -> Clinic:
    """Return a clinic as its profile would give it."""
    values = {
        "name": name,
        "contact": SimpleNamespace(phone=phone),
        "extra_lines": (),
        "clinical_approver": approver,
    }
    return Clinic.model_construct(**values)


@pytest.mark.parametrize(
    ("name", "phone", "approver", "words"),
    [
        ("River Practice", "020 7123 4567", "", "nobody has approved its handouts"),
        ("Clinic Name", "020 7123 4567", "Dr A", "“Clinic Name” is made up"),
        ("Example Clinic", "020 7123 4567", "Dr A", "“Example Clinic” is made up"),
        ("River Practice", "020 7946 0123", "Dr A", "nobody answers at 020 7946 0123"),
        ("River Practice", "+44 20 7946 0123", "Dr A", "nobody answers at +44"),
        ("River Practice", "(0)161 496 0000", "Dr A", "nobody answers at (0)161"),
        ("River Practice", "+1 212-555-0142", "Dr A", "nobody answers at +1 212"),
        ("River Practice", "000 000 000", "Dr A", "nobody answers at 000"),
    ],
)
def test_a_clinic_with_gaps_or_made_up_words_is_refused(
    name: str, phone: str, approver: str, words: str
) -> None:
    (reason,) = list_clinic_refusals(make_clinic(name, phone, approver))
    assert words in reason


@pytest.mark.parametrize("phone", ["020 7123 4567", "+1 212-555-2368", ""])
def test_a_clinic_with_a_name_a_number_and_an_approver_passes(phone: str) -> None:
    assert list(list_clinic_refusals(make_clinic("River Practice", phone))) == []


def test_a_release_names_the_clinics_that_may_not_go_out(tmp_path: Path) -> None:
    record = Record("a4/h1.pdf", "h1", "One", "1.0.0", "", "river", "a4", 2, "0" * 64)
    for id_, refusals in (("hill", []), ("river", ["nobody has approved it"])):
        (tmp_path / id_).mkdir()
        write_manifest(tmp_path / id_, [record], refusals)
    found = list(refuse_clinics(tmp_path, {"h1": "1.0.0"}))
    assert [str(each) for each in found] == [
        f"{tmp_path / 'river' / 'manifest.json'}: nobody has approved it"
    ]
    older = list(refuse_clinics(tmp_path, {"h1": "1.1.0"}))
    assert sum("h1 1.0.0 is older than 1.1.0" in str(each) for each in older) == 2
