"""The EPUB: what is in it, that it opens, and that it is the same each time."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from guidepress.epub.access import (
    Traits,
    can_move,
    describe_access,
    find_traits,
    has_undescribed,
)
from guidepress.epub.archive import write_archive
from guidepress.epub.formulas import write_mathml
from guidepress.epub.outline import NavPoint, limit_depth
from guidepress.epub.package import Package, find_properties, make_safe
from guidepress.epub.rawhtml import rewrite_html
from guidepress.epub.styles import FOLDER, STYLES, join_styles
from guidepress.problems import SourceError

from .readers.epub import EpubFile
from .readers.epubcheck import check

PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'

#: The arrow of a link back, and what forbids to draw it as an emoji.
BACK = "↩\ufe0e"

Builder = Callable[..., EpubFile]


@pytest.fixture(scope="module")
def build_root(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Return a function that builds the EPUB of a root in a fresh folder."""

    def build(name: str, **settings: object) -> EpubFile:
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(rootdir / f"test-epub-{name}", folder / "src")
        warnings = io.StringIO()
        app = SphinxTestApp(
            "epub", folder / "src", confoverrides=settings, warning=warnings
        )
        try:
            app.build()
        finally:
            app.cleanup()
        assert warnings.getvalue() == ""
        (path,) = Path(app.outdir).glob("*.epub")
        return EpubFile(path)

    return build


@pytest.fixture(scope="module")
def minimal(build_root: Builder) -> EpubFile:
    """A book with one of everything."""
    return build_root("minimal")


@pytest.fixture(scope="module")
def technical(build_root: Builder) -> EpubFile:
    """A manual in reStructuredText that knows nothing of this project."""
    return build_root("technical")


@pytest.fixture(scope="module")
def single(build_root: Builder) -> EpubFile:
    """A root document and nothing else: no cover drawing, no chapters."""
    return build_root("single")


# -- EPUBCheck -----------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(build_root: Builder) -> EpubFile:
    """A book whose pictures have words, none, or are ornaments."""
    return build_root("bare")


@pytest.fixture(scope="module")
def titles(build_root: Builder) -> EpubFile:
    """A book whose titles hold citations, a note and a picture."""
    return build_root("titles")


@pytest.fixture(scope="module")
def twice(build_root: Builder) -> EpubFile:
    """A book with a document that three toctrees name."""
    return build_root("twice")


ROOTS = ["minimal", "technical", "single", "bare", "titles", "twice"]


@pytest.mark.parametrize("name", ROOTS)
def test_epubcheck_finds_nothing(name: str, request: pytest.FixtureRequest) -> None:
    assert check(request.getfixturevalue(name).path) == []


def test_epubcheck_rejects_a_broken_epub(minimal: EpubFile, tmp_path: Path) -> None:
    bad = tmp_path / "bad.epub"
    members = {n: c for n, c in minimal.members.items() if n != "mimetype"}
    del members[minimal.page("oil.xhtml")]
    write_archive(bad, members, datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC))
    assert {m.id for m in check(bad) if m.severity == "ERROR"} >= {"RSC-001"}


# -- the package document ------------------------------------------------------


def test_metadata_is_what_conf_py_says(minimal: EpubFile) -> None:
    assert minimal.opf("//dc:title/text()") == ["Lanterns", "Light & how to carry it"]
    assert minimal.meta("title-type") == ["main", "subtitle"]
    assert minimal.opf("//dc:creator/text()") == ["The lamplighters"]
    assert minimal.meta("role") == ["aut"]
    assert minimal.meta("file-as")[-1] == "lamplighters, The"
    assert minimal.opf("//dc:language/text()") == ["en-GB"]
    assert minimal.opf("//dc:date/text()") == ["2026-01-31"]
    assert minimal.opf("//dc:rights/text()") == ["© 2026, the lamplighters. CC BY 4.0"]
    assert minimal.opf("//dc:publisher") == []


def test_identifier_is_the_same_in_the_ncx(minimal: EpubFile) -> None:
    uid = "urn:uuid:11111111-2222-4333-8444-555555555555"
    unique = minimal.opf("string(/opf:package/@unique-identifier)")
    assert minimal.opf(f"string(//dc:identifier[@id='{unique}'])") == uid
    ncx = minimal.xpath("EPUB/toc.ncx", "string(//ncx:meta[@name='dtb:uid']/@content)")
    assert ncx == uid


def test_a_missing_identifier_is_the_editors_mistake(build_root: Builder) -> None:
    with pytest.raises(SourceError, match=r"conf\.py:\d+: guidepress_identifier is"):
        build_root("minimal", guidepress_identifier="")


def test_accessibility_metadata_follows_from_the_pages(
    minimal: EpubFile, technical: EpubFile, single: EpubFile
) -> None:
    assert minimal.meta("schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" in minimal.meta("schema:accessibilityFeature")
    assert "MathML" in technical.meta("schema:accessibilityFeature")
    assert minimal.meta("schema:accessibilityHazard") == ["none"]
    assert minimal.meta("dcterms:conformsTo") == []
    (summary,) = minimal.meta("schema:accessibilitySummary")
    assert "No person has checked" in summary
    assert "MathML" not in single.meta("schema:accessibilityFeature")


def test_no_claim_is_made_for_pictures_without_words(bare: EpubFile) -> None:
    assert bare.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in bare.meta("schema:accessibilityFeature")
    (summary,) = bare.meta("schema:accessibilitySummary")
    assert "Some pictures have no description" in summary
    assert "Every picture" not in summary


def test_no_claim_is_made_for_tables_without_headings(
    bare: EpubFile, technical: EpubFile
) -> None:
    assert "Tables" not in bare.meta("schema:accessibilitySummary")[0]
    assert "Tables" in technical.meta("schema:accessibilitySummary")[0]


def test_a_book_with_pictures_without_words_is_not_certified(
    build_root: Builder,
) -> None:
    certified = {"by": "The Lamp Society", "on": "2027-01-15"}
    with pytest.raises(SourceError, match=r"WCAG 2\.2 AA, but a picture has no words"):
        build_root("bare", guidepress_certified=certified)


@pytest.mark.parametrize("name", ROOTS)
def test_no_check_is_claimed_that_a_build_does_not_make(
    name: str, request: pytest.FixtureRequest
) -> None:
    (summary,) = request.getfixturevalue(name).meta("schema:accessibilitySummary")
    assert "EPUBCheck" not in summary
    assert summary.endswith("No person has checked it with assistive technology yet.")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [({}, True), ({"alt": ""}, False), ({"alt": "A"}, False)],
)
def test_an_ornament_needs_no_words(attributes: dict[str, str], expected: bool) -> None:
    doctree = nodes.document(None, None)
    doctree += nodes.image(uri="a.png", **attributes)
    assert has_undescribed(doctree) is expected


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.gif", b"GIF89a", True),
        ("a.webp", b"RIFF", True),
        ("a.png", PNG + b"acTLIDAT", True),
        ("a.png", PNG + b"IDATacTL", False),
        ("a.svg", b"<svg><animate/></svg>", True),
        ("a.svg", b"<svg/>", False),
        ("a.jpg", b"", False),
    ],
)
def test_formats_that_can_move_are_known(
    name: str, content: bytes, expected: bool
) -> None:
    assert can_move(Package().add(name, content)) is expected


def look_at(markup: str, **files: bytes) -> Traits:
    """Return the traits of a book of one page."""
    package = Package()
    package.add_page("a.xhtml", PAGE.format(markup))
    for name, content in files.items():
        package.add(f"{name}.gif", content)
    return find_traits(list(package.resources.values()), is_described=True)


@pytest.mark.parametrize(
    ("markup", "hazard"),
    [
        ("<p/>", "none"),
        ('<video src="https://example.org/a.mp4"/>', "unknown"),
        ('<img alt="a" src="data:image/gif;base64,"/>', "unknown"),
        ("<script/>", "unknown"),
    ],
)
def test_no_hazard_is_denied_unseen(markup: str, hazard: str) -> None:
    assert describe_access(look_at(markup)).hazard == hazard
    assert describe_access(look_at(markup, flame=b"GIF89a")).hazard == "unknown"


def test_film_is_not_told_in_words() -> None:
    access = describe_access(look_at('<video src="https://example.org/a.mp4"/>'))
    assert access.modes == ["textual", "visual", "auditory"]
    assert access.sufficient == []
    assert "alternativeText" not in access.features


def test_raw_pictures_and_formulas_without_words_are_seen() -> None:
    traits = look_at(
        '<img src="a.png"/><math xmlns="http://www.w3.org/1998/Math/MathML"/>'
    )
    features = describe_access(traits).features
    assert "MathML" in features
    assert not {"alternativeText", "describedMath"} & set(features)


def test_properties_are_found_in_the_content(technical: EpubFile) -> None:
    properties = {n.rpartition("/")[2]: p for n, p in technical.manifest().items()}
    assert properties["use-it.xhtml"] == "mathml"
    assert properties["nav.xhtml"] == "nav"
    assert properties["cover.png"] == "cover-image"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p/>", ()),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', ("svg",)),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', ("mathml",)),
        ("<form/>", ("scripted",)),
        ('<audio src="https://example.org/a.mp3"/>', ("remote-resources",)),
    ],
)
def test_each_property_is_found(markup: str, expected: tuple[str, ...]) -> None:
    assert find_properties(etree.fromstring(PAGE.format(markup))) == expected


# -- order ---------------------------------------------------------------------


def test_spine_is_the_reading_order(minimal: EpubFile) -> None:
    assert [name.removeprefix("EPUB/") for name in minimal.spine()] == [
        "cover.xhtml",
        "title-page.xhtml",
        "text/front/imprint.xhtml",
        "nav.xhtml",
        "text/front/start.xhtml",
        "text/guide/oil.xhtml",
        "text/guide/wick.xhtml",
        "text/back/words.xhtml",
        "text/back/works.xhtml",
    ]


@pytest.mark.parametrize("name", ["minimal", "technical", "titles", "twice"])
def test_contents_follow_the_spine(name: str, request: pytest.FixtureRequest) -> None:
    epub: EpubFile = request.getfixturevalue(name)
    listed = list(dict.fromkeys(t.partition("#")[0] for t in epub.toc()))
    unlisted = {"EPUB/cover.xhtml", "EPUB/title-page.xhtml", epub.nav()}
    assert listed == [page for page in epub.spine() if page not in unlisted]


def test_contents_name_parts_numbers_and_sections(minimal: EpubFile) -> None:
    labels = minimal.xpath(minimal.nav(), "//h:nav[@role='doc-toc']/h:ol/h:li/h:span")
    assert [label.text for label in labels] == ["The lamps", "At the back"]
    lines = minimal.xpath(minimal.nav(), "//h:nav[@role='doc-toc']//h:a/text()")
    assert lines[2:5] == ["1. Oil", "How it burns", "2. Wick"]


def test_contents_have_three_levels_at_most_and_leave_no_document_out() -> None:
    deep = NavPoint("d", "d.xhtml", (NavPoint("e", "e.xhtml"),))
    section = NavPoint("s", "c.xhtml#s", (NavPoint("t", "c.xhtml#t"),))
    chapter = NavPoint("c", "c.xhtml", (section, deep))
    (part,) = limit_depth([NavPoint("Part", "", (chapter,))], 3)
    assert part.depth == 3
    assert [point.text for point in part.children[0].children] == ["s", "d", "e"]


def test_ncx_lists_the_same_as_the_nav(technical: EpubFile) -> None:
    texts = technical.xpath("EPUB/toc.ncx", "//ncx:navLabel/ncx:text/text()")
    assert texts == technical.xpath(technical.nav(), "//h:nav[1]//h:a/text()")


def test_contents_hold_the_words_of_titles_alone(titles: EpubFile) -> None:
    expected = ["Oil and light", "How it burns", "What Birch and Cedar saw", "Works"]
    assert titles.xpath(titles.nav(), "//h:nav[1]//h:a/text()") == expected
    ncx = titles.xpath("EPUB/toc.ncx", "//ncx:navPoint/ncx:navLabel/ncx:text/text()")
    assert ncx == expected
    assert titles.xpath(titles.page("oil.xhtml"), "string(//h:title)") == expected[0]


def test_a_document_of_two_toctrees_is_bound_once(twice: EpubFile) -> None:
    pages = [name.rpartition("/")[2] for name in twice.spine()[3:]]
    assert pages == ["one.xhtml", "two.xhtml", "three.xhtml"]
    top = "//h:nav[1]/h:ol/h:li/h:ol/h:li/h:a/text()"
    assert twice.xpath(twice.nav(), top) == ["One", "Three"]


def test_landmarks_lead_to_the_parts(minimal: EpubFile) -> None:
    links = minimal.xpath(minimal.nav(), "//h:nav[@epub:type='landmarks']//h:a")
    kind = "{http://www.idpf.org/2007/ops}type"
    assert {link.get(kind): link.get("href") for link in links} == {
        "cover": "cover.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "text/guide/oil.xhtml",
        "glossary": "text/back/words.xhtml",
        "bibliography": "text/back/works.xhtml",
    }


def test_a_root_document_with_words_is_a_page(technical: EpubFile) -> None:
    assert "What this manual is for." in technical.text(
        technical.page("text/index.xhtml")
    )


def test_each_document_knows_its_matter(minimal: EpubFile) -> None:
    types = [
        minimal.xpath(name, "string(//h:body/@epub:type)") for name in minimal.spine()
    ]
    assert (
        types
        == ["cover", *["frontmatter"] * 4, *["bodymatter"] * 2] + ["backmatter"] * 2
    )


# -- pages ---------------------------------------------------------------------


def test_every_page_has_a_language(minimal: EpubFile) -> None:
    for name in minimal.spine():
        root = minimal.xml(name)
        xml_lang = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert (root.get("lang"), xml_lang) == ("en-GB", "en-GB"), name


@pytest.mark.parametrize("name", ["minimal", "technical"])
def test_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    epub: EpubFile = request.getfixturevalue(name)
    for page, target, fragment in epub.links():
        assert target in epub.members, page
        if fragment:
            assert epub.xpath(target, f"//*[@id='{fragment}']"), (page, fragment)


def test_a_link_to_the_root_leads_to_the_contents(minimal: EpubFile) -> None:
    (href,) = minimal.xpath(minimal.page("start.xhtml"), "//h:a[2]/@href")
    assert href == "../../nav.xhtml"


def test_handouts_are_left_out(minimal: EpubFile) -> None:
    page = minimal.page("start.xhtml")
    assert not [name for name in minimal.members if "sheet" in name]
    assert "A sheet to hang up comes with the book." in minimal.text(page)
    assert not minimal.xpath(page, "//h:a[contains(., 'sheet')]")


def test_handouts_on_the_website_are_linked(build_root: Builder) -> None:
    epub = build_root("minimal", html_baseurl="https://example.org/book/")
    links = epub.xpath(epub.page("start.xhtml"), "//h:a[contains(., 'sheet')]/@href")
    assert links == ["https://example.org/book/handouts/sheet.html"]


def test_crisis_lines_can_be_called(minimal: EpubFile) -> None:
    links = minimal.xpath(minimal.page("oil.xhtml"), "//h:a[@class='telephone']/@href")
    assert links == ["tel:999"]
    texted = minimal.xpath(
        minimal.page("oil.xhtml"), "//h:strong/h:span[@class='telephone']/text()"
    )
    assert texted == ["85 258"]  # EPUBCheck warns of links to text messages


def test_citations_lead_to_the_list(minimal: EpubFile) -> None:
    marks = minimal.xpath(minimal.page("oil.xhtml"), "//h:a[@role='doc-biblioref']")
    assert [mark.text for mark in marks] == ["1", "2", "2"]
    kind = "{http://www.idpf.org/2007/ops}type"
    assert {mark.get(kind) for mark in marks} == {"biblioref noteref"}


def test_each_reference_is_printed_once(minimal: EpubFile) -> None:
    section = "//h:section[@role='doc-bibliography'][@epub:type='bibliography']"
    items = minimal.xpath(minimal.page("works.xhtml"), f"{section}/h:ol/h:li/@id")
    assert items == ["ref-ash1901light", "ref-birch1902oil"]


def test_terms_lead_to_the_glossary(minimal: EpubFile) -> None:
    links = minimal.xpath(
        minimal.page("oil.xhtml"), "//h:a[@epub:type='glossref']/@href"
    )
    assert links == ["../back/words.xhtml#term-lamp"]
    assert minimal.xpath(minimal.page("words.xhtml"), "//h:section/@role") == [
        "doc-glossary"
    ]


def test_notes_lead_back_to_each_mark(technical: EpubFile) -> None:
    page = technical.page("use-it.xhtml")
    note = "//h:div[@epub:type='footnote'][@id='a']"
    assert technical.xpath(page, f"{note}//h:a/@href") == ["#id2", "#id3"]
    words = technical.xpath(page, f"string({note}/h:p[1])")
    assert words == f"2 {BACK}1 {BACK}2 The note."


def test_the_number_of_a_note_is_not_its_link(technical: EpubFile) -> None:
    """Thorium hides links back in its pop-up, and Kindle wants them first."""
    page = technical.page("use-it.xhtml")
    note = "//h:div[@epub:type='footnote'][@id='top']/h:p[1]"
    assert technical.xpath(page, f"{note}/text()[1]") == ["1 "]
    (link,) = technical.xpath(page, f"{note}//h:a[@role='doc-backlink']")
    assert (link.text, link.get("aria-label")) == (BACK, "Back to mark 1")


def test_references_lead_back_by_words_and_an_arrow(minimal: EpubFile) -> None:
    links = minimal.xpath(minimal.page("works.xhtml"), "//h:a[@role='doc-backlink']")
    assert [(link.text, link.get("aria-label")) for link in links] == [
        (f"Oil\N{NO-BREAK SPACE}{BACK}", "Back to Oil"),
        (f"Oil\N{NO-BREAK SPACE}{BACK}", "Back to Oil"),
        (f"How it burns\N{NO-BREAK SPACE}{BACK}", "Back to How it burns"),
    ]


def test_raw_html_becomes_xml(technical: EpubFile) -> None:
    raw = technical.xpath(technical.page("use-it.xhtml"), "//h:p[@class='plain']")
    assert [child.tag.rpartition("}")[2] for child in raw[0]] == ["br", "span"]
    assert raw[0][1].text == "☑ "  # nobody can tick a box in a book


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<br>b", "a<br/>b"),
        ("<b>", "<b>"),
        ("</b>", "</b>"),
        ("<input checked name=x&y>", '<input checked="checked" name="x&amp;y"/>'),
        ("1 &lt; 2&nbsp;&copy;", "1 &lt; 2\N{NO-BREAK SPACE}©"),
        ("a<!-- b -- c -->d", "ad"),
    ],
)
def test_html_is_rewritten_tag_by_tag(html: str, expected: str) -> None:
    assert rewrite_html(html) == expected


def test_a_table_too_wide_for_a_phone_is_a_list(technical: EpubFile) -> None:
    page = technical.page("use-it.xhtml")
    rows = technical.xpath(
        page, "//h:p[.//@id='sizes']/following-sibling::h:ul/h:li/h:dl"
    )
    pairs = [[cell.xpath("string()").strip() for cell in row] for row in rows]
    assert pairs[0] == [
        *("Model", "Small", "Width", "1", "Height", "2", "Depth", "3"),
        *("Weight", "As light as a leaf."),
    ]
    assert len(pairs) == 2
    (link,) = technical.xpath(page, "//h:a[@href='#sizes']")
    assert "".join(link.itertext()) == "the sizes"


def test_a_table_that_fits_or_cannot_be_told_in_a_list_stays(
    technical: EpubFile,
) -> None:
    tables = technical.xpath(technical.page("use-it.xhtml"), "//h:table")
    heads = [
        [str(h) for h in t.xpath(".//*[local-name()='th']//text()")] for t in tables
    ]
    assert [[h for h in head if h.strip()] for head in heads][-2:] == [
        ["Model", "Width", "Height", "Weight"],
        ["A", "B", "C", "D", "E"],
    ]


def test_a_formula_keeps_its_source_as_words() -> None:
    root = etree.fromstring(write_mathml("a^2", is_block=False))
    assert root.get("alttext") == "a^2"


def test_a_page_that_is_not_xml_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^chapter\.md: .*not well-formed"):
        Package().add_page("text/a.xhtml", PAGE.format("<br>"), place="chapter.md")


def test_two_files_cannot_share_a_name() -> None:
    package = Package()
    package.add(f"{make_safe('a b')}.css", b"")
    with pytest.raises(SourceError, match="two files have this name"):
        package.add(f"{make_safe('a-b')}.css", b"")


# -- cover ---------------------------------------------------------------------


def test_cover_is_a_picture_that_shops_accept(minimal: EpubFile) -> None:
    (name,) = (n for n, p in minimal.manifest().items() if p == "cover-image")
    png = minimal.members[name]
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 1200
    assert 1690 <= height <= 1710
    (alt,) = minimal.xpath(minimal.spine()[0], "//h:img[@role='doc-cover']/@alt")
    assert alt == "Cover of “Lanterns: Light & how to carry it”."


def test_a_missing_cover_drawing_is_the_editors_mistake(build_root: Builder) -> None:
    with pytest.raises(SourceError, match="cover drawing is missing"):
        build_root("minimal", guidepress_cover="figures/none.svg")


# -- archive -------------------------------------------------------------------


def test_only_what_is_used_is_packed(minimal: EpubFile) -> None:
    packed = {name for name in minimal.members if name.startswith("EPUB/")}
    assert packed == {*minimal.manifest(), minimal.package}
    assert "EPUB/images/flame.svg" in packed
    assert not [name for name in packed if "unused" in name]


def test_mimetype_comes_first_and_is_not_compressed(minimal: EpubFile) -> None:
    first, *rest = minimal.infos
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert minimal.members["mimetype"] == b"application/epub+zip"
    assert [info.filename for info in rest] == sorted(info.filename for info in rest)


def test_two_builds_are_the_same_to_the_byte(
    minimal: EpubFile, build_root: Builder
) -> None:
    assert build_root("minimal").path.read_bytes() == minimal.path.read_bytes()


def test_times_are_the_day_of_publication(minimal: EpubFile) -> None:
    assert {info.date_time for info in minimal.infos} == {(2026, 1, 31, 0, 0, 0)}
    assert {info.create_system for info in minimal.infos} == {3}
    assert minimal.meta("dcterms:modified") == ["2026-01-31T00:00:00Z"]


def test_source_date_epoch_is_the_last_change(
    monkeypatch: pytest.MonkeyPatch, build_root: Builder
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225601")
    epub = build_root("single")
    assert epub.meta("dcterms:modified") == ["2026-01-01T00:00:01Z"]
    assert {info.date_time for info in epub.infos} == {(2026, 1, 1, 0, 0, 0)}


def test_a_wrong_source_date_epoch_is_the_callers_mistake(
    monkeypatch: pytest.MonkeyPatch, build_root: Builder
) -> None:
    for wrong in ("abc", "", "1.5", "9" * 20):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(SourceError, match=r"^SOURCE_DATE_EPOCH: .* no number"):
            build_root("single")


# -- style ---------------------------------------------------------------------


def test_every_stylesheet_is_small_and_in_the_book(minimal: EpubFile) -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(STYLES)
    for name in STYLES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert text.count("\n") <= 120, name
        assert text in minimal.members["EPUB/css/epub.css"].decode(), name


def test_the_style_leaves_type_and_colours_to_the_reader() -> None:
    rules = re.sub(r"/\*.*?\*/", "", join_styles(), flags=re.DOTALL)
    declarations = dict.fromkeys(
        tuple(part.strip() for part in line.split(":", 1))
        for line in re.findall(r"[{;]\s*([\w-]+\s*:[^;{}]+)", rules)
    )
    names = {name for name, _ in declarations}
    assert not names & {"font-family", "font"}
    assert {v for n, v in declarations if n == "color"} == {"inherit"}
    assert ("background", "white") in declarations
    assert {v for n, v in declarations if n.startswith("background")} == {"white"}
    assert not re.search(r"\d(px|pt|mm|cm|rem|vh|vw)\b", rules)
    assert "!important" not in rules
