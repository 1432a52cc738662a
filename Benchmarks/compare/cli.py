"""The command line of Benchmarks/run."""

import argparse
import datetime
import os
import sys
import time

from . import asking, conversation, counts, machine, report, results, sizes, startup, whole

PARTS = {
    "analyst": 5_000_000, "groupby": 10_000_000, "join": 10_000_000, "load": 5_000_000,
    "startup": 50, "threads": 5_000_000, "scaling": 50_000_000,
}


def main():
    options = arguments()
    if not os.access(conversation.PROGRAM, os.X_OK):
        sys.exit(f"run: {conversation.PROGRAM} is not there; `make build` makes it")
    if options.part == "counts":
        sys.exit(0 if counts.run(options.update) else 1)
    if options.part == "report":
        report.write()
        sys.exit(0)
    results.say(describe())
    whole_run = [part for part in PARTS if part != "scaling"]
    held = True
    for part in whole_run if options.part == "all" else [options.part]:
        results.say(f"\n{part}")
        start = time.monotonic()
        try:
            held = one(part, options) and held
        except Exception as error:  # The other parts shall have their turn.
            results.say(f"{part} came to nothing: {type(error).__name__}: {error}")
            held = False
        results.say(f"{part} took {time.monotonic() - start:.0f} s")
    report.write()
    sys.exit(0 if held else 1)


def arguments():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run",
        description="Times Sumwhere beside whichever peers are installed, and writes README.md.")
    parser.add_argument(
        "part", nargs="?", default="all", choices=["all", *PARTS, "counts", "report"])
    parser.add_argument("--records", type=int, help="how many records the tables have")
    parser.add_argument("--rounds", type=int, default=7, help="how often each question is asked")
    parser.add_argument("--peers", help="those to ask, with commas between them")
    parser.add_argument("--only", help="questions whose name holds this text")
    parser.add_argument("--update", action="store_true", help="write counts.tsv anew")
    return parser.parse_args()


def one(part, options):
    """Whether all answers agree."""
    records = options.records or PARTS[part]
    if part in ("analyst", "groupby", "join"):
        engines = machine.installed()
        if options.peers is not None:
            engines = [name for name in options.peers.split(",") if name]
        return asking.run(part, records, engines, options.rounds, options.only)
    if part == "load":
        return whole.run(records, min(options.rounds, 5))
    if part == "startup":
        return startup.run()
    if part == "threads":
        return sizes.threads(records, options.rounds)
    return sizes.scaling(records)


def describe():
    """Keeps what the run is made on, and says it."""
    kept = results.Results("machine")
    kept.set("date", datetime.date.today().isoformat())
    kept.set("description", machine.description())
    kept.set("versions", machine.versions())
    versions = "  ".join(f"{name} {version}" for name, version in kept.data["versions"].items())
    return f"{kept.data['description']}\n{versions}"
