"""What can be told of English grammar without understanding it."""

from __future__ import annotations

import re

BE = "am are be been being is was were".split()

#: Words that may stand between a form of “be” and its participle.
BETWEEN = r"(?:(?:not|never|also|often|usually|still|now|then|already|\w+ly)\s+){0,2}"

#: Participles that do not end in -ed.
IRREGULAR = (
    "begun bound bought brought built caught chosen cut done drawn driven eaten fed "
    "felt forgotten fought found given grown heard held hidden hurt kept known laid "
    "led left lost made meant met paid put read said seen sent set shown sold spent "
    "spoken struck taken taught thought told torn understood worn written"
).split()

#: Words in -ed that say how somebody is, rather than what is done to them.
STATES = (
    "alarmed ashamed attached balanced based bed confused connected detailed "
    "excited exhausted frightened indeed interested isolated limited married mixed "
    "need pleased prepared related relaxed relieved scared settled shared skilled "
    "stressed supposed surprised tired unrelated unsettled unused used varied "
    "worried"
).split()

PASSIVE = re.compile(
    rf"\b(?:{'|'.join(BE)})\s+{BETWEEN}((?!(?:{'|'.join(STATES)})\b)"
    rf"(?:\w{{2,}}ed|{'|'.join(IRREGULAR)}))\b",
    re.I,
)

NEGATIVE = re.compile(r"\b\w+n[’']t\b", re.I)

#: Numbers in words.  “One” is left out: it is more often a pronoun.
NUMBER = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|million)\b",
    re.I,
)

DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
PERCENTAGE = re.compile(r"\d[\d.]*\s*%|\bper ?cent\b|\bpercentages?\b", re.I)
PROPORTION = re.compile(r"\d[\d,]*\s+(?:in|out of)\s+(?:every\s+)?\d", re.I)
SUM = re.compile(
    r"\b(?:add (?:it|them|everything|your \w+) up|add up (?:your|the)"
    r"|(?:your|the|a) total|total score|your score|subtract|multiply|divide by)\b",
    re.I,
)

#: How a number to call looks: a word that asks for it, or its length.
TELEPHONE = re.compile(
    r"\b(?:call|dial|phone|ring|text)\s+(?:\w+\s+){0,2}?\d[\d ]{2,}\d?\b"
    r"|(?<![\w,.])(?:\+\d|0)[\d ]{7,}\d\b|(?<![\w,.])116 ?\d{3}\b",
    re.I,
)

#: A step that begins so tells no one what to do.
NOT_IMPERATIVE = frozenset(
    "a an and but can could he her his i is it its many may might must my our people "
    "she should some that the their there these they this those to we what who why "
    "would you your".split()
)

#: A clause in front of a step, which says when: “If it is late, write instead.”
CONDITION = re.compile(
    r"^(?:after|as|before|if|once|until|when|while)\b[^,]*,\s*", re.I
)

#: What shows that a sentence denies a cause, or leaves it open.
DENIAL = re.compile(
    r"\b(?:cannot|neither|never|no|nobody|none|nor|not|nothing|whether|without)\b", re.I
)


def find_passive(text: str) -> str:
    """Return the first passive of a sentence, as in "is often called", or ""."""
    match = PASSIVE.search(text)
    return match[0] if match else ""


def is_imperative(text: str) -> bool:
    """Tell whether a step begins with what to do."""
    rest = CONDITION.sub("", text.lstrip("“‘\"'"))
    first = re.match(r"[^\W\d_]+", rest)
    if first is None:
        return False
    word = first[0].lower()
    return word not in NOT_IMPERATIVE and not word.endswith("ing")


def find_cause(text: str, causes: re.Pattern[str], outcomes: re.Pattern[str]) -> str:
    """Return the words from a cause to an outcome, in either order, or "".

    They count if at most eight words stand between them, and if nothing in the five
    words before the cause denies it: "does not lead to", "whether it causes".
    """
    for cause in causes.finditer(text):
        before = " ".join(text[: cause.start()].split()[-5:])
        if DENIAL.search(before):
            continue
        for outcome in outcomes.finditer(text):
            first, last = sorted((cause.span(), outcome.span()))
            if len(text[first[1] : last[0]].split()) <= 8:
                return text[first[0] : last[1]]
    return ""
