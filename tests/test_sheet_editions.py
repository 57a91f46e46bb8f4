"""The editions of a sheet: grey and large print say what the standard one says."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from guidepress.handouts.editions import PAPERS, PRINTED, SheetEdition
from guidepress.pdf.greys import measure, turn_grey
from guidepress.pdf.press import TOKENS
from guidepress.project import Project

from .readers.colours import find_colours
from .readers.contrast import luminance, read_hex
from .readers.contrast import measure as measure_contrast
from .readers.pdf import PdfFile
from .readers.print import MM, list_glyphs
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .tagged import Tag, faces, tag  # noqa: F401
from .test_handouts import SHEETS

LAYOUTS = [edition for edition in PRINTED if not edition.is_grey]

every_sheet = pytest.mark.parametrize("id_", sorted(SHEETS))
every_edition = pytest.mark.parametrize("edition", PRINTED, ids=lambda e: e.name)
every_layout = pytest.mark.parametrize("edition", LAYOUTS, ids=lambda e: e.name)
every_grey = pytest.mark.parametrize(
    "edition", [e for e in PRINTED if e.is_grey], ids=lambda e: e.name
)

#: The colours of the tokens, by name.
COLOURS = {
    name: read_hex(value)
    for name, value in re.findall(r"--(\w+): (#\w{6});", TOKENS.read_text("utf-8"))
}


def path_of(book: Project, edition: SheetEdition, id_: str) -> Path:
    return book.dist / "handouts" / edition.name_file(id_)


@every_edition
def test_verapdf_finds_nothing_against_a_sheet(
    book: Project, edition: SheetEdition
) -> None:
    found = {
        (id_, flavour): validate(path_of(book, edition, id_), flavour)
        for id_ in SHEETS
        for flavour in ("ua1", "2a")
    }
    assert set(map(len, found.values())) == {0}, found


def read_words(path: Path) -> list[str]:
    """Return what a screen reader says of a sheet; heads that return are left out."""
    return TreeFile(path).words


@pytest.mark.parametrize("edition", LAYOUTS[1:], ids=lambda e: e.name)
def test_editions_have_the_words_of_the_first(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in SHEETS:
        first, other = (path_of(book, e, id_) for e in (LAYOUTS[0], edition))
        assert read_words(first) == read_words(other), id_


@every_layout
def test_nothing_is_printed_where_a_printer_cannot(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in SHEETS:
        for page in pypdfium2.PdfDocument(path_of(book, edition, id_)):
            image = page.render(scale=2).to_pil().convert("L")
            edge = round(6 * MM * 2)
            inner = (edge, edge, image.width - edge, image.height - edge)
            image.paste(255, inner)
            assert image.getextrema() == (255, 255), id_


@every_layout
def test_no_side_holds_only_the_end_of_something(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in SHEETS:
        headings = read_headings(path_of(book, edition, id_))
        for text in PdfFile(path_of(book, edition, id_)).texts:
            lines = [" ".join(line.split()) for line in text.splitlines()]
            lines = [line for line in lines if not re.fullmatch(r"Page .*|", line)]
            assert len(lines) >= 5, (id_, lines)
            assert lines[-1] not in headings, id_


def read_headings(path: Path) -> set[str]:
    found = TreeFile(path).root.find("H1", "H2", "H3")
    return {" ".join(heading.text.split()) for heading in found}


# -- large print -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "body", "least"),
    [(e, 18, 16) if e.is_large else (e, 14, 12) for e in LAYOUTS],
    ids=lambda e: getattr(e, "name", str(e)),
)
def test_no_letter_is_smaller_than_the_edition_promises(
    book: Project, edition: SheetEdition, body: float, least: float
) -> None:
    for id_ in SHEETS:
        glyphs = list(list_glyphs(path_of(book, edition, id_)))
        assert min(glyph.size for glyph in glyphs) >= least - 0.01, id_
        # cards to cut out, from the third side on, are as small as a sheet may be
        text = [glyph for glyph in glyphs if glyph.page < 2]
        sizes = Counter(glyph.size for glyph in text)
        assert sizes.most_common(1)[0][0] == body


@pytest.mark.parametrize("paper", PAPERS)
def test_lines_in_large_print_have_room_for_a_large_hand(
    book: Project, paper: str
) -> None:
    edition = SheetEdition(paper, is_large=True)
    sides = find_lines(path_of(book, edition, "h2"))
    blank = next(lines for lines in sides if len(lines) >= 8)  # six and the box
    gaps = [b - a for a, b in itertools.pairwise(blank)]
    assert min(gaps[1:-1]) >= 11


def find_lines(path: Path) -> list[list[float]]:
    """Return where lines begin on each side, in millimetres from its upper edge."""
    scale, found = 4, []
    for page in pypdfium2.PdfDocument(path):
        image = page.render(scale=scale).to_pil().convert("L")
        inside = image.crop((image.width // 2, 0, image.width * 3 // 4, image.height))
        means = inside.resize((1, inside.height), Image.Resampling.BOX).tobytes()
        dark = [y for y, mean in enumerate(means) if mean < 120]
        found.append([y / scale / MM for y in dark if y - 1 not in dark])
    return found


# -- grey --------------------------------------------------------------------------


@every_grey
def test_a_grey_sheet_has_no_colour_left(book: Project, edition: SheetEdition) -> None:
    assert [find_colours(path_of(book, edition, id_)) for id_ in SHEETS] == [
        set() for _ in SHEETS
    ]


@every_sheet
def test_a_colour_is_seen(book: Project, id_: str) -> None:
    colours = find_colours(path_of(book, PRINTED[0], id_))
    assert any(colour.endswith(" rg") for colour in colours)


@every_grey
def test_a_grey_sheet_is_its_twin_in_colour(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in SHEETS:
        grey, twin = (
            TreeFile(path_of(book, e, id_)) for e in (edition, edition.layout)
        )
        assert grey.words == twin.words
        assert grey.root.outline == twin.root.outline
        assert read_glyphs(path_of(book, edition, id_)) == read_glyphs(
            path_of(book, edition.layout, id_)
        )


def read_glyphs(path: Path) -> list[list[tuple[float, ...]]]:
    """Return the place of each character of each page."""
    texts = [page.get_textpage() for page in pypdfium2.PdfDocument(path)]
    return [[t.get_charbox(i) for i in range(t.count_chars())] for t in texts]


def test_contrast_is_kept_in_grey() -> None:
    assert len(COLOURS) >= 8
    for name, colour in COLOURS.items():
        grey = measure(*colour)
        assert luminance((grey, grey, grey)) == pytest.approx(
            luminance(colour), abs=1e-4
        ), name


def test_tokens_stay_in_the_order_of_their_lightness() -> None:
    order = sorted(COLOURS, key=lambda name: luminance(COLOURS[name]))
    assert order == sorted(COLOURS, key=lambda name: measure(*COLOURS[name]))
    assert (order[0], order[-1]) == ("ink", "paper")


def test_text_in_grey_stands_out_from_the_grounds_of_boxes() -> None:
    greys = {name: (measure(*colour),) * 3 for name, colour in COLOURS.items()}
    for text in ("ink", "teal", "clay", "slate"):
        for ground in ("paper", "sand"):
            assert measure_contrast(greys[text], greys[ground]) >= 4.5, (text, ground)
    assert measure_contrast(greys["rule"], greys["paper"]) >= 3


def make_picture(folder: Path, mode: str) -> str:
    """Write a small picture in colour; return the markup that shows it."""
    picture = Image.new("RGBA", (12, 12), (200, 30, 40, 255))
    picture.paste((10, 90, 200, 90 if mode == "RGBA" else 255), (4, 4, 8, 8))
    picture.convert(mode).save(folder / f"{mode}.png")
    return f'<img alt="dots" src="{(folder / f"{mode}.png").as_uri()}">'


DRAWN = {
    "text": '<p style="color: #15616d">Words</p>',
    "faint text": '<p style="color: #15616d; opacity: 0.5">Words</p>',
    "border": '<p style="border: 3pt solid #a3441c">Words</p>',
    "gradient": '<p style="background: linear-gradient(red, lime, blue)">Words</p>',
    "round gradient": '<p style="background: radial-gradient(red, lime)">Words</p>',
    "veil": '<p style="background: linear-gradient(red, #0f08)">Words</p>',
    "tile": '<ul><li style="background: url(&quot;data:image/svg+xml,'
    "%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Cpath d='M0 0h5v5z' fill='%23a3441c'/%3E%3C/svg%3E&quot;)\">Words</li></ul>",
    "RGB picture": "RGB",
    "indexed picture": "P",
    "picture that lets its ground through": "RGBA",
}


@pytest.mark.parametrize("case", DRAWN)
def test_all_that_is_drawn_turns_grey(tag: Tag, tmp_path: Path, case: str) -> None:  # noqa: F811
    html = DRAWN[case]
    if not html.startswith("<"):
        html = f"<p>{make_picture(tmp_path, html)}</p>"
    sheet = tag(html)
    assert sheet.problems == []
    assert find_colours(sheet.path)
    data, problems = turn_grey(sheet.path.read_bytes(), "doc")
    assert problems == []
    (grey := tmp_path / "grey.pdf").write_bytes(data)
    assert find_colours(grey) == set()
    assert validate(grey, "ua1") == validate(grey, "2a") == []
    assert_same_lightness(sheet.path, grey)


def assert_same_lightness(colour: Path, grey: Path) -> None:
    """Assert that each pixel is a grey, as light as the colour in its place."""
    one, other = (
        pypdfium2.PdfDocument(p)[0].render(scale=1).to_pil().convert("RGB")
        for p in (colour, grey)
    )
    apart = 0.0
    for was, now in zip(list_pixels(one), list_pixels(other), strict=True):
        assert len(set(now)) == 1
        lights = [luminance((r / 255, g / 255, b / 255)) for r, g, b in (was, now)]
        apart += abs(lights[0] - lights[1])
    # between two colours of a shading the way is another
    assert apart / (one.width * one.height) < 0.02


def list_pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    data = image.tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def draw(content: bytes, **resources: pikepdf.Object) -> bytes:
    """Return a page that draws something."""
    pdf, target = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Resources = pikepdf.Dictionary(**resources)
    page.obj.Contents = pdf.make_stream(content)
    pdf.save(target)
    return target.getvalue()


KNOWN_BAD = {
    "Lab": (b"/lab-d50 cs 50 20 20 scn", "a colour in 'lab-d50' has no grey: write"),
    "inline picture": (
        b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI",
        "a picture lies inside the drawing: give it a file",
    ),
    "pattern in one colour": (
        b"/DeviceRGB cs 1 0 0 /P1 scn",
        "a pattern is drawn in a colour of its own: draw it in its colours",
    ),
}


@pytest.mark.parametrize("case", KNOWN_BAD)
def test_a_colour_that_cannot_be_turned_is_named(case: str) -> None:
    content, message = KNOWN_BAD[case]
    _, problems = turn_grey(draw(content), "doc")
    assert [str(p).startswith(f"doc: {message}") for p in problems] == [True], problems


def test_a_shading_of_no_known_kind_is_named() -> None:
    function = pikepdf.Dictionary(FunctionType=0)
    shading = pikepdf.Dictionary(ColorSpace=pikepdf.Name.DeviceRGB, Function=function)
    data = draw(b"/s sh", Shading=pikepdf.Dictionary(s=shading))
    (problem,) = turn_grey(data, "doc")[1]
    assert str(problem).startswith("doc: a shading has no grey: draw it with two")


def test_a_picture_in_printers_inks_is_named(tag: Tag, tmp_path: Path) -> None:  # noqa: F811
    Image.new("CMYK", (9, 9), (200, 0, 90, 0)).save(path := tmp_path / "inks.jpg")
    sheet = tag(f'<p><img alt="dot" src="{path.as_uri()}"></p>')
    (problem,) = turn_grey(sheet.path.read_bytes(), "doc")[1]
    assert str(problem) == (
        "doc: a picture cannot be turned grey: save it as a PNG in RGB"
    )


def test_greys_have_the_same_bytes_each_time(book: Project) -> None:
    data = path_of(book, PRINTED[0], "h1").read_bytes()
    assert turn_grey(data, "doc") == turn_grey(data, "doc")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"1 0 0 rg", b"0.4984 g"),
        (b"0 0 0 RG", b"0 G"),
        (b"0 1 1 0 k", b"0.4984 g"),
        (b"/DeviceRGB cs 1 0 0 scn", b"/DeviceGray cs\n0.4984 scn"),
        (b"0.3 g", b"0.3 g"),
        (b"/Pattern cs /p0 scn", b"/Pattern cs\n/p0 scn"),
    ],
)
def test_operators_that_set_a_colour_set_its_grey(
    content: bytes, expected: bytes
) -> None:
    data, problems = turn_grey(draw(content), "doc")
    assert problems == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == expected
