"""Sheets to fill in on a screen: what can be typed, and what a listener is told."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from guidepress import fonts
from guidepress.handouts.editions import FILLABLE, SheetEdition
from guidepress.pdf.engine import Engine
from guidepress.pdf.forms import Form
from guidepress.pdf.metadata import Metadata
from guidepress.pdf.writing import write_sheets
from guidepress.project import Project

from .conftest import sphinx_words
from .readers.pdf import PdfFile
from .readers.tree import TreeFile
from .readers.verapdf import validate
from .tagged import faces  # noqa: F401
from .test_handouts import READERS

every_edition = pytest.mark.parametrize("edition", FILLABLE, ids=lambda e: e.name)

A4 = FILLABLE[0]

Faces = dict[fonts.Face, Path]


def path_of(book: Project, edition: SheetEdition, id_: str) -> Path:
    return book.dist / "handouts" / edition.name_file(id_)


def read_fields(path: Path) -> list[tuple[str, str]]:
    """Return the name and the hint of each field, in the order of the form."""
    with pikepdf.open(path) as pdf:
        return [(str(f.T), str(f.TU)) for f in pdf.Root.AcroForm.Fields]


def list_names(path: Path) -> list[str]:
    return [name for name, _ in read_fields(path)]


# -- what there is -----------------------------------------------------------------


@every_edition
def test_sheets_with_fields_can_be_filled_in(
    book: Project, edition: SheetEdition
) -> None:
    folder = book.dist / "handouts" / edition.name
    # the sheet for professionals asks nothing
    assert sorted(path.stem for path in folder.iterdir()) == READERS


def test_each_field_says_what_it_asks(book: Project) -> None:
    fields = read_fields(path_of(book, A4, "h7"))
    assert len(fields) == 6 + 2 * 5 + 2 + 2
    assert fields[0] == (
        "our-plan-before-who-takes-you-and-who-collects",
        "Before: who takes you, and who collects",
    )
    assert fields[6] == (
        "five-days-goodbyes-that-we-did-our-way-monday",
        "Goodbyes that we did our way: Monday",
    )
    assert fields[-2:] == [
        ("contact", "Your contact, name or service"),
        ("contact-telephone", "Telephone and hours"),
    ]


def test_a_list_without_a_label_is_told_by_its_worksheet(book: Project) -> None:
    hints = [hint for _, hint in read_fields(path_of(book, A4, "h8"))]
    assert "Questions for a therapist: What is your training?" in hints


def test_an_example_is_no_form(book: Project) -> None:
    names = list_names(path_of(book, A4, "h2"))
    assert len(names) == 6 + 2
    assert not [name for name in names if "example" in name]


@every_edition
def test_names_are_unique_and_hints_too(book: Project, edition: SheetEdition) -> None:
    for id_ in READERS:
        names, hints = zip(*read_fields(path_of(book, edition, id_)), strict=True)
        assert len(set(names)) == len(names)
        assert len(set(hints)) == len(hints)
        assert all(hints)


# -- what a screen reader meets ----------------------------------------------------


@every_edition
def test_verapdf_finds_nothing_against_forms(
    book: Project, edition: SheetEdition
) -> None:
    found = {id_: validate(path_of(book, edition, id_), "ua1") for id_ in READERS}
    assert set(map(len, found.values())) == {0}, found


def test_verapdf_sees_a_field_without_words(book: Project, tmp_path: Path) -> None:
    with pikepdf.open(path_of(book, A4, "h7")) as pdf:
        del pdf.Root.AcroForm.Fields[0].TU
        pdf.save(tmp_path / "bad.pdf")
    assert validate(tmp_path / "bad.pdf", "ua1") != []


def test_a_form_claims_to_be_accessible_and_no_archive(book: Project) -> None:
    with pikepdf.open(path_of(book, A4, "h1")) as pdf:
        claims = pdf.Root.Metadata.read_bytes()
        assert claims.count(b'pdfuaid:part="1"') == 1
        assert b"pdfaid" not in claims


@every_edition
def test_fields_stand_in_the_tree_in_their_order(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in READERS:
        path = path_of(book, edition, id_)
        forms = TreeFile(path).root.find("Form")
        assert [str(form.links[0].T) for form in forms] == list_names(path)
        assert all(len(form.links) == 1 for form in forms)


def test_tabs_go_the_way_of_the_tree(book: Project) -> None:
    path = path_of(book, A4, "h7")
    with pikepdf.open(path) as pdf:
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
        shown = [
            str(annotation.T)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", ())
            if annotation.Subtype == "/Widget"
        ]
    assert shown == list_names(path)


def test_a_label_is_read_before_its_line_and_a_mark_before_its_words(
    book: Project,
) -> None:
    outline = TreeFile(path_of(book, A4, "h7")).root.outline
    assert "Sect(P P Form P Form P Form P Form P Form P Form)" in outline
    assert "LI(LBody(Form P))" in outline


# -- what is seen ------------------------------------------------------------------


@every_edition
def test_an_empty_form_is_the_printed_sheet(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in READERS:
        if id_ == "h3":  # cards to cut out are printed; a form has one worksheet
            continue
        form, printed = (
            pypdfium2.PdfDocument(path_of(book, e, id_))
            for e in (edition, edition.layout)
        )
        form.init_forms()
        assert len(form) == len(printed)
        for one, other in zip(form, printed, strict=True):
            assert render(one) == render(other), id_


def render(page: Any) -> bytes:
    picture: Image.Image = page.render(scale=0.5).to_pil()
    return picture.tobytes()


@every_edition
def test_nothing_is_printed_where_one_types(
    book: Project, edition: SheetEdition
) -> None:
    for id_ in READERS:
        file = PdfFile(path_of(book, edition, id_))
        for page, field in list_texts(file.pdf):
            left, bottom, right, top = (float(edge) for edge in field.Rect)
            assert right - left > 55
            middle = (left, bottom + 4, right, top - 2)
            assert file.text_in(page, middle).strip() == "", field.T


def list_texts(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", ()):
            if annotation.get("/FT") == "/Tx":
                yield number, annotation


@every_edition
def test_what_is_typed_shows(book: Project, edition: SheetEdition) -> None:
    path = path_of(book, edition, "h7")
    filled = fill(path)
    for number, field in list_fields(path):
        left, bottom, right, top = field
        before, after = (
            count_ink(document[number], (left, bottom, right, top))
            for document in (pypdfium2.PdfDocument(path), filled)
        )
        assert after > before + 20


def list_fields(path: Path) -> list[tuple[int, tuple[float, ...]]]:
    """Return the page and the rectangle of each field."""
    with pikepdf.open(path) as pdf:
        return [
            (number, tuple(float(edge) for edge in annotation.Rect))
            for number, page in enumerate(pdf.pages)
            for annotation in page.obj.get("/Annots", ())
            if "/FT" in annotation
        ]


def fill(path: Path) -> pypdfium2.PdfDocument:
    """Type into every field, and tick every mark."""
    target = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.FT == "/Tx":
                field.V = pikepdf.String("Zoë Müller")
            else:
                field.V = field.AS = pikepdf.Name.Yes
        pdf.save(target)
    document = pypdfium2.PdfDocument(target.getvalue())
    document.init_forms()
    return document


def count_ink(page: Any, rect: tuple[float, ...]) -> int:
    """Return how many pixels of a rectangle are dark."""
    left, bottom, right, top = (2 * edge for edge in rect)
    picture = page.render(scale=2, may_draw_forms=True).to_pil().convert("L")
    inside = picture.crop(
        (int(left), int(picture.height - top), int(right), int(picture.height - bottom))
    )
    return sum(level < 128 for level in inside.tobytes())


def test_a_reader_keeps_what_is_typed(book: Project) -> None:
    path, target = path_of(book, A4, "h7"), io.BytesIO()
    (_, text), *_, (_, mark) = list_fields(path)[:7]
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    page = document[0]
    pypdfium2.raw.FORM_OnAfterLoadPage(page, document.formenv)
    click(document, page, text)
    typed = ctypes.create_string_buffer("Zoë Ångström\0".encode("utf-16-le"))
    letters = ctypes.cast(typed, ctypes.POINTER(ctypes.c_ushort))
    pypdfium2.raw.FORM_ReplaceSelection(document.formenv, page, letters)
    click(document, page, mark)
    pypdfium2.raw.FORM_ForceToKillFocus(document.formenv)
    document.save(target)
    with pikepdf.open(target) as pdf:
        fields = pdf.Root.AcroForm.Fields
        assert str(fields[0].V) == "Zoë Ångström"
        assert b"/Field 14 Tf" in fields[0].AP.N.read_bytes()
        assert str(fields[6].V) == "/Yes"


def click(document: Any, page: Any, rect: tuple[float, ...]) -> None:
    """Click into the middle of a rectangle."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    for act in ("FORM_OnMouseMove", "FORM_OnLButtonDown", "FORM_OnLButtonUp"):
        getattr(pypdfium2.raw, act)(document.formenv, page, 0, x, y)


@pytest.mark.parametrize(("edition", "size"), [(A4, "14"), (FILLABLE[-1], "18")])
def test_type_is_as_large_as_the_text(
    book: Project, edition: SheetEdition, size: str
) -> None:
    with pikepdf.open(path_of(book, edition, "h7")) as pdf:
        for _, field in list_texts(pdf):
            assert str(field.DA).startswith(f"/Field {size} Tf ")


def test_any_letter_of_western_europe_can_be_typed(book: Project) -> None:
    with pikepdf.open(path_of(book, A4, "h1")) as pdf:
        font = pdf.Root.AcroForm.DR.Font.Field
        file = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        letters = file.getBestCmap()
        for code in [*range(0x20, 0x7F), *range(0xA1, 0x100)]:
            letter = ord(bytes([code]).decode("cp1252"))
            assert letter in letters
            width = float(font.Widths[code - int(font.FirstChar)])
            advance = file["hmtx"][letters[letter]][0]
            scaled = advance * 1000 / file["head"].unitsPerEm
            assert width == pytest.approx(scaled, abs=1)


# -- tiny sheets -------------------------------------------------------------------

REPEATS = """---
id: h1
audience: guest
sides: 2
version: 1.0.0
---
# A sheet

::::{worksheet} Mine
:::{write-line} Why?
:::
:::{write-line} Why?
:::
:::{write-line} Who?
:lines: 3
:::
::::

::::{worksheet} Yours
:::{write-line} Why?
:::
:::{scale} How loud?
- quiet
- loud
:::
::::
"""


@sphinx_words("handouts", "repeated-labels")
def test_labels_that_return_are_told_apart(app: SphinxTestApp) -> None:
    Path(app.srcdir, "handouts", "h1.md").write_text(REPEATS, encoding="utf-8")
    app.build()
    assert app.warning.getvalue() == ""
    path = Path(app.outdir, "a4-fillable", "h1.pdf")
    assert read_fields(path)[:-2] == [
        ("mine-why", "Mine: Why?"),
        ("mine-why-2", "Mine: Why?, 2"),
        ("mine-who", "Who?"),
        ("yours-why", "Yours: Why?"),
        ("yours-how-loud-quiet", "How loud?: quiet"),
        ("yours-how-loud-loud", "How loud?: loud"),
    ]
    with pikepdf.open(path) as pdf:
        flags = [int(field.get("/Ff", 0)) for _, field in list_texts(pdf)]
    assert flags[:4] == [0, 0, 1 << 12, 0]


def write_tiny(tmp_path: Path, faces: Faces, body: str) -> list[tuple[bytes, Any]]:  # noqa: F811
    """Lay out a sheet once, and write it plain, as a form, and plain again."""
    css = "html { font: 10pt/14pt Literata } @page { size: 300pt 200pt; margin: 20pt }"
    (tmp_path / "tiny.css").write_text(css, encoding="utf-8")
    html = f'<html lang="en"><title>t</title><body><main>{body}</main>'
    document = Engine([tmp_path / "tiny.css"], faces, tmp_path).lay_out(html)
    metadata = Metadata(title="t", authors=["A"], lang="en")
    font = next(path for face, path in faces.items() if face.family == fonts.LABEL)
    forms = (None, Form(font), None, Form(font))
    return [write_sheets([(document, "doc")], metadata, form) for form in forms]


FIELD = '<p data-field="a" data-hint="Name">{}</p>'


def test_a_form_changes_no_other_file(tmp_path: Path, faces: Faces) -> None:  # noqa: F811
    plain, form, again, form_again = write_tiny(tmp_path, faces, FIELD.format("Name:"))
    assert plain == again
    assert form == form_again
    assert form[1] == []
    assert plain[0] != form[0]


def test_a_label_that_leaves_no_room_is_named(tmp_path: Path, faces: Faces) -> None:  # noqa: F811
    body = FIELD.format("<b>A label that goes on and on and is wide</b>")
    _, (_, problems), *_ = write_tiny(tmp_path, faces, body)
    assert [str(problem) for problem in problems] == [
        "doc: the field “Name” has no room to type in: shorten its label"
    ]
