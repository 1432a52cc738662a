"""What a run was made on, and with."""

import importlib.metadata
import importlib.util
import os
import pathlib
import platform
import re
import sqlite3
import subprocess

from . import conversation
from .processes import program

# The module that is imported, and the package that has the version.
MODULES = {
    "duckdb": ("duckdb", "duckdb"), "polars": ("polars", "polars"),
    "clickhouse": ("chdb", "chdb"), "pandas": ("pandas", "pandas"),
}
PROGRAMS = {"miller": "mlr", "duckdb CLI": "duckdb"}


def installed():
    """Engines that hold tables in memory and can take part."""
    engines = [name for name, (module, _) in MODULES.items() if importlib.util.find_spec(module)]
    if importlib.util.find_spec("pandas") and not importlib.util.find_spec("pyarrow"):
        engines.remove("pandas")
    return engines + (["sqlite"] if program("sqlite3") else [])


def versions():
    """For each engine its version, or that it is not installed."""
    found = {"sumwhere": said([conversation.PROGRAM, "--version"])}
    for name, (_, package) in MODULES.items():
        try:
            found[name] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    if found["clickhouse"]:
        found["clickhouse"] = f"{clickhouse_version()} (chdb {found['clickhouse']})"
    found["sqlite"] = sqlite3.sqlite_version if program("sqlite3") else None
    for name, command in PROGRAMS.items():
        found[name] = said([program(command), "--version"]) if program(command) else None
    return {name: version or "not installed" for name, version in found.items()}


def clickhouse_version():
    import chdb
    return str(chdb.query("SELECT version()", "TSV")).strip()


def said(command):
    """The number in what a program says of itself."""
    text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+\.\d+[\w.]*", text)
    return number[0] if number else text.strip().splitlines()[0] if text.strip() else "unknown"


def description():
    """Processor, cores, memory and system, in one line."""
    names = re.findall(r"model name\s*: (.+)", read("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", read("/proc/meminfo"))
    system = re.search(r'PRETTY_NAME="(.+)"', read("/etc/os-release"))
    parts = [
        f"{os.cpu_count()} cores of {names[0].strip() if names else platform.machine()}",
        f"{round(int(memory[1]) / 1024 / 1024)} GiB" if memory else None,
        system[1] if system else platform.system(),
    ]
    return ", ".join(part for part in parts if part)


def read(file):
    try:
        return pathlib.Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
