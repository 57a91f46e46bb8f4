"""The sources of a sheet: by citekeys or in words, in short or as a whole list."""

from __future__ import annotations

from pathlib import Path

import pytest
from pybtex.database import parse_string

from guidepress.build import build
from guidepress.handouts.sources import find_sources, spell_short
from guidepress.problems import SourceError

from .readers.pdf import PdfFile
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .town import copy_town, edit, print_for, write_profile

#: The source of a sheet of the town.
OWN = '"Oil and Wick, Lamps, 1882."'

BIB = """
@article{one, author={Moss, Ann and Reed, Ben}, journal={Fens \\& Bogs}, year=2001}
@book{two, author={A, B and C, D and E, F}, publisher={Wet Press}, year=2002}
@misc{three, author={{Marsh Trust}}, title={T}}
"""


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("one", "Moss and Reed, Fens & Bogs, 2001."),
        ("two", "A and others, Wet Press, 2002."),
        ("three", "Marsh Trust."),
    ],
)
def test_a_work_is_named_in_plain_words(key: str, short: str) -> None:
    assert spell_short(parse_string(BIB, "bibtex").entries[key]) == short


def test_words_stay_and_a_wrong_citekey_is_named() -> None:
    (source,) = find_sources("h1.md", ["Oil & Wick, Lamps."], [])
    assert source == ("Oil & Wick, Lamps.", "Oil &amp; Wick, Lamps.")
    with pytest.raises(SourceError, match="'moss2001' is no work that the guide cites"):
        list(find_sources("h1.md", ["moss2001"], []))


def test_a_clinic_may_have_the_whole_list_on_a_side_of_its_own(tmp_path: Path) -> None:
    town = copy_town(tmp_path / "town")
    edit(town.source / "handouts/h2.md", OWN, "first2001work")
    write_profile(town, "full", 'references = "full"\nhandouts = ["h2"]\n')
    write_profile(town, "short", 'handouts = ["h2"]\n')
    assert print_for(town, "clinics/*.toml") == 0
    full, short = (
        town.dist / "clinics" / name / "a4/h2.pdf" for name in ("full", "short")
    )
    more, less = PdfFile(full).texts, PdfFile(short).texts
    assert len(more) == len(less) + 1
    headings = [heading.text for heading in TreeFile(full).root.find("H2")]
    assert "Sources" in headings
    assert any("First AB. A first work. Journal of Tests." in text for text in more)
    assert "First, Journal of Tests, 2001." in " ".join(" ".join(less).split())
    assert validate(full, "ua1") == validate(full, "2a") == []


def test_a_citekey_that_is_not_there_stops_the_handouts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town = copy_town(tmp_path / "town")
    edit(town.source / "handouts/h2.md", OWN, "nobody1900")
    assert build(town, ["handouts"]) == 1
    line, _ = capsys.readouterr().err.splitlines()
    assert line.endswith(
        "source/handouts/h2.md: sources: 'nobody1900' is no work that the guide cites: "
        "mend the citekey, or write the source in words"
    )
