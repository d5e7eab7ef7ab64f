"""Reads the hand-made tables under web/data/lexicon. Every problem is an error with file and line."""
import os
import re


SHARES = {"noun", "verb", "adjective", "adverb"}


class TableError(Exception):
    pass


def feature_names(header_path):
    """The features of src/model/lexicon/features.hpp by name, in order, with the three blocks of kinds and the topics."""
    with open(header_path, encoding="utf-8") as file:
        text = file.read()

    def block(macro):
        body = text.split(f"#define {macro}(X)")[1].split("\n\n")[0]
        return re.findall(r'X\(\w+,\s*"([^"]+)"', body)

    kinds, topics = block("THEATRE_KINDS"), block("THEATRE_TOPICS")
    names = block("THEATRE_PLAIN_FEATURES")
    names += ["is " + k for k in kinds] + ["wants subject: " + k for k in kinds]
    names += ["wants object: " + k for k in kinds] + ["topic: " + t for t in topics]
    return names, kinds, topics


class Tables:
    def __init__(self, folder, header_path):
        self.folder = folder
        self.names, self.kinds, self.topics = feature_names(header_path)

    def lines(self, name):
        """(line number, text) of what is not empty or a comment."""
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                line = line.strip()
                if line and not line.startswith("#"):
                    yield number, line

    def fail(self, name, number, message):
        raise TableError(f"{name}:{number}: {message}")

    def values(self, text, name, number, prefix="", known=None):
        """"a, b=0.5" as {"a": 1.0, "b": 0.5}; every name must be a feature (after `prefix`)."""
        out = {}
        for part in text.split(","):
            part = part.strip()
            if part in ("", "-"):
                continue
            feature, _, value = part.partition("=")
            feature = prefix + feature.strip()
            if feature not in (known or self.names):
                self.fail(name, number, f"there is no feature '{feature}'")
            try:
                amount = float(value) if value else 1.0
            except ValueError:
                self.fail(name, number, f"'{value}' is not a number")
            if not 0 <= amount <= 1:
                self.fail(name, number, f"{amount} is not between 0 and 1")
            out[feature] = amount
        return out

    def split(self, line, name, number, separator=":"):
        left, found, right = line.partition(separator)
        if not found:
            self.fail(name, number, f"no '{separator}'")
        return left.strip(), right.strip()

    def forms(self, name, separator):
        """{word: values} of closed.txt (":") and frequent.txt ("+")."""
        out = {}
        for number, line in self.lines(name):
            words, text = self.split(line, name, number, separator)
            values = self.values(text, name, number)
            for word in words.split():
                if separator == ":" and word in out:
                    self.fail(name, number, f"'{word}' stands twice")
                row = out.setdefault(word, {})
                if SHARES & values.keys():  # a later line knows better; shares are given together
                    row = out[word] = {f: v for f, v in row.items() if f not in SHARES}
                row.update(values)
        return out

    def wanted(self, name):
        """{adjective: {"wants subject: kind": value}}."""
        out = {}
        for number, line in self.lines(name):
            kinds, words = self.split(line, name, number)
            values = self.values(kinds, name, number, "wants subject: ")
            for word in words.split():
                row = out.setdefault(word, {})
                for feature, value in values.items():
                    row[feature] = max(value, row.get(feature, 0))
        return out

    def verbs(self, name):
        out = {}
        for number, line in self.lines(name):
            words, kinds = self.split(line, name, number)
            subject, bar, thing = kinds.partition("|")
            if not bar:
                self.fail(name, number, "no '|'")
            values = self.values(subject, name, number, "wants subject: ")
            values.update(self.values(thing, name, number, "wants object: "))
            for word in words.split():
                out[word] = values  # a later line is the more particular one
        return out

    def classes(self, name):
        """[(values, [words])] of "feature=value, ... : words", in order."""
        out = []
        for number, line in self.lines(name):
            left, words = self.split(line, name, number)
            out.append((left, number, words.split()))
        return out
