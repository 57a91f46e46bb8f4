"""The line of a value in a TOML file, however it is written."""

from __future__ import annotations

import tomllib

import pytest

from guidepress.tomllines import Key, find_line, locate_keys

TEXT = '''# name = "a comment"
name = "one"   # [contact]
note = """
name = "no key"
[contact]
"""
papers = [
  "a4", # first
  "letter",
]

[contact]
phone = "1"
"hours" = '[line]'
web.host = "x"
place = { street = "a", town = ["b",
  "c"] }

[[line]]
call = "1"

[[line]] # the second
name = "two"
days = 2026-11-24 10:00:00
[line.more]
name = "deep"

[other]
line = 3.5
'''

PLACES: dict[Key, int] = {
    ("name",): 2,
    ("note",): 3,
    ("papers",): 7,
    ("papers", 0): 8,
    ("papers", 1): 9,
    ("contact",): 12,
    ("contact", "phone"): 13,
    ("contact", "hours"): 14,
    ("contact", "web", "host"): 15,
    ("contact", "place", "street"): 16,
    ("contact", "place", "town", 1): 17,
    ("line", 0, "call"): 20,
    ("line", 1): 22,
    ("line", 1, "name"): 23,
    ("line", 1, "days"): 24,
    ("line", 1, "more", "name"): 26,
    ("other", "line"): 29,
}

MISSING: dict[Key, int] = {
    ("contact", "email"): 12,
    ("contact", "name"): 12,
    ("line", 0, "name"): 19,
    ("line", 1, "call"): 22,
    ("line", 0, "more", "name"): 19,
    ("region",): 1,
    (): 1,
}


@pytest.mark.parametrize("where", PLACES, ids=str)
def test_a_value_is_found(where: Key) -> None:
    assert find_line(locate_keys(TEXT), where) == PLACES[where]


@pytest.mark.parametrize("where", MISSING, ids=str)
def test_what_is_missing_is_sought_in_its_table_only(where: Key) -> None:
    assert find_line(locate_keys(TEXT), where) == MISSING[where]


def list_keys(value: object, key: Key = ()) -> set[Key]:
    """Return the key of every value that `tomllib` finds."""
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    found = {key} if key else set()
    for name, inner in items:
        found |= list_keys(inner, (*key, name))
    return found


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "a = \"\"\"x\"\"\"\"\nb = '''y'''''\nc = \"\\\"]\"\nd = '#'",
        "a.b.c = 1\na.b.d = [[1, 2], [3]]\n'e.f' = {}",
        "[a]\n[a.b]\nc = []\n[[a.d]]\n[[a.d]]\n[a.d.e]\nf = 1",
        '"\\u0061\\n" = 1\r\n[ "x y" . z ]\r\nb = 2',
        "a = -1.5e3\nb = 07:32:00.5\nc = inf",
    ],
)
def test_the_same_keys_are_found_as_by_tomllib(text: str) -> None:
    assert set(locate_keys(text)) == list_keys(tomllib.loads(text))
