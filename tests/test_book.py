"""The real book, built once: what its readers rely on."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from guidepress import dist
from guidepress.build import build
from guidepress.handouts.editions import FILLABLE, PAPERS, PRINTED
from guidepress.project import OUTPUTS, Project

from .conftest import ROOT, copy_book
from .readers import epubcheck, verapdf
from .readers.epub import NAMESPACES, EpubFile
from .readers.pdf import PdfFile
from .readers.words import (
    count_citations,
    find_lost,
    read_descriptions,
    read_evidence,
    read_index_words,
    read_lines,
)

SLUG = "anxious-attachment"
INDEX = "back/index-of-words"
PICTURES = "back/pictures"
REFERENCES = "back/references"
FACES = re.compile(r"(Literata|Atkinson-Hyperlegible)(-Bold)?(-?Italic)?")


@pytest.fixture(scope="module")
def pdf(book: Project) -> PdfFile:
    return PdfFile(book.dist / f"{SLUG}.pdf")


def sources(book: Project) -> list[Path]:
    """The chapters: all sources but the handouts and the root."""
    return [
        path
        for path in sorted(book.source.rglob("*.md"))
        if path.parent.name != "handouts" and path.name != "index.md"
    ]


# -- dist/ ---------------------------------------------------------------------


def test_dist_holds_every_output_under_its_name(book: Project) -> None:
    names = {path.relative_to(book.dist).as_posix() for path in book.dist.iterdir()}
    assert names == {
        f"{SLUG}.epub",
        f"{SLUG}.pdf",
        "handouts",
        "manifest.json",
        "SHA256SUMS",
        "site",
    }
    for paper in ("a4", "letter"):
        assert (book.dist / "handouts" / paper / "h1.pdf").is_file()


def test_the_manifest_lists_downloads_with_true_figures(book: Project) -> None:
    files = json.loads((book.dist / "manifest.json").read_text())["files"]
    sheets = [p.name.partition("-")[0] for p in book.source.glob("handouts/*.md")]
    packs = ("couples", "first-visit", "parents")
    assert {record["path"] for record in files} == {
        f"{SLUG}.epub",
        f"{SLUG}.pdf",
        "handouts/contact-sheet.pdf",
        *(f"handouts/packs/{pack}-{paper}.pdf" for pack in packs for paper in PAPERS),
        *(f"handouts/{e.name_file(sheet)}" for e in PRINTED for sheet in sheets),
        # the sheet for professionals asks for nothing
        *(f"handouts/{e.name_file(s)}" for e in FILLABLE for s in sheets if s != "p1"),
    }
    for record in files:
        data = (book.dist / record["path"]).read_bytes()
        assert record["size"] == len(data)
        assert record["sha256"] == hashlib.sha256(data).hexdigest()
        assert record["version"] == "0.1.0"
        if record["path"].endswith(".pdf"):
            pages = len(pikepdf.open(book.dist / record["path"]).pages)
            assert record["pages"] == pages


def test_the_sums_cover_every_file(book: Project) -> None:
    assert dist.is_intact(book.dist)
    stray = book.dist / "stray.txt"
    stray.write_text("x")
    try:
        assert not dist.is_intact(book.dist)
    finally:
        stray.unlink()


def test_a_second_build_has_nothing_to_do(
    book: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (book.dist / "SHA256SUMS").stat()
    assert build(book, OUTPUTS) == 0
    assert capsys.readouterr().out.startswith("Nothing is to be done")
    assert (book.dist / "SHA256SUMS").stat() == before


def test_two_builds_have_the_same_bytes(
    book: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    other = copy_book(tmp_path_factory.mktemp("elsewhere") / "with a space")
    other.build.mkdir()
    (other.build / "fonts").symlink_to(ROOT / "build" / "fonts")
    world = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    subprocess.run(
        [sys.executable, "-m", "guidepress", "build"],
        cwd=other.root,
        env={**os.environ, **world, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    first = (book.dist / "SHA256SUMS").read_text().splitlines()
    second = (other.dist / "SHA256SUMS").read_text().splitlines()
    assert [line for line in second if line not in first] == []
    assert len(first) == len(second)


# -- the words -------------------------------------------------------------------


def chapter_pages(book: Project) -> dict[str, list[int]]:
    """Return the indexes of the pages of each chapter, by the page map."""
    content = json.loads((book.build / "pdf" / "pages.json").read_text())
    pages: dict[str, list[int]] = {}
    for index, record in enumerate(content["pages"]):
        if record["docname"]:
            pages.setdefault(record["docname"], []).append(index)
    return pages


def read_labels(book: Project) -> set[str]:
    """Return the words in the drawings, as each stands on its line."""
    drawings = [etree.parse(path) for path in book.source.rglob("*.svg")]
    words = {
        text for d in drawings for text in d.xpath("//*[local-name()='text']//text()")
    }
    return {str(word).strip() for word in words} - {""}


def name_document(book: Project, path: Path) -> str:
    return path.relative_to(book.source).with_suffix("").as_posix()


def test_no_sentence_is_missing_from_the_pdf(book: Project, pdf: PdfFile) -> None:
    pages, labels = chapter_pages(book), read_labels(book)
    pictures = pdf.text_between_margins(pages[PICTURES], set())
    counted = 0
    for path in sources(book):
        # print tells the pictures of a chapter at the back, and nothing else of it
        described = read_descriptions(path)
        assert find_lost(described, pictures) == [], path.name
        lines = [line for line in read_lines(path) if line not in described]
        text = pdf.text_between_margins(pages[name_document(book, path)], labels)
        assert find_lost(lines, text) == [], path.name
        counted += len(lines) + len(described)
    assert counted > 1000


def test_print_tells_each_picture_once(book: Project, pdf: PdfFile) -> None:
    pages = chapter_pages(book)
    lines = [line for path in sources(book) for line in read_descriptions(path)]
    assert len(lines) > 60
    for path in sources(book):
        text = pdf.text_between_margins(pages[name_document(book, path)], set())
        described = read_descriptions(path)
        assert find_lost(described, text) == described, path.name


def test_no_sentence_is_missing_from_the_epub(book: Project) -> None:
    epub = EpubFile(book.dist / f"{SLUG}.epub")
    for path in sources(book):
        page = epub.page(f"{name_document(book, path)}.xhtml")
        text = "".join(epub.xpath(page, "//h:body//text()"))
        assert find_lost(read_lines(path), text) == [], path.name


def test_no_sentence_is_missing_from_the_website(book: Project) -> None:
    for path in sources(book):
        name = f"{name_document(book, path)}.html"
        page = html.parse(book.dist / "site" / name).getroot()
        text = "".join(page.xpath("//article//text()"))
        assert find_lost(read_lines(path), text) == [], path.name


def test_every_word_of_the_index_is_in_every_output(
    book: Project, pdf: PdfFile
) -> None:
    words = set().union(*map(read_index_words, sources(book)))
    assert len(words) > 120
    epub = EpubFile(book.dist / f"{SLUG}.epub")
    page = epub.page("back/index-of-words.xhtml")
    site = html.parse(book.dist / "site" / "back" / "index-of-words.html").getroot()
    paper = pdf.text_between_margins(chapter_pages(book)[INDEX], set())
    for text in (
        "".join(epub.xpath(page, "//h:body//text()")),
        "".join(site.xpath("//article//text()")),
        paper,
    ):
        assert find_lost(sorted(words), text) == []


def test_a_lost_sentence_is_seen(book: Project, pdf: PdfFile) -> None:
    """The comparison bites: one page of a chapter less, and one word."""
    path = book.source / "guide" / "toolkit.md"
    pages = chapter_pages(book)["guide/toolkit"]
    text = pdf.text_between_margins(pages, set())
    lines = read_lines(path)
    assert find_lost(lines, pdf.text_between_margins(pages[:2] + pages[3:], set()))
    word = max(lines[5].split(), key=len)
    assert find_lost(lines, text.replace(word, ""))


# -- the EPUB --------------------------------------------------------------------


def test_epubcheck_rejects_a_book_with_a_dead_link(
    book: Project, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.epub"
    with (
        zipfile.ZipFile(book.dist / f"{SLUG}.epub") as good,
        zipfile.ZipFile(bad, "w") as archive,
    ):
        for info in good.infolist():
            data = good.read(info)
            archive.writestr(info, data.replace(b"references.xhtml#", b"gone.xhtml#"))
    errors = {m.id for m in epubcheck.check(bad) if m.severity == "ERROR"}
    assert "RSC-007" in errors


def test_every_link_of_the_epub_leads_somewhere(book: Project) -> None:
    epub = EpubFile(book.dist / f"{SLUG}.epub")
    seen = 0
    for name in [*epub.spine(), epub.nav()]:
        for href in epub.xpath(name, "//h:a/@href"):
            if re.match(r"https?:|tel:", href):
                continue
            target, fragment = epub.resolve(name, href)
            assert target in epub.members, (name, href)
            if fragment:
                ids = epub.xpath(target, "//@id")
                assert fragment in ids, (name, href)
            seen += 1
    assert seen > 300


def list_backlinks(book: Project) -> dict[str, set[tuple[str, str]]]:
    """Return citekey -> (page, id) to which its entry in the EPUB leads back."""
    epub = EpubFile(book.dist / f"{SLUG}.epub")
    page = epub.page(f"{REFERENCES}.xhtml")
    found = {}
    for item in epub.xpath(page, "//h:ol/h:li"):
        links = item.xpath(".//*[@role='doc-backlink']")
        assert all(a.get(f"{{{NAMESPACES['epub']}}}type") == "backlink" for a in links)
        targets = {epub.resolve(page, link.get("href")) for link in links}
        assert len(targets) == len(links)
        found[item.get("id").removeprefix("ref-")] = targets
    return found


def list_marks(book: Project) -> list[tuple[str, str, etree._Element]]:
    """Return (page, id, section) of each citation in the EPUB, in reading order."""
    epub = EpubFile(book.dist / f"{SLUG}.epub")
    return [
        (name, mark.get("id"), next(mark.iterancestors("{*}section")))
        for name in epub.spine()
        for mark in epub.xpath(name, "//*[starts-with(@id, 'cite-')]")
    ]


def test_every_work_leads_back_to_every_section_that_cites_it(book: Project) -> None:
    first: dict[tuple[str, etree._Element], tuple[str, str]] = {}
    marks: Counter[str] = Counter()
    for name, id_, section in list_marks(book):
        key = id_.split("-")[1]
        marks[key] += 1
        first.setdefault((key, section), (name, id_))
    cited: dict[str, set[tuple[str, str]]] = {}
    for (key, _), target in first.items():
        cited.setdefault(key, set()).add(target)
    assert list_backlinks(book) == cited
    # and no citation of the sources is without its mark
    evidence = read_evidence(book.root / "rules" / "claims.toml")
    counts = (count_citations(path, evidence) for path in sources(book))
    assert marks == sum(counts, Counter())


# -- the PDF ---------------------------------------------------------------------


def test_every_printed_number_of_the_contents_is_the_label_of_its_page(
    pdf: PdfFile,
) -> None:
    first = next(i for i, text in enumerate(pdf.texts) if text.startswith("Contents"))
    start = pdf.labels.index("1")
    entries = [link for link in pdf.links if first <= link.page < first + 4]
    entries = [link for link in entries if link.target > first]
    checked = 0
    for link in entries:
        text = pdf.words_of(link).split()
        if text and re.fullmatch(r"[ivxl]+|\d+", text[-1]):
            assert text[-1] == pdf.labels[link.target], text
            checked += 1
    assert checked > 60
    assert start > first


def test_every_figure_is_in_the_list_of_figures(pdf: PdfFile) -> None:
    (page,) = [i for i, text in enumerate(pdf.texts) if text.startswith("Figures\r\n")]
    links = [link for link in pdf.links if link.page == page]
    entries = [pdf.words_of(link) for link in links]
    captions = set(re.findall(r"Figure (\d+\.\d+)", "\n".join(pdf.texts)))
    assert len(captions) >= 12
    assert {entry.split()[0] for entry in entries} == captions
    for link, entry in zip(links, entries, strict=True):
        assert entry.rpartition(".")[2].strip() == pdf.labels[link.target]


def test_the_cover_has_a_name_and_blank_pages_have_nothing(pdf: PdfFile) -> None:
    assert pdf.labels[:6] == ["Cover", "Cover (back)", "i", "ii", "iii", "iv"]
    blank = [i for i, text in enumerate(pdf.texts) if not text.strip()]
    assert {1, 3} <= set(blank)
    assert all(index % 2 for index in blank), "a right-hand page is blank"


def test_labels_are_the_printed_folios(pdf: PdfFile) -> None:
    printed = 0
    for index, (label, text) in enumerate(zip(pdf.labels, pdf.texts, strict=True)):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        folios = [line for line in lines[:2] + lines[-2:] if line == label]
        printed += bool(folios)
        wrong = [
            line
            for line in lines[-1:]
            if re.fullmatch(r"\d{1,3}", line) and line != label
        ]
        assert not wrong, (index, label, wrong)
    assert printed > len(pdf.labels) * 0.7


def test_parts_begin_on_right_hand_pages_and_chapters_on_new_ones(
    pdf: PdfFile,
) -> None:
    starts = {title: page for level, title, page in pdf.outline if level == 0}
    assert starts["1 What anxious attachment is, and is not"] % 2 == 0
    assert starts["What the guide claims, and how strongly"] % 2 == 0
    assert len(set(starts.values())) == len(starts)


def test_every_chapter_says_on_its_first_page_who_reviewed_it(pdf: PdfFile) -> None:
    line = "Not yet clinically reviewed or tested with readers"
    starts = {title: page for level, title, page in pdf.outline if level == 0}
    for title in ("Contents", "Figures"):
        starts.pop(title)
    told = {title for title, page in starts.items() if pdf.texts[page].count(line) == 1}
    assert set(starts) - told == set()
    # and the title page
    assert line in pdf.texts[0]
    assert len(starts) > 20


def test_bookmarks_name_every_chapter_in_order(book: Project, pdf: PdfFile) -> None:
    titles = [title for level, title, _ in pdf.outline if level == 0]
    pages = [page for _, _, page in pdf.outline]
    assert len([t for t in titles if re.match(r"\d+ ", t)]) == 12
    assert titles[-3:] == ["References", "Index", "How this book was made"]
    assert titles[:4] == ["About this guide", "Contents", "Figures", "Start here"]
    assert pages == sorted(pages)


def test_every_link_of_the_pdf_leads_somewhere(pdf: PdfFile) -> None:
    assert len(pdf.links) > 200  # each was resolved when it was read
    assert all(re.match(r"https?://|tel:|sms:", a) for a in pdf.addresses)
    assert len([a for a in pdf.addresses if a.startswith("https://doi.org/10.")]) > 50


def test_every_citation_leads_to_its_number_in_the_list(pdf: PdfFile) -> None:
    listed = {
        name.removeprefix("back/references:"): page
        for name, page in pdf.destinations.items()
        if name.startswith("back/references:ref-")
    }
    cited = Counter(link.target for link in pdf.links)
    assert len(listed) == 69
    assert all(cited[page] for page in listed.values())


#: A printed page at the end of a link's words.
PAGE = re.compile(r"(?:^|pages?\s)([ivxl]+|\d+)(?:–\d+)?$")


@pytest.mark.parametrize(
    ("docname", "least"), [(REFERENCES, 90), (INDEX, 150), (PICTURES, 12)]
)
def test_every_printed_page_of_the_back_matter_is_where_its_link_leads(
    docname: str, least: int, book: Project, pdf: PdfFile
) -> None:
    own = chapter_pages(book)[docname]
    checked = 0
    for link in pdf.links:
        if link.page in own and link.target < own[0]:
            found = PAGE.search(pdf.words_of(link))
            if found:  # a link may break between "page" and "4"
                assert found[1] == pdf.labels[link.target]
                checked += 1
    assert checked > least


def test_every_page_that_a_link_of_the_text_says_is_where_it_leads(
    pdf: PdfFile,
) -> None:
    checked = 0
    for link in pdf.links:
        left, bottom, right, top = link.rects[-1]
        around = left - 6, bottom, right + 6, top
        words = " ".join(pdf.text_in(link.page, around).split())
        if found := re.search(r"\(page ([ivx]+|\d+)\)", words):
            assert found[1] == pdf.labels[link.target], words
            checked += 1
    assert checked > 50


def test_every_picture_leads_to_its_words(book: Project, pdf: PdfFile) -> None:
    own = chapter_pages(book)[PICTURES]
    checked = 0
    for link in pdf.links:
        if link.target in own and link.page < own[0]:
            words = pdf.words_of(link)
            found = PAGE.search(words)
            if found and "Figure" not in words:
                assert found[1] == pdf.labels[link.target], words
                checked += 1
    assert checked >= 13


def test_only_the_bundled_faces_are_in_the_pdf(pdf: PdfFile) -> None:
    assert pdf.fonts
    assert all(pdf.fonts.values()), "a face is not embedded"
    assert all(FACES.fullmatch(name) for name in pdf.fonts), pdf.fonts


def test_a_face_of_the_reading_program_is_seen(tmp_path: Path) -> None:
    with pikepdf.new() as file:
        file.add_blank_page()
        face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = {"/Font": {"/F0": file.make_indirect(pikepdf.Dictionary(face))}}
        file.pages[0].Resources = pikepdf.Dictionary(fonts)
        file.save(tmp_path / "bad.pdf")
    assert PdfFile(tmp_path / "bad.pdf").fonts == {"Helvetica": False}
    assert not FACES.fullmatch("Helvetica")


def test_the_pdf_tells_its_title_and_language(pdf: PdfFile) -> None:
    assert str(pdf.pdf.Root.Lang) == "en-GB"
    assert pdf.pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.pdf.docinfo["/Title"]).startswith("Anxious attachment: ")


def test_the_page_map_names_the_first_text_of_each_page(
    book: Project, pdf: PdfFile
) -> None:
    content = json.loads((book.build / "pdf" / "pages.json").read_text())
    records = content["pages"]
    assert [record["label"] for record in records] == pdf.labels
    chapters = [record for record in records if record["docname"]]
    assert len(chapters) > 80
    keys = [(r["docname"], int(r["block"][1:]), r["offset"]) for r in chapters]
    for before, after in itertools.pairwise(keys):
        assert before[0] != after[0] or before[1:] < after[1:]


@pytest.mark.parametrize(
    "name", [f"{SLUG}.pdf", "handouts/a4/h1.pdf", "handouts/letter/h1.pdf"]
)
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing(book: Project, name: str, flavour: str) -> None:
    assert verapdf.validate(book.dist / name, flavour) == []


def test_verapdf_rejects_an_untagged_file(book: Project, tmp_path: Path) -> None:
    bad = tmp_path / "untagged.pdf"
    with pikepdf.open(book.dist / "handouts/a4/h1.pdf") as file:
        del file.Root["/StructTreeRoot"], file.Root["/MarkInfo"], file.Root["/Lang"]
        file.save(bad)
    assert {finding.clause for finding in verapdf.validate(bad, "ua1")} >= {"7.1"}
