"""Instructions that a question takes, counted by valgrind: noise cannot move them, so a growth of a
few hundredths is a change of the program.

counts.tsv holds the questions and what they took when it was written. A question is counted as the
difference of two runs that ask it once and six times; the lines of a start and of a load count whole
processes.
"""

import dataclasses
import os
import re
import shutil
import subprocess
import sys

from . import conversation, results, tables

RECORDS = 20_000
ASKINGS = 5
GROWTH = 1.03
FILE = tables.HERE / "counts.tsv"
# Lines that are no questions.
START = "start"
LOAD = "load"


@dataclasses.dataclass
class Count:
    table: str
    sentence: str
    instructions: int


def run(update):
    """Whether no question takes more than it did."""
    if not shutil.which("valgrind"):
        sys.exit("run: valgrind counts the instructions; apt-get install valgrind")
    comments, kept = read()
    held = True
    for count in kept:
        found = counted(count)
        change = found / count.instructions if count.instructions else None
        held = held and (change is not None and change <= GROWTH)
        print(f"{found:>14,}  {f'{change - 1:+7.1%}' if change else '    new'}  {count.sentence}",
              flush=True)
        count.instructions = found
    if update:
        FILE.write_text(comments + "".join(
            f"{one.table}\t{one.sentence}\t{one.instructions}\n" for one in kept))
        results.say(f"written: {FILE.name}")
        return True
    if not held:
        results.say(f"more than {GROWTH - 1:.0%} above {FILE.name}, or new there; where that is "
                    "meant: make bench-counts UPDATE=1")
    return held


def read():
    comments, kept = "", []
    for line in FILE.read_text().splitlines(keepends=True):
        if line.startswith("#"):
            comments += line
        else:
            table, sentence, instructions = line.rstrip("\n").split("\t")
            kept.append(Count(table, sentence, int(instructions)))
    return comments, kept


def counted(count):
    if count.sentence == START:
        return instructions(count.table, ["sum funds where year = 2010"], 50)
    if count.sentence == LOAD:
        return instructions(count.table, [f"describe {count.table}"])
    once = instructions(count.table, [count.sentence])
    often = instructions(count.table, [count.sentence] * (1 + ASKINGS))
    return (often - once) // ASKINGS


def instructions(table, sentences, records=RECORDS):
    """Of a process that loads a table, and counties where the questions look them up."""
    loaded = [table] + (["counties"] if any("counties" in text for text in sentences) else [])
    statements = [
        f'load "{tables.path(name, records)}" as {name}' for name in reversed(loaded)] + sentences
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
               conversation.PROGRAM, "-q"]
    for statement in statements:
        command += ["-c", statement]
    # One thread, and the same order in hashed collections every time.
    found = subprocess.run(
        command, capture_output=True, text=True, check=False,
        env=dict(os.environ, SUMWHERE_THREADS="1", SWIFT_DETERMINISTIC_HASHING="1"))
    total = re.search(r"Collected : (\d+)", found.stderr)
    if found.returncode != 0 or not total:
        sys.exit(f"run: {statements[-1]}: {found.stderr.strip()[-400:]}")
    return int(total[1])
