"""What was measured as Markdown, below the text of README.md that people wrote, and as plots."""

import math

from . import plot, results
from .tables import HERE

MARK = "<!-- What follows is written by Benchmarks/run. -->"
TITLES = {
    "analyst": "Questions of analysts", "groupby": "db-benchmark's questions about groups",
    "join": "db-benchmark's questions about joins",
}


def write():
    parts = [text for text in (
        head(), *(subject(name) for name in TITLES), load(), startup(), threads(), scaling())
        if text]
    file = HERE / "README.md"
    above = file.read_text().split(MARK)[0]
    file.write_text(above + MARK + "\n\n" + "\n\n".join(parts) + "\n")
    results.say(f"written: {file.name} and the plots beside it")


def head():
    found = results.read("machine")
    if not found:
        return None
    lines = [f"## Results of {found['date']}", "", found["description"] + ".", ""]
    lines.append(table(["engine", "version"], [[k, v] for k, v in found["versions"].items()], "ll"))
    return "\n".join(lines)


def subject(name):
    found = results.read(name)
    if not found or not (found["questions"] or found["failures"]):
        return None
    engines = columns(found)
    rows, bars = [], []
    for question in found["questions"]:
        times = question["times"]
        own = times["sumwhere"]["median"]
        best = fastest(times)
        ratio = times[best]["median"] / own if best else 1
        if best:
            bars.append((question["name"], ratio, best))
        rows.append(
            [question["name"], f"{shown(own)}", shown(times["sumwhere"]["min"])]
            + [cell(times.get(engine), engine == best) for engine in engines]
            + [f"{times[best]['median'] / own:.2f}" if best else ""])
    lines = [f"## {TITLES[name]}, {found['records']:,} records", ""]
    if bars:
        file = f"{name}.svg"
        title = f"{TITLES[name]}, {found['records']:,} records"
        (HERE / file).write_text(plot.plot(title, bars))
        lines += [f"![Ratios by question]({file})", ""]
    lines.append(table(
        ["question, ms", "sumwhere", "least"] + engines + ["× faster"], rows,
        "l" + "r" * (len(engines) + 3)))
    lines += [
        "", f"{geometric(bars)} An empty round trip of Sumwhere's session, part of each of its "
        f"times, takes {found['empty round trip']:.2f} ms."]
    held = memory_line(found)
    return "\n".join(lines + ([held] if held else []) + remarks(found))


def memory_line(found):
    held = found.get("memory", {}).get("sumwhere")
    if not held:
        return None
    return (f"Sumwhere's session at its peak: {held['peak']:,.0f} MiB, of which its own at the end "
            f"{held['private']:,.0f}; the rest are pages of the file.")


def geometric(bars):
    if not bars:
        return ""
    mean = math.exp(sum(math.log(ratio) for _, ratio, _ in bars) / len(bars))
    behind = [name for name, ratio, _ in bars if ratio < 1]
    text = f"Geometric mean: {mean:.2f} times faster than the fastest peer of each question."
    return text + (f" Slower than it: {', '.join(behind)}." if behind else " Slower than it: none.")


def load():
    found = results.read("load")
    if not found or not found["questions"]:
        return None
    lines = [f"## From a file to an answer, {found['records']:,} records", ""]
    for question in found["questions"]:
        times = question["times"]
        best = fastest(times)
        heads = ["program", "median ms", "least ms", "runs", "peak MiB", "own MiB"]
        rows = [
            [name, f"{one['median']:,.0f}", f"{one['min']:,.0f}", str(one["askings"]),
             f"{one['peak']:,.0f}", f"{one['private']:,.0f}"] for name, one in times.items()]
        lines += [f"**{question['name']}:** `{question['sumwhere']}`", "",
                  table(heads, rows, "lrrrrr"), ""]
        if best and "sumwhere" in times:
            leanest = min(
                (one["private"], name) for name, one in times.items() if name != "sumwhere")
            own = times["sumwhere"]
            lines += [
                f"{times[best]['median'] / own['median']:.2f} times faster than {best}; its own "
                f"memory is {own['private'] / max(leanest[0], 0.01):.2f} of {leanest[1]}'s.", ""]
    return "\n".join(lines + remarks(found)).rstrip()


def startup():
    found = results.read("startup")
    if not found or not found["questions"]:
        return None
    times = found["questions"][0]["times"]
    rows = [[name, f"{one['median']:.1f}", f"{one['min']:.1f}", str(one["askings"])]
            for name, one in times.items()]
    return "\n".join(
        ["## A process for 50 records", "", f"`{found['questions'][0]['sumwhere']}`", "",
         table(["program", "median ms", "least ms", "runs"], rows, "lrrr")] + remarks(found))


def threads():
    found = results.read("threads")
    if not found or not found["questions"]:
        return None
    rows = []
    for question in found["questions"]:
        one, two = (question["times"][f"{count} threads"]["median"] for count in (1, 2))
        rows.append([question["name"], shown(one), shown(two), f"{one / two:.2f}"])
    lines = [f"## One thread and two, {found['records']:,} records", ""]
    if "load" in found:
        one, two = found["load"]["1"], found["load"]["2"]
        rows.insert(0, ["load", shown(one), shown(two), f"{one / two:.2f}"])
    return "\n".join(
        lines + [table(["question, ms", "one", "two", "× faster"], rows, "lrrr")] + remarks(found))


def scaling():
    found = results.read("scaling")
    if not found or not found.get("sizes"):
        return None
    sizes = found["sizes"]
    names = list(sizes[0]["times"])
    rows = []
    for name in names[:-1]:
        each = [one["times"][name] / one["records"] * 1e6 for one in sizes]
        growth = max(
            (later / earlier for place, later in enumerate(each) for earlier in each[:place]),
            default=1)
        rows.append([name] + [f"{time:,.1f}" for time in each] + [f"{growth:.2f}"])
    rows.append(["round trip, ms"] + [f"{one['times']['round trip']:.2f}" for one in sizes] + [""])
    heads = ["ns a record"] + [f"{one['records']:,}" for one in sizes] + ["× most grown"]
    return "\n".join(
        ["## How time grows with the records", "", table(heads, rows, "lr" + "r" * len(sizes))]
        + remarks(found))


def remarks(found):
    lines = [f"- {text}" for text in found["failures"] + found["notes"]]
    return [""] + [line.replace("\n", " ").replace("|", "\\|") for line in lines] if lines else []


def columns(found):
    seen = {}
    for question in found["questions"]:
        seen.update(dict.fromkeys(question["times"]))
    return [name for name in seen if name != "sumwhere"]


def fastest(times):
    found = [name for name in times if name != "sumwhere" and "median" in times[name]]
    return min(found, key=lambda name: times[name]["median"], default=None)


def cell(time, is_best):
    if time is None:
        return "–"
    if "over" in time:
        return f"> {time['over']:,.0f}"
    text = shown(time["median"]) + ("*" if time["askings"] < 3 else "")
    return f"**{text}**" if is_best else text


def shown(milliseconds):
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"


def table(heads, rows, sides):
    line = "|" + "|".join("---:" if side == "r" else "---" for side in sides) + "|"
    body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(heads) + " |", line] + body)
