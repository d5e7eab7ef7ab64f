"""The regular endings of English, run backwards: which base words a form may come from.

src/model/lexicon/inflection.cpp holds the same rules; the builder uses these only to leave out exceptions that the rules
already cover.
"""
PLURAL, THIRD, PAST, PARTICIPLE, ING, COMPARED, PAST_OR_PARTICIPLE = 1, 2, 4, 8, 16, 32, 12
VOWELS = "aeiouy"


def must_double(base):
    """One syllable, one vowel, one consonant at the end: hop, run, big; not fix, play, need."""
    if len(base) < 3 or base[-1] in "aeiouywx" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return False
    return sum(c in VOWELS for c in base) == 1


def vowel_endings(stem):
    """Bases of stem + ed/ing/er/est, the ending already taken off."""
    bases = []
    if len(stem) < 2:
        return bases
    if not must_double(stem) and (stem[-1] != "e" or stem.endswith(("ee", "oe", "ye"))):
        bases.append(stem)
    if stem[-1] != "e":
        bases.append(stem + "e")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiouywx":
        bases.append(stem[:-1])
    if stem.endswith("ck"):
        bases.append(stem[:-1])
    return bases


def bases(form):
    """[(base, tags)] for every regular rule that fits."""
    out = []
    if form.endswith("s") and len(form) > 2 and not form.endswith("ss"):
        tags = PLURAL | THIRD
        if form.endswith("ies") and len(form) > 4:
            out.append((form[:-3] + "y", tags))
        if form.endswith(("ches", "shes", "sses", "xes", "zes", "oes", "uses", "ises")):
            out.append((form[:-2], tags))
        if form.endswith("zzes"):
            out.append((form[:-3], tags))
        out.append((form[:-1], tags))
    if form.endswith("men") and len(form) > 4:
        out.append((form[:-2] + "an", PLURAL))
    if form.endswith("ed"):
        if form.endswith("ied"):
            out.append((form[:-3] + "y", PAST_OR_PARTICIPLE))
        out += [(base, PAST_OR_PARTICIPLE) for base in vowel_endings(form[:-2])]
        if form.endswith("eed"):
            out.append((form[:-1], PAST_OR_PARTICIPLE))
    if form.endswith("ing"):
        out += [(base, ING) for base in vowel_endings(form[:-3])]
        if form.endswith("ying") and len(form) > 4:
            out.append((form[:-4] + "ie", ING))
    for ending in ("er", "est"):
        if form.endswith(ending):
            stem = form[:-len(ending)]
            if stem.endswith("i"):
                out.append((stem[:-1] + "y", COMPARED))
            out += [(base, COMPARED) for base in vowel_endings(stem)]
    return out
