"""Text from outside: what it may not hold, and how it is quoted in a message."""

from __future__ import annotations

import re
import unicodedata

from .fonts import missing_characters, name_characters

#: How much of a text a message quotes.
QUOTED = 40

#: Categories of Unicode that show nothing: controls, format characters, line ends,
#: halves of characters, private and unassigned ones.
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}

#: What shows nothing and is in another category: fillers, joiners, selectors.
MORE_UNSEEN = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}

#: A letter of any language has two accents at most; more run over the next line.
PILE = re.compile(r"[\u0300-\u036f]{3}")

#: How overrides of the direction are called, for who finds them in a name.
TURNS = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"}


def quote(text: str) -> str:
    """Return a text in quotation marks, short and on one line, all of it visible."""
    short = text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"
    seen = (c if c.isprintable() and c not in MORE_UNSEEN else name(c) for c in short)
    return f"“{''.join(seen)}”"


def name(character: str) -> str:
    """Return "U+202E"."""
    return f"U+{ord(character):04X}"


def find_fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a line of text and what to do, or None.

    It may hold what can be seen and printed: a sheet says what its file says.
    """
    for character in text:
        kind = unicodedata.category(character)
        is_odd_space = kind == "Zs" and character not in " \u00a0"
        if kind in UNSEEN or character in MORE_UNSEEN or is_odd_space:
            return describe_unseen(character, kind)
    if PILE.search(text):
        return f"{quote(text)} piles up accents", "write the letters without them"
    if missing := missing_characters(text):
        said = f"no bundled typeface has the {name_characters(missing[:5])}"
        return said, "write it another way"
    return None


def describe_unseen(character: str, kind: str) -> tuple[str, str]:
    """Return what a character is that cannot be seen, and what to do about it."""
    if character == "\n":
        return "has more than one line", "write it on one line"
    what = "an invisible character"
    if kind == "Cc":
        what = "a control character"
    elif character in TURNS:
        what = "a character that turns the direction of writing"
    return f"holds {what} ({name(character)})", "type the text anew"
