"""Outputs are written in forked children, some at the same time.

Two builders on one live environment print every reference twice, since
sphinxcontrib-bibtex adds to nodes that its domain shares.
"""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from .problems import Problem, SourceError

#: Writes the output of this name and returns what is wrong with the sources.
Write = Callable[[str], list[Problem]]


class Outcome(NamedTuple):
    """What a child reports."""

    problems: list[Problem]
    crash: str  #: a traceback: our mistake, not the editor's


def write_at_once(names: Sequence[str], write: Write) -> list[Problem]:
    """Write outputs at the same time, each in a child; return what is wrong.

    :raises RuntimeError: a child failed by our own fault; the others are stopped.
    """
    problems: list[Problem] = []
    running = [start_child(name, write) for name in names]
    try:
        for process, receiver in running:
            outcome = receive(receiver)
            process.join()
            if outcome.crash:
                raise RuntimeError(f"a builder failed\n{outcome.crash}")
            problems += [p for p in outcome.problems if p not in problems]
    finally:
        for process, _ in running:
            process.terminate()
            process.join()
    return problems


def start_child(name: str, write: Write) -> tuple[BaseProcess, Connection]:
    """Fork a child that writes one output."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=run_child, args=(name, write, sender))
    process.start()
    sender.close()
    return process, receiver


def receive(receiver: Connection) -> Outcome:
    """Wait for a child's outcome."""
    try:
        outcome = receiver.recv()
    except EOFError:
        return Outcome([], "the process ended without a word; was it killed?")
    assert isinstance(outcome, Outcome)
    return outcome


def run_child(name: str, write: Write, sender: Connection) -> None:
    """Write one output in a child and send the outcome."""
    # what was there before must not be freed here: some of it waits for threads that
    # a child does not have
    gc.freeze()
    try:
        outcome = Outcome(write(name), "")
    except SourceError as error:
        outcome = Outcome([*error.problems], "")
    except KeyboardInterrupt:
        return  # the parent was interrupted too, and says so
    except Exception:  # it cannot cross the pipe; the parent raises it again
        outcome = Outcome([], traceback.format_exc())
    sender.send(outcome)
    sender.close()
