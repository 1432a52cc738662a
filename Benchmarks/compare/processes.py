"""Whole processes: their time from start to end, and their memory."""

import dataclasses
import importlib.util
import os
import shutil
import subprocess
import threading
import time

from . import memory


@dataclasses.dataclass
class Run:
    milliseconds: float
    # MiB: all pages at the peak, and those that no file holds.
    peak: float
    private: float
    output: str
    problem: str | None


def measured(command, given="", limit=120):
    """Runs a command to its end; its standard input is `given`."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=dict(os.environ, POLARS_MAX_THREADS="2", SUMWHERE_THREADS="2"))
    watch = Watch(process.pid)
    timer = threading.Timer(limit, process.kill)
    timer.start()
    output, errors = process.communicate(given.encode())
    elapsed = (time.perf_counter() - start) * 1000
    timer.cancel()
    watch.stop()
    problem = None
    if process.returncode != 0:
        last = errors.decode(errors="replace").strip().splitlines()[-1:]
        problem = f"no answer in {limit} s" if elapsed >= limit * 1000 else "".join(last)[:200]
    return Run(elapsed, watch.peak, watch.private, output.decode(errors="replace"), problem)


class Watch:
    """Looks at a process's memory every few milliseconds until it is stopped."""

    def __init__(self, pid):
        self.peak = self.private = 0.0
        self.pid = pid
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.ended.wait(0.004):
            found = memory.status(self.pid)
            self.peak = max(self.peak, found.get("peak", 0))
            self.private = max(self.private, found.get("private", 0))

    def stop(self):
        self.ended.set()
        self.thread.join()


def started(command):
    """Milliseconds from the start of a small program to its end, its output thrown away."""
    nothing = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
               (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=nothing)
    _, status = os.waitpid(pid, 0)
    elapsed = (time.perf_counter() - start) * 1000
    return elapsed if status == 0 else None


def program(name):
    """Where a program is: the one inside a Python package rather than the script before it."""
    package = importlib.util.find_spec(f"{name}_cli")
    inside = os.path.join(package.submodule_search_locations[0], name) if package else ""
    return inside if os.access(inside, os.X_OK) else shutil.which(name)
