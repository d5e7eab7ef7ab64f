#!/usr/bin/env python3
"""Builds web/data/lexicon.bin from WordNet 3.0 and the hand-made tables in web/data/lexicon.

Needs only Python 3 and the Debian package wordnet-base. The same inputs give the same bytes. The format is described
in web/data/lexicon/README.md and read by src/model/lexicon/data.cpp.

    tools/lexicon/build.py [--wordnet /usr/share/wordnet] [--out web/data/lexicon.bin]
"""
import argparse
import collections
import math
import os
import re
import struct
import sys
import zlib

import inflect
from tables import TableError, Tables
from wordnet import WordNet

VERSION = 3
STEPS = 50           # a value of 1 is stored as 50
POS_ORDER = "nvar"   # noun, verb, adjective, adverb
WORD = re.compile(r"^[a-z][a-z.'-]*$")
LAST = 64            # beside the tags of an irregular form
TRANSITIVE_FRAMES = {5, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 30, 31}


def fifth(value):
    """Rounded to steps of 0.2, which costs the glass box nothing and makes most rows shared."""
    return round(value * 5) / 5


class Builder:
    def __init__(self, wordnet, tables):
        self.wn, self.t = wordnet, tables
        self.closed = tables.forms("closed.txt", ":")
        self.frequent = tables.forms("frequent.txt", "+")
        self._tables()
        self._kinds()
        self._wants()
        self._topics()

    # --- hand-made tables ---------------------------------------------------------------------------------------
    def _tables(self):
        t = self.t
        self.noun_hand = collections.defaultdict(dict)
        for left, number, words in t.classes("nouns.txt"):
            plain = left.split("=")[0] in ("masculine", "feminine")
            values = t.values(left, "nouns.txt", number, "" if plain else "is ")
            for word in words:
                if not plain:  # kinds replace kinds
                    for feature in [f for f in self.noun_hand[word] if f.startswith("is ")]:
                        del self.noun_hand[word][feature]
                self.noun_hand[word].update(values)
        self.verb_class = collections.defaultdict(dict)
        for left, number, words in t.classes("verb_classes.txt"):
            values = t.values(left, "verb_classes.txt", number)
            for word in words:
                self.verb_class[word].update(values)
        self.topic_words = collections.defaultdict(dict)
        self.topic_rules = {"gloss": [], "under": [], "domain": []}
        for left, number, words in t.classes("topics.txt"):
            topic, _, rule = left.partition(" ")
            t.values("topic: " + topic, "topics.txt", number)
            if rule in self.topic_rules:
                self.topic_rules[rule].append((topic, number, words))
            elif rule:
                t.fail("topics.txt", number, f"there is no rule '{rule}'")
            else:
                for word in words:
                    self.topic_words[word]["topic: " + topic] = 1.0
        living = {"is living": 1.0, "is person": 1.0}
        classes = {
            "masculine": {"masculine": 1.0, **living}, "feminine": {"feminine": 1.0, **living}, "surname": living,
            "place": {"is place": 1.0}, "time": {"is time": 1.0}, "group": {"is group": 1.0},
            "text": {"is text": 1.0}}
        self.names = {}
        for left, number, words in t.classes("names.txt"):
            if left not in classes:
                t.fail("names.txt", number, f"there is no class '{left}'")
            for word in words:
                row = self.names.setdefault(word, {"name": 1.0, "singular": 1.0})
                if left == "surname" and "is person" in row:
                    continue  # a first name that is also a surname keeps its gender
                row.update(classes[left])
                if row.get("masculine") and row.get("feminine"):
                    row["masculine"] = row["feminine"] = 0.5
        self.extra = [word for _, line in t.lines("common.txt") for word in line.split()]
        self.copies = {}
        for number, line in t.lines("more.txt"):
            words, model = t.split(line, "more.txt", number, "=")
            for word in words.split():
                self.copies[word] = model
        self.hand_nouns = set(self.noun_hand)
        self.hand_verbs = {w for w in t.verbs("verbs.txt")} | set(self.verb_class)
        self.irregular_verbs = {}
        for number, line in t.lines("irregular_verbs.txt"):
            parts = line.split()
            if len(parts) != 3:
                t.fail("irregular_verbs.txt", number, "wants three columns")
            self.irregular_verbs[parts[0]] = (parts[1].split("/"), parts[2].split("/"))
        self.hand_verbs |= set(self.irregular_verbs)
        self.irregular_form_words = {form for base, columns in self.irregular_verbs.items()
                                     for column in columns for form in column if form != base}

    # --- WordNet's senses to features ---------------------------------------------------------------------------
    def _sense(self, text, number, table="kinds.txt"):
        lemma, _, sense = text.partition("#")
        keys = self.wn.senses.get((lemma, "n"), [])
        if not sense.isdigit() or not 1 <= int(sense) <= len(keys):
            self.t.fail(table, number, f"WordNet has no noun sense '{text}'")
        return keys[int(sense) - 1]

    def _kinds(self):
        of_file, rules = {}, []
        for number, line in self.t.lines("kinds.txt"):
            left, kinds = self.t.split(line, "kinds.txt", number)
            what, _, name = left.partition(" ")
            replace = kinds.startswith("!")
            values = self.t.values(kinds.lstrip("! "), "kinds.txt", number, "is ")
            if what == "file":
                of_file[name] = values
            else:
                rules.append((self._sense(name, number), replace, values))
        self.synset_kinds = {key: dict(of_file[s.file]) for key, s in self.wn.synsets.items() if s.pos == "n"}
        for root, replace, values in rules:
            for key in self.wn.closure(root, ("@", "@i")):
                if replace:
                    self.synset_kinds[key] = dict(values)
                else:
                    self.synset_kinds[key].update(values)

    def _wants(self):
        """What verbs and adjectives want, synset by synset, spread from the hand-made tables."""
        self.verb_wants, self.adjective_wants = self.t.verbs("verbs.txt"), self.t.wanted("adjectives.txt")
        self.synset_wants = {}
        seeds = {}
        for table, pos in ((self.verb_wants, "v"), (self.adjective_wants, "a")):
            for word, values in table.items():
                senses = self.wn.senses.get((word, pos))
                if senses:
                    seeds.setdefault(senses[0], []).append(values)
        for key, rows in seeds.items():  # words of one synset: their mean
            names = sorted({f for row in rows for f in row})
            self.synset_wants[key] = {f: sum(row.get(f, 0) for row in rows) / len(rows) for f in names}
        # From seed synsets outward, nearest first: down the tree of verbs, to similar adjectives and antonyms.
        below = collections.defaultdict(set)
        for key, synset in self.wn.synsets.items():
            for symbol, target, _, _ in synset.pointers:
                if synset.pos == "v" and symbol == "@":
                    below[target].add(key)
                elif synset.pos == "a" and symbol == "!":
                    below[target].add(key)
                elif synset.pos == "a" and symbol == "&":
                    below[target].add(key)
        layer = sorted(self.synset_wants)
        for distance in range(1, 6):
            factor = {1: 0.7, 2: 0.5}.get(distance, 0.4)
            grown = {}
            for key in layer:
                if key[0] == "a" and distance > 2:
                    continue
                for child in sorted(below[key]):
                    if child not in self.synset_wants and child not in grown:
                        grown[child] = (key, factor)
            for child, (parent, factor) in grown.items():
                scale = factor / {1: 1, 2: 0.7, 3: 0.5}.get(distance, 0.4)
                self.synset_wants[child] = {f: v * scale for f, v in self.synset_wants[parent].items()}
            layer = sorted(grown)

    def _topics(self):
        """{synset: {topic: value}}: what a definition mentions counts a little less than what a sense belongs to."""
        self.synset_topics = collections.defaultdict(dict)
        for key, synset in self.wn.synsets.items():
            words = set(re.findall(r"[a-z]+", synset.gloss.split('; "')[0].lower()))
            for topic, _, seeds in self.topic_rules["gloss"]:
                if words.intersection(seeds):
                    self.synset_topics[key]["topic: " + topic] = 0.8
        for topic, number, senses in self.topic_rules["under"]:
            for sense in senses:
                for key in self.wn.closure(self._sense(sense, number, "topics.txt"), ("@", "@i")):
                    self.synset_topics[key]["topic: " + topic] = 1.0
        for topic, number, domains in self.topic_rules["domain"]:
            wanted = set(domains)
            for key, synset in self.wn.synsets.items():
                if any(p[0] == ";c" and wanted.intersection(w.lower() for w in self.wn.synsets[p[1]].words)
                       for p in synset.pointers):
                    self.synset_topics[key]["topic: " + topic] = 1.0

    # --- one lemma ----------------------------------------------------------------------------------------------
    def shares(self, lemma):
        """({pos: weight}, total weight) from the tagged counts; parts of speech never counted weigh little."""
        weights = {}
        thing = "n" if self.is_thing(lemma) else ""
        for pos in POS_ORDER:
            senses = self.wn.senses.get((lemma, pos), [])
            if not senses:
                continue
            count = sum(self.wn.count(lemma, pos, i + 1) for i in range(len(senses)))
            listed = min(0.75, sum(0.5 / (i + 1) for i in range(len(senses))))
            weights[pos] = count + listed * (1 if count else 0.12 if thing and pos != "n" else 0.4)
        total = sum(weights.values())
        named = {p: self.frequent[lemma][f] for p, f in zip(POS_ORDER, ("noun", "verb", "adjective", "adverb"))
                 if f in self.frequent.get(lemma, {})}
        if named and lemma not in self.irregular_form_words:
            # The correction of a base word holds for its other forms as well; no part of speech dies out.
            left = sum(w for p, w in weights.items() if p not in named) or 1.0
            rest = max(0.0, 1 - sum(named.values()))
            weights = {p: total * max(0.02, named[p] if p in named else rest * weights[p] / left) for p in weights}
        elif lemma in self.hand_nouns and lemma not in self.hand_verbs and weights.get("v"):
            others = sum(w for p, w in weights.items() if p != "v")
            weights["v"] = min(weights["v"], 0.1 * others)
        return weights, sum(weights.values())

    def is_thing(self, lemma):
        """Names something one can touch: such words are nouns before anything else."""
        row = self.noun_row(lemma) if (lemma, "n") in self.wn.senses else {}
        return max((row.get("is " + k, 0) for k in ("person", "animal", "plant", "food", "drink", "clothing", "vehicle",
                                                    "container", "made thing", "building")), default=0) >= 0.6

    def averaged(self, lemma, pos, features_of):
        total, out = 0.0, collections.defaultdict(float)
        for synset, weight in self.wn.weighted_senses(lemma, pos):
            total += weight
            for feature, value in features_of(synset).items():
                out[feature] += weight * value
        return {f: fifth(v / total) for f, v in sorted(out.items()) if fifth(v / total) > 0} if total else {}

    def noun_row(self, lemma):
        if ("noun", lemma) in self._memo:
            return self._memo["noun", lemma]

        def features(synset):
            row = dict(self.synset_kinds[(synset.pos, synset.offset)])
            own = [w for w in synset.words if w.lower() == lemma]
            if own and all(w != w.lower() for w in own) and any(p[0] == "@i" for p in synset.pointers):
                row["name"] = 1.0
            return row

        row = self.averaged(lemma, "n", features)
        hand = dict(self.noun_hand.get(lemma, {}))
        if any(f.startswith("is ") for f in hand):
            row = {f: v for f, v in row.items() if not f.startswith("is ")}
        row.update(hand)
        self._memo["noun", lemma] = row
        return row

    _memo = {}

    def verb_row(self, lemma):
        def features(synset):
            position = [w.lower() for w in synset.words].index(lemma) + 1
            frames = {f for f, word in synset.frames if word in (0, position)}
            row = {}
            if frames & TRANSITIVE_FRAMES:
                row["takes an object"] = 1.0
            if 26 in frames:
                row["takes a clause"] = 0.6
            if frames & {28, 24}:
                row["takes an infinitive"] = 0.6
            if frames & {14}:
                row["takes two objects"] = 0.6
            if frames & {7}:
                row["linking verb"] = 0.6
            wants = self.synset_wants.get((synset.pos, synset.offset))
            if wants:
                row.update(wants)
            else:
                if not frames & {1, 4, 5, 6, 10, 11, 12, 31, 35}:  # somebody only
                    row["wants subject: living"] = 0.5
                    row["wants subject: person"] = 0.3
                if frames & {9, 10, 14, 17, 18, 20, 24, 25} and not frames & {8, 11, 21}:
                    row["wants object: living"] = 0.5
                    row["wants object: person"] = 0.3
            return row

        row = self.averaged(lemma, "v", features)
        if lemma in self.verb_wants:
            row = {f: v for f, v in row.items() if not f.startswith("wants ")}
            row.update(self.verb_wants[lemma])
        row.update(self.verb_class.get(lemma, {}))
        for feature in ("takes a clause", "takes two objects", "linking verb", "takes an infinitive"):
            if row.get(feature, 0) < 0.4:
                row.pop(feature, None)
        return row

    def adjective_row(self, lemma):
        if lemma in self.adjective_wants:
            return self.adjective_wants[lemma]
        row = self.averaged(lemma, "a", lambda s: self.synset_wants.get((s.pos, s.offset), {}))
        return row or self.participle_row(lemma)

    def participle_row(self, lemma):
        """What is parked is what one parks: an adjective that is a participle wants what its verb's object is."""
        verbs = [base for base, (_, participles) in self.irregular_verbs.items() if lemma in participles]
        verbs += [base for base, tags in inflect.bases(lemma) if tags & inflect.PARTICIPLE]
        for verb in verbs:
            if (verb, "v") in self.wn.senses:
                return {f.replace("wants object", "wants subject"): v for f, v in self.verb_row(verb).items()
                        if f.startswith("wants object")}
        return {}

    def topic_row(self, lemma):
        total, out = 0.0, collections.defaultdict(float)
        for pos in POS_ORDER:
            for synset, weight in self.wn.weighted_senses(lemma, pos):
                total += weight
                for feature, value in self.synset_topics.get((synset.pos, synset.offset), {}).items():
                    out[feature] += weight * value
        row = {f: fifth(v / total) for f, v in sorted(out.items()) if v / total >= 0.25} if total else {}
        row.update(self.topic_words.get(lemma, {}))
        return row

    def entry(self, lemma):
        """(shares in POS_ORDER, log2 weight, [noun, verb, adjective, topic, name rows])."""
        model = lemma
        if lemma in self.copies and not any((lemma, p) in self.wn.senses for p in POS_ORDER):
            model = self.copies[lemma]
        weights, total = self.shares(model)
        if not weights and lemma in self.hand_nouns:
            weights, total = {"n": 1.0}, 1.0
        if not weights and lemma in self.adjective_wants:
            weights, total = {"a": 1.0}, 1.0
        shares = tuple(round(STEPS * weights.get(p, 0) / total) if total else 0 for p in POS_ORDER)
        level = max(0, min(15, round(math.log2(total) + 2))) if total else 0
        noun = dict(self.noun_row(model)) if shares[0] else {}
        if lemma != model:
            noun.update({f: v for f, v in self.noun_hand.get(lemma, {}).items()})
        rows = [noun, self.verb_row(model) if shares[1] else {},
                self.adjective_row(model) if shares[2] else {}, self.topic_row(model), self.names.get(lemma, {})]
        if lemma != model:
            rows[3] = {**rows[3], **self.topic_words.get(lemma, {})}
        return shares, level, rows

    # --- which words --------------------------------------------------------------------------------------------
    def lemmas(self):
        chosen = set(self.names) | set(self.noun_hand) | set(self.copies) | set(self.topic_words)
        chosen |= set(self.verb_wants) | set(self.adjective_wants) | set(self.verb_class) | set(self.irregular_verbs)
        chosen |= set(self.extra)
        for (lemma, pos), senses in self.wn.senses.items():
            if WORD.match(lemma) and any(self.wn.count(lemma, pos, i + 1) for i in range(len(senses))):
                chosen.add(lemma)
        known = {lemma for lemma, _ in self.wn.senses}
        usable = known | set(self.names) | self.hand_nouns | set(self.copies) | set(self.adjective_wants)
        for word, model in self.copies.items():
            if model not in known:
                raise TableError(f"more.txt: WordNet has no '{model}'")
        return sorted((w for w in chosen if w in usable), key=lambda w: w.encode())

    def irregular(self, lemmas):
        """{(form, lemma): tags} that the regular rules don't give."""
        index = set(lemmas)
        out = collections.defaultdict(int)

        def add(form, lemma, tags):
            if lemma in index and WORD.match(form) and form not in self.closed:
                out[form, lemma] |= tags

        for base, (past, participle) in self.irregular_verbs.items():
            for form in past:
                add(form, base, inflect.PAST)
            for form in participle:
                add(form, base, inflect.PARTICIPLE)
        for form, lemma in self.wn.exceptions["v"]:
            if lemma in self.irregular_verbs and not form.endswith("ing"):
                continue
            if form.endswith("ing"):
                add(form, lemma, inflect.ING)
            elif form.endswith("s") and not form.endswith("ss"):
                add(form, lemma, inflect.THIRD)
            else:
                tags = inflect.PAST_OR_PARTICIPLE
                for base, (past, participle) in self.irregular_verbs.items():  # rewrote is to rewrite as wrote to write
                    stem = lemma[:-len(base)]
                    if lemma.endswith(base) and stem and form.startswith(stem):
                        tail = form[len(stem):]
                        tags = (inflect.PAST if tail in past else 0) | (inflect.PARTICIPLE if tail in participle else 0)
                        tags = tags or inflect.PAST_OR_PARTICIPLE
                add(form, lemma, tags)
        for pos, tags in (("n", inflect.PLURAL), ("a", inflect.COMPARED)):
            for form, lemma in self.wn.exceptions[pos]:
                if form != lemma:
                    add(form, lemma, tags)
        regular = {}
        for (form, lemma), tags in list(out.items()):
            given = sum(t for b, t in inflect.bases(form) if b == lemma)
            if given & tags == tags:
                del out[form, lemma]
        return out


# --- bytes ------------------------------------------------------------------------------------------------------
def varint(number):
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


class Rows:
    """The feature rows of one column, each stored once: first those that several words have, the most frequent first,
    then those of one word alone in the order of the words, which therefore need no number of their own."""
    EMPTY, NEXT, FIRST = 0, 1, 2  # no row; the next of the rows of one word; the first of the others

    def __init__(self, names, column):
        ids = {name: i for i, name in enumerate(names)}
        rows = [tuple(sorted((ids[f], round(v * STEPS)) for f, v in values.items())) for values in column]
        uses = collections.Counter(row for row in rows if row)
        self.shared = sorted((row for row in uses if uses[row] > 1), key=lambda row: (-uses[row], row))
        self.single = [row for row in rows if row and uses[row] == 1]
        numbers = {(): self.EMPTY, **{row: i + self.FIRST for i, row in enumerate(self.shared)}}
        self.column = b"".join(varint(numbers.get(row, self.NEXT)) for row in rows)


class Node:
    def __init__(self):
        self.below, self.ends = {}, False


ENDS, HAS_BELOW, HAS_BESIDE = 1, 2, 4  # of a node of the tree: a word ends here; letters follow; another letter may stand here


def tree_nodes(words):
    """Sorted words as the tree of their letters, from left to right and downwards: [(flags, letter)]."""
    root, nodes = Node(), []
    for word in words:
        node = root
        for letter in word.encode():
            node = node.below.setdefault(letter, Node())
        node.ends = True

    def walk(node):
        letters = sorted(node.below)
        for letter in letters:
            child = node.below[letter]
            nodes.append((ENDS * child.ends + HAS_BELOW * bool(child.below) + HAS_BESIDE * (letter != letters[-1]), letter))
            walk(child)

    walk(root)
    return nodes


# In the file 0 and 255 change places: linkers cut WebAssembly's data at every run of zeros, thousands of times here.
SWAPPED = bytes([255, *range(1, 255), 0])


def encode(builder, tables):
    lemmas = builder.lemmas()
    index = {lemma: i for i, lemma in enumerate(lemmas)}
    # Words that end alike are alike: of the last four letters' order compressors make more than of the alphabet's.
    entries = [builder.entry(lemma) for lemma in sorted(lemmas, key=lambda w: w.encode()[:-5:-1])]
    patterns = collections.Counter(shares for shares, _, _ in entries)
    patterns = {shares: i for i, (shares, _) in enumerate(sorted(patterns.items(), key=lambda p: (-p[1], p[0])))}
    forms = sorted([(w, 0, v) for w, v in builder.closed.items()] +
                   [(w, 1, v) for w, v in builder.frequent.items() if w not in builder.closed],
                   key=lambda f: f[0].encode())
    irregular = sorted(builder.irregular(lemmas).items(), key=lambda i: (i[0][0].encode(), index[i[0][1]]))
    irregular = [(form, index[lemma], tags) for (form, lemma), tags in irregular]

    # Words that are never a noun have no row as a noun, and so on; topics and names don't depend on the part of speech.
    columns = []
    for part in range(5):
        has = [part > 2 or shares[part] > 0 for shares, _, _ in entries]
        assert all(h or not parts[part] for h, (_, _, parts) in zip(has, entries))
        columns.append(Rows(tables.names, [parts[part] for h, (_, _, parts) in zip(has, entries) if h]))
    columns.append(Rows(tables.names, [values for _, _, values in forms]))
    rows = [row for column in columns for row in column.shared + column.single]

    trees = [tree_nodes(lemmas), tree_nodes(sorted({form for form, _, _ in irregular}, key=str.encode)),
             tree_nodes([word for word, _, _ in forms])]
    kinds = {kind: i for i, kind in enumerate(sorted({node for tree in trees for node in tree}))}
    if len(kinds) > 256:
        raise TableError("the words have too many different letters")
    # The last reading of an irregular form says so.
    last = [i + 1 == len(irregular) or irregular[i + 1][0] != form for i, (form, _, _) in enumerate(irregular)]

    sections = []
    sections.append(b"".join(bytes([len(n.encode())]) + n.encode() for n in tables.names))
    sections.append(b"".join(bytes(p) for p in patterns))
    sections.append(b"".join(varint(len(c.shared)) + varint(len(c.single)) for c in columns))
    sections.append(bytes(len(r) for r in rows))
    sections.append(bytes(f for r in rows for f, _ in r))
    sections.append(bytes(v for r in rows for _, v in r))
    sections.append(b"".join(bytes(kind) for kind in kinds))
    sections += [bytes(kinds[node] for node in tree) for tree in trees]
    sections.append(b"".join(varint(patterns[shares]) for shares, _, _ in entries))
    sections.append(bytes(level for _, level, _ in entries))
    sections += [column.column for column in columns]
    sections.append(b"".join(varint(base) for _, base, _ in irregular))
    sections.append(bytes(tags | (LAST if end else 0) for (_, _, tags), end in zip(irregular, last)))
    sections.append(bytes(mode for _, mode, _ in forms))
    body = b"".join(varint(len(s)) for s in sections) + b"".join(sections)
    body = body.translate(SWAPPED)
    header = b"THLEX\0" + struct.pack("<HII", VERSION, len(body), zlib.crc32(body))
    counts = (len(tables.names), len(patterns), len(rows), len(lemmas), len(irregular), len(forms))
    return header + body, counts, sections


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(description="Builds web/data/lexicon.bin")
    parser.add_argument("--wordnet", default="/usr/share/wordnet")
    parser.add_argument("--tables", default=os.path.join(root, "web/data/lexicon"))
    parser.add_argument("--out", default=os.path.join(root, "web/data/lexicon.bin"))
    arguments = parser.parse_args()
    try:
        tables = Tables(arguments.tables, os.path.join(root, "src/model/lexicon/features.hpp"))
        data, counts, sections = encode(Builder(WordNet(arguments.wordnet), tables), tables)
    except (TableError, OSError) as error:
        sys.exit(str(error))
    with open(arguments.out, "wb") as file:
        file.write(data)
    print("{} features, {} share patterns, {} rows, {} words, {} irregular forms, {} hand-made forms".format(*counts))
    print(f"{len(data)} bytes, {len(zlib.compress(data, 9))} deflated")
    if os.environ.get("LEXICON_SECTIONS"):
        print([(len(s), len(zlib.compress(s, 9))) for s in sections])


if __name__ == "__main__":
    main()
