"""The sentences of a MyST source, read without Sphinx: what every output must hold."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

#: Options that are no words for a reader; `:how-to-use:` is.
OPTIONS = "name|alt|brief|compact|lines|class|figclass|example|height|short|cards"

#: Directives whose first line is read.
TITLED = "try-this|worksheet|write-line|write-box|tick-list|scale"

#: Entries of the index, which a reader meets at the back: `read_index_words`.
INDEX = re.compile(r"^(:{3,}|`{3,})\{index\}(.*?)^\1\n", re.S | re.M)

#: A figure: what stands behind its options.
FIGURE = re.compile(r"^(:{3,})\{figure\}[^\n]*\n(?::[^\n]*\n)*(.*?)^\1$", re.S | re.M)


def keep_letters(text: str) -> str:
    """Return the letters of a text and nothing else.

    Spaces, hyphens, list numbers and citation marks differ between outputs.
    """
    return re.sub(r"[\W\d_]+", "", text)


SAID_PAGE = re.compile(r"\(page\s+(?:[ivxl]+|\d+)\)")


def find_lost(lines: list[str], text: str) -> list[str]:
    """Return the lines of a source that a text does not hold, letter for letter.

    The pages that print says behind links are not of the source.
    """
    letters = keep_letters(SAID_PAGE.sub("", text))
    return [line for line in lines if keep_letters(line) not in letters]


def read_lines(path: Path) -> list[str]:
    """Return the lines of a source that a reader must meet, in order.

    One sentence is one line.  A line whose words Sphinx fills in is left out.
    """
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = INDEX.sub("", text)
    lines = [clean(line) for line in text.splitlines() if is_read(line)]
    return [line for line in lines if keep_letters(line)]


def read_descriptions(path: Path) -> list[str]:
    """Return the lines of a source that tell its pictures in words.

    They stand behind the first paragraph of a figure, its caption.
    """
    blocks = FIGURE.findall(path.read_text(encoding="utf-8"))
    lines = []
    for _, block in blocks:
        _, _, words = block.lstrip("\n").partition("\n\n")
        lines += [clean(line) for line in words.splitlines() if keep_letters(line)]
    return lines


def is_read(line: str) -> bool:
    """Tell whether a line holds text: options, fences and bare links do not."""
    is_option = re.match(rf"\s*:({OPTIONS}):", line)
    is_fence = re.fullmatch(rf"\s*(:{{3,}}|`{{3,}})(\{{(?!{TITLED})[\w-]+\}}.*)?", line)
    is_comment = line.startswith("% ")
    is_bare = re.search(r"\{doc\}`[^`<]*`", line)
    return not (is_option or is_fence or is_comment or is_bare)


def clean(line: str) -> str:
    """Return a line as it is read."""
    line = re.sub(rf"^\s*(:{{3,}}|`{{3,}})\{{({TITLED})\}}|^:how-to-use:", "", line)
    line = re.sub(r"\{(cite|claim)\}`[^`]*`", "", line)
    # a role with its own words, then one whose target is its word
    line = re.sub(r"\{[\w:]+\}`([^`<]*?) *<[^`>]*>`", r"\1", line)
    return re.sub(r"\{term\}`([^`]*)`", r"\1", line)


def read_index_words(path: Path) -> set[str]:
    """Return the words that a source notes for the index."""
    found: set[str] = set()
    for _, block in INDEX.findall(path.read_text(encoding="utf-8")):
        for line in filter(None, map(str.strip, block.splitlines())):
            kind, colon, value = line.removeprefix("! ").rpartition(": ")
            is_list = not colon
            words = value.split("," if is_list else ";")
            # what stands behind "see" is noted elsewhere
            found |= {word.strip() for word in words[: 1 if "see" in kind else None]}
    return found


def count_citations(path: Path, evidence: dict[str, list[str]]) -> Counter[str]:
    """Return how often a source cites each work, by itself or by a claim.

    :param evidence: id of a claim -> its works, as `read_evidence` returns them
    """
    text = path.read_text(encoding="utf-8")
    roles = re.findall(r"\{cite(?::t)?\}`([^`]*)`", text)
    roles += re.findall(r"\{claim\}`([^`<]+) <[^`]*`", text)
    found = Counter(key.strip() for role in roles for key in role.split(","))
    for id_ in re.findall(r"\{claim\}`(\w+)`", text):
        found.update(evidence[id_])
    if "{evidence-table}" in text:
        found.update(key for keys in evidence.values() for key in keys)
    return found


def read_evidence(path: Path) -> dict[str, list[str]]:
    """Return id -> works of every claim of a register."""
    claims = tomllib.loads(path.read_text(encoding="utf-8"))["claim"]
    return {claim["id"]: claim["evidence"] for claim in claims}
