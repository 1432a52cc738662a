"""What a small question costs: a process that reads 50 records, answers and ends."""

import statistics
import sys

from . import conversation, results, tables
from .processes import measured, program, started
from .questions import Question

SMALL = Question("sum of 50 records", "sum funds where year = 2010", {}, None, 1e-9)


def run(runs=31):
    path = tables.path("analyst", 50)
    kept = results.Results("startup", 50)
    times = {}
    expected = None
    commands = programs(str(path))
    for name, command in commands.items():
        found = measured(command)
        if found.problem:
            kept.note(f"{name}: {found.problem}")
            continue
        answer = float(found.output.strip().splitlines()[-1] or "nan")
        expected = answer if expected is None else expected
        if abs(answer - expected) > 1e-6:
            kept.fail(SMALL.name, f"{name} answers {answer}, not {expected}")
            return False
        times[name] = []
    for turn in range(runs):
        for name in times:
            # Those that start Python are not asked as often.
            if turn < 7 or commands[name][0] != sys.executable:
                found = started(commands[name])
                if found is not None:
                    times[name].append(found)
    kept.add(SMALL, {
        name: {"median": statistics.median(list_), "min": min(list_), "askings": len(list_),
               "way": None}
        for name, list_ in times.items() if list_})
    return True


def programs(path):
    sql = f"SELECT sum(funds) FROM '{path}' WHERE year = 2010"
    found = {
        "sumwhere": [conversation.PROGRAM, "-q", "--format", "csv", "-c", SMALL.sumwhere, path]}
    if program("sqlite3"):
        found["sqlite"] = [
            program("sqlite3"), ":memory:", "-cmd", ".mode csv", "-cmd", f".import {path} analyst",
            "SELECT sum(funds) FROM analyst WHERE year = 2010"]
    if program("mlr"):
        found["miller"] = [
            program("mlr"), "--icsv", "--ocsv", "--headerless-csv-output", "filter",
            "$year == 2010", "then", "stats1", "-a", "sum", "-f", "funds", path]
    if program("duckdb"):
        found["duckdb CLI"] = [program("duckdb"), "-csv", "-noheader", "-c", sql]
    python = [sys.executable, "-c"]
    found["duckdb"] = python + [f"import duckdb\nprint(duckdb.sql({sql!r}).fetchall()[0][0])"]
    found["polars"] = python + [f"""import polars as pl
print(pl.scan_csv({path!r}).filter(pl.col('year') == 2010).select(pl.col('funds').sum())
  .collect().item())"""]
    clickhouse = f"SELECT sum(funds) FROM file('{path}', CSVWithNames) WHERE year = 2010"
    found["clickhouse"] = python + [f"import chdb\nprint(chdb.query({clickhouse!r}, 'CSV'))"]
    found["pandas"] = python + [f"""import pandas
t = pandas.read_csv({path!r})
print(t.funds[t.year == 2010].sum())"""]
    return found
