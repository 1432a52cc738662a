"""What was measured, kept in a file for each part, so that parts can be run alone and again."""

import json
import sys

from .tables import FOLDER


class Results:
    def __init__(self, part, records=None):
        self.data = {"part": part, "records": records, "questions": [], "notes": [], "failures": []}
        self.file = FOLDER / "results" / f"{part}.json"
        self.file.parent.mkdir(parents=True, exist_ok=True)

    def set(self, name, value):
        self.data[name] = value
        self.write()

    def note(self, text):
        self.data["notes"].append(text)
        self.write()
        say(f"note: {text}")

    def fail(self, name, text):
        self.data["failures"].append(f"{name}: {text}")
        self.write()
        say(f"DIFFERENT: {name}: {text}")

    def add(self, question, times):
        self.data["questions"].append(
            {"name": question.name, "sumwhere": question.sumwhere, "times": times})
        self.write()
        shown = "  ".join(
            f"{name} {time['median']:.1f}" if "median" in time else f"{name} > {time['over']:.0f}"
            for name, time in times.items())
        say(f"{question.name}: {shown}")

    def write(self):
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps(self.data, indent=1))
        part.rename(self.file)


def read(part):
    file = FOLDER / "results" / f"{part}.json"
    return json.loads(file.read_text()) if file.exists() else None


def say(text):
    print(text, file=sys.stderr, flush=True)
