"""A peer in a process of its own, so that its end is not the end of the run."""

import json
import os
import select
import subprocess
import sys
import time

from . import memory
from .tables import HERE


class Failure(Exception):
    pass


class TooLong(Failure):
    """There was no answer within a limit."""


class Peer:
    """Started once a subject; a question past its limit ends the process, and the next asking
    starts it again."""

    def __init__(self, engine, subject, paths, threads=2):
        self.name = engine
        self.request = {
            "do": "load", "tables": subject.tables, "paths": paths, "subject": subject.name,
            "threads": threads}
        self.process = None
        self.starts = 0

    def load(self, limit=300):
        """Milliseconds for all forms of the tables."""
        self.starts += 1
        self.process = subprocess.Popen(
            [sys.executable, "-m", "compare.worker", self.name], cwd=HERE,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, POLARS_MAX_THREADS=str(self.request["threads"])))
        os.set_blocking(self.process.stdout.fileno(), False)
        reply = self.exchange(self.request, limit)
        self.ways = reply["ways"]
        return reply["ms"]

    def ask(self, way, text, limit=60):
        """Milliseconds and rows."""
        if self.process is None:
            if self.starts >= 4:
                raise Failure("ended too often")
            self.load()
        reply = self.exchange({"do": "ask", "way": way, "text": text}, limit)
        return reply["ms"], reply["rows"]

    def exchange(self, request, limit):
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            self.close()
            raise Failure("its process ended") from None
        text = bytearray()
        end = time.monotonic() + limit
        while not text.endswith(b"\n"):
            ready, _, _ = select.select(
                [self.process.stdout], [], [], max(0, end - time.monotonic()))
            if not ready:
                self.close()
                # Ended by us, and not a sign that it will end again.
                self.starts -= 1
                raise TooLong(f"no answer in {limit:.0f} s")
            piece = self.process.stdout.read()
            if not piece:
                self.close()
                raise Failure("its process ended")
            text += piece
        reply = json.loads(text)
        if "error" in reply:
            raise Failure(reply["error"])
        return reply

    def memory(self):
        return memory.status(self.process.pid) if self.process else {}

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        self.process = None
