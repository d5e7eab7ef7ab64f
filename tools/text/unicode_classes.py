#!/usr/bin/env python3
"""Writes src/text/unicode_classes.inc: what kind of character each code point is, and its lower-case partner.

Reads only Python's own unicodedata. Usage: tools/text/unicode_classes.py > src/text/unicode_classes.inc
"""
import unicodedata

CLASSES = ["space", "letter", "mark", "digit", "punctuation", "symbol", "ideograph", "joiner"]
WHITE = {0x85, 0x200B, 0xFEFF}
# Written without spaces between words: every character is a token of its own.
IDEOGRAPHS = [(0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C),
              (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x3105, 0x312F),
              (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
              (0xFF66, 0xFF9D), (0x16FE0, 0x16FE4), (0x17000, 0x18CFF), (0x1B000, 0x1B2FF), (0x20000, 0x3FFFD)]


def class_of(code):
    """A class, or None for a code point nobody has assigned yet (it takes its neighbours' class)."""
    if any(low <= code <= high for low, high in IDEOGRAPHS):
        return "ideograph"
    if code in (0x200C, 0x200D, 0xAD):
        return "joiner"
    category = unicodedata.category(chr(code))
    if category == "Cn":
        return None
    if code in WHITE or category in ("Zs", "Zl", "Zp", "Cc", "Cf"):
        return "space"
    if category in ("Co", "Cs"):
        return "symbol"
    return {"L": "letter", "M": "mark", "P": "punctuation", "S": "symbol",
            "N": "letter" if category == "Nl" else "digit"}[category[0]]


def class_ranges():
    ranges = [(0, "space")]
    for code in range(0x110000):
        kind = class_of(code)
        if 0x1F000 <= code <= 0x1FBFF or 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
            kind = "symbol"  # pictures to come and private use
        if kind is not None and kind != ranges[-1][1]:
            ranges.append((code, kind))
    return ranges


def case_ranges():
    """(first, last, stride, delta): runs of capitals whose small letter lies `delta` further on."""
    pairs = []
    for code in range(0x110000):
        low = chr(code).lower()
        if len(low) == 1 and ord(low) != code:
            pairs.append((code, ord(low) - code))
    runs = []
    for code, delta in pairs:
        if runs:
            first, last, stride, run_delta = runs[-1]
            step = code - last
            if delta == run_delta and step in (1, 2) and (stride == 0 or step == stride):
                runs[-1] = (first, code, step, delta)
                continue
        runs.append((code, code, 0, delta))
    return [(first, last, stride or 1, delta) for first, last, stride, delta in runs]


def rows(items, per_line):
    for i in range(0, len(items), per_line):
        print("    " + " ".join(items[i:i + per_line]))


def main():
    print(f"// Made by tools/text/unicode_classes.py from Unicode {unicodedata.unidata_version}; don't edit.")
    print("// Each entry: first code point of a run * 8 + its class; the run ends where the next one begins.")
    print("constexpr std::uint32_t kClassRuns[] = {")
    rows([f"{code * 8 + CLASSES.index(kind)}," for code, kind in class_ranges()], 12)
    print("};")
    print("// {first, last, stride, distance from a capital to its small letter}")
    print("constexpr CaseRun kCaseRuns[] = {")
    rows(["{%d, %d, %d, %d}," % run for run in case_ranges()], 5)
    print("};")


if __name__ == "__main__":
    main()
