"""Folios, blanks and the page map, on tiny pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress.pdf.composing import Composer
from guidepress.pdf.composing.cache import PartCache
from guidepress.pdf.composing.hands import OneHand
from guidepress.pdf.composing.order import Tools
from guidepress.pdf.engine import Engine, EngineProblems, watching
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.pagination import PageMap, Part, guess_page_map, roman, settle
from guidepress.problems import SourceError

CSS = """
@page { size: 60pt 60pt; margin: 10pt; @bottom-left { content: counter(page) } }
@page :first { @bottom-left { content: "first " counter(page) } }
body { font-size: 10pt; line-height: 10pt }
p { margin: 0 } .break { break-before: page }
"""


@pytest.fixture
def watched() -> Iterator[EngineProblems]:
    with watching() as handler:
        yield handler


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    (tmp_path / "tiny.css").write_text(CSS)
    return Engine([tmp_path / "tiny.css"], {}, tmp_path)


def text(pages: int, name: str = "x") -> str:
    """Return the HTML of a part of so many pages."""
    body = "".join(
        f'<p id="{name}-{n}" class="{"break" if n else ""}">{n}</p>'
        for n in range(pages)
    )
    return f'<html lang="en"><title>t</title>{body}'


@pytest.fixture
def composer(engine: Engine, tmp_path: Path) -> Composer:
    tools = Tools(engine, Metadata(title="t", lang="en"), [])
    return Composer(
        OneHand(lambda: tools), PartCache(tmp_path / "kept", tmp_path, [], "")
    )


def label(composer: Composer, *parts: Part) -> tuple[list[str], PageMap]:
    """Return the labels of all pages, and the page map."""
    placed, page_map = settle(composer, parts)
    assert [p for part in placed for p in part.proof.problems] == []
    return [label for part in placed for label in part.labels], page_map


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "i"), (4, "iv"), (9, "ix"), (44, "xliv"), (2026, "mmxxvi")],
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_front_matter_counts_in_roman_and_the_body_from_one(composer: Composer) -> None:
    labels, page_map = label(
        composer,
        Part("f", "front", text(2, "f")),
        Part("a", "body", text(2, "a")),
        Part("b", "body", text(1, "b")),
    )
    assert labels == ["i", "ii", "1", "2", "3"]
    assert page_map == {"f-0": "i", "f-1": "ii", "a-0": "1", "a-1": "2", "b-0": "3"}


def test_a_part_begins_on_its_side_and_a_blank_belongs_to_what_stands_before(
    composer: Composer,
) -> None:
    labels, page_map = label(
        composer,
        Part("title", "front", text(1, "t")),
        Part("imprint", "front", text(1, "i"), "left"),
        Part("f", "front", text(1, "f")),
        Part("a", "body", text(1, "a")),
        Part("z", "back", text(1, "z")),
    )
    assert labels == ["i", "ii", "iii", "iv", "1", "2", "3"]
    assert page_map["i-0"] == "ii"
    assert page_map["z-0"] == "3"


def test_numbers_of_the_body_are_known_when_the_rest_is_laid_out(
    composer: Composer,
) -> None:
    def contents(pages: PageMap) -> str:
        return f'<html lang="en"><title>t</title><p>{pages.get("a-1", "00")}</p>'

    labels, page_map = label(
        composer,
        Part("contents", "front", contents),
        Part("a", "body", text(2, "a")),
        Part("b", "body", text(2, "b")),
    )
    assert page_map["a-1"] == "2"
    assert labels == ["i", "ii", "1", "2", "3", "4"]
    assert len(composer.proofs) == 3


@pytest.mark.parametrize(
    ("target", "label_", "laid_out"),
    [("b-1", "4", ["a", "b"]), ("b-10", "13", ["a", "a", "b"])],
    ids=["same digits", "more digits"],
)
def test_only_parts_whose_numbers_need_more_room_are_laid_out_again(
    composer: Composer, target: str, label_: str, laid_out: list[str]
) -> None:
    def first(pages: PageMap) -> str:
        return f'<html lang="en"><title>t</title><p>{pages.get(target, "00")}</p>'

    parts = Part("a", "body", first), Part("b", "body", text(12, "b"))
    guessed = guess_page_map(parts)[target]
    _, page_map = label(composer, *parts)
    assert (guessed, page_map[target]) == ("3", label_)
    assert sorted(name for name, _, _ in composer.proofs) == laid_out


def test_a_number_that_moves_its_own_target_is_refused(composer: Composer) -> None:
    def restless(pages: PageMap) -> str:
        moved = "" if pages.get("target") == "2" else "break"
        return (
            f'<html lang="en"><title>t</title><p>1</p>'
            f'<p id="target" class="{moved}">x</p>'
        )

    with pytest.raises(SourceError, match=r"do not settle.*target"):
        settle(composer, [Part("r", "body", restless)])


def test_a_property_that_weasyprint_ignores_is_a_problem(
    tmp_path: Path, watched: EngineProblems
) -> None:
    (tmp_path / "bad.css").write_text("p { colour: red }")
    Engine([tmp_path / "bad.css"], {}, tmp_path)
    assert "colour" in watched.problems[0].message


def test_a_file_outside_the_project_is_not_read(
    tmp_path: Path, watched: EngineProblems
) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    inside = tmp_path / "inside"
    inside.mkdir()
    engine = Engine([], {}, inside)
    for address in (outside.as_uri(), "https://example.org/x.svg"):
        engine.lay_out(f'<html lang="en"><title>t</title><img alt="x" src="{address}">')
    assert len(watched.problems) == 2
    assert "outside the project" in watched.problems[0].message
    assert "disallowed protocol" in watched.problems[1].message


def list_lines(engine: Engine, body: str, width: float) -> list[str]:
    """Return the lines of a text on a page of this width, in points."""
    document = engine.lay_out(
        f'<html lang="en"><title>t</title><p>{body}</p>',
        f"@page {{ size: {width}pt 200pt; margin: 0 }}",
    )
    boxes = document.pages[0]._page_box.descendants()
    lines = [box for box in boxes if type(box).__name__ == "LineBox"]
    return [
        "".join(t.text for t in line.descendants() if hasattr(t, "text")).strip()
        for line in lines
    ]


def test_a_link_breaks_lines_where_plain_text_does(
    engine: Engine, watched: EngineProblems
) -> None:
    """WeasyPrint 70.0 cut a text that fits but for the space before a link."""
    words = "one two three four five six seven", "eight nine ten eleven", "twelve"
    linked = f'{words[0]} <a href="#x" id="x">{words[1]}</a> {words[2]}'
    for quarter in range(400, 600):
        plain = list_lines(engine, " ".join(words), quarter / 4)
        assert list_lines(engine, linked, quarter / 4) == plain, quarter
