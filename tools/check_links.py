#!/usr/bin/env python3
"""Checks the labelled sentences of web/data/links.txt and prints how many links each head has.

Usage: check_links.py [FILE] [--review]
Exit code 0 when the file is clean, 1 when it is not (one line a problem on stderr), 2 for wrong usage.
--review also prints closed-class words that carry no link, for a reader to judge.
"""

import collections
import pathlib
import re
import sys

DEFAULT_FILE = pathlib.Path(__file__).resolve().parent.parent / "web" / "data" / "links.txt"

HALVES = ("tuned", "held-out")
HEADS = (
    "determiner-noun",
    "adjective-noun",
    "preposition-object",
    "verb-subject",
    "verb-object",
    "pronoun-antecedent",
    "pronoun-antecedent-hard",
    "same-topic",
)
CONSTRUCTIONS = (
    "simple",
    "determiner-adjective",
    "prep-between",
    "relative-subject",
    "relative-object",
    "passive",
    "question",
    "conjunction",
    "two-candidates",
    "predicate-fit",
    "unknown-words",
    "plural-singular",
    "names",
    "contractions",
    "imperative",
    "possessive",
    "ambiguous-pos",
    "long-distance",
    "complement",
    "there-is",
    "topic",
)
MIN_SENTENCES = 560
MIN_PER_CONSTRUCTION = 25
MAX_HALF_DIFFERENCE = 2  # sentences, within one construction
MIN_LINKS_PER_HEAD_AND_HALF = 10
MAX_OVERLAP = 0.6  # shared words / all words, between a tuned and a held-out sentence
MIN_WORDS, MAX_WORDS = 2, 26  # punctuation not counted

ARTICLES = {"the", "a", "an"}
PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their"}
PREPOSITIONS = set(
    "about above across against along among around at behind below beneath beside between beyond by during for "
    "from in inside into near of off on onto over past through to towards under until with without".split()
)
# Heads whose answer always stands after the word that asks; prepositions may be stranded ("the chair I sat on").
FORWARD_HEADS = {"determiner-noun", "adjective-noun"}
BACKWARD_HEADS = {"pronoun-antecedent", "pronoun-antecedent-hard"}

CLITICS = re.compile(r"^(.+?)(n't|'s|'m|'re|'ve|'ll|'d)$", re.IGNORECASE)
PIECES = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+(?:[-'][^\W_]+)*'?|\S")


def tokenize(sentence):
    """Words of a sentence: punctuation apart, contractions split as in the Penn Treebank, hyphenated words whole."""
    tokens = []
    for piece in PIECES.findall(sentence):
        if len(piece) > 1 and piece.endswith("'"):
            tokens += [piece[:-1], "'"]
            continue
        match = CLITICS.match(piece)
        tokens += [match.group(1), match.group(2)] if match else [piece]
    return tokens


def is_word(token):
    return any(c.isalnum() for c in token)


def resolve(reference, tokens):
    """Index of `word` or `word:k` in tokens (k from 1, letter case ignored). Returns (index, error)."""
    word, colon, count = reference.rpartition(":")
    if not colon:
        word, k = reference, 1
    elif not count.isdigit() or int(count) < 1:
        return None, f"'{reference}' is not word or word:k"
    else:
        k = int(count)
    places = [i for i, token in enumerate(tokens) if token.lower() == word.lower()]
    if len(places) < k:
        return None, f"'{reference}' is not in the sentence"
    if len(places) > 1 and not colon:
        return None, f"'{reference}' occurs {len(places)} times, say which"
    return places[k - 1], None


def parse_link(text, tokens):
    """A `head: from -> to|to` link as (head, from index, set of to indices). Returns (link, error)."""
    match = re.fullmatch(r"([a-z-]+): (\S+) -> (\S+)", text)
    if not match:
        return None, f"'{text}' is not 'head: from -> to'"
    head, source, targets = match.groups()
    if head not in HEADS:
        return None, f"unknown head '{head}'"
    start, error = resolve(source, tokens)
    if error:
        return None, error
    ends = set()
    for target in targets.split("|"):
        end, error = resolve(target, tokens)
        if error:
            return None, error
        if end == start:
            return None, f"'{text}' points at itself"
        if end in ends:
            return None, f"'{text}' names the same word twice"
        if not is_word(tokens[end]):
            return None, f"'{text}' points at punctuation"
        if head in FORWARD_HEADS and end < start:
            return None, f"'{text}' points backwards"
        if head in BACKWARD_HEADS and end > start:
            return None, f"'{text}' points forwards"
        ends.add(end)
    return (head, start, ends), None


def check_sentence(tokens, links):
    """Problems of one sentence's links taken together."""
    problems = []
    seen = set()
    for head, start, _ in links:
        if (head, start) in seen:
            problems.append(f"two '{head}' links from '{tokens[start]}'")
        seen.add((head, start))
        if head in BACKWARD_HEADS and tokens[start].lower() not in PRONOUNS:
            problems.append(f"'{tokens[start]}' is not a pronoun with an antecedent")
    for i, token in enumerate(tokens):
        if token.lower() in ARTICLES and ("determiner-noun", i) not in seen:
            problems.append(f"article '{token}' has no determiner-noun link")
    words = sum(is_word(token) for token in tokens)
    if not MIN_WORDS <= words <= MAX_WORDS:
        problems.append(f"{words} words")
    if not links:
        problems.append("no links")
    return problems


def unlinked(tokens, links):
    """Pronouns and prepositions without a link: often right (no antecedent, infinitive), worth a look."""
    antecedents = {start for head, start, _ in links if head in BACKWARD_HEADS}
    objects = {start for head, start, _ in links if head == "preposition-object"}
    for i, token in enumerate(tokens):
        if token.lower() in PRONOUNS and i > 1 and i not in antecedents:
            yield token
        if token.lower() in PREPOSITIONS and i not in objects:
            yield token


def main(arguments):
    review = "--review" in arguments
    paths = [a for a in arguments if a != "--review"]
    if len(paths) > 1 or any(p.startswith("-") for p in paths):
        print(__doc__, file=sys.stderr)
        return 2
    path = pathlib.Path(paths[0]) if paths else DEFAULT_FILE
    problems = []
    sentences = collections.Counter()
    links_of = collections.Counter()
    lengths = collections.Counter()
    first_line = {}
    bags = {half: [] for half in HALVES}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4:
            problems.append(f"{number}: {len(fields)} fields, not 4")
            continue
        half, construction, sentence, listed = fields
        if half not in HALVES:
            problems.append(f"{number}: unknown half '{half}'")
            continue
        if construction not in CONSTRUCTIONS:
            problems.append(f"{number}: unknown construction '{construction}'")
            continue
        tokens = tokenize(sentence)
        links = []
        for text in listed.split("; "):
            link, error = parse_link(text, tokens)
            if error:
                problems.append(f"{number}: {error}")
            else:
                links.append(link)
        problems += [f"{number}: {p}" for p in check_sentence(tokens, links)]
        if review:
            loose = list(unlinked(tokens, links))
            if loose:
                print(f"review {number}: {', '.join(loose)}: {sentence}")
        key = " ".join(token.lower() for token in tokens if is_word(token))
        if key in first_line:
            problems.append(f"{number}: same sentence as line {first_line[key]}")
        first_line[key] = number
        bags[half].append((number, frozenset(key.split())))
        sentences[construction, half] += 1
        lengths[half] += sum(is_word(token) for token in tokens)
        for head, _, _ in links:
            links_of[head, half] += 1

    for left, words in bags["tuned"]:
        for right, others in bags["held-out"]:
            if len(words & others) > MAX_OVERLAP * len(words | others):
                problems.append(f"{right}: too much like the tuned sentence of line {left}")
    for construction in CONSTRUCTIONS:
        counts = [sentences[construction, half] for half in HALVES]
        if sum(counts) < MIN_PER_CONSTRUCTION:
            problems.append(f"{construction}: {sum(counts)} sentences, fewer than {MIN_PER_CONSTRUCTION}")
        if abs(counts[0] - counts[1]) > MAX_HALF_DIFFERENCE:
            problems.append(f"{construction}: halves of {counts[0]} and {counts[1]} sentences")
    for head in HEADS:
        for half in HALVES:
            if links_of[head, half] < MIN_LINKS_PER_HEAD_AND_HALF:
                problems.append(f"{head}: {links_of[head, half]} links in the {half} half")
    total = sum(sentences.values())
    if total < MIN_SENTENCES:
        problems.append(f"{total} sentences, fewer than {MIN_SENTENCES}")

    def table(title, names, counter):
        print(f"{title:<26}{'tuned':>8}{'held-out':>10}{'all':>8}")
        for name in names:
            a, b = (counter[name, half] for half in HALVES)
            print(f"{name:<26}{a:>8}{b:>10}{a + b:>8}")
        a, b = (sum(counter[name, half] for name in names) for half in HALVES)
        print(f"{'total':<26}{a:>8}{b:>10}{a + b:>8}\n")

    table("sentences", CONSTRUCTIONS, sentences)
    table("links", HEADS, links_of)
    for half in HALVES:
        if bags[half]:
            print(f"mean length, {half}: {lengths[half] / len(bags[half]):.1f} words")
    for problem in problems:
        print(f"{path.name}:{problem}", file=sys.stderr)
    print(f"{len(problems)} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
