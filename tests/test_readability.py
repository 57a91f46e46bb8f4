"""Sentences, syllables and formulas, on passages counted by hand."""

from __future__ import annotations

import pytest

from guidepress.prose.grammar import find_passive, is_imperative
from guidepress.prose.readability import Counts, count
from guidepress.prose.sentences import MARK, split_sentences, split_words
from guidepress.prose.syllables import count_syllables


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("One line\nthat goes on. And on.", ["One line\nthat goes on.", "And on."]),
        ("Ask Dr. Moss. She knows.", ["Ask Dr. Moss.", "She knows."]),
        ("Read J. Moss et al. First.", ["Read J. Moss et al. First."]),
        ("It costs 2.50 a cup. Pay.", ["It costs 2.50 a cup.", "Pay."]),
        ("“Stay. Please!” he said.", ["“Stay.", "Please!” he said."]),
        ("“Is it?” She left.", ["“Is it?”", "She left."]),
        ("lower. case goes on", ["lower. case goes on"]),
        ("a line that ends.\nlower begins", ["a line that ends.", "lower begins"]),
        (f"Cited.{MARK} Next.", [f"Cited.{MARK}", "Next."]),
        (MARK, []),
        ("", []),
    ],
)
def test_text_is_cut_at_the_ends_of_sentences(text: str, sentences: list[str]) -> None:
    found = list(split_sentences(text))
    assert [sentence for _, sentence in found] == sentences
    assert all(text[start:].startswith(sentence) for start, sentence in found)


def test_a_number_and_a_compound_are_one_word() -> None:
    text = "20,720 well-being carers’ it’s (no)."
    assert split_words(text) == ["20,720", "well-being", "carers", "it’s", "no"]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *(("a", 1), ("I", 1), ("42", 1), ("through", 1), ("named", 1), ("times", 1)),
        *(("wanted", 2), ("boxes", 2), ("table", 2), ("people", 2), ("someone", 2)),
        *(("carer", 2), ("being", 2), ("safely", 2), ("calm", 1), ("going", 2)),
        *(("attachment", 3), ("avoidant", 3), ("diary", 3), ("carefully", 3)),
        *(("relationship", 4), ("anxiety", 4), ("ambivalent", 4), ("well-being", 3)),
        *(("OCD", 3), ("WHO", 5), ("can’t", 1)),
    ],
)
def test_syllables_are_counted(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


#: Two passages counted by hand, and what each formula makes of them.
EASY = ["The cat sat on the mat.", "It was a warm day."]
HARD = [
    "The committee considered an alternative interpretation of the evidence.",
    "Many members disagreed.",
]


@pytest.mark.parametrize(
    ("sentences", "counts"),
    [
        (EASY, Counts(2, 11, 30, 11, 0)),
        (HARD, Counts(2, 12, 82, 29, 6)),
    ],
)
def test_passages_are_counted_as_by_hand(sentences: list[str], counts: Counts) -> None:
    assert count(sentences) == counts


@pytest.mark.parametrize(
    ("counts", "grades"),
    [
        (Counts(2, 11, 30, 11, 0), (-1.645, 3.129, -5.145, -5.835)),
        (Counts(2, 12, 82, 29, 6), (15.267, 13.024, 19.447, 13.755)),
    ],
)
def test_formulas_give_their_published_values(
    counts: Counts, grades: tuple[float, ...]
) -> None:
    found = (
        counts.flesch_kincaid(),
        counts.smog(),
        counts.coleman_liau(),
        counts.automated(),
    )
    assert found == pytest.approx(grades, abs=0.01)
    assert counts.range() == (min(found), max(found))


def test_a_term_of_the_glossary_is_hard_once() -> None:
    sentences = ["Attachment anxiety is fear.", "Attachment anxiety can fall."]
    plain, explained = count(sentences), count(sentences, ["attachment anxiety"])
    assert plain is not None
    assert explained is not None
    assert plain.syllables - explained.syllables == 3 + 4 - 2
    assert (plain.long_words, explained.long_words) == (4, 2)


def test_no_words_have_no_counts() -> None:
    assert count([]) is None
    assert count(["…"]) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cup was washed.", "was washed"),
        ("It is often called a mug.", "is often called"),
        ("They have been told.", "been told"),
        ("You are tired and worried.", ""),
        ("She is a need in red.", ""),
        ("He washed the cup.", ""),
    ],
)
def test_passives_are_found_and_states_are_not(text: str, words: str) -> None:
    assert find_passive(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write one line.", True),
        ("If it is late, wait.", True),
        ("You could write.", False),
        ("If it is late, you may wait.", False),
        ("Writing helps.", False),
        ("There is a way.", False),
        ("2 cups.", False),
    ],
)
def test_a_step_begins_with_what_to_do(text: str, expected: bool) -> None:
    assert is_imperative(text) is expected
