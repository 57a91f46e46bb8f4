"""A clinic's profile: what it says is read, and what it may not say is refused."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from guidepress.cli import main
from guidepress.handouts.clinics.clinic import Clinic, read_clinic
from guidepress.handouts.clinics.profile import Contact, ExtraLine, Profile
from guidepress.handouts.clinics.schema import describe_profile
from guidepress.problems import SourceError
from guidepress.project import Project

from .conftest import ROOT

EXAMPLE = ROOT / "clinics" / "example.toml"
HANDOUTS = ("h1", "h2", "h3", "h8")

SMALLEST = 'name = "One"\n[contact]\nphone = "020 7946 0123"\n'

#: Line 1 of a profile is its name, line 2 the setting that is tried.
LINE = """[[extra_lines]]
name = "Team"
call = "020 7946 0999"
hours = "24 hours"
source = "https://example.org/team"
verified_on = "2026-11-01"
verified_by = "A. Name"
"""


def read(path: Path) -> Clinic:
    """Read a profile as the real book does."""
    return read_clinic(
        path, regions=ROOT / "regions", default_region="gb-eng", handouts=HANDOUTS
    )


def refuse(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines with which a profile is refused, seen from its folder."""
    monkeypatch.chdir(path.parent)
    with pytest.raises(SourceError) as caught:
        read(path)
    lines = [str(problem) for problem in caught.value.problems]
    assert str(caught.value).split("\n") == lines
    return lines


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a profile into an empty folder."""

    def write(text: str) -> Path:
        path = tmp_path / "one.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


# -- what is read -------------------------------------------------------------------


def test_the_example_shows_every_setting_in_few_lines() -> None:
    clinic = read(EXAMPLE)
    assert clinic.model_fields_set >= set(type(clinic).model_fields) - {"picture"}
    assert clinic.contact.model_fields_set == set(type(clinic.contact).model_fields)
    assert clinic.extra_lines[0].verified_on == datetime.date(2026, 11, 1)
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) < 40


def test_the_example_is_of_nobody() -> None:
    clinic = read(EXAMPLE)
    numbers = [clinic.contact.phone, *(line.call for line in clinic.extra_lines)]
    assert all(number.startswith("020 7946 0") for number in numbers)  # Ofcom's, drama
    assert clinic.contact.email.endswith("@example.org")
    assert clinic.contact.web.endswith("example.org")
    assert "drama" in EXAMPLE.read_text(encoding="utf-8")


def test_the_logo_is_read_with_the_profile() -> None:
    picture = read(EXAMPLE).picture
    assert picture is not None
    assert picture.media_type == "image/svg+xml"


def test_a_name_and_one_contact_are_enough(write: Callable[[str], Path]) -> None:
    clinic = read(write(SMALLEST))
    assert clinic.id == "one"
    assert clinic.region == "gb-eng"
    assert clinic.paper == ("a4", "letter")
    assert clinic.languages == ("en-GB",)
    assert clinic.variants == ("standard",)
    assert clinic.handouts == HANDOUTS
    assert clinic.references == "short"
    assert clinic.formats_line
    assert not clinic.safe_print
    assert not clinic.crisis_service
    assert clinic.clinical_approver == ""
    assert clinic.picture is None


@pytest.mark.parametrize(
    "contact",
    [
        'phone = "+44 (0)20 7946 0123 ext. 4"',
        'phone = "111"',
        'email = "first.last+sheets@mail.example.org"',
        'web = "https://example.org/a/b?c=d#e"',
        'web = "example.org/help"',
        'address = ["1 River Road", "Anytown"]',
    ],
)
def test_each_contact_alone_will_do(write: Callable[[str], Path], contact: str) -> None:
    assert read(write(f'name = "One"\n[contact]\n{contact}\n')).contact


@pytest.mark.parametrize(
    ("web", "link"),
    [
        ("example.org", "https://example.org"),
        ("https://example.org/x", "https://example.org/x"),
        ("", ""),
    ],
)
def test_a_web_address_is_a_link(
    write: Callable[[str], Path], web: str, link: str
) -> None:
    assert read(write(f'{SMALLEST}web = "{web}"\n')).contact.link == link


def test_text_stays_text(write: Callable[[str], Path]) -> None:
    name = "<b>A & B’s</b> {{ clinic }} Łódź"
    assert read(write(SMALLEST.replace("One", name))).name == name


def test_accents_and_blanks_are_tidied(write: Callable[[str], Path]) -> None:
    assert read(write(SMALLEST.replace("One", " Zoe\u0308 "))).name == "Zo\u00eb"


def test_capitals_do_not_matter_where_there_is_a_choice(
    write: Callable[[str], Path],
) -> None:
    text = 'handouts = ["H1"]\nregion = "US"\nlanguages = ["en-gb"]\n' + SMALLEST
    clinic = read(write(text))
    assert (clinic.handouts, clinic.region) == (("h1",), "us")
    assert clinic.languages == ("en-GB",)


def test_a_byte_order_mark_and_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode())
    assert read(path).name == "One"


# -- what is refused ----------------------------------------------------------------

LONG = "x" * 10_000

#: A line of the profile, and all that is said of it.
SETTINGS = {
    "unknown field": (
        'papers = ["a4"]',
        "one.toml:2: there is no setting “papers”: mend its name or delete it; "
        "did you mean paper?",
    ),
    "unknown field, nothing near": (
        "qqqq = 1",
        "one.toml:2: there is no setting “qqqq”: mend its name or delete it",
    ),
    "field of another table": (
        'phone = "020 7946 0123"',
        "one.toml:2: there is no setting “phone”: move it below [contact]",
    ),
    "name of a field that turns": (
        '"\\u202Epaper" = 1',
        "one.toml:2: there is no setting “U+202Epaper”: mend its name or delete it; "
        "did you mean paper?",
    ),
    "field of a picture": (
        'picture = "x"',
        "one.toml:2: there is no setting “picture”: mend its name or delete it",
    ),
    "text that is a number": (
        "region = 5",
        "one.toml:2: region: 5 is no text: write it in quotation marks",
    ),
    "text that is a list": (
        'region = ["us"]',
        "one.toml:2: region: a list is no text: write it in quotation marks",
    ),
    "switch that is text": (
        'safe_print = "yes"',
        "one.toml:2: safe_print: “yes” is neither true nor false: write true or false",
    ),
    "switch that is a number": (
        "safe_print = 1",
        "one.toml:2: safe_print: 1 is neither true nor false: write true or false",
    ),
    "list that is text": (
        'paper = "a4"',
        "one.toml:2: paper: “a4” is no list: write it in square brackets",
    ),
    "list that is empty": (
        "variants = []",
        "one.toml:2: variants: is empty: name one, or delete the line",
    ),
    "entry twice": (
        'paper = ["a4", "a4"]',
        "one.toml:2: paper: “a4” stands twice: delete one",
    ),
    "paper": (
        'paper = ["a5"]',
        "one.toml:2: paper: “a5” is none of the choices: write a4 or letter",
    ),
    "references": (
        'references = "all"',
        "one.toml:2: references: “all” is none of the choices: "
        "write none, short or full",
    ),
    "variant": (
        'variants = ["gray"]',
        "one.toml:2: variants: “gray” is none of the choices: "
        "write standard, large, grey or fillable",
    ),
    "region": (
        'region = "gb-egn"',
        "one.toml:2: region: there is no region “gb-egn”: choose gb-eng or us; "
        "did you mean gb-eng?",
    ),
    "region that is a path": (
        'region = "../us"',
        "one.toml:2: region: there is no region “../us”: choose gb-eng or us",
    ),
    "language": (
        'languages = ["cy"]',
        "one.toml:2: languages: there is no language “cy”: choose en-GB",
    ),
    "handout": (
        'handouts = ["h9"]',
        "one.toml:2: handouts: there is no handout “h9”: choose h1, h2, h3 or h8",
    ),
    "id that is a path up": (
        'id = "../x"',
        "one.toml:2: id: “../x” cannot name a folder: "
        "use lower-case letters, digits and hyphens",
    ),
    "id that is a path": (
        'id = "a/b"',
        "one.toml:2: id: “a/b” cannot name a folder: "
        "use lower-case letters, digits and hyphens",
    ),
    "id of a device": (
        'id = "con"',
        "one.toml:2: id: “con” is kept for devices by Windows: choose another",
    ),
    "logo elsewhere": (
        'logo = "../x.svg"',
        "one.toml:2: logo: “../x.svg” leads out of the folder of this file: "
        "put the file beside or below it",
    ),
    "logo by an absolute path": (
        'logo = "/etc/passwd"',
        "one.toml:2: logo: “/etc/passwd” leads out of the folder of this file: "
        "put the file beside or below it",
    ),
    "logo on a drive": (
        "logo = 'C:\\x.svg'",
        "one.toml:2: logo: “C:\\x.svg” leads out of the folder of this file: "
        "put the file beside or below it",
    ),
    "logo that is missing": (
        'logo = "none.svg"',
        "none.svg: there is no such file: mend its name, or put it there",
    ),
    "control character": (
        'clinical_approver = "a\\u0007b"',
        "one.toml:2: clinical_approver: holds a control character (U+0007): "
        "type the text anew",
    ),
    "line end": (
        'clinical_approver = "a\\nb"',
        "one.toml:2: clinical_approver: has more than one line: write it on one line",
    ),
    "tab": (
        'clinical_approver = "a\\tb"',
        "one.toml:2: clinical_approver: holds a control character (U+0009): "
        "type the text anew",
    ),
    **{
        f"turn {code}": (
            f'clinical_approver = "a{chr(int(code, 16))}b"',
            "one.toml:2: clinical_approver: holds a character that turns the direction "
            f"of writing (U+{code}): type the text anew",
        )
        for code in "202A 202B 202C 202D 202E 2066 2067 2068 2069 200E 200F".split()
    },
    **{
        f"invisible {code}": (
            f'clinical_approver = "a\\U{code:>08}b"',
            "one.toml:2: clinical_approver: holds an invisible character "
            f"(U+{code}): type the text anew",
        )
        for code in "200B 200C 200D FEFF 00AD 2060 2028 3000 FE0F E0041 3164".split()
    },
    "pile of accents": (
        'clinical_approver = "z\\u0301\\u0302\\u0303\\u0304"',
        "one.toml:2: clinical_approver: “\u017a\u0302\u0303\u0304” piles up accents: "
        "write the letters without them",
    ),
    "letters without a face": (
        'clinical_approver = "\u05d0 \u2603"',
        "one.toml:2: clinical_approver: no bundled typeface has the characters "
        "\u05d0 (U+05D0), \u2603 (U+2603): write it another way",
    ),
    "too long": (
        f'clinical_approver = "{LONG}"',
        "one.toml:2: clinical_approver: is longer than 80 characters: shorten it",
    ),
    "too long a choice": (
        f'languages = ["{LONG}"]',
        f"one.toml:2: languages: there is no language “{LONG[:39]}…”: choose en-GB",
    ),
    "too long a name of a field": (
        f"{LONG} = 1",
        f"one.toml:2: there is no setting “{LONG[:39]}…”: mend its name or delete it",
    ),
    "too many handouts": (
        f"handouts = {['h1'] * 51}",
        "one.toml:2: handouts: has more than 50 entries: leave some out",
    ),
    "no toml": (
        "region = “us”",
        "one.toml:2: cannot be read: Invalid value: "
        'write name = "value", with straight quotation marks, or mend the line',
    ),
    "setting twice": (
        'id = "x"\nid = "y"',
        "one.toml:3: cannot be read: Cannot overwrite a value: "
        'write name = "value", with straight quotation marks, or mend the line',
    ),
    "number without end": (
        f"id = {'9' * 5_000}",
        "one.toml: cannot be read: a value is too long or too deep: shorten it",
    ),
    "number in another notation without end": (
        f"id = 0x{'f' * 20_000}",
        "one.toml:2: id: a number is no text: write it in quotation marks",
    ),
    "dots without end": (
        f"{'a.' * 20_000}a = 1",
        "one.toml:2: has more than 100 dots: shorten the line",
    ),
    "brackets without end": (
        f"id = {'[' * 9_000}",
        "one.toml: cannot be read: a value is too long or too deep: shorten it",
    ),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_a_wrong_setting_is_refused(
    case: str, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    line, expected = SETTINGS[case]
    path = write(SMALLEST.replace("[contact]", f"{line}\n[contact]"))
    assert refuse(path, monkeypatch) == [expected]


#: A line at the end of the table of the contact, which has a telephone number.
CONTACTS = {
    "email without a host": (
        'email = "help@"',
        "contact.email: “help@” is no email address: write it as in help@example.org",
    ),
    "email with a name": (
        'email = "A <a@example.org>"',
        "contact.email: “A <a@example.org>” is no email address: "
        "write it as in help@example.org",
    ),
    "email with a question": (
        'email = "a@example.org?bcc=b"',
        "contact.email: “a@example.org?bcc=b” is no email address: "
        "write it as in help@example.org",
    ),
    "web of another scheme": (
        'web = "javascript:alert(1)"',
        "contact.web: “javascript:alert(1)” begins with “javascript:”: write an "
        "address that begins with https://, or leave the beginning out",
    ),
    "web without encryption": (
        'web = "http://example.org"',
        "contact.web: “http://example.org” begins with “http:”: write an address "
        "that begins with https://, or leave the beginning out",
    ),
    "web of a file": (
        'web = "file:///etc/passwd"',
        "contact.web: “file:///etc/passwd” begins with “file:”: write an address "
        "that begins with https://, or leave the beginning out",
    ),
    "web with a user": (
        'web = "https://me:secret@example.org"',
        "contact.web: “https://me:secret@example.org” has a user’s name in it: "
        "leave out what is before the @",
    ),
    "web with a port": (
        'web = "example.org:8080"',
        "contact.web: “example.org:8080” is no web address: "
        "write it as in www.example.org or https://example.org/help",
    ),
    "web without a host": (
        'web = "https://example"',
        "contact.web: “https://example” is no web address: "
        "write it as in www.example.org or https://example.org/help",
    ),
    "web of a machine": (
        'web = "https://127.0.0.1/"',
        "contact.web: “https://127.0.0.1/” is no web address: "
        "write it as in www.example.org or https://example.org/help",
    ),
    "web with a blank": (
        'web = "example.org/a b"',
        "contact.web: “example.org/a b” is no web address: "
        "write it as in www.example.org or https://example.org/help",
    ),
    "address that is text": (
        'address = "1 River Road"',
        "contact.address: “1 River Road” is no list: write it in square brackets",
    ),
    "address of many lines": (
        f"address = {list('abcdefg')}",
        "contact.address: has more than 6 entries: leave some out",
    ),
    "line of an address": (
        f'address = ["{"x" * 61}"]',
        "contact.address: is longer than 60 characters: shorten it",
    ),
    "field of the top": (
        'region = "us"',
        "there is no setting “contact.region”: "
        "move it above the first line in square brackets",
    ),
    "field unknown": (
        'mail = "a@example.org"',
        "there is no setting “contact.mail”: mend its name or delete it; "
        "did you mean email?",
    ),
}


@pytest.mark.parametrize("case", CONTACTS)
def test_a_wrong_contact_is_refused(
    case: str, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    line, expected = CONTACTS[case]
    path = write(f"{SMALLEST}{line}\n")
    assert refuse(path, monkeypatch) == [f"one.toml:4: {expected}"]


@pytest.mark.parametrize(
    "phone",
    [
        "abc",
        "12",
        "020 7946 0123 0000 0000",
        "020.7946.0123",
        "\u0660\u0661\u0662",
        "tel:123",
    ],
)
def test_what_is_no_number_is_refused(
    phone: str, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(SMALLEST.replace("020 7946 0123", phone))
    (line,) = refuse(path, monkeypatch)
    if phone.isascii():
        assert line == (
            f"one.toml:3: contact.phone: “{phone}” is no telephone number: "
            "write digits and spaces, such as 020 7946 0123"
        )
    else:
        assert line.startswith("one.toml:3: contact.phone: no bundled typeface has")


#: What a line of the place has instead, and what is said of it.
LINES = {
    "missing": (
        'source = "https://example.org/team"\n',
        "",
        "one.toml:4: extra_lines.source: is missing: add it",
    ),
    "blank": (
        '"A. Name"',
        '"  "',
        "one.toml:10: extra_lines.verified_by: is empty: fill it in",
    ),
    "empty": (
        '"A. Name"',
        '""',
        "one.toml:10: extra_lines.verified_by: is empty: fill it in",
    ),
    "no day": (
        '"2026-11-01"',
        '"1 November"',
        "one.toml:9: extra_lines.verified_on: “1 November” is no day: "
        "write it as in 2026-11-24",
    ),
    "no day of the calendar": (
        '"2026-11-01"',
        '"2026-02-30"',
        "one.toml:9: extra_lines.verified_on: “2026-02-30” is no day: "
        "write it as in 2026-11-24",
    ),
    "no day of TOML": (
        '"2026-11-01"',
        "2026-02-30",
        "one.toml:9: cannot be read: Invalid date or datetime: "
        'write name = "value", with straight quotation marks, or mend the line',
    ),
    "day with a time": (
        '"2026-11-01"',
        "2026-11-01T10:00:00",
        "one.toml:9: extra_lines.verified_on: 2026-11-01 10:00:00 is no day: "
        "write it as in 2026-11-24",
    ),
    "number for a day": (
        '"2026-11-01"',
        "20261101",
        "one.toml:9: extra_lines.verified_on: 20261101 is no day: "
        "write it as in 2026-11-24",
    ),
    "words for a number": (
        '"020 7946 0999"',
        '"text HELP"',
        "one.toml:6: extra_lines.call: “text HELP” is no telephone number: "
        "write digits and spaces, such as 020 7946 0123",
    ),
    "words for a source": (
        '"https://example.org/team"',
        '"a poster"',
        "one.toml:8: extra_lines.source: “a poster” is no web address: "
        "write it as in www.example.org or https://example.org/help",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_a_wrong_line_of_the_place_is_refused(
    case: str, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, expected = LINES[case]
    assert old in LINE
    path = write(SMALLEST + LINE.replace(old, new))
    assert refuse(path, monkeypatch) == [expected]


#: Whole profiles, and all that is said of each.
WHOLE = {
    "nothing": (
        "",
        [
            "one.toml:1: name: is missing: add it",
            "one.toml:1: contact: is missing: add it",
        ],
    ),
    "no contact": (
        'name = "One"\n[contact]\nhours = "9 to 5"\n',
        [
            "one.toml:2: contact: says nothing of how to reach the clinic: "
            "give a phone, an email, a web or an address"
        ],
    ),
    "blank name": (
        SMALLEST.replace("One", " "),
        ["one.toml:1: name: is empty: fill it in"],
    ),
    "silent crisis service": (
        'name = "One"\ncrisis_service = true\n[contact]\nweb = "example.org"\n',
        [
            "one.toml:2: crisis_service: is true, and there is no number to print "
            "first: give contact.phone, or write false"
        ],
    ),
    "contact that is text": (
        'name = "One"\ncontact = "020 7946 0123"\n',
        [
            "one.toml:2: contact: “020 7946 0123” is no table: "
            "give each of its settings a line"
        ],
    ),
    "five lines of the place": (
        SMALLEST + LINE * 5,
        ["one.toml:4: extra_lines: has more than 4 entries: leave some out"],
    ),
    "several faults": (
        'name = 5\nlogo = "none.png"\nsafe_print = "no"\n[contact]\nphone = "abc"\n',
        [
            "one.toml:1: name: 5 is no text: write it in quotation marks",
            "one.toml:3: safe_print: “no” is neither true nor false: "
            "write true or false",
            "one.toml:5: contact.phone: “abc” is no telephone number: "
            "write digits and spaces, such as 020 7946 0123",
            "none.png: there is no such file: mend its name, or put it there",
        ],
    ),
    "a fault of the second line": (
        f"{SMALLEST}{LINE}{LINE.replace('24 hours', '')}",
        ["one.toml:14: extra_lines.hours: is empty: fill it in"],
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_every_fault_is_told_at_once(
    case: str, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text, expected = WHOLE[case]
    assert refuse(write(text), monkeypatch) == expected


def test_a_flood_of_faults_is_cut_short(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("".join(f"x{n} = 1\n" for n in range(5_000)) + SMALLEST)
    lines = refuse(path, monkeypatch)
    assert len(lines) == 31
    assert lines[-1] == "one.toml: 4970 more faults: mend these first"


#: What cannot be read as a profile at all.
FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (
        lambda path: None,
        "one.toml: there is no such file: mend its name, or put it there",
    ),
    "folder": (
        lambda path: path.mkdir(),
        "one.toml: is no file: put a file there",
    ),
    "pipe": (
        lambda path: os.mkfifo(path),
        "one.toml: is no file: put a file there",
    ),
    "device": (
        lambda path: path.symlink_to("/dev/zero"),
        "one.toml: is a link that leads out of its folder: put the file there",
    ),
    "link out of the folder": (
        lambda path: path.symlink_to(EXAMPLE),
        "one.toml: is a link that leads out of its folder: put the file there",
    ),
    "link to itself": (
        lambda path: path.symlink_to(path),
        "one.toml: there is no such file: mend its name, or put it there",
    ),
    "too large": (
        lambda path: path.write_text(SMALLEST + "#" * (64 << 10)),
        "one.toml: is larger than 64 kB: make it smaller",
    ),
    "Latin 1": (
        lambda path: path.write_bytes(SMALLEST.replace("One", "Café").encode("latin1")),
        "one.toml: is no text in UTF-8: save it as “UTF-8” or “Unicode (UTF-8)”",
    ),
    "UTF-16": (
        lambda path: path.write_bytes(SMALLEST.encode("utf-16")),
        "one.toml: is no text in UTF-8: save it as “UTF-8” or “Unicode (UTF-8)”",
    ),
    "UTF-16 without a mark": (
        lambda path: path.write_bytes(SMALLEST.encode("utf-16-le")),
        "one.toml: is no text in UTF-8: save it as “UTF-8” or “Unicode (UTF-8)”",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_profile_is_refused(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, expected = FILES[case]
    path = tmp_path / "one.toml"
    make(path)
    assert refuse(path, monkeypatch) == [expected]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text(SMALLEST)
    (tmp_path / "one.toml").symlink_to("shared.toml")
    assert read(tmp_path / "one.toml").id == "one"


@pytest.mark.parametrize("name", ["My Clinic", "con", "ä", "x" * 41])
def test_a_file_whose_name_is_no_id_needs_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(SMALLEST)
    (line,) = refuse(path, monkeypatch)
    assert line.endswith(
        "cannot name a folder: name the file with lower-case letters, digits and "
        "hyphens, or set id"
    )
    path.write_text(f'id = "mine"\n{SMALLEST}')
    assert read(path).id == "mine"


# -- what clinics and editors know of a profile, and the command line ---------------


def test_the_schema_is_what_the_models_say() -> None:
    path = ROOT / "clinics" / "clinic.schema.json"
    assert path.read_text(encoding="utf-8") == describe_profile(), (
        "type make clinic-schema"
    )


def test_the_guide_for_clinics_has_a_row_for_each_setting() -> None:
    guide = (ROOT / "docs" / "clinics.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("|")]
    for table in (Profile, Contact, ExtraLine):
        known = set(table.model_fields) - {"contact", "extra_lines"}
        assert {f" `{name}` " for name in known} <= set(rows)


def test_the_schema_names_each_setting_in_words() -> None:
    schema = json.loads(describe_profile())
    for table in (schema, *schema["definitions"].values()):
        assert table["title"]
        assert table["description"]
        assert all(
            field.keys() & {"title", "$ref"} for field in table["properties"].values()
        )


def test_the_example_names_its_schema_where_editors_look() -> None:
    first, *_ = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert first == "#:schema ./clinic.schema.json"


def test_the_command_writes_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["clinic-schema"]) == 0
    assert capsys.readouterr().out == "clinics/clinic.schema.json is written.\n"
    written = tmp_path / "clinics" / "clinic.schema.json"
    assert written.read_text(encoding="utf-8") == describe_profile()


def test_a_check_tells_every_fault_of_every_profile(
    small: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small.root)
    (small.root / "clinics").mkdir()
    for name in ("first", "second"):
        (small.root / "clinics" / f"{name}.toml").write_text(f'id = "x"\n{SMALLEST}')
    (small.root / "clinics" / "third.toml").write_text('name = ""\nhandouts = ["h2"]\n')
    assert main(["check"]) == 1
    assert capsys.readouterr().err.splitlines()[:4] == [
        "clinics/second.toml: the id “x” is that of clinics/first.toml too: "
        "give it another",
        "clinics/third.toml:1: name: is empty: fill it in",
        "clinics/third.toml:1: contact: is missing: add it",
        "clinics/third.toml:2: handouts: there is no handout “h2”: choose h1",
    ]
