"""One subject: the questions of its tables, asked of every engine in turn."""

import concurrent.futures
import statistics

from . import answers, conversation, peer, results, tables
from .questions import subject as read_subject

# A peer this many times slower than the fastest one is not asked in every round.
FAR = 2.5

# Seconds that the first peer may take for a question; those after it are given forty times the
# fastest one's, and 4 at least.
LIMIT = 60


def run(name, records, engines, rounds=7, only=None):
    """Whether all answers agree; the times are kept."""
    subject = read_subject(name, records)
    paths = tables.paths(subject.tables, records)
    kept = results.Results(name, records)
    sumwhere = conversation.Sumwhere()
    # The table that questions are asked of is loaded last, and so the current one.
    sumwhere.load(dict(reversed(paths.items())))
    kept.set("empty round trip", sumwhere.empty_round_trip())
    peers = loaded([peer.Peer(engine, subject, paths) for engine in engines], kept)
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


def loaded(peers, kept):
    """Those that could load the tables, two at a time: nothing is timed yet."""
    def load(one):
        results.say(f"{one.name} loads")
        try:
            one.load()
            return one
        except peer.Failure as failure:
            kept.note(f"{one.name} took no part: {failure}")
            one.close()
            return None

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [one for one in pool.map(load, peers) if one]


def ask(question, sumwhere, peers, rounds, kept):
    """Whether the answers agree."""
    try:
        first, rows = sumwhere.ask(question.sumwhere)
    except conversation.Failure as failure:
        kept.fail(question.name, f"sumwhere: {failure}")
        return False
    agree = True
    # For each peer its fastest form, as milliseconds, way and text.
    chosen = {}
    late = {}
    for one in peers:
        fastest = min((best[0] for best in chosen.values()), default=None)
        limit = LIMIT if fastest is None else min(LIMIT, max(4, 40 * fastest / 1_000))
        for way, text in ((way, text) for text in question.forms[one.name] for way in one.ways):
            try:
                milliseconds, peer_rows = tried(one, way, text, limit)
            except peer.TooLong:
                late[one.name] = {"over": limit * 1_000}
                break
            except peer.Failure as failure:
                kept.note(f"{one.name} ({way}), {question.name}: {failure}")
                continue
            differs = answers.difference(rows, peer_rows, question)
            if differs:
                agree = False
                kept.fail(question.name, f"{one.name} ({way}) answers {differs}")
            elif one not in chosen or milliseconds < chosen[one][0]:
                chosen[one] = (milliseconds, way, text)
    if not agree:
        return False
    try:
        times = timed(question, sumwhere, chosen, rounds, first, kept)
    except conversation.Failure as failure:
        kept.fail(question.name, f"sumwhere: {failure}")
        return False
    kept.add(
        question, {**{name: time for name, time in late.items() if name not in times}, **times})
    return True


def tried(one, way, text, limit):
    """The faster of two askings where that costs little, and the rows."""
    milliseconds, rows = one.ask(way, text, limit)
    if milliseconds < 1_000:
        milliseconds = min(milliseconds, one.ask(way, text, limit)[0])
    return milliseconds, rows


def timed(question, sumwhere, chosen, rounds, first, kept):
    """In turn: each engine once a round, those far behind in fewer."""
    fastest = min((best[0] for best in chosen.values()), default=first)
    turns = {one: turns_of(best[0], fastest, rounds) for one, best in chosen.items()}
    times = {"sumwhere": []}
    for one, (milliseconds, way, text) in chosen.items():
        # What took seconds and was far behind has had its turn.
        times[one.name] = [] if turns[one] else [milliseconds]
    for turn in range(rounds):
        times["sumwhere"].append(sumwhere.ask(question.sumwhere)[0])
        for one, (milliseconds, way, text) in chosen.items():
            if turn < turns[one]:
                try:
                    times[one.name].append(one.ask(way, text)[0])
                except peer.Failure as failure:
                    kept.note(f"{one.name}, {question.name}: {failure}")
    ways = {one.name: way for one, (milliseconds, way, text) in chosen.items()}
    return {
        name: {
            "median": statistics.median(list_), "min": min(list_), "askings": len(list_),
            "way": ways.get(name)}
        for name, list_ in times.items() if list_}


def turns_of(milliseconds, fastest, rounds):
    """How often a peer is asked."""
    if milliseconds <= FAR * fastest:
        return rounds
    return 0 if milliseconds > 1_000 else min(rounds, 2)
