"""Wrong input: one line that says where, what and what to do; dist/ as it was."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress import fonts
from guidepress.build import build
from guidepress.project import Project

CHAPTER = "source/guide/one.md"
HANDOUT = "source/handouts/h1.md"


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of one file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def append(path: str, text: str) -> Callable[[Path], None]:
    """Return an addition to one file."""

    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def append_bytes(path: str, data: bytes) -> Callable[[Path], None]:
    """Return an addition of bytes that are no text."""

    def change(root: Path) -> None:
        (root / path).write_bytes((root / path).read_bytes() + data)

    return change


def delete(path: str) -> Callable[[Path], None]:
    """Return the loss of one file."""
    return lambda root: (root / path).unlink()


def change_all(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return several changes as one."""

    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change


WORKSHEET = """
::::{worksheet} Mine

:::{write-line} Why?
Because.
:::
::::
"""
PATHS = 'guidepress_paths = {"adult": "For you", "kin": "For them"}\n'
FIRST_LINE = '[[line]]\nname = "Emergency services"'
ENTRY = "\n@article{first2001work, title={Again}}\n"

CASES = {
    "unknown citekey": (
        replace(CHAPTER, "first2001work", "nobody2001work"),
        rf"{CHAPTER}:7: .*nobody2001work.*: add the work to the \.bib file",
    ),
    "missing bib": (
        delete("references.bib"),
        r"references\.bib: there is no such file: mend bibtex_bibfiles",
    ),
    "malformed bib": (
        append("references.bib", "\n@book{broken, title = {No end\n"),
        r"references\.bib:\d+: the entry cannot be read: .*: mend its braces",
    ),
    "bib that is no text": (
        append_bytes("references.bib", b"\xff\xfe\xff"),
        r"references\.bib: cannot be read: .*: save it as UTF-8 text",
    ),
    "duplicate key": (
        append("references.bib", ENTRY),
        r"references\.bib:12: the citekey first2001work stands at .*\.bib:1 too: del",
    ),
    "missing picture": (
        delete("source/figures/dot.svg"),
        rf"{CHAPTER}:13: image file not readable: figures/dot\.svg: add the file",
    ),
    "no alt text": (
        replace(CHAPTER, ":alt: A dot.\n", ""),
        rf"{CHAPTER}:13: the picture .*dot\.svg has no :alt: text: say in a sentence",
    ),
    "broken reference": (
        replace(CHAPTER, "<fig-dot>", "<fig-spot>"),
        rf"{CHAPTER}:11: undefined label: 'fig-spot': mend the label's name",
    ),
    "broken document link": (
        append(CHAPTER, "\nSee {doc}`/guide/two`.\n"),
        rf"{CHAPTER}:24: unknown document: '/guide/two': mend the document's path",
    ),
    "skipped heading level": (
        replace(CHAPTER, "## A section", "### A section"),
        rf"{CHAPTER}:9: Non-consecutive header level increase.*: use the next heading",
    ),
    "handout without title": (
        replace(HANDOUT, "# A handout\n", ""),
        rf"{HANDOUT}:1: the handout has no title: begin it with a heading",
    ),
    "handout without id": (
        replace(HANDOUT, "id: h1\n", ""),
        rf"{HANDOUT}: the handout has no 'id': add it to the front matter",
    ),
    "handout that is too long": (
        append(HANDOUT, "\n\nA line.\n" * 60),
        rf"{HANDOUT}: the handout takes \d sides of A4 and declares 1: cut its text",
    ),
    "unknown setting": (
        append("conf.py", 'guidepress_regoin = "us"\n'),
        r"conf\.py:\d+: there is no setting guidepress_regoin: .*guidepress_region\?",
    ),
    "setting of a wrong form": (
        replace("conf.py", '"2026-01-02"', '"2 January"'),
        r"conf\.py:14: guidepress_published = '2 January' .*: give it a day",
    ),
    "unknown region": (
        replace("conf.py", '"gb-eng"', '"gb-sct"'),
        r"regions/gb-sct\.toml: there is no region 'gb-sct': set .*gb-eng, us",
    ),
    "crisis line without a source": (
        replace("regions/gb-eng.toml", 'name = "Samaritans"\n', ""),
        r"regions/gb-eng\.toml: line 3 \(without a name\): 'name' is missing",
    ),
    "crisis line under a wrong heading": (
        lambda root: replace(
            "regions/gb-eng.toml", FIRST_LINE, FIRST_LINE.replace("line", "lines")
        )(root),
        r"regions/gb-eng\.toml: there is no field 'lines': write \[\[line\]\]",
    ),
    "crisis line read on no day": (
        replace("regions/gb-eng.toml", '"2026-11-24"', '"24 November"'),
        r"regions/gb-eng\.toml: line 1 .*: read_on is no day: '24 November': write",
    ),
    "two handouts with one id": (
        lambda root: shutil.copy(root / HANDOUT, root / "source/handouts/h2.md"),
        r"source/handouts/h2\.md: the id 'h1' is that of handouts/h1 too: give it",
    ),
    "handout whose id is a path": (
        replace(HANDOUT, "id: h1", "id: ../../evil"),
        rf"{HANDOUT}: id: '../../evil' cannot name a file: use lower-case letters",
    ),
    "handout whose review is no day": (
        replace(HANDOUT, "sides: 1", "sides: 1\nnext_review: soon"),
        rf"{HANDOUT}: next_review: 'soon' is no day: write it as in",
    ),
    "handout whose sources are no list": (
        replace(HANDOUT, "sides: 1", "sides: 1\nsources: Smith 2000"),
        rf"{HANDOUT}: sources: is no list: begin each source on a line",
    ),
    "cover that is no drawing": (
        append("conf.py", 'guidepress_cover = "figures/dot.png"\n'),
        r"conf\.py:25: guidepress_cover = .*: give it a drawing \(\.svg\)",
    ),
    "cover that is not there": (
        append("conf.py", 'guidepress_cover = "figures/none.svg"\n'),
        r"source/figures/none\.svg: the cover drawing is missing: add it",
    ),
    "source that is no text": (
        append_bytes(CHAPTER, b"\n\xff\xfe\n"),
        rf"{CHAPTER}: cannot be read: .*: save it as UTF-8 text",
    ),
    "character without a glyph": (
        append(CHAPTER, "\nA snowman: \u2603.\n"),
        rf"{CHAPTER}:24: no bundled typeface has the character \u2603 \(U\+2603\)",
    ),
    "character of a title without a glyph": (
        replace("conf.py", '"For tests"', '"Snow \u2603"'),
        r"the typeface .* of this machine was used: a character is missing",
    ),
    "text that runs off the page": (
        append(CHAPTER, "\n" + "|a" * 60 + "|\n" + "|-" * 60 + "|\n"),
        rf"{CHAPTER}:24: “.*” runs off the page: break the line, or make",
    ),
    "formula for print": (
        append(CHAPTER, "\n```{math}\nx^2\n```\n"),
        rf"{CHAPTER}:\d+: the PDF cannot print formulas yet: write it in words",
    ),
    "title on a box that has none": (
        replace(CHAPTER, ":::{key-points}", ":::{key-points} Mine"),
        rf"{CHAPTER}:3: .*“key-points” takes no title",
    ),
    "answer in a worksheet to fill in": (
        append(CHAPTER, WORKSHEET),
        rf"{CHAPTER}:27: a field of a worksheet that is no example has an answer: emp",
    ),
    "worksheet without a title": (
        append(CHAPTER, WORKSHEET.replace(" Mine", "")),
        rf"{CHAPTER}:24: “worksheet” has no title: write it on the first line, as in",
    ),
    "path without paths": (
        append(CHAPTER, "\n:::{path} adult\n- x\n:::\n"),
        rf"{CHAPTER}:24: “path” needs guidepress_paths in conf\.py: set it, as in",
    ),
    "path that is none": (
        change_all(
            append("conf.py", PATHS),
            append(CHAPTER, "\n:::{path} adutl\n- x\n:::\n"),
        ),
        rf"{CHAPTER}:24: there is no path “adutl”: .* adult or kin; did you mean adult",
    ),
    "audience that is no path": (
        append("conf.py", PATHS),
        rf"{HANDOUT}:3: there is no audience “adults”: write adult, kin or everyone in",
    ),
    "paths that hold everyone": (
        append("conf.py", 'guidepress_paths = {"everyone": "All"}\n'),
        r"conf\.py:25: guidepress_paths = .*: give it words for each audience",
    ),
    "hyphen of the layout": (
        append(CHAPTER, "\nA well\u2010known sign.\n"),
        rf"{CHAPTER}:\d+: .*“.*well‐known.*” has the sign .*: write the hyphen",
    ),
    "unknown directive": (
        append(CHAPTER, "\n:::{keypoints}\n- x\n:::\n"),
        rf"{CHAPTER}:24: Unknown directive type: 'keypoints'.*: mend the directive",
    ),
    "file outside every toctree": (
        lambda root: (root / "source/lost.md").write_text("# Lost\n"),
        r"source/lost\.md: document isn't included in any toctree.*: name the file",
    ),
    "toctrees in a circle": (
        append(CHAPTER, "\n```{toctree}\n/index\n```\n"),
        rf"{CHAPTER}: the toctrees lead round in a circle: index → guide/one → index",
    ),
    "conf.py that is no Python": (
        append("conf.py", "def (\n"),
        r"conf\.py:25: SyntaxError: .*: mend that line",
    ),
    "conf.py that does not run": (
        append("conf.py", "nothing\n"),
        r"conf\.py:25: NameError: name 'nothing' is not defined: mend that line",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told_in_one_line(
    case: str,
    small: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(small.root)
    change, expected = CASES[case]
    put_good_outputs(small)
    change(small.root)
    assert build(small, ["pdf", "handouts"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert any(re.fullmatch(expected + ".*", line) for line in lines), lines
    assert lines[-1].endswith("dist/ is as it was.")
    assert not any("Traceback" in line for line in lines)
    assert (small.dist / "small.pdf").read_text() == "the last good file"
    assert sorted(p.name for p in small.root.glob(".dist*")) == []


def put_good_outputs(project: Project) -> None:
    """Put a file into dist/ that a failed build must leave."""
    project.dist.mkdir()
    (project.dist / "small.pdf").write_text("the last good file")


def test_a_missing_font_is_told(
    small: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(small.root)
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        fonts.importlib.util,
        "find_spec",
        lambda name: None if name.startswith("fontpkg") else find_spec(name),
    )
    monkeypatch.setattr(fonts, "cache_folder", lambda doctreedir: tmp_path / "none")
    assert build(small, ["pdf"]) == 1
    message = capsys.readouterr().err
    assert "the typeface Literata (Literata[opsz,wght].ttf) is missing" in message
    assert "pip install -r requirements.txt" in message
    assert not small.dist.exists()


def test_a_dist_that_is_a_file_is_refused_before_building(
    small: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.root)
    small.dist.write_text("not a folder")
    assert build(small, ["pdf"]) == 1
    assert "dist: is not a folder: move it away" in capsys.readouterr().err
    assert small.dist.read_text() == "not a folder"
    assert not small.doctrees.exists()
