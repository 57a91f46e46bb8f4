"""Where in a TOML file each value stands, since `tomllib` does not tell.

The text is read once more, for its keys alone.  `tomllib` has read it before, so that
nothing here asks whether it is TOML at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

#: Names of tables and keys, and numbers of those in a list: ("claim", 2, "says").
Key = tuple[int | str, ...]

TOKEN = re.compile(
    r"""
      (?P<nothing> [ \t\r]+ | \#[^\n]* )
    | (?P<text> \"{3} (?: \\. | [^\\] )*? \"{3,5}
              | '{3} .*? '{3,5}
              | " (?: \\. | [^"\\\n] )* "
              | ' [^'\n]* ' )
    | (?P<sign> [\[\]{}=,.\n] )
    | (?P<bare> [^\s\[\]{}=,.\#"']+ )
    """,
    re.DOTALL | re.VERBOSE,
)


class Token(NamedTuple):
    """A sign, a name or a value."""

    text: str
    line: int  #: from 1


END = Token("", 0)


def locate_keys(text: str) -> dict[Key, int]:
    """Return the line of every table, key and item of a list."""
    return Scanner(text).scan()


def find_line(lines: Mapping[Key, int], where: Key) -> int:
    """Return the line, from 1, of a value, or of what it is missing in.

    :param lines: those of `locate_keys`
    """
    known = (where[:size] for size in range(len(where), 0, -1))
    return next((lines[key] for key in known if key in lines), 1)


def split_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens, without blanks and comments."""
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup != "nothing":
            yield Token(match[0], line)
        line += match[0].count("\n")


class Scanner:
    """Walks through the tokens of a file and notes where each key stands."""

    def __init__(self, text: str) -> None:
        self.tokens = split_tokens(text)
        self.next = next(self.tokens, END)
        self.lines: dict[Key, int] = {}
        self.last: dict[Key, int] = {}  #: number of the last `[[table]]` of a name

    def scan(self) -> dict[Key, int]:
        table: Key = ()
        while self.next is not END:
            if self.next.text == "[":
                table = self.read_header()
            elif not self.skip("\n"):
                self.read_pair(table)
        return self.lines

    def read_header(self) -> Key:
        """Read `[table]` or `[[table]]`; return the key of what follows."""
        line = self.take().line
        is_item = self.skip("[")
        names = [name for name, _ in self.read_names("]")]
        while self.skip("]"):
            pass
        key: Key = ()
        for number, name in enumerate(names, 1):
            key = self.note((*key, name), line)
            if is_item and number == len(names):
                self.last[key] = self.last.get(key, -1) + 1
            if key in self.last:
                key = self.note((*key, self.last[key]), line)
        return key

    def read_pair(self, table: Key) -> None:
        """Read `name = value`, where the name may have dots."""
        key = table
        for name, line in self.read_names("="):
            key = self.note((*key, name), line)
        self.take()
        self.read_value(key)

    def read_names(self, end: str) -> list[tuple[str, int]]:
        """Read names with dots between them, up to a sign; return each and its line."""
        names = []
        while self.next is not END and self.next.text != end:
            token = self.take()
            if token.text != ".":
                names.append((unquote(token.text), token.line))
        return names

    def read_value(self, key: Key) -> None:
        """Read a value; note the keys in it."""
        if self.skip("["):
            for number in self.count_items("]"):
                self.read_value(self.note((*key, number), self.next.line))
        elif self.skip("{"):
            for _ in self.count_items("}"):
                self.read_pair(key)
        else:  # a number or a day has several tokens
            while self.next is not END and self.next.text not in {"\n", ",", "]", "}"}:
                self.take()

    def count_items(self, end: str) -> Iterator[int]:
        """Yield a number for each item of a list or pair of a table, up to its end."""
        number = 0
        while self.next is not END and not self.skip(end):
            if not (self.skip("\n") or self.skip(",")):
                yield number
                number += 1

    def note(self, key: Key, line: int) -> Key:
        """Keep the line where a key stands first; return the key."""
        self.lines.setdefault(key, line)
        return key

    def take(self) -> Token:
        """Return the next token and go on."""
        taken, self.next = self.next, next(self.tokens, END)
        return taken

    def skip(self, sign: str) -> bool:
        """Go on if the next token is this sign; tell whether it was."""
        return self.next.text == sign and bool(self.take())


def unquote(name: str) -> str:
    """Return a name as `tomllib` has it: what stands in quotation marks."""
    if name[:1] not in {'"', "'"}:
        return name
    (value,) = tomllib.loads(f"name = {name}").values()
    return str(value)
