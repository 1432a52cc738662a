"""A plot of ratios by question, as SVG for light and dark backgrounds."""

import html
import math

WIDTH = 860
LEFT = 270
RIGHT = 110
ROW = 26
TOP = 74
BOTTOM = 40

STYLE = """
    text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
    .title { font-size: 16px; font-weight: 600; }
    .small { font-size: 11.5px; fill: #57606a; }
    .beside { stroke: #ffffff; stroke-width: 4px; paint-order: stroke; }
    .ground { fill: #ffffff; }
    .ahead { fill: #1a7f5a; }
    .behind { fill: #bf3f2f; }
    .grid { stroke: #d0d7de; stroke-width: 1; }
    .even { stroke: #24292f; stroke-width: 1.5; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .small { fill: #9aa4ae; }
      .beside { stroke: #0d1117; }
      .ground { fill: #0d1117; }
      .ahead { fill: #3fb27f; }
      .behind { fill: #f0705f; }
      .grid { stroke: #3a424c; }
      .even { stroke: #e6edf3; }
    }
"""


def plot(title, bars):
    """Bars of (question, ratio of the best peer's time to Sumwhere's, that peer's name)."""
    lowest = min(0.5, *(ratio for _, ratio, _ in bars))
    highest = max(2, *(ratio for _, ratio, _ in bars))
    low, high = math.log10(lowest) - 0.05, math.log10(highest) + 0.05

    def across(ratio):
        return LEFT + (math.log10(ratio) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    height = TOP + ROW * len(bars) + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{html.escape(title)}">',
        f"  <style>{STYLE}  </style>",
        f'  <rect class="ground" width="{WIDTH}" height="{height}" rx="6"/>',
        f'  <text class="title" x="16" y="28">{html.escape(title)}</text>',
        '  <text class="small" x="16" y="48">how many times faster than the fastest peer: '
        "right of the line Sumwhere is ahead, left of it the peer</text>",
    ]
    foot = height - BOTTOM + 4
    for mark in marks(low, high):
        x = across(mark)
        kind = "even" if mark == 1 else "grid"
        parts.append(
            f'  <line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{foot}"/>')
        parts.append(
            f'  <text class="small" x="{x:.1f}" y="{foot + 16}" text-anchor="middle">{label(mark)}'
            "</text>")
    for row, (question, ratio, peer) in enumerate(bars):
        y = TOP + ROW * row
        start, end = sorted((across(1), across(ratio)))
        ahead = ratio >= 1
        parts.append(
            f'  <text x="{LEFT - 12}" y="{y + 16}" text-anchor="end">{html.escape(question)}'
            "</text>")
        parts.append(
            f'  <rect class="{"ahead" if ahead else "behind"}" x="{start:.1f}" y="{y + 4}" '
            f'width="{max(end - start, 1):.1f}" height="{ROW - 9}" rx="2"/>')
        # A bar to the left leaves room on the right of the line.
        x = end + 6 if ahead else across(1) + 6
        parts.append(
            f'  <text class="small beside" x="{x:.1f}" y="{y + 16}">{label(ratio)}× {peer}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def marks(low, high):
    return [
        digit * 10.0 ** power
        for power in range(math.floor(low), math.ceil(high) + 1) for digit in (1, 2, 5)
        if low <= math.log10(digit * 10.0 ** power) <= high]


def label(ratio):
    if ratio >= 10:
        return f"{ratio:.0f}"
    return f"{ratio:.2g}" if ratio < 1 else f"{ratio:.1f}".removesuffix(".0")
