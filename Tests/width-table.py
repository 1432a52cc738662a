"""Writes the table of display widths and the sample that the tests compare it with.

Needs wcwidth from PyPI; run from the top folder: python3 Tests/width-table.py
"""
import random
import wcwidth

VERSION = wcwidth.list_versions()[-1]


def ranges(width):
    found = []
    for code in range(0xA0, 0x110000):
        if 0xD800 <= code <= 0xDFFF or wcwidth.wcwidth(chr(code)) != width:
            continue
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def array(name, pairs):
    lines = [f"  static let {name}: [UInt32] = ["]
    for start in range(0, len(pairs), 5):
        part = ", ".join(f"0x{a:X}, 0x{b:X}" for a, b in pairs[start : start + 5])
        lines.append(f"    {part},")
    return "\n".join(lines + ["  ]"])


def main():
    zero, wide = ranges(0), ranges(2)
    with open("Sources/Rendering/WidthTable.swift", "w") as file:
        file.write(
            "/// Letters that take no column and letters that take two, as first and last of each range.\n"
            "///\n"
            f"/// - Source: Unicode {VERSION} by way of wcwidth; made by Tests/width-table.py.\n"
            "enum WidthTable {\n" + array("zero", zero) + "\n\n" + array("wide", wide) + "\n}\n"
        )
    chance = random.Random(7)
    codes = {chance.randrange(0xA0, 0x110000) for _ in range(150)}
    for first, last in chance.sample(zero, 60) + chance.sample(wide, 60):
        codes |= {first - 1, first, last, last + 1}
    sample = sorted(c for c in codes if 0xA0 <= c < 0x110000 and not 0xD800 <= c <= 0xDFFF)
    pairs = [(c, wcwidth.wcwidth(chr(c))) for c in sample]
    with open("Tests/RenderingTests/WidthSample.swift", "w") as file:
        file.write(
            "/// Letters and their widths, at the ends of ranges and at random.\n"
            "///\n"
            f"/// - Source: wcwidth, Unicode {VERSION}; made by Tests/width-table.py.\n"
            "enum WidthSample {\n  static let widths: [(UInt32, Int)] = [\n"
        )
        for start in range(0, len(pairs), 7):
            part = ", ".join(f"(0x{c:X}, {w})" for c, w in pairs[start : start + 7])
            file.write(f"    {part},\n")
        file.write("  ]\n}\n")


main()
