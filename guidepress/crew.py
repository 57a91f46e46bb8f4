"""Workers in forked processes, who do what they are asked and answer by a pipe."""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from .collector import relax

T = TypeVar("T")

#: Imports what all workers need, and returns what makes one in its own process.
Load = Callable[[], Callable[[], Any]]


class Crew:
    """Workers in forked processes.

    This process never imports what they need, and goes on while they get ready.
    """

    def __init__(self, load: Load, count: int) -> None:
        context = multiprocessing.get_context("fork")
        pipes = [context.Pipe() for _ in range(count)]
        self.hands = [ours for ours, _ in pipes]
        # a daemon: who forgets to close, such as a script that only reads, still ends
        self.first = context.Process(target=begin, args=(load, pipes), daemon=True)
        self.first.start()
        for _, theirs in pipes:
            theirs.close()

    def keep_busy(
        self, give: Callable[[Connection], T | None]
    ) -> Iterator[tuple[T, Any]]:
        """Keep every hand at work; yield what was given and what came of it."""
        busy: dict[Any, T] = {}
        free = list(self.hands)
        while True:
            for hand in free:
                if (given := give(hand)) is not None:
                    busy[hand] = given
            if not busy:
                return
            ready = wait(list(busy))
            free = [hand for hand in self.hands if hand in ready]
            for hand in free:
                yield busy.pop(hand), receive(hand)

    def close(self) -> None:
        """End the processes."""
        for hand in self.hands:
            hand.close()  # a hand whose pipe ends, ends
        self.first.join()


def count_cores(most: int) -> int:
    """Return how many workers can be at work at the same time: 1 where none forks."""
    return min(os.cpu_count() or 1, most) if hasattr(os, "fork") else 1


def receive(hand: Any) -> Any:
    """Return what a hand has done.

    :raises RuntimeError: it failed by our own fault.
    """
    try:
        result, crash = hand.recv()
    except (EOFError, ConnectionResetError):
        result, crash = None, "the process ended without a word; was it killed?"
    if crash:
        raise RuntimeError(f"the layout failed\n{crash}")
    return result


def begin(load: Load, pipes: Sequence[tuple[Connection, Connection]]) -> None:
    """Import what is needed, fork the other hands, and work.

    No process may fork that has laid out text: Pango has a thread that asks for fonts,
    and a lock that it holds is never opened again in the child.  What others have made
    before, such as a test, must not be freed here: that would wait for their threads.
    """
    gc.freeze()
    make_worker = load()
    # nor need what is there now be looked through again
    gc.freeze()
    relax()
    for ours, _ in pipes:
        ours.close()
    hands = [theirs for _, theirs in pipes]
    mine = hands[0]
    for hand in hands[1:]:
        if os.fork() == 0:
            mine = hand
            break
    for hand in hands:
        if hand is not mine:
            hand.close()
    try:
        serve(mine, make_worker())
    except KeyboardInterrupt:
        pass  # the parent was interrupted too, and says so
    except Exception:  # it cannot cross the pipe; the parent raises it again
        mine.send((None, traceback.format_exc()))
    # an ordinary end would run what the parent wants run at its own end
    os._exit(0)


def serve(hand: Connection, worker: Any) -> None:
    """Do what is asked for until nobody asks."""
    try:
        while True:
            name, argument = hand.recv()
            try:
                answer = getattr(worker, name)(argument), ""
            except Exception:  # it cannot cross the pipe; the parent raises it again
                answer = None, traceback.format_exc()
            hand.send(answer)
    except (EOFError, OSError, KeyboardInterrupt):
        pass
