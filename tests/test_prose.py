"""The checks of the text: each fault is found, and what is right is let alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html

from guidepress.build import check
from guidepress.cli import main
from guidepress.project import Project
from guidepress.prose.overlap import digest_text
from guidepress.prose.run import Sheet, check_text
from guidepress.reading import read_project

from .conftest import ROOT

FIXTURE = Path(__file__).parent / "fixtures" / "prose"

#: A register that the sentences of the fixture can be true or false to.
CLAIMS = """
[[claim]]
id = "T01"
says = "Tea is linked with warmth."
strength = "as a link"
evidence = ["moss2001tea"]

[[claim]]
id = "T02"
says = "Tea brings about depression in cups."
strength = "as a fact"
evidence = ["moss2001tea"]
causal = true
"""


def copy_fixture(folder: Path) -> Project:
    """Lay out the fixture with the title's own rules and lists of words."""
    shutil.copytree(FIXTURE, folder)
    shutil.copytree(ROOT / "regions", folder / "regions")
    shutil.copytree(ROOT / "rules", folder / "rules")
    words, _, _ = (ROOT / "rules/claims.toml").read_text().partition("[[claim]]")
    (folder / "rules/claims.toml").write_text(words + CLAIMS)
    return Project(folder)


def read_sheets(project: Project) -> dict[str, Sheet]:
    """Check every document of a project; return them by docname."""
    with read_project(project) as (app, _):
        sheets = check_text(app)
    assert sheets is not None
    return {sheet.document.docname: sheet for sheet in sheets}


def replace(old: str, new: str) -> Callable[[str], str]:
    """Return a change of a text that must hold `old`."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


def append(text: str) -> Callable[[str], str]:
    """Return an addition in front of the last box of a chapter."""
    return replace(":::{safety}", f"{text}\n\n:::{{safety}}")


#: name -> (what is done to the good chapter, the check that finds it, its words)
CHAPTERS = {
    "no-audience": (replace("audience: everyone\n", ""), "M01", ""),
    "no-message": (replace("main_message:", "other:"), "M01", ""),
    "html": (append("A <b>bold</b> word."), "M01", ""),
    "late-review": (
        replace("audience:", "next_review: 2029-01-02\naudience:"),
        "M02",
        "2026-01-01 to 2029-01-02",
    ),
    "review-before": (
        replace("audience:", "next_review: 2025-01-02\naudience:"),
        "M02",
        "2026-01-01 to 2025-01-02",
    ),
    "long-title": (
        replace("# A pause with tea", f"# A {'very ' * 14}pause"),
        "M05",
        "",
    ),
    "second-title": (append("# More tea\n\nTea."), "M05", "More tea"),
    "deep-heading": (
        append("### A\n\nTea.\n\n#### B\n\nTea.\n\n##### C\n\nTea."),
        "M05",
        "C",
    ),
    "heading-stops": (replace("Why a pause helps", "A pause helps."), "M05", ""),
    "heading-asks": (replace("Why a pause helps", "Does it help?"), "M05", ""),
    "heading-says-nothing": (replace("Why a pause helps", "Overview"), "M05", ""),
    "heading-shouts": (
        replace("Why a pause helps", "Why a Day Helps"),
        "M05",
        "Why a Day Helps",
    ),
    "no-opening": (replace("in-this-chapter", "in-plain-words"), "M06", ""),
    "long-message": (
        replace("You can make one", "You can. You may. You can make one"),
        "M06",
        "A cup of tea",
    ),
    "passive-message": (replace("You can make", "It is made"), "M06", "is made"),
    "no-summary": (replace("key-points", "in-plain-words"), "M07", ""),
    "nothing-to-do": (
        replace(":::{try-this} Make a cup", ":::{in-plain-words}"),
        "M08",
        "",
    ),
    "too-many-steps": (
        replace("1. Boil some water.", "\n".join(["1. Boil some water."] * 7)),
        "M08",
        "Make a cup",
    ),
    "step-tells-nothing": (replace("1. Boil some", "1. There is"), "M08", "There is"),
    "long-step": (replace("Boil some", f"Boil {'a lot of ' * 7}"), "M08", "Boil"),
    "empty-section": (append("## Empty\n\n### Full\n\nTea."), "M09", "Empty"),
    "long-section": (append("\n\n".join(["Tea is warm."] * 110)), "M09", "Why a"),
    "long-list": (append("\n".join(["- Tea."] * 9)), "M09", "Tea."),
    "long-sentences": (
        append("\n\n".join([f"Tea {'is warm and ' * 6}is here now."] * 3)),
        "M10",
        "3 of 14 sentences",
    ),
    "hard-to-read": (
        append(
            "\n\n".join(
                ["Institutional responsibilities necessitate organisational clarity."]
                * 30
            )
        ),
        "M12",
        "Flesch–Kincaid",
    ),
    "much-passive": (
        append("Tea is made here.\n\nCups were washed twice."),
        "M13",
        "2 of 13 sentences",
    ),
    "passive-step": (
        replace("Boil some water", "Wait until it is made"),
        "M13",
        "is made",
    ),
    "term-not-linked": (replace("{term}`safe base`", "safe base"), "M15", "safe base"),
    "copied": (
        append("Nine small cups stood upon the very old shelf."),
        "M18",
        "nine small",
    ),
    "no-help": (replace(":::{help-now}\n:brief:\n:::", ""), "M19", ""),
    "help-in-the-middle": (
        replace(":::{safety}", ":::{help-now}\n:brief:\n:::\n\n:::{safety}"),
        "",
        "",
    ),
    "too-few-lines": (
        replace(":::{safety}", ":::{help-now}\n:lines: 1\n:::\n\n:::{safety}"),
        "M20",
        "help now",
    ),
    "help-not-last": (
        lambda text: text.rstrip() + "\n\nGood night.\n",
        "M20",
        "",
    ),
    "disclaimer-again": (append("It does not replace advice."), "M22", "It does not"),
    "couples-without-safety": (
        append("Ask your partner.\nYour partner may help.\nTell your partner."),
        "M22a",
        "",
    ),
    "signs-without-limits": (append("See the signs.\nOther signs."), "M23", ""),
    "no-stop-rule": (replace("Stop if you feel worse.", "Rest."), "M24", ""),
    "no-caption": (replace("A cup of tea.\n:::", ":::"), "M34", "cup.svg"),
    "no-use": (
        lambda text: re.sub(":how-to-use:.*\n", "", text),
        "M34",
        "cup.svg",
    ),
    "long-alternative": (
        replace("A cup with", f"A {'big ' * 40}cup with"),
        "M34",
        "cup.svg",
    ),
    "crowded-drawing": (replace("cup.svg", "crowded.svg"), "M34", "crowded.svg"),
    "small-labels": (replace("cup.svg", "small.svg"), "M34", "small.svg"),
    "wide-table": (
        append("| A | B | C | D | E |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |"),
        "M35",
        "",
    ),
    "long-head": (replace("| Time |", "| The time of the day |"), "M35", "The time"),
    "waived": (
        append("% waive M14: a word that we quote\n\nShe suffers."),
        "",
        "",
    ),
    "waived-too-much": (
        append("% waive M14: a word that we quote\n\nShe suffers.\n\nHe suffers."),
        "M14",
        "suffers",
    ),
    "waived-without-reason": (append("% waive M14\n\nShe waits."), "waiver", "waive"),
    "waived-for-nothing": (
        append("% waive M14: a word\n\nShe waits."),
        "waiver",
        "waive M14",
    ),
    "waived-for-all": (
        replace("# A pause", "% waive M24: there is no exercise\n\n# A pause"),
        "waiver",
        "waive M24",
    ),
}

#: The same for the good sheet.
SHEETS = {
    "no-sources": (
        replace('sources:\n  - "Moss, Tea Studies, 2001."\n', ""),
        "M01",
        "",
    ),
    "no-box-first": (
        replace("# A pause on paper", "# A pause on paper\n\nHello."),
        "M06",
        "",
    ),
    "two-messages": (
        replace("}\nA cup of tea can", "}\nA cup of soup can"),
        "M06",
        "A cup of soup",
    ),
    "two-steps": (replace("2. Pour it.\n", ""), "M08", "Do this now"),
    "long-paragraph": (
        replace("A safe base is", "One.\nMore.\nAnd more.\nA safe base is"),
        "M11",
        "One.",
    ),
    "term-not-explained": (
        replace("A safe base is", "Keep your safe base near"),
        "M15",
        "safe base",
    ),
    "disclaimer-typed": (
        replace("Stop if", "It does not replace advice.\nStop if"),
        "M22",
        "It does not",
    ),
}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    """Every case as a document of its own in one project, checked once."""
    project = copy_fixture(tmp_path_factory.mktemp("prose") / "book")
    for folder, fine, cases in (
        ("guide", "fine.md", CHAPTERS),
        ("handouts", "sheet.md", SHEETS),
    ):
        text = (project.source / folder / fine).read_text()
        for name, (change, _, _) in cases.items():
            changed = re.sub("^id: .*", f"id: {name}", change(text), flags=re.M)
            (project.source / folder / f"{name}.md").write_text(changed)
    drawing = (project.source / "figures/cup.svg").read_text()
    (project.source / "figures/small.svg").write_text(
        drawing.replace('font-size="16"', 'font-size="13"')
    )
    label = '<text font-size="16">a</text>'
    (project.source / "figures/crowded.svg").write_text(
        drawing.replace("</svg>", f"{label * 12}</svg>")
    )
    copied = "Long ago nine small cups stood upon the very old shelf."
    (project.root / "rules/earlier-article.digests").write_text(
        "\n".join(digest_text(copied))
    )
    return read_sheets(project)


@pytest.mark.parametrize("docname", ["guide/fine", "handouts/sheet"])
def test_a_good_text_has_no_findings(sheets: dict[str, Sheet], docname: str) -> None:
    assert sheets[docname].findings == ()


@pytest.mark.parametrize(
    "docname",
    [*(f"guide/{name}" for name in CHAPTERS), *(f"handouts/{name}" for name in SHEETS)],
)
def test_each_fault_is_found_and_nothing_else(
    sheets: dict[str, Sheet], docname: str
) -> None:
    folder, _, name = docname.partition("/")
    _, id_, words = (CHAPTERS if folder == "guide" else SHEETS)[name]
    found = [f for f in sheets[docname].findings if not f.is_notice]
    assert {f.id for f in found} == ({id_} if id_ else set())
    assert all(words in f.words for f in found)


def list_expected() -> Iterator[tuple[int, str, str, str]]:
    """Yield (line of the comment, kind, check, words) of the fixture's sentences."""
    text = (FIXTURE / "source/guide/sentences.md").read_text()
    for line, row in enumerate(text.splitlines(), 1):
        if match := re.fullmatch(r"% (expect|notice) (\w+): (.*)", row):
            yield line, *match.groups()


@pytest.mark.parametrize(("line", "kind", "id_", "words"), list(list_expected()))
def test_a_faulty_sentence_is_found(
    sheets: dict[str, Sheet], line: int, kind: str, id_: str, words: str
) -> None:
    found = sheets["guide/sentences"].findings
    near = [f for f in found if line < f.line <= line + 3 and f.id == id_]
    assert any(words in f.words or words in f.advice for f in near)
    assert all(f.is_notice == (kind == "notice") for f in near)


def test_nothing_else_is_found_in_the_sentences(sheets: dict[str, Sheet]) -> None:
    expected = [(line, id_) for line, _, id_, _ in list_expected()]
    for finding in sheets["guide/sentences"].findings:
        if finding.line > 1:
            assert any(
                line < finding.line <= line + 3 and finding.id == id_
                for line, id_ in expected
            ), finding


def test_the_real_book_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(Project(ROOT)) == 0, capsys.readouterr().err


def test_the_report_shows_every_document_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_fixture(tmp_path / "book")
    (project.source / "guide" / "sentences.md").unlink()
    chapter = project.source / "guide" / "fine.md"
    chapter.write_text(append("She suffers.\n\nHe suffers.")(chapter.read_text()))
    assert check(project) == 1
    out, err = capsys.readouterr()
    said = (
        "fine.md:39: M14 “suffers”: say “has”, “lives with” or “people who were hurt”"
    )
    assert said in err
    assert re.search(r"^handouts/sheet +\d+ +\d+\.\d .*–$", out, re.M)
    report = html.parse(project.build / "check.html").getroot()
    rows = report.xpath("//table[caption]//tbody/tr/th")
    titles = [" ".join(row.text_content().split()) for row in rows]
    assert "A pause with tea" in titles
    assert "A pause on paper" in titles
    cells = report.xpath("//section[@id='guide/fine']//tbody/tr/td")
    assert [c.text_content() for c in cells[:3]] == ["39, 41", "M14", "suffers"]


def test_a_book_without_rules_is_not_checked(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(small) == 0
    assert "none was checked" in capsys.readouterr().out
    assert not (small.build / "check.html").exists()


def test_a_limit_that_nobody_knows_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_fixture(tmp_path / "book")
    (project.root / "rules/prose.toml").write_text("[limits]\nsentence_word = 20\n")
    assert check(project) == 1
    said = "rules/prose.toml:2: there is no setting “limits.sentence_word”: mend its"
    assert said in capsys.readouterr().err


def test_digests_are_printed_for_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "text.txt"
    path.write_text("One two three four five six seven eight nine.\nToo short.\n")
    assert main(["digest", str(path)]) == 0
    comment, *digests = capsys.readouterr().out.splitlines()
    assert comment.startswith("#")
    assert digests == digest_text("one two three four five six seven eight nine")
    assert len(digests) == 2


def test_a_text_that_is_missing_has_no_digests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["digest", str(tmp_path / "none.txt")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_titles_of_works_may_be_printed(tmp_path: Path) -> None:
    project = copy_fixture(tmp_path / "book")
    title = "On the warmth that a cup of tea may bring to a cold room"
    digests = digest_text(f"{title}\nand one more of these long rows of old words")
    (project.root / "rules/earlier-article.digests").write_text("\n".join(digests))
    chapter = project.source / "guide" / "fine.md"
    chapter.write_text(append(f"{title}.")(chapter.read_text()))
    assert "M18" not in {f.id for f in read_sheets(project)["guide/fine"].findings}


def test_two_documents_with_one_id_are_told_apart(tmp_path: Path) -> None:
    project = copy_fixture(tmp_path / "book")
    text = (project.source / "guide/fine.md").read_text()
    (project.source / "guide/other.md").write_text(text)
    (finding,) = read_sheets(project)["guide/other"].findings
    assert (finding.id, finding.words) == ("M01", "fine")


def test_a_drawing_that_is_no_drawing_is_left_to_the_builders(tmp_path: Path) -> None:
    project = copy_fixture(tmp_path / "book")
    (project.source / "figures/cup.svg").write_text("<svg")
    assert read_sheets(project)["guide/fine"].findings == ()


def test_digests_that_are_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_fixture(tmp_path / "book")
    (project.root / "rules/earlier-article.digests").write_text("# a file\nwords\n")
    assert check(project) == 1
    said = "rules/earlier-article.digests:2: this is no digest: make the file anew"
    assert said in capsys.readouterr().err
