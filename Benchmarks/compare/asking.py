"""One subject: the questions of its tables, asked of every engine in turn."""

import statistics

from . import answers, conversation, peer, results, tables
from .questions import subject as read_subject

# A peer this many times slower than the fastest one is not asked in every round.
FAR = 2.5


def run(name, records, engines, rounds=7, only=None):
    """Milliseconds of every engine and question; None where the answers differ."""
    subject = read_subject(name, records)
    paths = tables.paths(subject.tables, records)
    kept = results.Results(name, records)
    sumwhere = conversation.Sumwhere()
    # The table that questions are asked of is loaded last, and so the current one.
    sumwhere.load(dict(reversed(paths.items())))
    kept.set("empty round trip", sumwhere.empty_round_trip())
    peers = []
    for engine in engines:
        one = peer.Peer(engine, subject, paths)
        try:
            results.say(f"{engine} loads")
            one.load()
            peers.append(one)
        except peer.Failure as failure:
            kept.note(f"{engine} took no part: {failure}")
    differences = 0
    try:
        for question in subject.questions:
            if only and only not in question.name:
                continue
            differences += not ask(question, sumwhere, peers, rounds, kept)
    finally:
        kept.set("memory", {one.name: one.memory() for one in [sumwhere, *peers]})
        for one in [sumwhere, *peers]:
            one.close()
    return differences == 0


def ask(question, sumwhere, peers, rounds, kept):
    """Whether the answers agree."""
    try:
        first, rows = sumwhere.ask(question.sumwhere)
    except conversation.Failure as failure:
        kept.fail(question.name, f"sumwhere: {failure}")
        return False
    agree = True
    chosen = {}
    for one in peers:
        best = None
        for way, text, found in trials(one, question, kept):
            milliseconds, peer_rows = found
            differs = answers.difference(rows, peer_rows, question)
            if differs:
                agree = False
                kept.fail(question.name, f"{one.name} ({way}) answers {differs}")
            elif best is None or milliseconds < best[0]:
                best = (milliseconds, way, text)
        if best:
            chosen[one] = best
    if agree:
        kept.add(question, timed(question, sumwhere, chosen, rounds, first, kept))
    return agree


def trials(one, question, kept):
    """Every form in every way, the faster of two askings where that costs little."""
    for text in question.forms[one.name]:
        for way in one.ways or []:
            try:
                milliseconds, rows = one.ask(way, text)
                if milliseconds < 1_000:
                    milliseconds = min(milliseconds, one.ask(way, text)[0])
                yield way, text, (milliseconds, rows)
            except peer.Failure as failure:
                kept.note(f"{one.name} ({way}), {question.name}: {failure}")


def timed(question, sumwhere, chosen, rounds, first, kept):
    """In turn: each engine once a round, those far behind in fewer."""
    fastest = min((best[0] for best in chosen.values()), default=first)
    times = {"sumwhere": []}
    for one, (milliseconds, way, _) in chosen.items():
        # What took seconds and was far behind has had its turn.
        times[one.name] = [milliseconds] if far(milliseconds, fastest, rounds) == 0 else []
    for turn in range(rounds):
        times["sumwhere"].append(sumwhere.ask(question.sumwhere)[0])
        for one, (milliseconds, way, text) in chosen.items():
            if turn < far(milliseconds, fastest, rounds):
                try:
                    times[one.name].append(one.ask(way, text)[0])
                except peer.Failure as failure:
                    kept.note(f"{one.name}, {question.name}: {failure}")
    ways = {one.name: way for one, (_, way, _) in chosen.items()}
    return {
        name: {
            "median": statistics.median(list_), "min": min(list_), "askings": len(list_),
            "way": ways.get(name)}
        for name, list_ in times.items() if list_}


def far(milliseconds, fastest, rounds):
    """How often a peer is asked."""
    if milliseconds <= FAR * fastest:
        return rounds
    return 0 if milliseconds > 1_000 else min(rounds, 2)

