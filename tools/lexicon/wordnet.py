"""Reads WordNet 3.0's database files: synsets, senses with their counts, exception lists."""
import collections
import os
import re

POS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SS_TYPE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
LEX_FILES = """adj.all adj.pert adv.all Tops act animal artifact attribute body cognition communication event feeling
food group location motive object person phenomenon plant possession process quantity relation shape state substance
time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption verb.contact
verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative verb.weather
adj.ppl""".split()

Synset = collections.namedtuple("Synset", "pos offset file words pointers frames gloss")


class WordNet:
    def __init__(self, folder):
        self.synsets = {}
        self.senses = {}      # (lemma, pos) -> [synset keys in order of sense number]
        self.counts = {}      # (lemma, pos, sense number) -> tag count
        self.exceptions = {}  # pos -> [(form, lemma)]
        for pos, name in POS.items():
            self._data(os.path.join(folder, "data." + name), pos)
            self._index(os.path.join(folder, "index." + name), pos)
            self.exceptions[pos] = self._exceptions(os.path.join(folder, name + ".exc"))
        with open(os.path.join(folder, "cntlist.rev"), encoding="latin-1") as lines:
            for line in lines:
                key, number, count = line.split()
                lemma, rest = key.split("%")
                slot = (lemma, SS_TYPE[rest[0]], int(number))
                self.counts[slot] = max(self.counts.get(slot, 0), int(count))

    def _data(self, path, pos):
        with open(path, encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                fields, _, gloss = line.partition(" | ")
                f = fields.split()
                word_count = int(f[3], 16)
                words = [re.sub(r"\(.*\)", "", f[4 + 2 * i]) for i in range(word_count)]
                at = 4 + 2 * word_count
                pointer_count = int(f[at])
                pointers = []
                for i in range(pointer_count):
                    symbol, offset, target_pos, ends = f[at + 1 + 4 * i: at + 5 + 4 * i]
                    pointers.append((symbol, ("a" if target_pos == "s" else target_pos, int(offset)),
                                     int(ends[:2], 16), int(ends[2:], 16)))
                at += 1 + 4 * pointer_count
                frames = []
                if pos == "v" and at < len(f):
                    frames = [(int(f[at + 2 + 3 * i]), int(f[at + 3 + 3 * i], 16)) for i in range(int(f[at]))]
                key = (pos, int(f[0]))
                self.synsets[key] = Synset(pos, int(f[0]), LEX_FILES[int(f[1])], words, pointers, frames,
                                           gloss.strip())

    def _index(self, path, pos):
        with open(path, encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                f = line.split()
                senses = int(f[2])
                self.senses[(f[0], pos)] = [(pos, int(o)) for o in f[-senses:]]

    @staticmethod
    def _exceptions(path):
        pairs = []
        with open(path, encoding="latin-1") as lines:
            for line in lines:
                form, *lemmas = line.split()
                pairs += [(form, lemma) for lemma in lemmas]
        return pairs

    def count(self, lemma, pos, number):
        return self.counts.get((lemma, pos, number), 0)

    def weighted_senses(self, lemma, pos):
        """[(synset, weight)]: a sense weighs its tag count, and a little for being listed at all."""
        return [(self.synsets[key], self.count(lemma, pos, i + 1) + 0.5 / (i + 1))
                for i, key in enumerate(self.senses.get((lemma, pos), []))]

    def closure(self, key, symbols):
        """All synsets below `key`: those that point at it, or at one below it, with one of these symbols."""
        if not hasattr(self, "_below"):
            self._below = collections.defaultdict(list)
            for child, synset in self.synsets.items():
                for symbol, target, _, _ in synset.pointers:
                    self._below[(symbol, target)].append(child)
        seen, queue = {key}, [key]
        while queue:
            parent = queue.pop()
            for symbol in symbols:
                for child in self._below[(symbol, parent)]:
                    if child not in seen:
                        seen.add(child)
                        queue.append(child)
        return seen
