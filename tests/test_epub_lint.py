"""Our rules for an EPUB let a good book pass, and each of them bites."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from .readers.epub import EpubFile
from .readers.epublint import BACK, RULES, lint

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="package.opf"/></rootfiles></container>"""

OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
</metadata><manifest>
<item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="a.xhtml"/>
</manifest><spine><itemref idref="n"/><itemref idref="a"/></spine></package>"""

HEAD = """<html xmlns="http://www.w3.org/1999/xhtml"
 xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><body>"""
TAIL = "</body></html>"

NAV = f"""{HEAD}<h1>Contents</h1><nav epub:type="toc"><ol>
<li><a href="a.xhtml">Lamps</a></li><li><a href="a.xhtml#oil">Oil</a></li>
</ol></nav>{TAIL}"""

MARK = '<sup><a href="#id1" id="mark" role="doc-noteref">1</a></sup>'
UNNAMED_MARK = MARK.replace(' id="mark"', "")

BACK_LINK = f'<a href="#mark" role="doc-backlink" aria-label="Back to 1">{BACK}</a>'

PICTURE_LINK = BACK_LINK.replace("#mark", "#lamp").replace("to 1", "to it")

PAGE = f"""{HEAD}<h1>Lamps</h1><section id="oil"><h2>Oil</h2>
<p>It burns.{MARK}</p>
<figure id="lamp"><img src="lamp.png" alt="A lamp." aria-details="told"/>
<details id="told"><p>It is lit. {PICTURE_LINK}</p></details></figure></section>
<div id="id1" class="note"><p>1 {BACK_LINK} It is.</p></div>
{TAIL}"""

PAGE_BREAK = '<span role="doc-pagebreak" aria-label="2"></span>'
PAGE_BREAK_BLOCK = PAGE_BREAK.replace("span", "div")

CSS = ".note { margin: 1em; background: white }"

BOOK = {
    "META-INF/container.xml": CONTAINER,
    "package.opf": OPF,
    "nav.xhtml": NAV,
    "a.xhtml": PAGE,
    "book.css": CSS,
}

#: (the rule that is broken, the file, what stands in it, what breaks the rule)
FAULTS = [
    ("tags_say_something", "a.xhtml", "<p>", "<p><span>Oil.</span>"),
    ("tags_say_something", "a.xhtml", "<p>", "<p><em>So <em>it</em> is.</em>"),
    (
        "tags_say_something",
        "a.xhtml",
        "<p>",
        "<table><tr><td><p>O</p></td></tr></table><p>",
    ),
    ("page_breaks_are_of_their_place", "a.xhtml", "<p>", f"{PAGE_BREAK}<p>"),
    ("page_breaks_are_of_their_place", "a.xhtml", "It burns", PAGE_BREAK_BLOCK),
    ("back_links_lead_to_a_mark", "a.xhtml", 'href="#mark"', 'href="#none"'),
    ("back_links_lead_to_a_mark", "a.xhtml", MARK, f'<b id="mark"/>{UNNAMED_MARK}'),
    ("notes_lead_back", "a.xhtml", BACK_LINK, "1"),
    ("back_links_have_an_arrow_and_a_name", "a.xhtml", BACK, "1"),
    ("back_links_have_an_arrow_and_a_name", "a.xhtml", "Back to 1", BACK),
    ("links_have_words", "a.xhtml", MARK, MARK.replace("1</a>", "</a>")),
    ("made_up_ids_are_led_to", "a.xhtml", 'id="oil"', 'id="id9"'),
    ("alternatives_end_with_a_stop", "a.xhtml", "A lamp.", "A lamp"),
    ("alternatives_are_no_file_names", "a.xhtml", "A lamp.", "lamp.png"),
    ("languages_agree", "a.xhtml", ' lang="en"', ""),
    ("pictures_and_words_lead_to_each_other", "a.xhtml", PICTURE_LINK, ""),
    (
        "pictures_and_words_lead_to_each_other",
        "a.xhtml",
        ' aria-details="told"',
        "",
    ),
    ("pictures_and_words_lead_to_each_other", "a.xhtml", 'id="told"', ""),
    ("pictures_and_words_lead_to_each_other", "a.xhtml", "#lamp", "#oil"),
    ("pages_have_one_title", "a.xhtml", "<h1>Lamps</h1>", ""),
    ("pages_have_one_title", "a.xhtml", "<p>", "<h1>Oil</h1><p>"),
    ("heading_levels_are_not_left_out", "a.xhtml", "<p>It", "<h4>In wind</h4><p>It"),
    ("headings_are_in_the_contents", "nav.xhtml", "a.xhtml#oil", "a.xhtml"),
    ("pages_have_no_style_of_their_own", "a.xhtml", "<p>", '<p style="margin: 0">'),
    ("the_style_is_em_only", "book.css", "1em", "16px"),
    ("the_style_leaves_type_and_colour", "book.css", "white", "#ffe"),
    ("the_style_leaves_type_and_colour", "book.css", "margin: 1em", "color: black"),
    ("styled_classes_are_the_books", "a.xhtml", '"note"', '"note docutils"'),
    ("features_are_borne_out", "package.opf", "alternativeText", "MathML"),
    ("features_are_borne_out", "package.opf", "alternativeText", "madeUpWord"),
    (
        "conformance_has_a_certifier",
        "package.opf",
        "</metadata>",
        '<meta property="dcterms:conformsTo">AA</meta></metadata>',
    ),
    ("pictures_are_declared", "package.opf", "visual", "textual"),
]


def pack(path: Path, files: dict[str, str]) -> EpubFile:
    """Write an EPUB and open it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return EpubFile(path)


def test_a_good_book_passes(tmp_path: Path) -> None:
    assert lint(pack(tmp_path / "good.epub", BOOK)) == []


@pytest.mark.parametrize(("rule", "file", "good", "bad"), FAULTS)
def test_each_fault_is_found(
    rule: str, file: str, good: str, bad: str, tmp_path: Path
) -> None:
    assert good in BOOK[file]
    files = BOOK | {file: BOOK[file].replace(good, bad, 1)}
    assert rule in {fault.rule for fault in lint(pack(tmp_path / "bad.epub", files))}


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, *_ in FAULTS}
