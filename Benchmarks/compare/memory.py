"""What a process holds, as Linux counts it."""


def status(pid):
    """Peak of all its memory and what is its own now, in MiB; nothing where it cannot be read."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file if ":" in line)
        return {
            "peak": int(lines["VmHWM"].split()[0]) / 1024,
            "private": int(lines["RssAnon"].split()[0]) / 1024,
        }
    except (OSError, KeyError, ValueError):
        return {}
