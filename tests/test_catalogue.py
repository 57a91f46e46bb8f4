"""What a catalogue says of the book: the settings, and the EPUB's metadata."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.epub.access import Traits, list_failures
from guidepress.epub.metadata import invert_name
from guidepress.identifiers import is_doi, is_identifier, is_isbn
from guidepress.problems import SourceError

from .readers.epub import EpubFile
from .readers.epubcheck import check

CATALOGUE = {
    "guidepress_contributors": [
        {"name": "Ida Ash", "role": "ill", "file_as": "Ash, Ida"},
        {"name": "Theo Birch", "role": "aut", "file_as": "Birch, Theo"},
        {"name": "The Lamp Society", "role": "fnd"},
    ],
    "guidepress_identifiers": {"isbn": "978-0-306-40615-7", "doi": "10.1000/182"},
    "guidepress_subjects": [
        {"name": "Lamps", "authority": "LCSH", "term": "sh85074113"},
    ],
    "guidepress_keywords": ["lanterns"],
    "guidepress_series": {"name": "Old lights", "kind": "series", "position": "2"},
}

Builder = Callable[..., EpubFile]


@pytest.fixture(scope="module")
def build_single(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Return a function that builds a book of one page with settings."""

    def build(**settings: object) -> EpubFile:
        folder = tmp_path_factory.mktemp("catalogue")
        shutil.copytree(rootdir / "test-epub-single", folder / "src")
        app = SphinxTestApp("epub", folder / "src", confoverrides=settings)
        try:
            app.build()
        finally:
            app.cleanup()
        return EpubFile(next(Path(app.outdir).glob("*.epub")))

    return build


@pytest.fixture(scope="module")
def catalogued(build_single: Builder) -> EpubFile:
    """A book with everything that a catalogue can say of it."""
    return build_single(**CATALOGUE)


def refine(epub: EpubFile, element: str, property_: str) -> list[str]:
    """Return a property of each element of the metadata that has one."""
    return [
        "".join(
            epub.opf(f"//opf:meta[@refines='#{i}'][@property='{property_}']/text()")
        )
        for i in epub.opf(f"//{element}/@id")
    ]


def test_everybody_has_an_element_with_role_and_shelf_name(
    catalogued: EpubFile,
) -> None:
    assert catalogued.opf("//dc:creator/text()") == ["Theo Birch"]
    assert refine(catalogued, "dc:creator", "role") == ["aut"]
    assert refine(catalogued, "dc:creator", "file-as") == ["Birch, Theo"]
    assert catalogued.opf("//dc:contributor/text()") == ["Ida Ash", "The Lamp Society"]
    assert refine(catalogued, "dc:contributor", "role") == ["ill", "fnd"]
    names = refine(catalogued, "dc:contributor", "file-as")
    assert names == ["Ash, Ida", "Lamp Society, The"]


def test_numbers_say_what_kind_they_are(catalogued: EpubFile) -> None:
    numbers = catalogued.opf("//dc:identifier/text()")
    assert numbers[1:] == ["urn:isbn:9780306406157", "urn:doi:10.1000/182"]
    kinds = refine(catalogued, "dc:identifier", "identifier-type")
    assert kinds == ["", "15", "06"]


def test_subjects_name_their_list(catalogued: EpubFile) -> None:
    assert catalogued.opf("//dc:subject/text()") == ["Lamps", "lanterns"]
    assert refine(catalogued, "dc:subject", "authority") == ["LCSH", ""]
    assert refine(catalogued, "dc:subject", "term") == ["sh85074113", ""]


def test_the_series_says_which_volume_this_is(catalogued: EpubFile) -> None:
    assert catalogued.meta("belongs-to-collection") == ["Old lights"]
    assert catalogued.meta("collection-type") == ["series"]
    assert catalogued.meta("group-position") == ["2"]


def test_epubcheck_finds_nothing_in_the_catalogue(catalogued: EpubFile) -> None:
    assert check(catalogued.path) == []


def test_nothing_is_said_that_conf_py_does_not_say(build_single: Builder) -> None:
    epub = build_single()
    assert epub.opf("//dc:creator/text()") == ["Nobody"]
    silent = "//dc:contributor | //dc:date | //dc:subject | //dc:description"
    assert epub.opf(silent) == []
    assert epub.meta("belongs-to-collection") == []


CERTIFIED = {"by": "The Lamp Society", "on": "2027-01-15"}


def test_conformance_is_claimed_once_somebody_has_certified_it(
    build_single: Builder,
) -> None:
    epub = build_single(guidepress_certified=CERTIFIED)
    claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert epub.meta("dcterms:conformsTo") == [claim]
    assert epub.meta("a11y:certifiedBy") == ["The Lamp Society"]
    assert epub.meta("dcterms:date") == ["2027-01-15"]
    (summary,) = epub.meta("schema:accessibilitySummary")
    assert "No person has checked" not in summary
    assert check(epub.path) == []


def test_a_certificate_that_the_content_denies_is_refused() -> None:
    traits = Traits(True, False, True, True, False, True, True)
    assert len(list(list_failures(traits))) == 4
    assert not list(list_failures(Traits(True, True, False, True, True, True, False)))


def test_programs_that_found_nothing_are_named(build_single: Builder) -> None:
    epub = build_single(guidepress_epub_checks=["EPUBCheck", "Ace"])
    (summary,) = epub.meta("schema:accessibilitySummary")
    assert "EPUBCheck and Ace found nothing to mend. No person has" in summary


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("contributors", ["Ida"], r"entry 1: 'Ida' is no record: write it as {\"name"),
        ("contributors", [{"role": "ill"}], "“name” is missing: give it a name"),
        (
            "contributors",
            [{"name": "Ida", "role": "illustrator"}],
            "“role” is 'illustrator': give it a MARC role: aft, ",
        ),
        (
            "contributors",
            [{"name": "Ida", "role": "ill", "fileas": "Ida"}],
            "no field 'fileas': take one of .*; did you mean file_as",
        ),
        ("identifiers", {"isbn": "978-0-306-40615-8"}, "“isbn” is .*check digit"),
        ("identifiers", {"isbn": "0-306-40615-2"}, "“isbn” is .*13 digits"),
        ("identifiers", {"doi": "https://doi.org/10.1000/182"}, "a DOI alone"),
        ("epub_checks", ["EPUBChecker"], "give it programs that .* EPUBCheck or Ace"),
        ("epub_checks", [1], "is not what it should be"),
        ("identifier", "urn:uuid:1234", "is not what it should be"),
        ("identifier", "urn:isbn:9780306406158", "is not what it should be"),
        (
            "subjects",
            [{"name": "Lamps", "authority": "LOC", "term": "1"}],
            "“authority” is 'LOC': give it the list: AAT",
        ),
        ("certified", {"by": "A"}, "“on” is missing: give it the day"),
        ("subjects", [{"name": "Lamps", "authority": "LCSH"}], "“term” is missing"),
        ("series", {"name": "A", "kind": "row"}, "“kind” is 'row': give it “series”"),
        (
            "series",
            {"name": "A", "kind": "set", "position": 2},
            "“position” is 2: give it a number",
        ),
    ],
)
def test_a_wrong_record_is_named(
    build_single: Builder, setting: str, value: object, expected: str
) -> None:
    with pytest.raises(SourceError, match=expected) as caught:
        build_single(**{f"guidepress_{setting}": value})
    assert str(caught.value).startswith(("conf.py", "/"))
    assert f"guidepress_{setting}" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("978-0-306-40615-7", True),
        ("979-10-90636-07-1", True),
        ("978-0-306-40615-6", False),
        ("9770306406157", False),
        ("", False),
    ],
)
def test_the_last_digit_checks_an_isbn(value: str, expected: bool) -> None:
    assert is_isbn(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("10.1000/182", True), ("10.1/2", False), ("10.1000/182.", False)],
)
def test_a_doi_has_a_form(value: str, expected: bool) -> None:
    assert is_doi(value) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", True),
        ("https://example.org/book", True),
        ("urn:uuid:057a1f20-ebd0-4a52-8635-e903f2b9ec41", True),
        ("urn:uuid:057a1f20ebd04a528635e903f2b9ec41", False),
        ("book", False),
    ],
)
def test_an_identifier_is_an_address(value: str, expected: bool) -> None:
    assert is_identifier(value) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The guide’s writers", "guide’s writers, The"),
        ("A Person", "Person, A"),
        ("Theo Ash", "Theo Ash"),
    ],
)
def test_only_an_article_is_moved(name: str, expected: str) -> None:
    assert invert_name(name) == expected
