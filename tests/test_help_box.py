"""The crisis lines of a clinic: whose numbers stand in the box and on the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidepress.project import Project

from .readers.pdf import PdfFile
from .town import LINE, PHONE, copy_town, print_for, write_profile

SAFETY = "These ideas are for relationships where you feel safe."

WITH_HOURS = f'{PHONE}hours = "9am to 5pm"\n'


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Clinics with lines of their own; for reading only."""
    project = copy_town(tmp_path_factory.mktemp("help") / "town")
    extra = LINE.format(name="Night team", call="020 7946 0999", hours="24 hours")
    write_profile(project, "abroad", 'region = "us"')
    crisis = "crisis_service = true"
    write_profile(project, "crisis", crisis, extra, contact=WITH_HOURS)
    write_profile(project, "loud", 'region = "quiet"')
    write_profile(project, "quiet", 'region = "quiet"\nsafe_print = true')
    write_profile(project, "sourced")
    write_profile(project, "unsourced", 'references = "none"')
    assert print_for(project, "clinics/*.toml") == 0
    return project


def read(town: Project, clinic: str, name: str = "a4/h2.pdf") -> list[str]:
    """Return the words of each side of a sheet."""
    path: Path = town.dist / "clinics" / clinic / name
    return [" ".join(text.split()) for text in PdfFile(path).texts]


def in_order(text: str, *pieces: str) -> bool:
    """Tell whether pieces of a text follow each other."""
    places = [text.find(piece) for piece in pieces]
    return -1 not in places and places == sorted(places)


def test_another_region_replaces_place_and_numbers(town: Project) -> None:
    front, cards = read(town, "abroad")
    assert "Help now in the United States" in front
    assert "In the United States, if life is in danger now, call 911." in front
    assert "Call 911: Emergency services" in front
    for text in (front, cards):
        assert "999" not in text
        assert "England" not in text
    assert cards.count("In danger, call 911. Urgent help: call or text 988.") == 8


def test_a_crisis_service_stands_right_behind_the_emergency_number(
    town: Project,
) -> None:
    front, cards = read(town, "crisis")
    assert in_order(
        front,
        "Call 999: Emergency services",
        "Call 020 7946 0123: Clinic crisis, 9am to 5pm.",
        "Call 020 7946 0999: Night team, 24 hours.",
        "Call 111:",
    )
    assert "not a crisis service" not in front
    # of a line of a place, a card that is lost somewhere says nothing
    assert cards.count("In danger, call 999. Urgent help: call 111.") == 8


def test_only_who_answers_at_night_is_said_to(town: Project) -> None:
    front, _ = read(town, "crisis")
    assert (
        "For urgent help (9am to 5pm), call 020 7946 0123: Clinic crisis. "
        "For urgent help by day or night, call 020 7946 0999: Night team."
    ) in front
    assert "by day or night, call 111: NHS 111" in read(town, "sourced")[0]


def test_safe_print_leaves_out_the_lines_that_are_marked(town: Project) -> None:
    assert "992" in "".join(read(town, "loud"))
    front, cards = read(town, "quiet")
    assert "992" not in front + cards
    assert "Abuse" not in front
    assert "Call 993: Third" in front
    assert SAFETY in front
    assert cards.count("In danger, call 991. Urgent help: call 993.") == 8


def test_a_clinic_without_references_names_no_sources(town: Project) -> None:
    named = "Sources: 1. Oil and Wick, Lamps, 1882."
    assert named in read(town, "sourced")[0]
    (front, _) = read(town, "unsourced")
    assert "Sources" not in front
    assert "Another handout" in front


def test_the_contact_box_speaks_of_numbers_where_they_stand(town: Project) -> None:
    front, _ = read(town, "sourced")
    said = "We are not a crisis service: in danger, use the numbers above."
    assert in_order(front, "Help now", said)
    cover = read(town, "sourced", "packs/both-a4.pdf")[0]
    assert "numbers above" not in cover
    assert "We are not a crisis service: in danger, call for help at once." in cover
