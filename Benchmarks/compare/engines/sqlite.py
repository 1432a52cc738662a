"""SQLite, with a file of its own that is read through the page cache."""

import os
import sqlite3
import subprocess

KINDS = {"int8": "INTEGER", "int16": "INTEGER", "int32": "INTEGER", "double": "REAL",
         "money": "REAL"}


class Engine:
    ways = ["plain"]

    def load(self, request):
        file = f"{os.path.splitext(list(request['paths'].values())[0])[0]}.sqlite"
        made = max(os.path.getmtime(path) for path in request["paths"].values())
        if not os.path.exists(file) or os.path.getmtime(file) < made:
            self.make(f"{file}.part", request)
            os.rename(f"{file}.part", file)
        self.database = sqlite3.connect(file)
        for setting in ("mmap_size = 30000000000", "temp_store = MEMORY", "cache_size = -1000000",
                        f"threads = {request['threads'] - 1}"):
            self.database.execute(f"PRAGMA {setting}")

    @staticmethod
    def make(file, request):
        if os.path.exists(file):
            os.unlink(file)
        script = "PRAGMA journal_mode = OFF;\nPRAGMA synchronous = OFF;\n"
        for table, columns in request["tables"].items():
            kinds = ", ".join(f"{name} {KINDS.get(kind, 'TEXT')}" for name, kind in columns.items())
            script += f"CREATE TABLE {table} ({kinds});\n"
            script += f".import --csv --skip 1 {request['paths'][table]} {table}\n"
        subprocess.run(["sqlite3", file], input=script.encode(), check=True, capture_output=True)

    def prepared(self, way, text):
        return lambda: self.database.execute(text).fetchall()

    def rows(self, answer):
        return answer
