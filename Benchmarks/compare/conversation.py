"""Sumwhere, asked in one long session.

The program converses where its input and output are a terminal; on a plain one (`TERM=dumb`) it
prints its prompt when an answer is complete, which ends the time of a question.
"""

import csv
import io
import os
import pty
import select
import subprocess
import time
import tty

from . import memory
from .tables import HERE

PROGRAM = os.environ.get("PROGRAM", str(HERE.parent / ".build/release/sumwhere"))
PROMPT = b"> "


class Failure(Exception):
    pass


class Sumwhere:
    name = "sumwhere"

    def __init__(self, threads=2):
        self.threads = threads
        self.paths = {}
        self.open()

    def open(self):
        self.terminal, inner = pty.openpty()
        tty.setraw(inner)
        environment = dict(
            os.environ, TERM="dumb", SUMWHERE_HISTORY="", SUMWHERE_THREADS=str(self.threads))
        self.process = subprocess.Popen(
            [PROGRAM, "-q", "--format", "csv"], stdin=inner, stdout=inner, stderr=inner,
            env=environment, start_new_session=True)
        os.close(inner)
        self.answer(limit=10)

    def load(self, paths):
        """Milliseconds until all are there."""
        self.paths = paths
        return sum(self.ask(f'load "{path}" as {name}')[0] for name, path in paths.items())

    def ask(self, sentence, limit=120):
        """Milliseconds, and the rows below the header; after its end in a session anew."""
        if self.process.returncode is not None:
            self.open()
            self.load(self.paths)
        start = time.perf_counter()
        os.write(self.terminal, sentence.encode() + b"\n")
        text = self.answer(limit)
        elapsed = (time.perf_counter() - start) * 1000
        if "error:" in text:
            raise Failure(text.strip())
        return elapsed, list(csv.reader(io.StringIO(text)))[1:]

    def empty_round_trip(self):
        """Milliseconds of an empty line and the prompt that follows it."""
        times = []
        for _ in range(101):
            start = time.perf_counter()
            os.write(self.terminal, b"\n")
            self.answer(limit=10)
            times.append((time.perf_counter() - start) * 1000)
        return sorted(times)[50]

    def answer(self, limit):
        text = bytearray()
        end = time.monotonic() + limit
        while True:
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            if not ready:
                self.close()
                raise Failure(f"no answer after {limit} s")
            try:
                piece = os.read(self.terminal, 1 << 16)
            except OSError:
                piece = b""
            if not piece:
                self.close()
                raise Failure(f"the program ended: {text.decode(errors='replace')[-300:]}")
            text += piece
            if text == PROMPT or text.endswith(b"\n" + PROMPT):
                return text[:-len(PROMPT)].decode()

    def memory(self):
        return memory.status(self.process.pid)

    def quit(self):
        """Ends the session as a person does."""
        os.write(self.terminal, b"quit\n")
        self.process.wait()
        os.close(self.terminal)

    def close(self):
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()
            os.close(self.terminal)
