"""What is refused in a .bib file: every fault by name, all of them at once."""

from __future__ import annotations

import re

import pytest
from pybtex.database import parse_string

from guidepress.build import check
from guidepress.citations.checks import CHECKS, STRICT_CHECKS, Check
from guidepress.citations.issn import find_issn, has_check_digit
from guidepress.project import Project

from .test_bad_input import append, replace

CHAPTER = "source/guide/one.md"

GOOD = """@article{ash2001wicks, author={van Ash, Ann B. and {WHO} and {NATO Group}},
  title={On wicks}, journal={J}, year={2001}, pages={1--9}, issn={0033-2909},
  doi={10.1037/0033-2909.129.2.195}}"""


def list_faults(entry: str, *checks: Check) -> list[str]:
    (work,) = parse_string(entry, "bibtex").entries.values()
    return [
        f"{fault.field}: {fault.message}" for check in checks for fault in check(work)
    ]


def test_a_good_entry_has_no_faults() -> None:
    assert list_faults(GOOD, *CHECKS, *STRICT_CHECKS) == []


BAD = [
    ("doi={10.1037/0033", "doi={https://doi.org/10.1037/0033", "doi: has an address"),
    ("doi={10.1037/0033", "doi={doi:10.1037/0033", "doi: has an address"),
    ("doi={10.1037/0033", "doi={10.1037//0033", "doi: has two slashes"),
    ("129.2.195}", "129.2.195.}", "doi: has a DOI that ends in a stop"),
    ("doi={10.1037/0033", "doi={0033", "doi: has a DOI of the wrong form"),
    ("129.2.195}", "129.2. 195}", "doi: has a DOI of the wrong form"),
    ("129.2.195}", "129\\_2.195}", "doi: has a backslash in its DOI"),
    ("issn={0033-2909}", "issn={0033-2908}", "issn: .* wrong check digit, 0033-2908"),
    ("issn={0033-2909}", "issn={00332909}", "issn: .* ISSN of the wrong form"),
    ("10.1037/0033-2909.", "10.1037/0033-2908.", "doi: .* wrong check digit"),
    ("10.1037/0033-2909.", "10.1037/0022-3514.", "doi: .* of the journal 0022-3514"),
    ("pages={1--9}", "pages={no-no}", "pages: has “no-no” for pages"),
    ("pages={1--9}", "pages={n/a}", "pages: has “n/a” for pages"),
    ("pages={1--9}", "pages={1--1}", "pages: has “1--1” for pages"),
    ("van Ash, Ann B.", "ANN ASH", "author: has a name in capitals, ASH, ANN"),
    ("van Ash, Ann B.", "LI, Bo", "author: has a name in capitals, LI, Bo"),
    ("{WHO}", "WHO", "author: has a name in capitals, WHO"),
]


@pytest.mark.parametrize(("old", "new", "fault"), BAD, ids=[b[1] for b in BAD])
def test_a_malformed_field_is_a_fault(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = list_faults(GOOD.replace(old, new), *CHECKS)
    assert any(re.match(fault, found) for found in faults), faults


def test_a_strict_house_wants_a_doi_or_a_reason() -> None:
    entry = "@book{ash, author={Ash, Ann}, title={T}, publisher={P}, year={1978}"
    assert list_faults(entry + "}", *CHECKS) == []
    assert list_faults(entry + "}", *STRICT_CHECKS) == [": has no DOI"]
    assert list_faults(entry + ", nodoi={}}", *STRICT_CHECKS) == [": has no DOI"]
    assert list_faults(entry + ", nodoi={none known}}", *STRICT_CHECKS) == []


def test_a_strict_house_wants_the_issn_that_a_doi_holds() -> None:
    entry = GOOD.replace("issn={0033-2909},", "")
    assert list_faults(entry, *CHECKS) == []
    (fault,) = list_faults(entry, *STRICT_CHECKS)
    assert "of the journal 0033-2909 and no issn" in fault


@pytest.mark.parametrize(
    ("doi", "issn"),
    [
        ("10.1037/0022-006X.74.6.1017", "0022-006X"),
        ("10.1111/j.1467-8624.1994.tb00796.x", "1467-8624"),
        ("10.1111/1467-8624.00467", "1467-8624"),
        ("10.1002/1097-0355(198923)10:3<157::AID-IMHJ2280>3.0.CO;2-3", "1097-0355"),
        ("10.1016/S0065-2601(03)01002-5", "0065-2601"),
        ("10.1017/S0954579499001923", "0954-5794"),
        ("10.1177/0265407588054004", "0265-4075"),
        ("10.1080/14616734.2020.1800769", "1461-6734"),
        ("10.2307/1130588", ""),
        ("10.1007/978-3-16-148410-0", ""),
        ("10.1007/s10608-009-9267-5", ""),
        ("10.1023/A:1024515519160", ""),
        ("10.1521/jscp.2009.28.8.1022", ""),
    ],
)
def test_the_issn_in_a_doi(doi: str, issn: str) -> None:
    assert find_issn(doi) == issn
    assert not issn or has_check_digit(issn)


def run(project: Project, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what `check` says of a wrong project, line by line."""
    assert check(project) == 1
    found = capsys.readouterr().err
    # places are relative where the command is given in the project
    return found.replace(f"{project.root}/", "").splitlines()


STRANGE = "\n@audio{ash2001song, author={ASH, Ann}, title={T}}\n"


def test_all_faults_are_told_at_once_with_their_lines(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    replace("references.bib", "10.1000/first", "doi:10.1000/first")(small.root)
    replace("references.bib", "{3--4}", "{no-no}")(small.root)
    append("references.bib", STRANGE)(small.root)
    append(CHAPTER, "\nAgain.{cite}`ash2001song`\n")(small.root)
    lines = run(small, capsys)
    assert len(lines) == 5
    assert lines[0].startswith(
        "references.bib:9: the work first2001work has an address for a DOI"
    )
    assert lines[1].startswith("references.bib:8: the work first2001work has “no-no”")
    assert lines[2].startswith("references.bib:12: the work ash2001song has a name in")
    assert lines[3].startswith("references.bib:12: the work ash2001song is of the type")
    assert lines[3].count(": ") == 2
    assert lines[4].startswith("4 problems")


@pytest.mark.parametrize("field", ["title", "journal", "year", "author"])
def test_a_missing_field_is_told_once_with_its_line(
    field: str, small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    replace("references.bib", f"  {field} ", f"  x{field} ")(small.root)
    assert run(small, capsys)[:-1] == [
        f"references.bib:1: the work first2001work has no {field}: add the {field}, or "
        "mend the type"
    ]


def test_a_work_without_a_doi_and_an_uncited_one_are_for_the_strict(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    append("references.bib", "\n@manual{ash, title={T}, year={2001}}\n")(small.root)
    assert check(small) == 0
    capsys.readouterr()
    append("conf.py", "\nguidepress_strict_references = True\n")(small.root)
    lines = run(small, capsys)
    assert lines[0] == (
        "references.bib:12: the work ash has no DOI: add its doi, or say in nodoi why "
        "it has none"
    )
    assert lines[1] == (
        "references.bib:12: the work ash is never cited: cite it or delete the entry"
    )
