"""M05 to M09: headings, main message, summary, steps, and the length of sections."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from ...nodes import box, form_field
from ..context import Context
from ..findings import Finding
from ..grammar import find_passive, is_imperative
from ..passages import Document, Passage, find_line, is_inside
from ..sentences import normalise_words, split_sentences, split_words

#: A summary of the whole, in the form that suits a chapter or a sheet.
SUMMARIES = ("key-points", "main-message")


def check_headings(document: Document, context: Context) -> Iterator[Finding]:
    """M05: one first heading, short; statements in sentence case; few levels."""
    if document.is_exempt:
        return
    limits = context.rules.limit(document.matter)
    tops = [n for n in document.doctree.children if isinstance(n, nodes.section)]
    for extra in tops[1:]:
        yield fault("M05", document, extra, extra[0].astext(), "begin it with “##”")
    for passage in document.select("heading"):
        text, level = passage.text, find_level(passage.node)
        for words, advice in judge_heading(text, level, limits.heading_levels, context):
            yield Finding("M05", document.docname, passage.line, words, advice)
        if level == 1 and len(text) > limits.title_characters:
            advice = f"shorten it to {limits.title_characters} characters or fewer"
            yield Finding("M05", document.docname, passage.line, text, advice)


def judge_heading(
    text: str, level: int, most: int, context: Context
) -> Iterator[tuple[str, str]]:
    """Yield (words, advice) for what is wrong with a heading."""
    if level > most:
        yield text, f"use {most} levels at most"
    if text.rstrip().endswith("."):
        yield text, "take the full stop away"
    if text.rstrip().endswith("?") and level > 1:
        yield text, "make it a statement; only a chapter’s title may ask"
    if text.strip().lower() in map(str.lower, context.rules.generic_headings):
        yield text, "say what the section is about"
    words = split_words(text)
    shouted = [w for w in words[1:] if w.istitle() and w.lower() in context.vocabulary]
    if shouted:
        yield text, f"write it in sentence case: {shouted[0].lower()}"


def find_level(node: nodes.Node) -> int:
    """Return the level of a heading, 1 for the title."""
    level, parent = 0, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return level


def check_message(document: Document, context: Context) -> Iterator[Finding]:
    """M06: a main message stands first; it is short and active."""
    if document.is_exempt or document.matter == "front":
        return
    first = find_first_block(document)
    kinds = ("main-message",) if document.matter == "handout" else ("in-this-chapter",)
    if not (isinstance(first, box) and first["kind"] in (*kinds, "main-message")):
        advice = f"begin it, right after the title, with :::{{{kinds[0]}}}"
        yield Finding("M06", document.docname, 1, "", advice)
    elif first["kind"] == "main-message":
        yield from compare_message(document, first)
    limits = context.rules.limit(document.matter)
    message = str(document.metadata.get("main_message", ""))
    sentences = [sentence for _, sentence in split_sentences(message)]
    words = len(split_words(message))
    if len(sentences) > limits.message_sentences or words > limits.message_words:
        yield Finding(
            "M06",
            document.docname,
            1,
            message,
            f"keep main_message to {limits.message_sentences} sentences and "
            f"{limits.message_words} words",
        )
    for sentence in sentences:
        if passive := find_passive(sentence):
            yield Finding("M06", document.docname, 1, passive, "say who does it")


def compare_message(document: Document, message: box) -> Iterator[Finding]:
    """M06: the front matter says the same; search engines and lists print that one."""
    declared = str(document.metadata.get("main_message", ""))
    if declared and normalise_words(declared) != normalise_words(message.astext()):
        advice = "say the same in main_message of the front matter and in this box"
        yield fault("M06", document, message, message.astext(), advice)


def find_first_block(document: Document) -> nodes.Node | None:
    """Return what follows the title."""
    top = document.doctree.next_node(nodes.section)
    found = () if top is None else top.children
    silent = (nodes.title, nodes.Invisible)
    return next((node for node in found if not isinstance(node, silent)), None)


def check_summary(document: Document, context: Context) -> Iterator[Finding]:
    """M07: a chapter, and a sheet of two sides, says its points in short."""
    is_long = str(document.metadata.get("sides", "2")) != "1"
    is_read = document.matter in ("body", "handout") and not document.is_exempt
    if is_read and is_long and not document.boxes(*SUMMARIES):
        advice = "add :::{key-points}"
        yield Finding("M07", document.docname, 1, "", advice)


def check_steps(document: Document, context: Context) -> Iterator[Finding]:
    """M08: something to do, as numbered steps that say what to do."""
    if document.is_exempt or document.matter == "front":
        return
    limits = context.rules.limit(document.matter)
    boxes = document.boxes("try-this")
    if not boxes:
        advice = "add :::{try-this} with numbered steps"
        yield Finding("M08", document.docname, 1, "", advice)
    fewest, most = limits.steps
    for found in boxes:
        count = sum(len(n) for n in found.findall(nodes.enumerated_list))
        if not fewest <= count <= most:
            advice = f"number {fewest} to {most} steps; here are {count}"
            yield fault("M08", document, found, found[0].astext(), advice)
    for passage in document.select("step"):
        yield from judge_step(document, passage, limits.step_words)


def judge_step(document: Document, passage: Passage, most: int) -> Iterator[Finding]:
    """Yield what is wrong with a step."""
    sentence = passage.sentences[0].text if passage.sentences else ""
    if not is_imperative(sentence):
        advice = "begin the step with what to do, as in “Write …”"
        yield Finding("M08", document.docname, passage.line, sentence, advice)
    if len(split_words(passage.text)) > most:
        advice = f"shorten the step to {most} words"
        yield Finding("M08", document.docname, passage.line, passage.text, advice)


def check_sections(document: Document, context: Context) -> Iterator[Finding]:
    """M09: some words between two headings, and not too many."""
    if document.is_exempt:
        return
    most = context.rules.limit(document.matter).words_between_headings
    for section in document.doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        own = [p for p in document.running() if find_section(p.node) is section]
        count = sum(len(split_words(p.text)) for p in own)
        if title is None or (count <= most and (count or has_content(section))):
            continue
        advice = f"add a heading: {count} words are more than {most}"
        if not count:
            advice = "say something before the next heading, or take one away"
        yield fault("M09", document, title, title.astext(), advice)


def find_section(node: nodes.Node) -> nodes.Node | None:
    """Return the section that a node stands in."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return parent


def has_content(section: nodes.section) -> bool:
    """Tell whether a section holds more than headings, such as a picture or a box."""
    silent = (nodes.title, nodes.section, nodes.Invisible)
    return any(not isinstance(child, silent) for child in section.children)


def check_lists(document: Document, context: Context) -> Iterator[Finding]:
    """M09: a list is short enough to keep in mind."""
    if document.is_exempt:
        return
    limits = context.rules.limit(document.matter)
    for found in document.doctree.findall(nodes.bullet_list):
        if len(found) <= limits.usual_list_items or is_inside(
            found, nodes.compound, form_field
        ):
            continue
        advice = f"{len(found)} items: {limits.usual_list_items} are enough"
        is_notice = len(found) <= limits.list_items
        words = found[0].astext()
        yield fault("M09", document, found, words, advice)._replace(is_notice=is_notice)


def fault(
    id_: str, document: Document, node: nodes.Node, words: str, advice: str
) -> Finding:
    """Return a finding at a node."""
    return Finding(id_, document.docname, find_line(node), words, advice)
