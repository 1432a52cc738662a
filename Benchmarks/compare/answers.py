"""Answers of two engines, cell for cell.

A peer's cell keeps its type on its way between processes: None for missing, a list of one text for
an exact number, a float, or a text. Sumwhere's cells are the texts of its CSV.
"""

import decimal
import math

EXACT = decimal.Context(prec=60)


def packed(rows):
    return [[packed_cell(cell) for cell in row] for row in rows]


def packed_cell(cell):
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, (bool, int, decimal.Decimal)):
        return [str(cell)]
    if hasattr(cell, "item"):
        return packed_cell(cell.item())
    number = float(cell)
    return None if math.isnan(number) else number


def difference(rows, peer_rows, question):
    """A sentence that says where the answers differ; None where they agree."""
    if len(rows) != len(peer_rows):
        return f"{len(peer_rows)} rows, not {len(rows)}"
    columns = question.compared
    for row, peer_row in zip(ordered(rows, columns), ordered(peer_rows, columns)):
        if len(row) != len(peer_row):
            return f"{len(peer_row)} columns, not {len(row)}"
        for cell, peer_cell in zip(row, peer_row):
            if not same(cell, peer_cell, question.tolerance):
                shown = peer_cell[0] if isinstance(peer_cell, list) else peer_cell
                return f"{shown}, not {cell or 'missing'}, in {', '.join(row)}"
    return None


def ordered(rows, columns):
    if columns is not None:
        rows = [[row[column] for column in columns] for row in rows]
    return sorted(rows, key=lambda row: [sorting_text(cell) for cell in row])


def sorting_text(cell):
    if cell is None:
        return ""
    text = cell[0] if isinstance(cell, list) else cell
    try:
        return f"{float(text):.6e}"
    except ValueError:
        return text


def same(cell, peer_cell, tolerance):
    if peer_cell is None or cell == "":
        return cell == "" and peer_cell is None
    if isinstance(peer_cell, str):
        return cell == peer_cell
    try:
        number = decimal.Decimal(cell)
    except decimal.InvalidOperation:
        return False
    if isinstance(peer_cell, list):
        return EXACT.compare(number, decimal.Decimal(peer_cell[0])) == 0
    return math.isclose(float(number), peer_cell, rel_tol=tolerance, abs_tol=1e-12)
