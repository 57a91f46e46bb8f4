"""The house rules of a title: `prose.toml`, which conf.py names.

What is true of English is in `grammar`; what one title asks of its text is here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from sphinx.config import Config

from ..tomlfile import Model, read_toml

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Limits(Model):
    """How long, how many, how hard; the defaults are for chapters of a guide."""

    title_characters: Count = 65
    heading_levels: Count = 4
    words_between_headings: Count = 300
    message_sentences: Count = 3
    message_words: Count = 50
    sentence_words: Count = 25  #: no sentence is longer
    usual_sentence_words: Count = 20  #: this share of them is not longer
    usual_sentence_share: Share = 0.9
    mean_sentence_words: float = 15
    paragraph_sentences: Count = 5
    list_items: Count = 8  #: more is a fault
    usual_list_items: Count = 6  #: more is noticed
    steps: tuple[Count, Count] = (1, 7)  #: fewest and most
    step_words: Count = 20
    passive_share: Share = 0.1
    flesch_kincaid: float = 8
    smog: float = 10
    alternative_characters: Count = 125
    drawing_labels: Count = 12
    label_points: float = 10.5
    table_columns: Count = 4
    head_words: Count = 4


class Words(Model):
    """Words to avoid, with what to write."""

    words: Annotated[tuple[str, ...], Field(min_length=1)]
    instead: str
    unless: tuple[str, ...] = ()  #: longer phrases in which they may stand


class Line(Model):
    """A line that some documents must carry."""

    id: str  #: the check, as in "M24"
    any_of: Annotated[
        tuple[str, ...], Field(min_length=1)
    ]  #: words, one of which is there
    advice: str
    documents: tuple[str, ...] = ()  #: docnames, as in "handouts/*"; none: all
    boxes: tuple[str, ...] = ()  #: only documents with one of these boxes
    mentions: tuple[str, ...] = ()  #: only documents that use these words …
    times: Count = 1  #: … so often
    in_box: str = ""  #: the box that it stands in


class FrontMatter(Model):
    """What each document says of itself."""

    all: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()  #: of the body, besides
    handouts: tuple[str, ...] = ()  #: besides
    longest_review_months: Count = 36


class Overlap(Model):
    """Texts that must not be copied: digests of their runs of words."""

    digests: tuple[str, ...] = ()  #: files beside this one, made by `guidepress digest`


class Rules(Model):
    """Everything in prose.toml."""

    front_matter: FrontMatter = FrontMatter()
    limits: Limits = Limits()
    handout_limits: Limits = Limits()
    banned: tuple[Words, ...] = ()
    noticed: tuple[Words, ...] = ()
    line: tuple[Line, ...] = ()
    generic_headings: tuple[str, ...] = ()
    trademarks: tuple[str, ...] = ()
    research: tuple[str, ...] = ()  #: words that speak of studies and need a citation
    overlap: Overlap = Overlap()

    def limit(self, matter: str) -> Limits:
        """Return the limits of a document."""
        return self.handout_limits if matter == "handout" else self.limits


def load_rules(config: Config) -> Rules | None:
    """Return the rules that conf.py names, or None.

    :raises SourceError: they cannot be read
    """
    if not config.guidepress_prose:
        return None
    return read_toml(Path(config.guidepress_prose), Rules)
