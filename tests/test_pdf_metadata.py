"""What a PDF says of itself: to readers, to libraries and to archives."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pikepdf
import pytest
from sphinx.testing.util import SphinxTestApp

from .readers import secondreading, verapdf
from .tagged import Tag, faces, tag

__all__ = ["faces", "tag"]

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
matter = pytest.mark.sphinx(
    "pdf",
    testroot="matter",
    srcdir="matter-metadata",
    freshenv=True,
    confoverrides={
        "guidepress_identifier": "urn:isbn:9780306406157",
        "guidepress_description": "What it is about.",
        "guidepress_keywords": ["one", "two"],
        "guidepress_published": "2026-11-24",
        "version": "1.2",
    },
)


def build(app: SphinxTestApp) -> Path:
    app.build()
    assert app.warning.getvalue() == ""
    return Path(app.outdir) / "matter.pdf"


@matter
def test_info_and_xmp_agree(
    app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    pdf = pikepdf.open(build(app))
    info, xmp = pdf.docinfo, pdf.open_metadata()
    assert str(info["/Title"]) == xmp["dc:title"]
    assert [str(info["/Author"])] == xmp["dc:creator"]
    assert str(info["/Subject"]) == xmp["dc:description"] == "What it is about."
    assert str(info["/Keywords"]) == xmp["pdf:Keywords"] == "one, two"
    assert str(info["/Creator"]) == xmp["xmp:CreatorTool"] == "guidepress"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20261124000000Z"
    assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-24T00:00:00Z"
    assert xmp["dc:identifier"] == "urn:isbn:9780306406157"
    assert xmp["dc:language"] == {str(pdf.Root.Lang)}
    assert xmp["xmpMM:VersionID"] == "1.2"
    assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
    assert xmp["pdfuaid:part"] == "1"


@matter
def test_all_is_said_in_one_packet(app: SphinxTestApp) -> None:
    pdf = pikepdf.open(build(app))
    packet = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    assert len(packet.findall(f"{RDF}RDF")) == 1


@matter
def test_the_time_of_the_source_is_the_last_change(
    app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    pdf = pikepdf.open(build(app))
    info = pdf.docinfo
    assert str(info["/ModDate"]) == "D:20270115080000Z"
    assert str(info["/CreationDate"]) == "D:20261124000000Z"


@matter
def test_the_book_opens_as_a_book(app: SphinxTestApp) -> None:
    pdf = pikepdf.open(build(app))
    root = pdf.Root
    assert root.PageMode == "/UseOutlines"
    assert root.PageLayout == "/TwoPageRight"
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked


@matter
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_another_book_is_accessible_and_lasting(
    app: SphinxTestApp, flavour: str
) -> None:
    assert verapdf.validate(build(app), flavour) == []


@matter
def test_a_second_reading_agrees(app: SphinxTestApp) -> None:
    assert secondreading.validate(build(app)) == []


RICH = (
    "<h1>T</h1><p id='x'>Words <a href='#x'>here</a><a role='doc-noteref' href='#n' "
    "id='r'>1</a><span class='note' role='doc-footnote' id='n'><a role='doc-backlink' "
    "href='#r'>1</a> Note.</span> <span style='opacity: .5'>faint</span></p>"
    "<nav role='doc-toc'><ol><li><a href='#x'>T 1</a></li></ol></nav>"
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td>"
    "</tr></tbody></table><dl><dt>a</dt><dd>b</dd></dl><ul><li><p>x</p></li></ul>"
    "<figure><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    "<title>A bar</title><rect width='9' height='9'/></svg>"
    "<figcaption>Words</figcaption></figure>"
    "<img alt='A dot' src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAA"
    "CQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC'>"
)
FOOT = ".note { float: footnote } ::footnote-call, ::footnote-marker { content: none }"


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_every_construct_is_accessible_and_lasting(tag: Tag, flavour: str) -> None:
    tagged = tag(RICH, FOOT)
    assert tagged.problems == []
    assert verapdf.validate(tagged.path, flavour) == []


def test_a_second_reading_finds_nothing_in_any_construct(tag: Tag) -> None:
    plain = RICH.replace(" style='opacity: .5'", "")  # it cannot read groups
    assert secondreading.validate(tag(plain, FOOT).path) == []


def test_both_readings_bite(tag: Tag, tmp_path: Path) -> None:
    """A figure without words, and a file without its mark."""
    with pikepdf.open(tag(RICH, FOOT).path) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                del item["/Alt"]
        del file.Root.OutputIntents
        file.save(tmp_path / "bad.pdf")
    clauses = {f.clause for f in verapdf.validate(tmp_path / "bad.pdf", "ua1")}
    assert "7.3" in clauses
    assert verapdf.validate(tmp_path / "bad.pdf", "2a")
    assert secondreading.validate(tmp_path / "bad.pdf")
