"""What an author can say: boxes by their meaning, and the crisis lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from .nodes import box, box_title, help_line, help_lines, telephone
from .regions import Line, Region, load_region


class Kind(NamedTuple):
    """A kind of box."""

    title: str  #: the words at its head, or "" where it has none
    titled: bool = False  #: whether an author may give other words


#: The boxes, by the name of their directive.
BOXES = {
    "in-this-chapter": Kind(""),
    "main-message": Kind(""),
    "key-points": Kind("Key points"),
    "in-plain-words": Kind(""),
    "unknowns": Kind("What we do not know yet"),
    "try-this": Kind("Try this", titled=True),
    "safety": Kind(""),
    "help-now": Kind("Help now"),
}


class BoxDirective(SphinxDirective):
    """A box with content; the directive's own name is its kind."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        kind = BOXES[self.name]
        if self.arguments and not kind.titled:
            raise self.error(f"“{self.name}” takes no title; begin on the next line")
        self.assert_has_content()
        result = box(kind=self.name)
        self.set_source_info(result)
        if title := (self.arguments[0] if self.arguments else kind.title):
            head = box_title("", title)
            self.set_source_info(head)
            result += head
        result += self.parse_content_to_nodes()
        return [result]


class HelpNowDirective(SphinxDirective):
    """The crisis lines of the region: in full, the first few, compact, or in brief.

    Numbers are never typed: they come from `regions/`, and the box names the
    place they are for.
    """

    option_spec: ClassVar[dict[str, Any]] = {
        "brief": directives.flag,
        "compact": directives.flag,
        "lines": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        if not self.config.guidepress_region:
            raise self.error("“help-now” needs guidepress_region in conf.py")
        folder = Path(self.config.guidepress_regions)
        region = load_region(folder, self.config.guidepress_region)
        self.env.note_dependency(region.path)
        result = box(kind=self.name)
        if "brief" in self.options:
            result["classes"].append("brief")
            result += box_title("", BOXES[self.name].title)
            result += brief_help(region)
        else:
            result += box_title("", f"{BOXES[self.name].title} in {region.place}")
            shown = region.lines[: self.options.get("lines")]
            line = compact_line if "compact" in self.options else full_line
            result += help_lines("", *map(line, shown))
        for node in result.findall(nodes.Element):
            self.set_source_info(node)
        return [result]


def dial(line: Line) -> telephone:
    """Return the node of a number to call, or to send a message to."""
    scheme = "sms" if line.how.startswith("text") else "tel"
    digits = "".join(c for c in line.number if c in "+0123456789")
    return telephone("", line.number, address=f"{scheme}:{digits}")


def full_line(line: Line) -> help_line:
    """Return “Call 116 123: Samaritans, 24 hours. For anyone …” as a node."""
    result = compact_line(line)
    result += nodes.Text(f" For {line.whom}.")
    return result


def compact_line(line: Line) -> help_line:
    """Return “Call 116 123: Samaritans, 24 hours.” as a node."""
    how = line.how[:1].upper() + line.how[1:]
    reach = nodes.strong("", "", nodes.Text(f"{how} "), dial(line), nodes.Text(":"))
    return help_line("", "", reach, nodes.Text(f" {line.name}, {line.hours}."))


def brief_help(region: Region) -> nodes.paragraph:
    """Return one sentence: the emergency number, and the next line to talk to."""
    first, *rest = region.lines
    result = nodes.paragraph()
    result += nodes.Text(f"In {region.place}, if life is in danger now, {first.how} ")
    result += nodes.strong("", "", dial(first))
    for line in rest[:1]:
        result += nodes.Text(f". For urgent help by day or night, {line.how} ")
        result += nodes.strong("", "", dial(line))
        result += nodes.Text(f": {line.name}")
    result += nodes.Text(".")
    return result


def setup(app: Sphinx) -> None:
    """Register the directives under the names that authors type."""
    for name in BOXES:
        app.add_directive(name, BoxDirective)
    app.add_directive("help-now", HelpNowDirective, override=True)
