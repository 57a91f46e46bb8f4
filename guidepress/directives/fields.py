"""Fields: what a reader writes or ticks, each under a label."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..nodes import (
    answer,
    field_label,
    form_field,
    scale,
    tick_list,
    write_box,
    write_line,
)
from .refusal import Refusal, StrictDirective

#: How many lines one field may have: more do not fit on a page of the guide.
MOST_LINES = 15

#: A box of one line is lower than the 15 mm that a hand needs.
LEAST_HEIGHT = 2

WORDS_OF_A_SCALE = range(2, 6)


def read_lines(argument: str) -> int:
    """Return a number of lines to write on."""
    lines = directives.positive_int(argument)
    if not 1 <= lines <= MOST_LINES:
        raise ValueError(f"give it 1 to {MOST_LINES} lines")
    return int(lines)


def read_height(argument: str) -> int:
    """Return the height of a box to write in, in lines."""
    lines = read_lines(argument)
    if lines < LEAST_HEIGHT:
        raise ValueError(f"give it {LEAST_HEIGHT} to {MOST_LINES} lines")
    return lines


class FieldDirective(StrictDirective):
    """A field under its label."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def label_field(self, result: form_field, label: str) -> form_field:
        """Return the field, with its label as the first child if it has one."""
        self.set_source_info(result)
        if label:
            words, messages = self.parse_inline(label, lineno=self.lineno)
            result += field_label(label, "", *words)
            self.set_source_info(result[0])
            result += messages
        return result


class WriteLineDirective(FieldDirective):
    """Lines to write on; content is the answer of a worked example."""

    option_spec: ClassVar[dict[str, Any]] = {"lines": read_lines}

    def make_nodes(self) -> list[nodes.Node]:
        result = write_line(lines=self.options.get("lines", 1))
        return [self.fill_field(result, "What happened?")]

    def fill_field(self, result: form_field, like: str) -> form_field:
        """Return the field with its label and, where there is content, its answer."""
        self.label_field(result, self.read_argument("label", like))
        if self.content:
            content = self.parse_content_to_nodes()
            given = answer("", *content)
            given.source, given.line = content[0].source, content[0].line
            result += given
        return result


class WriteBoxDirective(WriteLineDirective):
    """A box to write in; content is the answer of a worked example."""

    option_spec: ClassVar[dict[str, Any]] = {"height": read_height}

    def make_nodes(self) -> list[nodes.Node]:
        result = write_box(lines=self.options.get("height", 3))
        return [self.fill_field(result, "What I could try next time")]


class TickListDirective(FieldDirective):
    """A list whose items get a box to tick; the label is the author's choice."""

    option_spec: ClassVar[dict[str, Any]] = {"short": directives.flag}

    def make_nodes(self) -> list[nodes.Node]:
        label = self.arguments[0] if self.arguments else ""
        result = self.label_field(tick_list(short="short" in self.options), label)
        result += read_list(self)
        return [result]


class ScaleDirective(FieldDirective):
    """A choice among words in their order; there is no score to add up."""

    def make_nodes(self) -> list[nodes.Node]:
        label = self.read_argument("label", "How loud is the alarm now?")
        result = self.label_field(scale(), label)
        words = read_list(self)
        if len(words) not in WORDS_OF_A_SCALE:
            raise Refusal(
                f"the scale needs 2 to 5 words and has {len(words)}: list them, such "
                "as “quiet” and “loud”"
            )
        if scored := next((w for w in words if has_number(w.astext())), None):
            raise Refusal(
                f"the scale holds a number, “{scored.astext()}”: say it in words, so "
                "that nobody adds up a score"
            )
        result += words
        return [result]


def read_list(directive: FieldDirective) -> nodes.bullet_list:
    """Return the only content of a field, a list.

    :raises Refusal: there is none, or something besides
    """
    content = directive.parse_content_to_nodes()
    if len(content) == 1 and isinstance(content[0], nodes.bullet_list):
        return content[0]
    raise Refusal(
        f"“{directive.name}” holds no list, or more than a list: begin each line with "
        "“- ” and write nothing else in it"
    )


def has_number(text: str) -> bool:
    """Tell whether a text holds a numeral of any script."""
    return any(char.isnumeric() for char in text)
