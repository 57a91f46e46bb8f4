"""The HTML and CSS of the website, by the checker of those who write the standard."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.project import Project

from .readers import nu
from .readers.browser import serving
from .readers.site import Site

PAGE = """<!doctype html><html lang="en"><head><title>t</title>{}</head>
<body>{}</body></html>"""


def test_every_page_is_html_by_the_standard(book: Project) -> None:
    """They are served: a policy of `'self'` permits nothing to a file."""
    site = Site(book.dist / "site")
    assert len(site.pages) > 20
    with serving(site.folder) as address:
        assert nu.check(address + name for name in site.pages) == []


def test_stylesheet_is_css_by_the_standard(book: Project) -> None:
    sheet = book.dist / "site" / "_static" / "guidepress.css"
    assert nu.check([str(sheet)], "--css") == []


def test_stylesheet_against_the_standard_is_seen(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { colour: red }", encoding="utf-8")
    assert "colour" in nu.check([str(sheet)], "--css")[0].text


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("", "<p><div>x</div></p>", "No “p” element in scope"),
        ("", "<img src='x.png'>", "must have an “alt” attribute"),
        ("", "<p id='a'>x</p><p id='a'>y</p>", "Duplicate ID “a”"),
        ("", "<section><p>x</p></section>", "Section lacks heading"),
        ("<style>p { colour: red }</style>", "", "“colour”"),
    ],
)
def test_page_against_the_standard_is_seen(
    tmp_path: Path, head: str, body: str, words: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(head, body), encoding="utf-8")
    assert any(words in message.text for message in nu.check([str(page)]))
