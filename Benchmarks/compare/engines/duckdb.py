"""DuckDB: types as it finds them, and as a knowing user declares them."""

import duckdb

KINDS = {
    "int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "double": "DOUBLE",
    "money": "DECIMAL(9, 2)", "text": "VARCHAR",
}


class Engine:
    ways = ["plain", "tuned"]

    def load(self, request):
        self.database = duckdb.connect(":memory:", config={"threads": request["threads"]})
        for way in self.ways:
            self.database.execute(f"CREATE SCHEMA {way}")
        for table, columns in request["tables"].items():
            asked = ", ".join(name for name, kind in columns.items() if kind != "unasked")
            self.database.execute(
                f"CREATE TABLE plain.{table} AS SELECT {asked} FROM '{request['paths'][table]}'")
        self.make_enumerations(request["tables"])
        for table, columns in request["tables"].items():
            cast = ", ".join(
                f"{name}::{'of_' + name if kind == 'few' else KINDS[kind]} AS {name}"
                for name, kind in columns.items() if kind != "unasked")
            self.database.execute(
                f"CREATE TABLE tuned.{table} AS SELECT {cast} FROM plain.{table}")

    def make_enumerations(self, tables):
        """One for all columns of a name, so that they can be joined."""
        places = {}
        for table, columns in tables.items():
            for name, kind in columns.items():
                if kind == "few":
                    places.setdefault(name, []).append(f"SELECT {name} FROM plain.{table}")
        for name, selections in places.items():
            self.database.execute(
                f"CREATE TYPE of_{name} AS ENUM ({' UNION '.join(selections)} ORDER BY 1)")

    def prepared(self, way, text):
        self.database.execute(f"USE {way}")
        return lambda: self.database.execute(text).fetchall()

    def rows(self, answer):
        return answer
