"""The claim register, the marks of its claims, and the evidence table."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.build import build
from guidepress.project import OUTPUTS, Project
from guidepress.reading import read_project

from .readers.epub import EpubFile
from .readers.pdf import PdfFile
from .readers.site import Site
from .readers.words import keep_letters

REGISTER = """\
causes = ["leads to"]
outcomes = ["depression"]

[[strength]]
name = "as a link"
means = "2 things are often found together."
words = ["linked"]

[[claim]]
id = "C01"
says = "Dots are linked with lines."
strength = "as a link"
evidence = ["first2001work"]
"""

RULES = 'research = ["studies"]\n'

CHAPTER = "source/guide/one.md"
CLAIM = "\nSome dots are linked with lines.{claim}`C01`\n"
TABLE = "\n:::{evidence-table}\n:::\n"


def edit(path: Path, old: str, new: str) -> None:
    """Replace words of a file, which must hold them."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Add to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def claiming(small: Project) -> Project:
    """The small book with a register of one claim, which it says once."""
    (small.root / "claims.toml").write_text(REGISTER, encoding="utf-8")
    (small.root / "prose.toml").write_text(RULES, encoding="utf-8")
    append(
        small.root / "conf.py",
        'guidepress_claims = "claims.toml"\nguidepress_prose = "prose.toml"\n',
    )
    append(small.root / CHAPTER, CLAIM)
    append(small.source / "back/references.md", TABLE)
    return small


def read_problems(project: Project) -> list[str]:
    """Read a project; return what is wrong."""
    with read_project(project) as (_, problems):
        return [str(problem) for problem in problems]


def test_a_claim_cites_its_works_and_stands_in_the_table(claiming: Project) -> None:
    assert build(claiming, OUTPUTS) == 0
    row = keep_letters("C01. Dots are linked with lines.")
    pdf = PdfFile(claiming.dist / "small.pdf")
    epub = EpubFile(claiming.dist / "small.epub")
    site = Site(claiming.dist / "site")
    page = epub.page("references.xhtml")
    assert row in keep_letters(" ".join(pdf.texts))
    assert row in keep_letters(epub.text(page))
    assert row in keep_letters(site["back/references.html"].text("//table"))
    assert site.dead_links() == []
    links = [link.href for link in site["back/references.html"].links]
    assert "../guide/one.html#claim-c01" in links
    assert site["guide/one.html"].text("//*[@id='claim-c01']//sup") != ""


#: name -> (file, old, new, what is said)
FAULTS = {
    "unknown claim": (
        CHAPTER,
        "`C01`",
        "`C02`",
        "one.md:{line}: there is no claim C02 in claims.toml: add it there or mend the "
        "id; did you mean C01?",
    ),
    "foreign work": (
        CHAPTER,
        "`C01`",
        "`second2002work <C01>`",
        "one.md:{line}: second2002work is no evidence of C01 in the register",
    ),
    "unsaid claim": (
        CHAPTER,
        CLAIM,
        "\nSome dots.\n",
        "claims.toml:10: no sentence carries the claim C01",
    ),
    "too strong": (
        CHAPTER,
        "are linked with",
        "are",
        "one.md:{line}: M16 “Some dots are lines.”: say C01 “as a link”: use “linked”",
    ),
    "cause": (
        CHAPTER,
        CLAIM,
        f"{CLAIM}\nA dot often leads to depression.\n",
        "M16 “leads to depression”: say what goes together",
    ),
    "no source": (
        CHAPTER,
        CLAIM,
        f"{CLAIM}\nMany studies say so.\n",
        "M16 “Many studies say so.”: cite the work behind “studies”",
    ),
    "repeated claim": (
        "claims.toml",
        REGISTER.partition("\n\n[[claim]]")[2],
        REGISTER.partition("\n\n[[claim]]")[2]
        + "\n[[claim]]"
        + REGISTER.partition("\n\n[[claim]]")[2],
        "claims.toml:16: C01 stands twice: rename one",
    ),
    "unknown strength": (
        "claims.toml",
        'strength = "as a link"',
        'strength = "as a line"',
        "claims.toml:12: C01 has the strength “as a line”, and there is none: use one "
        "of the [[strength]]s; did you mean as a link?",
    ),
    "field missing": (
        "claims.toml",
        'says = "Dots are linked with lines."\n',
        "",
        "claims.toml:9: claim.says: is missing: add it",
    ),
    "field unknown": (
        "claims.toml",
        "says =",
        "say =",
        "claims.toml:11: there is no setting “claim.say”: mend its name or delete it; "
        "did you mean says?",
    ),
    "no toml": ("claims.toml", "causes =", "causes", "claims.toml:1: cannot be read:"),
    "no digests": (
        "prose.toml",
        RULES,
        '[overlap]\ndigests = ["none"]\n',
        "none: there is no such file: make it with `guidepress digest`",
    ),
    "no register": (
        "conf.py",
        '"claims.toml"',
        '"claim.toml"',
        "claim.toml: there is no such file: mend its name in conf.py",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_evidence_stops_a_build(
    claiming: Project, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, old, new, said = FAULTS[name]
    edit(claiming.root / path, old, new)
    text = (claiming.root / CHAPTER).read_text(encoding="utf-8")
    line = text[: text.find("Some dots")].count("\n") + 1
    assert build(claiming, ["pdf"]) == 1
    assert said.format(line=line) in capsys.readouterr().err
    assert not claiming.dist.exists()


@pytest.mark.parametrize("what", ["{claim}`C01`", ":::{evidence-table}\n:::"])
def test_claims_need_a_register(
    small: Project, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    append(small.root / CHAPTER, f"\n{what}\n")
    assert build(small, ["pdf"]) == 1
    assert "needs guidepress_claims in conf.py" in capsys.readouterr().err


def test_a_waived_fault_of_evidence_lets_a_build_pass(claiming: Project) -> None:
    waiver = "% waive M16: the title of a song"
    append(claiming.root / CHAPTER, f"\n{waiver}\n\nA dot leads to depression.\n")
    assert read_problems(claiming) == []


def test_claims_are_held_without_rules_of_the_text(claiming: Project) -> None:
    edit(claiming.root / "conf.py", 'guidepress_prose = "prose.toml"\n', "")
    assert read_problems(claiming) == []
    edit(claiming.root / CHAPTER, "are linked with", "are")
    assert len(read_problems(claiming)) == 1


def test_a_register_that_changes_is_read_again(claiming: Project) -> None:
    assert read_problems(claiming) == []
    edit(claiming.root / "claims.toml", '"linked"', '"joined"')
    assert len(read_problems(claiming)) == 1
