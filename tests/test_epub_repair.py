"""Foreign markup as XHTML that a reading system opens."""

from __future__ import annotations

import pytest
from lxml import etree

from guidepress.epub.repair import CLOSE, OPEN, repair_body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<br>b", "ab"),
        ("<form><input name=a value=b><button>Go</button></form>", "bGo"),
        ("a < b & c", "a < b & c"),
        ("<p>\x0bdown", "down"),
        ("</div></section>rest", "rest"),
        ('<img src="none.png" alt="A cog.">', "A cog."),
        ("<iframe src='javascript:x' title=T></iframe>", "T"),
        ("<p 1a=b>x", "x"),
        ("<b id=a></b><b id=a>twice", "twice"),
        ("<script>if (a < b && c)</script>after", "after"),
        ("<ruby>a<rt>b</ruby>", "ab"),
    ],
)
def test_whatever_comes_is_xml_with_its_words(body: str, expected: str) -> None:
    result = repair_body(body, "../images")
    root = etree.fromstring(OPEN + result + CLOSE)
    assert "".join(root.itertext()) == expected
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_good_page_comes_back_to_the_byte() -> None:
    body = '<p id="a">well &amp; <a href="#a">good</a></p>\n<div></div>\n'
    assert repair_body(body, "../images") == body


def test_a_drawing_without_its_namespace_gets_it() -> None:
    result = repair_body(
        '<svg version="x" viewbox="0 0 1 1"><g></g></svg>', "../images"
    )
    root = etree.fromstring(OPEN + result + CLOSE)
    (drawing,) = root.iter("{http://www.w3.org/2000/svg}svg")
    assert dict(drawing.attrib) == {"viewBox": "0 0 1 1"}
    assert drawing[0].tag == "{http://www.w3.org/2000/svg}g"
