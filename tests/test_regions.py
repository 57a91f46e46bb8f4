"""Crisis lines: only what a file says, and every line with its source."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from guidepress.problems import SourceError
from guidepress.regions import load_region, load_regions

from .conftest import ROOT

LINE = """place = "Nowhere"
[[line]]
name = "A line"
how = "call"
number = "1 23"
hours = "24 hours"
for = "anyone"
sources = ["https://example.org/"]
page_date = ""
read_on = "2026-11-24"
checked_by = ""
checked_on = ""
"""


def test_every_shipped_line_has_a_source_and_a_day() -> None:
    regions = load_regions(ROOT / "regions")
    assert [region.id for region in regions] == ["gb-eng", "us"]
    for region in regions:
        for line in region.lines:
            assert all(source.startswith("https://") for source in line.sources)
            datetime.date.fromisoformat(line.read_on)


def test_the_emergency_number_comes_first() -> None:
    firsts = [region.lines[0].number for region in load_regions(ROOT / "regions")]
    assert firsts == ["999", "911"]


def test_a_line_is_checked_by_somebody_on_some_day_or_not_at_all() -> None:
    for region in load_regions(ROOT / "regions"):
        for line in region.lines:
            assert bool(line.checked_by) == bool(line.checked_on), line.name


def test_no_source_text_holds_a_telephone_number() -> None:
    numbers = {line.number for r in load_regions(ROOT / "regions") for line in r.lines}
    for path in (ROOT / "source").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not [n for n in numbers if f" {n}" in text], path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(LINE)
    region = load_region(tmp_path, "xx")
    assert region.place == "Nowhere"
    assert region.lines[0].whom == "anyone"
    assert not region.lines[0].safe_print


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('place = "Nowhere"', "", "'place' is missing"),
        ('name = "A line"\n', "", "'name' is missing"),
        ('sources = ["https://example.org/"]', "sources = []", "'sources' is empty"),
        ('number = "1 23"', "number = 123", "'number' is missing or no str"),
        ("checked_by", "chekked_by", "'checked_by' is missing"),
        ('hours = "24 hours"', 'hours = "24 hours"\nopen = 1', "unknown field 'open'"),
        ("[[line]]", "[[lines]]", "there is no field 'lines'"),
        ("[[line]]", 'line = ["x"]\n[more]', "there is no field 'more'"),
        ('"2026-11-24"', '"5 Nov 2026"', "read_on is no day: '5 Nov 2026'"),
        ('checked_on = ""', 'checked_on = "soon"', "checked_on is no day: 'soon'"),
        ('"Nowhere"', '"Nowhere', "cannot be read"),
    ],
)
def test_a_bad_file_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in LINE
    (tmp_path / "xx.toml").write_text(LINE.replace(old, new))
    with pytest.raises(SourceError) as caught:
        load_region(tmp_path, "xx")
    assert message in str(caught.value)
