"""The process that makes pages, from inside: saves come in, facts go out.

A thread hears the desk, and ends the process with the pipe: whatever happens to the desk, nothing of it stays behind. Another
asks the judge. Pages are made in the main thread alone.
"""

import gc
import os
import queue
import signal
import threading
import time
from collections import deque
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from layout.base.refused_disk import refused_disk
from layout.passing.galley import galley_facts, make_galley
from layout.preflight.finding import Preflighted as Findings
from layout.proof.facts import Failed, Finished
from layout.proof.kept import KeptProofs
from layout.proof.live.folders import folders_read
from layout.proof.live.judge import Judge, JudgeDied, Question
from layout.proof.live.making import Hearing, Making, PageMaker
from layout.proof.live.preflights import Asked, Preflights
from layout.proof.live.wire import FoldersRead, FromChild, GalleyAsked, GalleyTold, Job, Save
from layout.proof.pictures.piped import Lost


class _Answer(NamedTuple):
    """Of the judge."""

    asked: Asked
    findings: Findings | Lost


class _Inbox:
    """What is to be done next: questions, which somebody waits for and which take a moment; then saves, of which the newest alone
    counts; then what the judge has answered."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._questions: deque[GalleyAsked] = deque()
        self._save: Save | None = None
        self._answers: deque[_Answer] = deque()

    def put(self, message: Save | GalleyAsked | _Answer) -> None:
        """From any thread."""
        with self._lock:
            match message:
                case Save():
                    self._save = message
                case GalleyAsked():
                    self._questions.append(message)
                case _Answer():
                    self._answers.append(message)
            self._lock.notify()

    def take(self) -> Save | GalleyAsked | _Answer:
        """Wait for the next."""
        with self._lock:
            self._lock.wait_for(lambda: self._questions or self._save is not None or self._answers)
            if self._questions:
                return self._questions.popleft()
            if self._save is not None:
                save, self._save = self._save, None
                return save
            return self._answers.popleft()

    def has_save(self) -> bool:
        """Whether a save waits."""
        with self._lock:
            return self._save is not None


def main(pipe: Connection, job: Job) -> None:
    """Until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the desk ends us
    gc.disable()  # a making makes few cycles and very many tuples: they are looked for when there is time
    inbox = _Inbox()
    threading.Thread(target=_hear, args=(pipe, inbox), daemon=True).start()
    worker = _Worker(pipe, job, inbox)
    while True:
        match inbox.take():
            case Save(number=number):
                worker.make(number)
            case GalleyAsked() as asked:
                worker.answer(asked)
            case _Answer(asked=judged, findings=findings):
                worker.judged(judged, findings)


def _hear(pipe: Connection, inbox: _Inbox) -> None:
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            message = None
        if message is None:
            os._exit(0)  # the desk is gone; the judge's pipe ends with this process, and so does the judge
        inbox.put(message)


class _Worker:
    """What the main thread works with."""

    def __init__(self, pipe: Connection, job: Job, inbox: _Inbox) -> None:
        self._pipe = pipe
        self._inbox = inbox
        self._order = job.order
        hearing = Hearing(self.tell, inbox.has_save, time.perf_counter)
        self._maker = PageMaker(job.order, KeptProofs(Path(job.kept), job.most_kept), hearing)
        self._stages = self._maker.stages  # of the making at hand
        self._preflights = Preflights(job.order, self._maker)
        self._making: Making | None = None
        self._early: list[GalleyAsked] = []  # asked before there was a page, while the first save waited to be made
        self._open = False  # a making was told of and is not finished
        self._questions: queue.SimpleQueue[tuple[Asked, Question]] = queue.SimpleQueue()
        self._asking = False
        threading.Thread(target=_ask, args=(Judge(job.order.store), self._questions, inbox), daemon=True).start()

    def tell(self, told: FromChild) -> None:
        """Say it to the desk."""
        try:
            self._pipe.send(told)
        except OSError:
            os._exit(0)

    def make(self, number: int) -> None:
        """One save. What the disk refuses is told; a fault of the program ends the process, and the desk starts it again.

        Where nothing new is made, the pages of the last good save stay shown, and their preflight goes on; where that save was
        overtaken by this one and never read, or other pages are released now, it is read now.
        """
        failed: Failed | None = None
        making: Making | None = None
        try:
            making = self._maker.make(number)
        except OSError as error:
            failed = Failed(number, _told(error))
        self.tell(FoldersRead(number, self._folders()))
        if failed is not None:
            self.tell(failed)
        if making is None:
            making = self._read_again(number)
        if making is not None:
            self._take(making)
        early, self._early = self._early, []
        for asked in early:
            self.answer(asked)
        if not self._inbox.has_save():
            gc.collect()
            self._maker.tidy()

    def _read_again(self, number: int) -> Making | None:
        """The save before `number` with what is on its pages, where that is still to be told, or is to be told otherwise."""
        if self._inbox.has_save():
            return None
        try:
            return self._maker.read_again()
        except OSError as error:
            self.tell(Failed(number, _told(error)))
            return None

    def _take(self, making: Making) -> None:
        """Other pages; those of a save that was overtaken by a newer one are not judged."""
        self._making, self._stages, self._open = making, self._maker.stages, making.read is not None
        self._preflights.drop()
        if self._open:
            for judged in self._preflights.take(making):
                self.tell(judged)
            self._go_on()

    def judged(self, asked: Asked, findings: Findings | Lost) -> None:
        """The judge has answered."""
        self._asking = False
        for judged in self._preflights.answered(asked, findings):
            self.tell(judged)
        self._go_on()

    def answer(self, asked: GalleyAsked) -> None:
        """Tell the galley of a story as it was made last; where nothing was made yet, after the save that waits."""
        if self._making is not None:
            self.tell(GalleyTold(asked.question, _galley(self._making, asked.slug)))
        elif self._inbox.has_save():
            self._early.append(asked)
        else:
            self.tell(GalleyTold(asked.question, None, made=False))

    def _go_on(self) -> None:
        """Ask the next question; where there is none left, the making is finished."""
        asked = self._preflights.next()
        if asked is not None and not self._asking:
            self._asking = True
            self._questions.put(asked)
        making = self._making
        if self._open and self._preflights.done and making is not None and making.read is not None:
            self._open = False
            unused = self._maker.unused(making, self._preflights.finished())
            if unused:
                self.tell(replace(making.read, items=(*making.read.items, *unused)))
            self._stages.end("preflight")
            self.tell(Finished(making.number, dict(self._stages.seconds)))

    def _folders(self) -> frozenset[str]:
        return folders_read(self._order, self._maker.checked)


def _galley(making: Making, slug: str) -> dict[str, object] | None:
    """A story's galley as JSON's values; None where no page carries it."""
    galley = make_galley(making.composed, making.paper.plan, slug)
    if galley is None:
        return None
    issue = making.paper.issue
    date = issue.date.isoformat() if issue.date is not None else ""
    facts = {"title": making.paper.title, "date": date, "edition": issue.edition, "number": issue.number}
    return galley_facts(facts, galley)


def _ask(judge: Judge, questions: "queue.SimpleQueue[tuple[Asked, Question]]", inbox: _Inbox) -> None:
    while True:
        asked, question = questions.get()
        try:
            findings: Findings | Lost = judge.judge(question)
        except JudgeDied as died:
            findings = died.how
        inbox.put(_Answer(asked, findings))


def _told(error: OSError) -> str:
    return f"The pages can't be made: {refused_disk(error).why}."
