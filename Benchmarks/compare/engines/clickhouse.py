"""ClickHouse, as chdb: tables in memory, types as it finds them and as a knowing user declares
them."""

import json
from decimal import Decimal

from chdb import session

KINDS = {
    "int8": "Int8", "int16": "Int16", "int32": "Int32", "double": "Float64",
    "money": "Decimal(9, 2)", "few": "LowCardinality(String)", "text": "String",
}


class Engine:
    ways = ["plain", "tuned"]

    def load(self, request):
        self.session = session.Session()
        self.run(f"SET max_threads = {request['threads']}")
        self.run("SET schema_inference_make_columns_nullable = 0")
        self.run("SET output_format_json_quote_decimals = 1")
        self.run("SET output_format_json_quote_64bit_integers = 1")
        for way in self.ways:
            self.run(f"CREATE DATABASE {way}")
        for table, columns in request["tables"].items():
            asked = {name: kind for name, kind in columns.items() if kind != "unasked"}
            self.run(
                f"CREATE TABLE plain.{table} ENGINE = Memory AS SELECT {', '.join(asked)} "
                f"FROM file('{request['paths'][table]}', CSVWithNames)")
            declared = ", ".join(
                f"{name} {KINDS.get(kind, 'String')}" for name, kind in columns.items())
            self.run(
                f"CREATE TABLE tuned.{table} ENGINE = Memory AS SELECT {', '.join(asked)} "
                f"FROM file('{request['paths'][table]}', CSVWithNames, '{declared}')")

    def run(self, text):
        return self.session.query(text, "JSONCompact")

    def prepared(self, way, text):
        self.run(f"USE {way}")
        return lambda: self.run(text).bytes()

    def rows(self, answer):
        reply = json.loads(answer)
        kinds = [column["type"] for column in reply["meta"]]
        return [[self.cell(cell, kind) for cell, kind in zip(row, kinds)] for row in reply["data"]]

    @staticmethod
    def cell(cell, kind):
        if cell is None or "String" in kind:
            return cell
        return float(cell) if "Float" in kind else Decimal(str(cell))
