"""Questions as they stand in questions/*.toml."""

import dataclasses
import tomllib

from .tables import HERE

SQL = {"duckdb", "clickhouse", "sqlite"}


@dataclasses.dataclass
class Question:
    name: str
    sumwhere: str
    # Forms of an engine: any may be the fastest.
    forms: dict
    # Columns whose cells are compared, all where it is None.
    compared: list | None
    # Largest relative difference of two doubles.
    tolerance: float


@dataclasses.dataclass
class Subject:
    name: str
    # For each table its columns, with the kind that a knowing user gives them.
    tables: dict
    questions: list


def subject(name, records):
    with open(HERE / "questions" / f"{name}.toml", "rb") as file:
        data = tomllib.load(file)
    half = str(records // 2)
    return Subject(name, data["tables"], [question(item, half) for item in data["question"]])


def question(item, half):
    forms = {}
    for engine in ("duckdb", "polars", "clickhouse", "sqlite", "pandas"):
        found = item.get(engine, item.get("sql") if engine in SQL else None)
        texts = [found] if isinstance(found, str) else found or []
        forms[engine] = [text.replace("$half", half) for text in texts]
    return Question(
        item["name"], item["sumwhere"].replace("$half", half), forms,
        item.get("compared"), item.get("tolerance", 1e-9))
