"""The print run for clinics: what each gets, and what the fault of one does."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from guidepress import dist
from guidepress.build import build
from guidepress.cli import main
from guidepress.handouts import builder
from guidepress.handouts.printing import SheetJob, print_sheets
from guidepress.project import Project

from .conftest import ROOT, copy_book
from .readers.pdf import PdfFile
from .readers.print import list_glyphs
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .town import (
    LINE,
    copy_town,
    edit,
    list_sheets,
    print_for,
    read_bytes,
    read_rows,
    write_profile,
)

FULL_CONTACT = """[contact]
phone = "020 7946 0123"
hours = "Monday to Friday"
email = "help@example.org"
web = "www.example.org"
address = ["1 River Road", "Anytown"]
"""

#: Too much for the one side of h1.
LONG_LINES = "".join(
    LINE.format(name=f"Team {n}", call=f"020 7946 099{n}", hours="24 hours")
    for n in range(4)
)


def sheet(project: Project, clinic: str, name: str = "a4/h1.pdf") -> Path:
    """Return a file of a clinic."""
    return project.dist / "clinics" / clinic / name


def words(path: Path) -> str:
    """Return the words of all sides, in one line."""
    return " ".join(" ".join(PdfFile(path).texts).replace("\u00a0", " ").split())


def fill_side(project: Project) -> None:
    """Let h1 fill all of its one side but for a few lines."""
    more = "\n\n".join(["More of it."] * 12)
    edit(project.source / "handouts/h1.md", "# A handout\n", f"# A handout\n\n{more}\n")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Clinics that were printed together; for reading only."""
    project = copy_town(tmp_path_factory.mktemp("town") / "town")
    full = 'name = "The <b>&amp; Clinic"\nlogo = "logos/example.svg"\n'
    full += 'clinical_approver = "Dr A. Name"\nvariants = ["standard", "fillable"]\n'
    write_profile(project, "full", full, contact=FULL_CONTACT)
    plain = 'paper = ["letter"]\nhandouts = ["h1"]\nformats_line = false\n'
    write_profile(project, "plain", plain + 'references = "none"\n')
    assert build(project, ["handouts"]) == 0
    assert print_for(project, "clinics/*.toml") == 0
    return project


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """The book with nothing printed."""
    return copy_town(tmp_path / "town")


# -- what a clinic gets ----------------------------------------------------------


def test_a_clinic_gets_the_tree_of_the_handouts_that_it_asks_for(town: Project) -> None:
    assert set(read_bytes(town.dist / "clinics" / "full")) == {
        "a4/h1.pdf",
        "a4/h2.pdf",
        "a4-fillable/h2.pdf",
        "contact-sheet.pdf",
        "manifest.csv",
        "manifest.json",
        "packs/both-a4.pdf",
    }
    assert set(read_bytes(town.dist / "clinics" / "plain")) == {
        "contact-sheet.pdf",
        "letter/h1.pdf",
        "manifest.csv",
        "manifest.json",
    }
    both = set(read_bytes(town.dist / "handouts"))
    assert set(read_bytes(town.dist / "clinics" / "full")) <= both


def test_every_sheet_has_the_whole_contact_box(town: Project) -> None:
    for name in ("a4/h1.pdf", "a4/h2.pdf", "a4-fillable/h2.pdf", "packs/both-a4.pdf"):
        text = words(sheet(town, "full", name))
        assert "The <b>&amp; Clinic Call 020 7946 0123 (Monday to Friday)" in text
        line = "help@example.org, www.example.org, 1 River Road, Anytown"
        assert line in text
        assert "We are not a crisis service" in text
        assert "Ask us for this in large print" in text
        assert "Approved for The <b>&amp; Clinic by Dr A. Name." in text
        assert "Your contact" not in text
        tree = TreeFile(sheet(town, "full", name))
        logos = [figure.item.Alt for figure in tree.root.find("Figure")]
        assert "The <b>&amp; Clinic" in map(str, logos)


def test_nothing_is_to_be_filled_in_where_the_clinic_stands(town: Project) -> None:
    file = PdfFile(sheet(town, "full", "a4-fillable/h2.pdf"))
    names = [str(field.T) for field in file.pdf.Root.AcroForm.Fields]
    assert names == ["my-card-i-will"]


def test_the_contact_stands_at_the_same_place_on_every_sheet(town: Project) -> None:
    places = set()
    for name in ("a4/h1.pdf", "a4/h2.pdf", "a4-fillable/h2.pdf"):
        for page in pypdfium2.PdfDocument(sheet(town, "full", name)):
            text = page.get_textpage()
            if found := text.search("We are not").get_next():
                places.add(tuple(round(n) for n in text.get_charbox(found[0])))
    assert len({left for left, *_ in places}) == 1
    # the imprint below has another number of lines, and ends its side
    assert max(y for _, y, *_ in places) - min(y for _, y, *_ in places) <= 3 * 14


def test_what_a_clinic_does_not_want_is_left_out(town: Project) -> None:
    text = words(sheet(town, "plain", "letter/h1.pdf"))
    assert "Ask us for this" not in text
    assert "Approved" not in text


def test_verapdf_finds_nothing_against_the_files_of_a_clinic(town: Project) -> None:
    for name in ("a4/h1.pdf", "packs/both-a4.pdf", "contact-sheet.pdf"):
        path = sheet(town, "full", name)
        assert validate(path, "ua1") == validate(path, "2a") == [], name


def test_both_manifests_say_what_the_files_are(town: Project) -> None:
    for id_ in ("full", "plain"):
        folder = town.dist / "clinics" / id_
        rows = read_rows(town, id_)
        with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
            table = [row | {"pages": int(row["pages"])} for row in csv.DictReader(file)]
        assert table == rows
        assert {row["file"] for row in rows} == {
            name for name in read_bytes(folder) if name.endswith(".pdf")
        }
        for row in rows:
            data = (folder / row["file"]).read_bytes()
            assert row["sha256"] == sha256(data).hexdigest()
            assert row["pages"] == len(pypdfium2.PdfDocument(data))
            assert row["clinic"] == id_
    versions = {row["file"]: row["version"] for row in read_rows(town, "full")}
    assert versions["a4-fillable/h2.pdf"] == "2.0.0"
    assert versions["packs/both-a4.pdf"] == "1.0"
    editions = {row["file"]: row["edition"] for row in read_rows(town, "full")}
    assert editions["a4-fillable/h2.pdf"] == "a4-fillable"


def test_sums_cover_the_clinics_and_a_build_keeps_them(town: Project) -> None:
    check = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(check, cwd=town.dist, check=False).returncode == 0
    sums = (town.dist / "SHA256SUMS").read_text(encoding="utf-8")
    assert "  clinics/full/a4/h1.pdf\n" in sums
    before = read_bytes(town.dist / "clinics")
    assert build(town, ["epub"]) == 0
    assert read_bytes(town.dist / "clinics") == before
    listed = json.loads((town.dist / "manifest.json").read_text(encoding="utf-8"))
    assert not [f for f in listed["files"] if f["path"].startswith("clinics")]
    assert dist.is_intact(town.dist)


# -- what is printed again -------------------------------------------------------


def test_only_what_has_changed_is_printed_again(fresh: Project) -> None:
    for id_ in ("one", "two"):
        write_profile(fresh, id_, 'handouts = ["h1"]')
    assert print_for(fresh, "clinics/*.toml") == 0
    first = list_sheets(fresh)
    assert len(first) == 4  # for each clinic the sheet and the contact sheet
    assert print_for(fresh, "clinics/*.toml") == 0
    assert list_sheets(fresh) == first
    write_profile(fresh, "two", 'handouts = ["h1"]\nreferences = "none"')
    edit(fresh.root / "clinics/two.toml", "Clinic two", "Clinic 2")
    assert print_for(fresh, "clinics/*.toml") == 0
    assert len(set(list_sheets(fresh)) - set(first)) == 2
    before = list_sheets(fresh)
    edit(fresh.source / "handouts/h1.md", "One message", "Some message")
    assert print_for(fresh, "clinics/one.toml") == 0
    assert len(set(list_sheets(fresh)) - set(before)) == 2
    assert "Some message" in words(sheet(fresh, "one"))
    assert "One message" in words(sheet(fresh, "two"))


def test_a_changed_stylesheet_prints_everything_again(
    fresh: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_profile(fresh, "one", 'handouts = ["h1"]')
    assert print_for(fresh, "clinics/one.toml") == 0
    first = set(list_sheets(fresh))
    css = tmp_path / "css"
    shutil.copytree(builder.CSS, css)
    edit(css / "handouts/foot.css", "line-height: 17pt", "line-height: 18pt")
    monkeypatch.setattr(builder, "CSS", css)
    assert print_for(fresh, "clinics/one.toml") == 0
    assert len(set(list_sheets(fresh)) - first) == 2


def wait_for_end(group: int) -> None:
    """Wait until no process of a group is left."""
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return


def test_a_killed_run_goes_on_where_it_was(fresh: Project) -> None:
    for number in range(4):
        write_profile(fresh, f"c{number}", 'handouts = ["h1"]')
    assert print_for(fresh, "clinics/c0.toml") == 0
    before = read_bytes(fresh.dist)
    command = [sys.executable, "-m", "guidepress", "clinics", "clinics/*.toml"]
    process = subprocess.Popen(
        command,
        cwd=fresh.root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None and len(list_sheets(fresh)) < 4:
            os.sched_yield()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    wait_for_end(process.pid)
    assert read_bytes(fresh.dist) == before
    printed = list_sheets(fresh)
    assert len(printed) >= 4
    assert print_for(fresh, "clinics/*.toml") == 0
    again = list_sheets(fresh)
    assert {name: again[name] for name in printed} == printed
    assert len(list((fresh.dist / "clinics").iterdir())) == 4
    assert len(again) == 8
    assert not list((fresh.build / "sheets").glob("*.part"))


def test_one_process_makes_the_bytes_of_two(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_profile(fresh, "one", 'logo = "logos/example.svg"')
    found = []
    for count in (1, 2):
        monkeypatch.setattr(builder, "count_cores", lambda most, count=count: count)
        assert print_for(fresh, "clinics/one.toml") == 0
        found.append(read_bytes(fresh.dist))
        shutil.rmtree(fresh.build / "sheets")
    assert found[0] == found[1]


def test_the_order_in_which_sheets_get_done_changes_no_byte(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = 'paper = ["letter", "a4"]\nvariants = ["large", "standard"]'
    write_profile(fresh, "one", more)
    found = []
    for turn in (list, reversed):

        def print_(
            jobs: Sequence[SheetJob], make: Any, count: int, turn: Any = turn
        ) -> Any:
            return turn(list(print_sheets(jobs, make, count)))

        monkeypatch.setattr(builder, "print_sheets", print_)
        assert print_for(fresh, "clinics/one.toml") == 0
        found.append(read_bytes(fresh.dist))
        shutil.rmtree(fresh.build / "sheets")
    assert found[0] == found[1]
    (page,) = pypdfium2.PdfDocument(sheet(fresh, "one", "contact-sheet.pdf"))
    assert round(page.get_height()) == 842


# -- faults ----------------------------------------------------------------------


def test_the_fault_of_one_clinic_stops_no_other(
    fresh: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    fill_side(fresh)
    only = 'handouts = ["h1"]'
    for id_ in ("good", "long"):
        write_profile(fresh, id_, only)
    assert print_for(fresh, "clinics/*.toml") == 0
    before = read_bytes(fresh.dist / "clinics/long")
    write_profile(fresh, "good", f"{only}\nformats_line = false")
    write_profile(fresh, "long", only, LONG_LINES)
    write_profile(fresh, "letters", f'{only}\nname = "Clinic \u05d0"')
    write_profile(fresh, "mistyped", f'{only}\nfone = "1"')
    write_profile(fresh, "same", f'{only}\nid = "good"')
    write_profile(fresh, "zz-fields", f'{only}\nvariants = ["fillable"]')
    capfd.readouterr()
    assert print_for(fresh, "clinics/*.toml") == 1
    said = capfd.readouterr()
    assert "\n1 clinic printed in " in said.out
    told = said.err.splitlines()
    letters, mistyped, same = told[:3]
    assert letters.startswith("clinics/letters.toml:3: name: no bundled typeface has")
    assert mistyped.startswith("clinics/mistyped.toml:4: ")
    assert same.startswith("clinics/same.toml: the id “good” is that of clinics/good")
    assert told[3:] == [
        "clinics/long.toml: in h1, the handout takes 2 sides of A4 and declares 1: "
        "shorten extra_lines, contact, or the names in them",
        "clinics/zz-fields.toml: none of its handouts has fields to fill in: "
        "add “standard” to variants",
        "5 clinics not printed: clinics/letters.toml, clinics/long.toml, "
        "clinics/mistyped.toml, clinics/same.toml, clinics/zz-fields.toml",
    ]
    assert read_bytes(fresh.dist / "clinics/long") == before
    assert "Ask us for" not in words(sheet(fresh, "good"))
    assert {path.name for path in (fresh.dist / "clinics").iterdir()} == {
        "good",
        "long",
    }
    assert dist.is_intact(fresh.dist)
    assert not (fresh.build / "clinics").exists()


def test_words_that_run_off_the_page_are_the_fault_of_the_clinic(
    fresh: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    only = 'handouts = ["h1"]'
    write_profile(fresh, "good", only)
    write_profile(fresh, "wide", f'{only}\nname = "{"W" * 80}"')
    assert print_for(fresh, "clinics/wide.toml") == 1
    assert not fresh.dist.exists()
    capfd.readouterr()
    assert print_for(fresh, "clinics/*.toml") == 1
    told = capfd.readouterr().err.splitlines()
    start = "clinics/wide.toml: in h1, “WWWW"
    assert any(line.startswith(start) for line in told), told
    assert told[-1] == "1 clinic not printed: clinics/wide.toml"
    assert [path.name for path in (fresh.dist / "clinics").iterdir()] == ["good"]


def test_a_fault_of_the_text_stops_all(
    fresh: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    for id_ in ("one", "two"):
        write_profile(fresh, id_, 'handouts = ["h1"]')
    assert print_for(fresh, "clinics/*.toml") == 0
    before = read_bytes(fresh.dist)
    fill_side(fresh)
    fill_side(fresh)
    capfd.readouterr()
    assert print_for(fresh, "clinics/*.toml") == 1
    assert capfd.readouterr().err.splitlines() == [
        "source/handouts/h1.md: the handout takes 2 sides of A4 and declares 1: "
        "cut its text",
        "1 problem; dist/ is as it was.",
    ]
    edit(fresh.source / "handouts/h1.md", "version: 1.0.0", "")
    assert print_for(fresh, "clinics/*.toml") == 1
    assert read_bytes(fresh.dist) == before


def test_a_clinic_that_is_not_there_is_refused(
    fresh: Project,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(fresh.root)
    assert main(["clinics", "clinics/*.tom"]) == 2
    assert main(["clinics", f"{fresh.root}/nowhere/*.toml"]) == 2
    assert main(["clinics", "clinics/none.toml"]) == 1
    told = capfd.readouterr().err.splitlines()
    assert told[0] == "no clinic is named clinics/*.tom: mend the pattern"
    assert told[2].startswith("clinics/none.toml: ")
    assert not fresh.dist.exists()


def test_folders_are_exchanged_where_the_system_cannot_do_so_in_one_step(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dist, "exchange_names", lambda one, other: False)
    for more in ("", "formats_line = false"):
        write_profile(fresh, "one", f'handouts = ["h1"]\n{more}')
        assert print_for(fresh, "clinics/one.toml") == 0
    assert [path.name for path in (fresh.dist / "clinics").iterdir()] == ["one"]
    assert "Ask us" not in words(sheet(fresh, "one"))


# -- what is said meanwhile ------------------------------------------------------


def test_a_bar_is_drawn_on_a_terminal_alone(fresh: Project) -> None:
    write_profile(fresh, "one", 'handouts = ["h1"]')
    command = [sys.executable, "-m", "guidepress", "clinics", "clinics/one.toml"]
    options = {"cwd": fresh.root, "env": os.environ | {"PYTHONPATH": str(ROOT)}}
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    run = subprocess.run(
        command, stderr=theirs, stdout=subprocess.PIPE, check=True, **options
    )
    os.close(theirs)
    assert "1/1" in os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "\r" not in run.stdout.decode()
    shutil.rmtree(fresh.build / "sheets")
    quiet = subprocess.run(command, capture_output=True, check=True, **options)
    assert quiet.stderr == b""
    assert "\r" not in quiet.stdout.decode()


# -- the real book ---------------------------------------------------------------


def test_the_example_prints_the_sheets_of_the_guide(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    project = copy_book(tmp_path_factory.mktemp("guide"))
    shutil.copytree(ROOT / "clinics", project.root / "clinics")
    assert print_for(project, "clinics/example.toml") == 0
    large = sheet(project, "example", "a4-large/h1.pdf")
    assert min(glyph.size for glyph in list_glyphs(large)) >= 16
    for id_ in ("h1", "h8"):
        path = sheet(project, "example", f"a4/{id_}.pdf")
        assert len(PdfFile(path).texts) == 2
        assert "1 Example Road, Exampletown" in words(path)
        assert validate(path, "ua1") == validate(path, "2a") == []
