"""The box that says where to get help now, filled with the lines of a region."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from .nodes import box, box_title, help_line, help_lines, telephone
from .regions import Line, Region

TITLE = "Help now"

#: The hours of a line that somebody always answers.
ALWAYS = "24 hours"


def fill_help_box(
    found: box, region: Region, local: Sequence[Line] = (), *, is_safe: bool = False
) -> None:
    """Write the crisis lines into a box, in the `form` that it asks for.

    `form` is "full", "compact" or "brief", and `most` how many lines it has room for.

    :param local: lines of a clinic, which follow the emergency number
    :param is_safe: leaves out lines that a dangerous partner must not find
    """
    shown = list_safe(region.lines[: found["most"]], is_safe)
    shown[1:1] = local
    content: list[nodes.Node]
    if found["form"] == "brief":
        content = [box_title("", TITLE), brief_help(region.place, shown)]
    else:
        line = compact_line if found["form"] == "compact" else full_line
        title = box_title("", f"{TITLE} in {region.place}")
        content = [title, help_lines("", *map(line, shown))]
    found.children = []
    found.extend(content)
    for node in found.findall(nodes.Element):
        node.source, node.line = found.source, found.line


def list_safe(lines: Sequence[Line], is_safe: bool) -> list[Line]:
    """Return lines, where it must be safe without those that could do harm."""
    return [line for line in lines if not (is_safe and line.safe_print)]


def dial(line: Line) -> telephone:
    """Return the node of a number to call, or to send a message to."""
    scheme = "sms" if line.how.startswith("text") else "tel"
    digits = "".join(c for c in line.number if c in "+0123456789")
    return telephone("", line.number, address=f"{scheme}:{digits}")


def full_line(line: Line) -> help_line:
    """Return “Call 116 123: Samaritans, 24 hours. For anyone …” as a node."""
    result = compact_line(line)
    if line.whom:  # a clinic’s own line does not say
        result += nodes.Text(f" For {line.whom}.")
    return result


def compact_line(line: Line) -> help_line:
    """Return “Call 116 123: Samaritans, 24 hours.” as a node."""
    how = line.how[:1].upper() + line.how[1:]
    reach = nodes.strong("", "", nodes.Text(f"{how} "), dial(line), nodes.Text(":"))
    words = ", ".join(filter(None, [line.name, line.hours]))
    return help_line("", "", reach, nodes.Text(f" {words}."))


def card_help(lines: Sequence[Line]) -> nodes.paragraph:
    """Return the emergency number and the next line, in the few words of a card."""
    result = nodes.paragraph("", "", classes=["card-help"])
    words = ("In danger,", " Urgent help:")
    for line, before in zip(lines, words, strict=False):
        result += nodes.Text(f"{before} {line.how} ")
        result += nodes.strong("", "", dial(line))
        result += nodes.Text(".")
    return result


def brief_help(place: str, lines: Sequence[Line]) -> nodes.paragraph:
    """Return a few words: the emergency number, and whom to talk to next.

    Where the next line sleeps at night, the first that does not is named too.
    """
    first, *rest = lines
    result = nodes.paragraph()
    result += nodes.Text(f"In {place}, if life is in danger now, {first.how} ")
    result += nodes.strong("", "", dial(first))
    result += nodes.Text(".")
    awake = next((line for line in rest if line.hours == ALWAYS), None)
    for line in dict.fromkeys([*rest[:1], *filter(None, [awake])]):
        when = "by day or night" if line is awake else f"({line.hours})"
        asked = f"For urgent help {when}" if line.hours else "For urgent help"
        result += nodes.Text(f" {asked}, {line.how} ")
        result += nodes.strong("", "", dial(line))
        result += nodes.Text(f": {line.name}.")
    return result
