"""The other side of Peer: an engine that answers requests, each a line of JSON."""

import importlib
import json
import os
import sys
import time

from .answers import packed


def main():
    # What an engine prints must not stand among the replies.
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    engine = importlib.import_module(f"compare.engines.{sys.argv[1]}").Engine()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = loaded(engine, request) if request["do"] == "load" else asked(engine, request)
        except Exception as error:  # A peer may throw whatever it likes.
            reply = {"error": f"{type(error).__name__}: {error}"[:500]}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def loaded(engine, request):
    start = time.perf_counter()
    engine.load(request)
    return {"ms": (time.perf_counter() - start) * 1000, "ways": engine.ways}


def asked(engine, request):
    ask = engine.prepared(request["way"], request["text"])
    start = time.perf_counter()
    answer = ask()
    elapsed = (time.perf_counter() - start) * 1000
    return {"ms": elapsed, "rows": packed(engine.rows(answer))}


if __name__ == "__main__":
    main()
