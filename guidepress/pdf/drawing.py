"""The drawing of a finished file, operator by operator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

#: Returns an instruction, or what is to stand in its place.
Spell = Callable[[Instruction], Instruction]


def list_drawn(book: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every stream that holds drawing: pages, forms and patterns."""
    for page in book.pages:
        page.contents_coalesce()
        yield page.obj.Contents
    for item in book.objects:
        if isinstance(item, pikepdf.Stream) and (
            item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1
        ):
            yield item


def respell(stream: pikepdf.Object, spell: Spell) -> None:
    """Write a stream anew, each of its instructions as it is spelled."""
    spelled = [spell(each) for each in pikepdf.parse_content_stream(stream)]
    stream.write(pikepdf.unparse_content_stream(spelled))
