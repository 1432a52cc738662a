"""Sumwhere alone: how its time grows with the records, and what a second thread brings."""

import statistics

from . import conversation, results, tables
from .questions import subject as read_subject

SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000]

# Questions of the analyst table; a page from the middle of all would be of another kind.
ASKED = [
    "sum, two equalities", "sum of all", "sum by province", "sum by county and year",
    "distinct donors by province", "median by province", "ten records with most funds",
    "sum where text contains", "three largest by province", "rank of every record in its province",
]


def scaling(largest):
    """Milliseconds of each question at every size, and of the load."""
    kept = results.Results("scaling", largest)
    for records in [size for size in SIZES if size <= largest]:
        subject = read_subject("analyst", records)
        session = conversation.Sumwhere()
        try:
            load = session.load({"analyst": str(tables.path("analyst", records))})
            times = {"load": load}
            for question in subject.questions:
                if question.name in ASKED:
                    times[question.name] = median_of(session, question.sumwhere, 7)
            times["round trip"] = session.empty_round_trip()
            kept.data.setdefault("sizes", []).append(
                {"records": records, "times": times, "memory": session.memory()})
            kept.write()
            results.say(f"{records}: " + "  ".join(f"{k} {v:.1f}" for k, v in times.items()))
        except conversation.Failure as failure:
            kept.note(f"{records} records: {failure}")
        finally:
            session.close()
    return True


def threads(records, rounds=7):
    """One thread and two, in turn."""
    kept = results.Results("threads", records)
    subject = read_subject("analyst", records)
    paths = tables.paths(subject.tables, records)
    sessions = {count: conversation.Sumwhere(threads=count) for count in (1, 2)}
    agree = True
    try:
        loads = {count: one.load(dict(reversed(paths.items()))) for count, one in sessions.items()}
        kept.set("load", loads)
        for question in subject.questions:
            found = {count: one.ask(question.sumwhere)[1] for count, one in sessions.items()}
            if found[1] != found[2]:
                kept.fail(question.name, "two threads answer otherwise than one")
                agree = False
                continue
            times = {count: [] for count in sessions}
            for _ in range(rounds):
                for count, one in sessions.items():
                    times[count].append(one.ask(question.sumwhere)[0])
            kept.add(question, {
                f"{count} threads": {
                    "median": statistics.median(list_), "min": min(list_), "askings": rounds,
                    "way": None}
                for count, list_ in times.items()})
    except conversation.Failure as failure:
        kept.note(str(failure))
        agree = False
    finally:
        for one in sessions.values():
            one.close()
    return agree


def median_of(session, sentence, rounds):
    session.ask(sentence)
    return statistics.median(session.ask(sentence)[0] for _ in range(rounds))
