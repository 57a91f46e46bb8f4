"""The crisis lines, which nobody types."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..nodes import box, box_title, help_line, help_lines, telephone
from ..regions import Line, Region, load_region
from .boxes import BOXES


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
