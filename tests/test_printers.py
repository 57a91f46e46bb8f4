"""Files for printers: the booklet that is folded, and the pages with crop marks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from guidepress.fonts import make_faces
from guidepress.pdf.booklet import (
    Side,
    cut_signatures,
    fill_places,
    impose_booklet,
    list_sides,
)
from guidepress.pdf.composing import Composer
from guidepress.pdf.composing.cache import PartCache
from guidepress.pdf.composing.hands import OneHand
from guidepress.pdf.composing.order import Tools
from guidepress.pdf.engine import Engine
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.pagination import Part, Placed, settle
from guidepress.pdf.press import MARK_END, MARK_START, SLUG, find_grey, read_greys
from guidepress.project import Project

from .conftest import ROOT, name_edition
from .readers.pdf import PdfFile
from .readers.print import (
    MM,
    count_words,
    list_claims,
    list_glyphs,
    read_bodies,
    read_box,
)


@pytest.mark.parametrize("name", ["booklet", "press"])
def test_files_for_printers_claim_no_standard(all_editions: Project, name: str) -> None:
    assert list_claims(name_edition(all_editions, name)) == set()
    assert list_claims(name_edition(all_editions, "a5")) == {
        "/StructTreeRoot",
        "/MarkInfo",
        "/Metadata",
        "/OutputIntents",
    }


@pytest.mark.parametrize("name", ["booklet", "press"])
def test_files_for_printers_have_the_words_of_a5(
    all_editions: Project, name: str
) -> None:
    a5 = count_words("\n".join(read_bodies(name_edition(all_editions, "a5"), 0)))
    text = "\n".join(read_bodies(name_edition(all_editions, name), 0))
    assert count_words(text) == a5


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (4, [Side(3, 0), Side(1, 2)]),
        (5, [Side(None, 0), Side(1, None), Side(None, 2), Side(3, 4)]),
        (6, [Side(None, 0), Side(1, None), Side(5, 2), Side(3, 4)]),
        (7, [Side(None, 0), Side(1, 6), Side(5, 2), Side(3, 4)]),
        (8, [Side(7, 0), Side(1, 6), Side(5, 2), Side(3, 4)]),
    ],
)
def test_pages_stand_in_the_order_of_a_folded_booklet(
    count: int, sides: list[Side]
) -> None:
    assert list(list_sides(fill_places(count, keeps_last=False))) == sides


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("keeps_last", [False, True])
def test_a_folded_booklet_reads_in_order(count: int, keeps_last: bool) -> None:
    sides = list(list_sides(fill_places(count, keeps_last=keeps_last)))
    fronts, backs = sides[::2], sides[1::2]
    # turn the leaves: the right halves of the sheets, then the left ones from within
    leaves = [(f.right, b.left) for f, b in zip(fronts, backs, strict=True)]
    leaves += [
        (b.right, f.left) for f, b in zip(fronts[::-1], backs[::-1], strict=True)
    ]
    read = [page for leaf in leaves for page in leaf]
    assert [page for page in read if page is not None] == list(range(count))
    blanks = [None] * (-count % 4)
    expected = [*range(count - 1), *blanks, count - 1]
    assert read == (expected if keeps_last else [*range(count), *blanks])


@pytest.mark.parametrize(
    ("count", "sheets"), [(80, [20]), (84, [11, 10]), (164, [14, 14, 13])]
)
def test_a_long_book_becomes_signatures_that_a_stapler_takes(
    count: int, sheets: list[int]
) -> None:
    places = fill_places(count, keeps_last=False)
    signatures = list(cut_signatures(places))
    assert [len(signature) // 4 for signature in signatures] == sheets
    assert [page for signature in signatures for page in signature] == places


TINY = "@page { size: 148mm 210mm; margin: 20mm } p { break-before: page; margin: 0 }"


def lay_out(folder: Path, lengths: dict[str, int]) -> tuple[Path, list[Placed]]:
    """Write a file of A5 pages that are numbered, by parts of so many pages."""
    (folder / "tiny.css").write_text(TINY)
    numbers = iter(range(100))
    parts = []
    for name, length in lengths.items():
        body = "".join(f"<p>Leaf{next(numbers)}x</p>" for _ in range(length))
        parts.append(
            Part(
                name,
                "body",
                f'<html lang="en" style="font-family: Literata"><title>t</title>{body}',
            )
        )
    engine = Engine([folder / "tiny.css"], make_faces(ROOT / "build" / "fonts"), folder)
    tools = Tools(engine, Metadata(title="t"), [], is_tagged=False)
    composer = Composer(
        OneHand(lambda: tools), PartCache(folder / "kept", folder, [], "")
    )
    placed, _ = settle(composer, parts)
    _, problems = composer.write(placed, folder / "book.pdf")
    assert problems == []
    return folder / "book.pdf", placed


@pytest.mark.parametrize(
    ("lengths", "outermost"),
    [({"a": 5}, Side(None, 0)), ({"a": 4, "colophon": 1}, Side(4, 0))],
)
def test_a_last_page_of_its_own_is_the_outside_of_the_booklet(
    tmp_path: Path, lengths: dict[str, int], outermost: Side
) -> None:
    path, placed = lay_out(tmp_path, lengths)
    impose_booklet(path, placed)
    pdf = PdfFile(path)
    sides = []
    for index in range(len(pdf.rendered)):
        width, height = pdf.rendered[index].get_size()
        assert (width / MM, height / MM) == pytest.approx((297, 210), abs=0.01)
        halves = (0, 0, width / 2, height), (width / 2, 0, width, height)
        texts = [pdf.text_in(index, half) for half in halves]
        found = [re.search(r"Leaf(\d+)x", text) for text in texts]
        sides.append(Side(*(int(m[1]) if m else None for m in found)))
    keeps_last = "colophon" in lengths
    assert sides == list(list_sides(fill_places(5, keeps_last=keeps_last)))
    assert sides[0] == outermost
    preferences = pdf.pdf.Root.ViewerPreferences
    assert preferences.Duplex == "/DuplexFlipShortEdge"
    assert preferences.PrintScaling == "/None"


def test_the_booklet_draws_no_pictures_of_pages(all_editions: Project) -> None:
    with pikepdf.open(name_edition(all_editions, "booklet")) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        assert all(o.get("/Subtype") != "/Image" for o in images)


def test_press_pages_have_boxes_inside_each_other(all_editions: Project) -> None:
    width, height = 148 * MM, 210 * MM
    with pikepdf.open(name_edition(all_editions, "press")) as pdf:
        for page in pdf.pages:
            trim = [SLUG, SLUG, SLUG + width, SLUG + height]
            bleed = [trim[0] - 3 * MM, trim[1] - 3 * MM]
            bleed += [trim[2] + 3 * MM, trim[3] + 3 * MM]
            media = [0, 0, width + 2 * SLUG, height + 2 * SLUG]
            assert read_box(page, "TrimBox") == pytest.approx(trim, abs=0.02)
            assert read_box(page, "BleedBox") == pytest.approx(bleed, abs=0.02)
            assert read_box(page, "MediaBox") == pytest.approx(media, abs=0.02)


def test_grounds_reach_into_the_bleed_and_no_further(all_editions: Project) -> None:
    page = pypdfium2.PdfDocument(name_edition(all_editions, "press"))[0]
    image = page.render(scale=4).to_pil().convert("RGB")
    x = image.width // 2

    def colour(mm_from_trim: float) -> tuple[int, ...]:
        """Return the colour in the middle of the head, so far outside the trim."""
        return tuple(image.getpixel((x, round((SLUG - mm_from_trim * MM) * 4))))

    sand = (0xF7, 0xF1, 0xE7)
    assert colour(-1) == colour(2.8) == sand
    assert colour(3.3) == (255, 255, 255)


def list_strokes(page: pikepdf.Page) -> list[tuple[float, float, float, float]]:
    """Return the lines of the last thing that is drawn on a page: its crop marks."""
    page.contents_coalesce()
    lines, start = [], (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page)[-60:]:
        if str(operator) == "m":
            start = (float(operands[0]), float(operands[1]))
        elif str(operator) == "l":
            lines.append((*start, float(operands[0]), float(operands[1])))
    return lines[-8:]


def test_crop_marks_stand_outside_the_bleed(all_editions: Project) -> None:
    with pikepdf.open(name_edition(all_editions, "press")) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = read_box(page, "TrimBox")
        marks = list_strokes(page)
    assert len(marks) == 8
    for x, y, x2, y2 in marks:
        upright = x == x2
        # in line with an edge of the trim, and 4 to 9 mm away from it
        edges, along = ((left, right), (y, y2)) if upright else ((bottom, top), (x, x2))
        assert min(abs((x if upright else y) - edge) for edge in edges) < 0.02
        ends = (bottom, top) if upright else (left, right)
        for value, distance in zip(along, (MARK_START, MARK_END), strict=True):
            gap = min(abs(ends[0] - value), abs(value - ends[1]))
            assert gap == pytest.approx(distance, abs=0.02)
            assert not ends[0] < value < ends[1]


def test_black_text_is_printed_in_black_ink_alone(all_editions: Project) -> None:
    ink = next(colour for colour, grey in read_greys().items() if grey == 0)
    shown: Counter[str] = Counter()
    with pikepdf.open(name_edition(all_editions, "press")) as pdf:
        for page in pdf.pages:
            fill = "0 g"
            for operands, operator in pikepdf.parse_content_stream(page):
                values = [float(v) for v in operands] if str(operator) in "rgRG" else []
                if str(operator) == "rg":
                    assert tuple(round(v * 255) for v in values) != ink
                    assert len(set(values)) > 1, "a grey that is spelled in colours"
                if str(operator) in ("rg", "g"):
                    fill = f"{values[0]:g} g" if str(operator) == "g" else "colour"
                if str(operator) in ("Tj", "TJ"):
                    shown[fill] += 1
    assert shown["0 g"] > 20


def test_greys_are_found_and_colours_stay() -> None:
    greys = read_greys()
    assert find_grey([0x1F / 255, 0x2A / 255, 0x2E / 255], greys) == 0
    assert find_grey([0.5, 0.5, 0.5], greys) == 0.5
    assert find_grey([0x15 / 255, 0x61 / 255, 0x6D / 255], greys) is None


def test_no_text_stands_outside_the_trim(all_editions: Project) -> None:
    path = name_edition(all_editions, "press")
    with pikepdf.open(path) as pdf:
        trims = [read_box(page, "TrimBox") for page in pdf.pages]
    for glyph in list_glyphs(path):
        left, bottom, right, top = trims[glyph.page]
        assert left <= glyph.box[0] < glyph.box[2] <= right, glyph
        assert bottom <= glyph.box[1] < glyph.box[3] <= top, glyph
