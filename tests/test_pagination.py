"""Folios, blanks and the page map, on tiny pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guidepress.pdf.engine import Engine, EngineProblems, watching
from guidepress.pdf.pagination import PageMap, Pagination, Part, roman
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


def text(pages: int, name: str = "x") -> Callable[[PageMap], str]:
    """Return a part of so many pages."""
    body = "".join(
        f'<p id="{name}-{n}" class="{"break" if n else ""}">{n}</p>'
        for n in range(pages)
    )
    return lambda _: f'<html lang="en"><title>t</title>{body}'


def settle(
    engine: Engine, watched: EngineProblems, *parts: Part
) -> tuple[list[str], PageMap, Pagination]:
    pagination = Pagination(engine, parts, watched, "en")
    pages, page_map = pagination.settle()
    assert watched.problems == []
    return [page.label for page in pages], page_map, pagination


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "i"), (4, "iv"), (9, "ix"), (44, "xliv"), (2026, "mmxxvi")],
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_front_matter_counts_in_roman_and_the_body_from_one(
    engine: Engine, watched: EngineProblems
) -> None:
    labels, page_map, _ = settle(
        engine,
        watched,
        Part("f", "front", text(2, "f"), recto=True),
        Part("a", "body", text(2, "a"), recto=True),
        Part("b", "body", text(1, "b")),
    )
    assert labels == ["i", "ii", "1", "2", "3"]
    assert page_map == {"f-0": "i", "f-1": "ii", "a-0": "1", "a-1": "2", "b-0": "3"}


def test_a_blank_back_belongs_to_what_stands_before(
    engine: Engine, watched: EngineProblems
) -> None:
    labels, _, _ = settle(
        engine,
        watched,
        Part("f", "front", text(1, "f"), recto=True),
        Part("a", "body", text(1, "a"), recto=True),
        Part("z", "back", text(1, "z"), recto=True),
    )
    assert labels == ["i", "ii", "1", "2", "3"]


def test_only_parts_that_print_numbers_are_laid_out_again(
    engine: Engine, watched: EngineProblems
) -> None:
    def contents(pages: PageMap) -> str:
        return f'<html lang="en"><title>t</title><p>{pages.get("a-1", "00")}</p>'

    labels, page_map, pagination = settle(
        engine,
        watched,
        Part("contents", "front", contents, recto=True),
        Part("a", "body", text(2, "a")),
        Part("b", "body", text(2, "b")),
    )
    assert page_map["a-1"] == "2"
    assert labels == ["i", "1", "2", "3", "4"]
    assert pagination.layouts == 4


def test_a_number_that_moves_its_own_target_is_refused(
    engine: Engine, watched: EngineProblems
) -> None:
    def restless(pages: PageMap) -> str:
        moved = "" if pages.get("target") == "2" else "break"
        return (
            f'<html lang="en"><title>t</title><p>1</p>'
            f'<p id="target" class="{moved}">x</p>'
        )

    pagination = Pagination(engine, [Part("r", "body", restless)], watched, "en")
    with pytest.raises(SourceError, match=r"do not settle.*target"):
        pagination.settle()


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
