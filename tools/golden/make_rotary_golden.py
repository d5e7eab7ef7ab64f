#!/usr/bin/env python3
"""Makes tests/golden/core/rotary.txt with Python's complex numbers alone, an implementation that is not ours.

    python3 tools/golden/make_rotary_golden.py

Neighbouring channels are multiplied as complex numbers, as Meta's LLaMA does it; halves are swapped and mixed, as
GPT-NeoX does it. The file is committed, so neither build nor tests need Python. Its format: make_core_golden.py.
"""

import cmath
import pathlib
import random

PATH = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden" / "core" / "rotary.txt"
LENGTH, WIDTH, CHANNELS, FIRST = 9, 10, 8, 500


def neighbours(row, place):
    out = list(row)
    for i in range(CHANNELS // 2):
        turn = cmath.exp(1j * place * 10000.0 ** (-2 * i / CHANNELS))
        turned = complex(row[2 * i], row[2 * i + 1]) * turn
        out[2 * i], out[2 * i + 1] = turned.real, turned.imag
    return out


def halves(row, place):
    half = CHANNELS // 2
    turns = [cmath.exp(1j * place * 10000.0 ** (-2 * i / CHANNELS)) for i in range(half)] * 2
    swapped = [-x for x in row[half:CHANNELS]] + row[:half]
    return [x * t.real + s * t.imag for x, s, t in zip(row, swapped, turns)] + row[CHANNELS:]


def main():
    draw = random.Random(20210420)
    x = [[round(draw.gauss(0, 1), 4) for _ in range(WIDTH)] for _ in range(LENGTH)]
    lines = ["# rotary positions from place 500 on, 8 of 10 channels", "# Python, tools/golden/make_rotary_golden.py"]
    for name, rows in (("x", x), ("neighbours", [neighbours(row, FIRST + t) for t, row in enumerate(x)]),
                       ("halves", [halves(row, FIRST + t) for t, row in enumerate(x)])):
        lines.append(f"matrix {name} {LENGTH} {WIDTH}")
        lines += [" ".join(f"{value:.9g}" for value in row) for row in rows]
    PATH.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
