"""pandas: types as it finds them, and categories and narrow numbers."""

import pandas

KINDS = {
    "int8": "int8", "int16": "int16", "int32": "int32", "double": "float64", "money": "float64",
    "few": "category",
}


class Engine:
    ways = ["plain", "tuned"]

    def load(self, request):
        self.tables = {way: {} for way in self.ways}
        for table, columns in request["tables"].items():
            asked = {name: kind for name, kind in columns.items() if kind != "unasked"}
            frame = pandas.read_csv(
                request["paths"][table], engine="pyarrow", usecols=list(asked))
            self.tables["plain"][table] = frame
            self.tables["tuned"][table] = frame.astype(
                {name: KINDS[kind] for name, kind in asked.items() if kind in KINDS})
        self.share_categories(request["tables"])

    def share_categories(self, tables):
        """Columns of one name get the same ones, so that they can be joined."""
        places = {}
        for table, columns in tables.items():
            for name, kind in columns.items():
                if kind == "few":
                    places.setdefault(name, []).append(table)
        for name, holders in places.items():
            if len(holders) < 2:
                continue
            frames = [self.tables["tuned"][table] for table in holders]
            shared = pandas.api.types.union_categoricals(
                [frame[name] for frame in frames]).categories
            for frame in frames:
                frame[name] = frame[name].cat.set_categories(shared)

    def prepared(self, way, text):
        code = compile(f"({text})", "question", "eval")
        return lambda: eval(code, {"pandas": pandas, **self.tables[way]})

    def rows(self, answer):
        if isinstance(answer, pandas.Series):
            answer = answer.to_frame()
        if isinstance(answer, pandas.DataFrame):
            if not isinstance(answer.index, pandas.RangeIndex) and answer.index.name:
                answer = answer.reset_index()
            return list(answer.itertuples(index=False, name=None))
        return [answer if isinstance(answer, tuple) else (answer,)]
