"""A plain book for every contender: the guide's chapters in markup that all can read.

The same words become MyST for Sphinx, whatever its builder, and Markdown for Pandoc.
Boxes become admonitions, drawings become PNG pictures; what only our own extension
understands is left out.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import weasyprint

ROOT = Path(__file__).parent.parent

#: Boxes of the guide that stay, as admonitions with these titles.
BOXES = {
    "in-this-chapter": "In this chapter",
    "key-points": "Key points",
    "in-plain-words": "In plain words",
    "unknowns": "What we do not know yet",
    "try-this": "Try this",
    "safety": "Stay safe",
}

FENCE = re.compile(r"^(:{3,})\{([a-z-]+)\}\s*(.*)$")
ROLE = re.compile(r"\{([a-z]+)\}`([^`]*)`", re.S)
TARGET = re.compile(r"\s*<([^>]*)>$")

CONF = """\
project = "Plain book"
author = "Nobody"
extensions = ["myst_parser", {extension!r}]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
latex_engine = "xelatex"
exclude_patterns = ["pandoc"]
{more}
"""


class Block(NamedTuple):
    """A run of lines, or a directive of the guide."""

    name: str  #: the directive's name, "" for lines
    argument: str
    lines: list[str]


def write_plain_book(folder: Path, times: int, extension: str, more: str = "") -> None:
    """Write a Sphinx project of the guide's chapters, each `times` times.

    :param extension: what cites: "guidepress" or "sphinxcontrib.bibtex"
    :param more: lines for conf.py
    """
    folder.mkdir(parents=True)
    conf = CONF.format(extension=extension, more=more)
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    shutil.copy(ROOT / "references.bib", folder)
    draw_pictures(folder / "pictures")
    names = []
    for copy in range(1, times + 1):
        for path in list_chapters():
            name = f"{path.stem}-{copy}"
            names.append(name)
            text = "\n".join(write_myst(read_blocks(path), copy))
            (folder / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    names.append("references")
    (folder / "references.md").write_text("# References\n\n```{bibliography}\n```\n")
    toctree = "\n".join(["```{toctree}", *names, "```", ""])
    (folder / "index.md").write_text(f"# Plain book\n\n{toctree}", encoding="utf-8")


def write_pandoc_book(folder: Path, times: int) -> None:
    """Write the same words as one file of Pandoc's Markdown."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "references.bib", folder)
    draw_pictures(folder / "pictures")
    chapters = [
        "\n".join(write_markdown(read_blocks(path)))
        for _ in range(times)
        for path in list_chapters()
    ]
    text = "\n\n".join([*chapters, "# References", "::: {#refs}\n:::", ""])
    (folder / "book.md").write_text(text, encoding="utf-8")


def list_chapters() -> list[Path]:
    """Return the guide's chapters in the order of its table of contents."""
    index = (ROOT / "source/index.md").read_text(encoding="utf-8")
    names = re.findall(r"^guide/[\w-]+$", index, re.M)
    return [ROOT / "source" / f"{name}.md" for name in names]


def draw_pictures(folder: Path) -> None:
    """Draw the guide's drawings as PNG, which every contender can read."""
    folder.mkdir()
    for drawing in sorted((ROOT / "source/figures").glob("*.svg")):
        page = "<style>@page{size:110mm 150mm;margin:0}img{width:110mm}</style>"
        html = weasyprint.HTML(string=f"{page}<img src='{drawing.as_uri()}'>")
        target = io.BytesIO()
        html.write_pdf(target)
        image = pypdfium2.PdfDocument(target)[0].render(scale=1.5).to_pil()
        image.convert("L").save(folder / f"{drawing.stem}.png", optimize=True)


def read_blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a chapter, without its front matter."""
    lines = path.read_text(encoding="utf-8").split("---\n", 2)[2].splitlines()
    rest: list[str] = []
    while lines:
        line = lines.pop(0)
        if not (fence := FENCE.match(line)):
            rest.append(line)
            continue
        yield Block("", "", rest)
        rest, inside = [], []
        while (line := lines.pop(0)) != fence[1]:
            inside.append(line)
        yield Block(fence[2], fence[3], inside)
    yield Block("", "", rest)


def write_myst(blocks: Iterator[Block], copy: int) -> Iterator[str]:
    """Yield the lines of a chapter in MyST."""
    for block in blocks:
        lines = convert_roles("\n".join(block.lines), copy).split("\n")
        if not block.name:
            yield from lines
        elif block.name in BOXES:
            yield from (f":::{{admonition}} {BOXES[block.name]}", *lines, ":::", "")
        elif block.name == "figure":
            alt, caption = read_figure(block)
            yield f":::{{figure}} {find_picture(block)}"
            yield from (f":alt: {alt}", "", convert_roles(caption, copy), ":::", "")


def write_markdown(blocks: Iterator[Block]) -> Iterator[str]:
    """Yield the lines of a chapter in Pandoc's Markdown."""
    for block in blocks:
        lines = convert_roles("\n".join(block.lines), None).split("\n")
        if not block.name:
            yield from lines
        elif block.name in BOXES:
            yield from ("", f"> **{BOXES[block.name]}**", ">")
            yield from (*(f"> {line}" for line in lines), "")
        elif block.name == "figure":
            caption = convert_roles(read_figure(block)[1], None)
            yield from ("", f"![{caption}]({find_picture(block)})", "")


def find_picture(block: Block) -> str:
    """Return the address of a figure's picture."""
    return f"pictures/{Path(block.argument).stem}.png"


def read_figure(block: Block) -> tuple[str, str]:
    """Return what stands for a picture, and its caption."""
    alt = next(line for line in block.lines if line.startswith(":alt:"))
    words = [line for line in block.lines if line and not line.startswith(":")]
    return alt.removeprefix(":alt:").strip(), words[0]


def convert_roles(text: str, copy: int | None) -> str:
    """Return a text whose roles Sphinx (`copy` given) or Pandoc can read."""

    def convert(match: re.Match[str]) -> str:
        role, content = match.groups()
        words = TARGET.sub("", content)
        if role == "cite" and copy:
            return match[0]
        if role == "cite":
            return f" [{'; '.join('@' + key.strip() for key in content.split(','))}]"
        if role == "claim":
            return ""
        target = TARGET.search(content)
        if role == "doc" and copy and target and target[1].startswith("/guide/"):
            return f"{{doc}}`{words} <{target[1].removeprefix('/guide/')}-{copy}>`"
        return words

    return ROLE.sub(convert, text)
