"""Marks, ranges and the AMA/NLM list."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string
from pybtex.plugin import find_plugin
from sphinx.testing.util import SphinxTestApp

from guidepress.citations.marks import join_ranges
from guidepress.citations.style import AmaStyle

PLAIN = find_plugin("pybtex.backends", "plaintext")()
HTML = find_plugin("pybtex.backends", "html")()


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([], []),
        ([4], [(4, 4)]),
        ([1, 2], [(1, 1), (2, 2)]),
        ([5, 6, 7], [(5, 7)]),
        ([7, 5, 6, 6], [(5, 7)]),
        ([1, 3, 4, 5, 9, 10], [(1, 1), (3, 5), (9, 9), (10, 10)]),
    ],
)
def test_neighbours_are_joined(numbers: list[int], runs: list[tuple[int, int]]) -> None:
    assert join_ranges(numbers) == runs


def format_entry(entry: str) -> str:
    data = parse_string(entry, "bibtex")
    (formatted,) = AmaStyle().format_entries(data.entries.values())
    return str(formatted.text.render(PLAIN))


def test_an_article() -> None:
    assert format_entry("""
        @article{a, author={van IJzendoorn, Marinus H. and {De Wolff}, Marianne S.},
          title={A title: With a part}, journal={Child Development}, year={1997},
          volume={68}, number={4}, pages={571--591}, doi={10.1111/x}}
    """) == (
        "van IJzendoorn MH, De Wolff MS. A title: With a part. Child Development. "
        "1997;68(4):571–591. https://doi.org/10.1111/x"
    )


def test_a_chapter() -> None:
    assert format_entry("""
        @incollection{a, author={Bartholomew, Kim}, title={Do they converge?},
          booktitle={Theory}, editor={Simpson, Jeffry A. and Rholes, W. Steven},
          publisher={Guilford Press}, address={New York}, year={1998}, pages={25--45}}
    """) == (
        "Bartholomew K. Do they converge? In: Simpson JA, Rholes WS, eds. Theory. "
        "Guilford Press; 1998:25–45."
    )


def test_a_book_in_its_second_edition() -> None:
    assert (
        format_entry("""
        @book{a, author={Bowlby, John}, title={Attachment and loss}, edition={2nd},
          publisher={Basic Books}, year={1982}}
    """)
        == "Bowlby J. Attachment and loss. 2nd ed. Basic Books; 1982."
    )


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (6, "A A, B A, C A, D A, E A, F A."),
        (7, "A A, B A, C A, et al."),
    ],
)
def test_more_than_six_authors_are_three_and_et_al(names: int, printed: str) -> None:
    authors = " and ".join(f"{letter}, Ann" for letter in "ABCDEFG"[:names])
    fields = f"author={{{authors}}}, title={{T}}, publisher={{P}}, year={{1}}"
    entry = f"@book{{a, {fields}}}"
    assert format_entry(entry).startswith(printed)


def test_others_in_the_file_are_et_al() -> None:
    entry = "@book{a, author={A, Ann and others}, title={T}, publisher={P}, year={1}}"
    assert format_entry(entry).startswith("A A, et al. T.")


def test_initials_of_joined_and_accented_names() -> None:
    entry = """@book{a, author={Bureau, Jean-Fran{\\c{c}}ois and Padr\\'on, {\\'E}lena},
      title={T}, publisher={P}, year={1}}"""
    assert format_entry(entry).startswith("Bureau JF, Padrón É.")


def test_angle_brackets_of_an_old_doi_are_encoded() -> None:
    entry = "@article{a, author={A, B}, title={T}, journal={J}, year={1989},"
    doi = "10.1002/1097-0355(198923)10:3<157::AID-IMHJ2280100304>3.0.CO;2-3"
    text = format_entry(f"{entry} doi={{{doi}}}}}")
    assert text.endswith(
        "https://doi.org/10.1002/"
        "1097-0355(198923)10:3%3C157::AID-IMHJ2280100304%3E3.0.CO;2-3"
    )


@pytest.mark.sphinx("html", testroot="citations")
def test_numbers_follow_the_order_of_citation(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    domain = app.env.get_domain("cite")
    labels = {c.key: c.formatted_entry.label for c in domain.citations}
    assert labels == {"zeta": "1", "beta": "2", "alpha": "3", "gamma": "4"}
    text = (app.outdir / "two.html").read_text()
    assert "2</a>–<a" in text.replace("\n", "")
