"""From a file to an answer in one process: one question of it, and all of it loaded."""

import csv
import io
import statistics
import sys
import time

from . import answers, conversation, results, tables
from .processes import Run, Watch, measured, program
from .questions import Question

ONE = Question(
    "one question of the file", "sum funds by province where year = 2010", {}, None, 1e-9)
ALL = Question("all of it loaded, and a question", "sum funds by province", {}, None, 1e-9)

# Milliseconds.
SLOW = 4_000

SQL_ONE = "SELECT province, sum(funds) FROM {table} WHERE year = 2010 GROUP BY province"
SQL_ALL = "SELECT province, sum(funds) FROM {table} GROUP BY province"


def run(records, rounds=5):
    """Whether the answers agree."""
    path = str(tables.path("analyst", records))
    kept = results.Results("load", records)
    agree = True
    for question, commands in ((ONE, one_question(path)), (ALL, all_loaded(path))):
        agree = compared(question, commands, rounds, kept) and agree
    return agree


def compared(question, commands, rounds, kept):
    runs = {name: [] for name in commands}
    expected = None
    agree = True
    for turn in range(rounds):
        for name, (command, given) in commands.items():
            # What takes so long has had its turn.
            if turn and (not runs[name] or runs[name][0].milliseconds > SLOW):
                continue
            found = conversed(command) if given is None else measured(command, given)
            if found.problem:
                kept.note(f"{name}, {question.name}: {found.problem}")
                continue
            if turn == 0:
                rows = rows_of(found.output)
                if name == "sumwhere":
                    expected = rows
                differs = answers.difference(expected, [packed(row) for row in rows], question)
                if differs:
                    kept.fail(question.name, f"{name} answers {differs}")
                    agree = False
                    continue
            runs[name].append(found)
    if agree:
        kept.add(question, {name: figures(list_) for name, list_ in runs.items() if list_})
    return agree


def conversed(path):
    """A session holds all columns; it is asked, and ended."""
    start = time.perf_counter()
    session = conversation.Sumwhere()
    watch = Watch(session.process.pid)
    session.load({"analyst": path})
    _, rows = session.ask(ALL.sumwhere)
    session.quit()
    elapsed = (time.perf_counter() - start) * 1000
    watch.stop()
    output = "\n".join(",".join(row) for row in rows)
    return Run(elapsed, watch.peak, watch.private, output, None)


def figures(list_):
    times = [one.milliseconds for one in list_]
    return {
        "median": statistics.median(times), "min": min(times), "askings": len(times), "way": None,
        "peak": max(one.peak for one in list_), "private": max(one.private for one in list_)}


def rows_of(output):
    """Rows of two cells, without a header."""
    lines = output.replace("\r", "").removeprefix("> ").splitlines()
    rows = [row for row in csv.reader(io.StringIO("\n".join(lines))) if len(row) == 2]
    return [row for row in rows if row[1][:1].isdigit()]


def packed(row):
    return [row[0], float(row[1])]


def one_question(path):
    """Each with the columns it needs, and no more."""
    python = [sys.executable, "-c"]
    found = {
        "sumwhere": ([conversation.PROGRAM, "-q", "--format", "csv", "-c", ONE.sumwhere, path], "")}
    sql = SQL_ONE.format(table=f"'{path}'")
    if program("duckdb"):
        found["duckdb CLI"] = (
            [program("duckdb"), "-csv", "-noheader", "-c", f"SET threads = 2; {sql}"], "")
    found["duckdb"] = (python + [PRINT + f"{DUCKDB}show(duckdb.sql({sql!r}).fetchall())"], "")
    found["polars"] = (python + [PRINT + f"""import polars as pl
c = pl.col
show(pl.scan_csv({path!r}).filter(c('year') == 2010).group_by('province')
  .agg(c('funds').sum()).collect(engine='streaming').rows())"""], "")
    sql = SQL_ONE.format(table=f"file('{path}', CSVWithNames)")
    sql += " SETTINGS max_threads = 2"
    found["clickhouse"] = (python + [f"import chdb\nprint(chdb.query({sql!r}, 'CSV'))"], "")
    found["pandas"] = (python + [PRINT + f"""import pandas
t = pandas.read_csv({path!r}, engine='pyarrow', usecols=['year', 'province', 'funds'])
show(t[t.year == 2010].groupby('province').funds.sum().items())"""], "")
    add_sqlite(found, path, SQL_ONE)
    if program("mlr"):
        found["miller"] = (
            [program("mlr"), "--icsv", "--ocsv", "filter", "$year == 2010", "then", "stats1", "-a",
             "sum", "-f", "funds", "-g", "province", path], "")
    return found


def all_loaded(path):
    """Each with all columns, of the types that it finds."""
    python = [sys.executable, "-c"]
    found = {"sumwhere": (path, None)}
    load = f"CREATE TABLE analyst AS FROM '{path}'"
    sql = SQL_ALL.format(table="analyst")
    if program("duckdb"):
        found["duckdb CLI"] = (
            [program("duckdb"), "-csv", "-noheader", "-c", f"SET threads = 2; {load}; {sql}"], "")
    found["duckdb"] = (
        python + [PRINT + f"{DUCKDB}duckdb.sql({load!r})\n"
                  f"show(duckdb.sql({sql!r}).fetchall())"], "")
    found["polars"] = (python + [PRINT + f"""import polars as pl
show(pl.read_csv({path!r}).group_by('province').agg(pl.col('funds').sum()).rows())"""], "")
    found["clickhouse"] = (python + [f"""from chdb import session
s = session.Session()
s.query('SET max_threads = 2')
s.query("CREATE TABLE analyst ENGINE = Memory AS SELECT * FROM file('{path}', CSVWithNames)")
print(s.query({sql!r}, 'CSV'))"""], "")
    found["pandas"] = (python + [PRINT + f"""import pandas
t = pandas.read_csv({path!r}, engine='pyarrow')
show(t.groupby('province').funds.sum().items())"""], "")
    add_sqlite(found, path, SQL_ALL)
    return found


def add_sqlite(found, path, sql):
    if not program("sqlite3"):
        return
    script = (
        "CREATE TABLE analyst (year INTEGER, county, province, sector, donor, projects INTEGER, "
        f"funds REAL, people INTEGER, note);\n.import --csv --skip 1 {path} analyst\n.mode csv\n"
        f"{sql.format(table='analyst')};\n")
    found["sqlite"] = ([program("sqlite3"), ":memory:"], script)


DUCKDB = "import duckdb\nduckdb.sql('SET threads = 2')\n"
PRINT = "def show(rows):\n  for row in rows: print(*row, sep=',')\n"
