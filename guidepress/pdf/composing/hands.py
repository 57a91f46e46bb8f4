"""The hands of the composer: workers in processes of their own, or one in this."""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

from ...problems import Problem
from ..pagination import Job, Mould, Proof
from .order import FontUse, Order, Sheets, Tools

T = TypeVar("T")

#: Makes what a worker needs; called in the process that lays out.
MakeTools = Callable[[], Tools]


class Hands(Protocol):
    """Whoever does the work of the composer."""

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        """Lay out jobs."""

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        """Write parts that were laid out."""

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        """Return a PDF with the fonts, and what was wrong with the stylesheets."""

    def close(self) -> None:
        """End the work."""


class OneHand:
    """A worker in this process."""

    def __init__(self, make_tools: MakeTools) -> None:
        from .worker import Worker

        self.worker = Worker(make_tools)

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        return {job: self.worker.lay_out(job) for job in jobs}

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        return {order.job: self.worker.write(order) for order in orders}

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        return self.worker.write_fonts(used)

    def close(self) -> None:
        pass


class ManyHands:
    """Workers in forked processes.

    This process never imports WeasyPrint, and goes on while they get ready.
    """

    def __init__(self, make_tools: MakeTools, count: int) -> None:
        context = multiprocessing.get_context("fork")
        pipes = [context.Pipe() for _ in range(count)]
        self.ours = [ours for ours, _ in pipes]
        # a daemon: who forgets to close, such as a script that only reads, still ends
        self.first = context.Process(
            target=begin, args=(make_tools, pipes), daemon=True
        )
        self.first.start()
        for _, theirs in pipes:
            theirs.close()
        self.holders: dict[Mould, Connection] = {}

    def lay_out(self, jobs: Sequence[Job]) -> dict[Job, Proof]:
        """Lay out jobs, the longest first, each by whoever is free."""
        waiting = sorted(jobs, key=lambda job: len(job.html))

        def give(hand: Connection) -> Job | None:
            if not waiting:
                return None
            self.holders[waiting[-1].mould] = hand
            hand.send(("lay_out", waiting[-1]))
            return waiting.pop()

        return dict(self.keep_busy(give))

    def write(self, orders: Iterable[Order]) -> dict[Job, Sheets]:
        """Write parts, each by the one who laid it out."""
        waiting: dict[Connection, list[Order]] = {hand: [] for hand in self.ours}
        for order in orders:
            waiting[self.holders[order.job.mould]].append(order)

        def give(hand: Connection) -> Job | None:
            if not waiting[hand]:
                return None
            hand.send(("write", waiting[hand][-1]))
            return waiting[hand].pop().job

        return dict(self.keep_busy(give))

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        self.ours[0].send(("write_fonts", used))
        data, problems = receive(self.ours[0])
        return data, problems

    def keep_busy(
        self, give: Callable[[Connection], T | None]
    ) -> Iterator[tuple[T, Any]]:
        """Keep every hand at work; yield what was given and what came of it."""
        busy: dict[Any, T] = {}
        free = list(self.ours)
        while True:
            for hand in free:
                if (given := give(hand)) is not None:
                    busy[hand] = given
            if not busy:
                return
            ready = wait(list(busy))
            free = [hand for hand in self.ours if hand in ready]
            for hand in free:
                yield busy.pop(hand), receive(hand)

    def close(self) -> None:
        """End the processes."""
        for hand in self.ours:
            hand.close()  # a hand whose pipe ends, ends
        self.first.join()


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


def begin(
    make_tools: MakeTools, pipes: Sequence[tuple[Connection, Connection]]
) -> None:
    """Import WeasyPrint, fork the other hands, and work.

    No process may fork that has laid out text: Pango has a thread that asks for fonts,
    and a lock that it holds is never opened again in the child.  What others have made
    before, such as a test, must not be freed here: that would wait for their threads.
    """
    from .worker import Worker

    gc.freeze()

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
        serve(mine, Worker(make_tools))
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
