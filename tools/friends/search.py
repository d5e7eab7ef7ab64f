#!/usr/bin/env python3
"""Finds the five words' numbers of lesson 4 and writes src/model/friends/numbers.hpp.

Usage: tools/friends/search.py [OUT]      needs no packages; takes some seconds; the same numbers every time

Wanted: five vectors of four numbers, two decimals each, in [0, 1], with Q = K = V = E. In the row of "went",
softmax(E E^T / sqrt(4)) has to print as .15 .20 .21 .19 .25 and its product with E as .75 .77 .25 .49. Figures that
lie well inside what rounds to them are looked for, so that no rounding of the arithmetic can tip one over.

Way: a random walk over whole hundredths that takes every step which does not make the worst misses larger, and now
and then one that does (simulated annealing), from fresh random starts until one arrives.
"""

import math
import random
import sys
from pathlib import Path

WORDS = ["She", "went", "to", "the", "market"]
ASKS = 1
WEIGHTS = [0.15, 0.20, 0.21, 0.19, 0.25]
OUTPUT = [0.75, 0.77, 0.25, 0.49]
NEAR = 0.0035  # half of a printed step is 0.005
SEED = 2017
STEPS = 30_000


def row(hundredths):
    """Weights and output of the asking word."""
    e = [[v / 100 for v in line] for line in hundredths]
    scores = [sum(q * k for q, k in zip(e[ASKS], line)) / math.sqrt(len(line)) for line in e]
    parts = [math.exp(s) for s in scores]
    weights = [p / sum(parts) for p in parts]
    output = [sum(w * line[c] for w, line in zip(weights, e)) for c in range(len(OUTPUT))]
    return weights, output


def miss(hundredths):
    """0 where every figure lies within NEAR of what it has to be."""
    weights, output = row(hundredths)
    off = [4 * (abs(w - want) - NEAR) for w, want in zip(weights, WEIGHTS)]
    off += [abs(v - want) - NEAR for v, want in zip(output, OUTPUT)]
    return sum(max(0.0, o) for o in off)


def search(rng):
    while True:
        now = [[rng.randint(5, 95) for _ in OUTPUT] for _ in WORDS]
        cost = miss(now)
        for n in range(STEPS):
            if cost == 0:
                return now
            left = 1 - n / STEPS
            line, place = rng.choice(now), rng.randrange(len(OUTPUT))
            before = line[place]
            line[place] = min(100, max(0, before + rng.randint(-1 - int(12 * left), 1 + int(12 * left))))
            tried = miss(now)
            if tried <= cost or rng.random() < math.exp((cost - tried) / (0.02 * left**2 + 1e-9)):
                cost = tried
            else:
                line[place] = before


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "src/model/friends/numbers.hpp"
    found = search(random.Random(SEED))
    weights, output = row(found)
    assert [f"{w:.2f}" for w in weights] == [f"{w:.2f}" for w in WEIGHTS], weights
    assert [f"{v:.2f}" for v in output] == [f"{v:.2f}" for v in OUTPUT], output
    lines = ["    {" + ", ".join(f"{v / 100:.2f}F" for v in line) + "}," + f"  // {word}" for word, line in zip(WORDS, found)]
    out.write_text(HEADER.format(seed=SEED, words=len(WORDS), numbers=len(OUTPUT), lines="\n".join(lines)), encoding="utf-8")
    print(f"{out}: weights {[round(w, 4) for w in weights]}, output {[round(v, 4) for v in output]}")


HEADER = """\
// Made by tools/friends/search.py with seed {seed}; don't edit. Numbers for which the row of “went” prints as the
// weights .15 .20 .21 .19 .25 and the output .75 .77 .25 .49.
#pragma once

namespace theatre::model {{

// clang-format off
inline constexpr float friends_numbers[{words}][{numbers}] = {{
{lines}
}};
// clang-format on

}}  // namespace theatre::model
"""

if __name__ == "__main__":
    main()
