"""The made tables, each a file that is written once."""

import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
FOLDER = pathlib.Path(
    os.environ.get("BENCHMARK_TABLES", pathlib.Path(tempfile.gettempdir()) / "sumwhere-benchmarks"))

# A table's shape, where it is not its name.
SHAPES = {"x": "join", "small": "join-small", "medium": "join-medium", "big": "join-big"}


def path(table, records):
    """The file of a table, made where it is not there."""
    shape = SHAPES.get(table, table)
    rows = 2_800 if shape == "counties" else records
    file = FOLDER / f"{shape}-{rows}.csv"
    if not file.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        with open(part, "wb") as output:
            subprocess.run([generator(), shape, str(rows)], stdout=output, check=True)
        part.rename(file)
    return file


def generator():
    program = HERE / ".build/release/Generate"
    if not program.exists():
        subprocess.run(
            ["swift", "build", "-c", "release"], cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    return program


def paths(tables, records):
    return {table: str(path(table, records)) for table in tables}
