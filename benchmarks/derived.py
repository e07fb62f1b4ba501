"""Words that a dictionary keeps apart and who searches does not: an imperfective verb and its perfective one, the adjective of a place
and its name, what is done and the doing.

``derived/<code>.txt`` has the endings that turn the one into the other (``aspect ywać:ać``: przepisywać is przepisać), and pairs that no
rule finds (napisać=pisać). Endings are believed only between words that the dictionary has and that are written often enough to be counted.

Tried without gain: prefixes that make a verb perfective and give it no imperfective of its own (of 110 Czech and Croatian pairs found so,
read one by one, a third were other words: poručit, ručit; posjetiti, sjetiti). So these pairs are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "derived"
ROOT = 4
"""Letters that both words have before the ending: стоять (to stand) is not стоить (to cost), получать is получить."""
LONG = 5
"""Letters of an ending that says enough by itself: выходить is выйти, though they share two letters."""
_REFLEXIVE = "ся"


def roots(code: str, dictionary: Mapping[str, str], frequencies: Collection[str]) -> dict[str, str]:
    """Base form -> the one that it is taken for. ``dictionary``: form -> base form, ``frequencies``: the frequent words, small."""
    known = {base for base in dictionary.values() if base.lower() in frequencies}
    found = {word: min(bases, key=lambda base: (len(base), base)) for word, bases in _by_endings(code, known)}
    for pair in _lines(code)["pairs"]:
        word, _, base = pair.partition("=")
        found[word] = base  # the same word twice: the rules are wrong about it
    return {word: base for word in found if (base := _last(word, found)) != word}


def _by_endings(code: str, known: Collection[str]) -> Iterator[tuple[str, set[str]]]:
    lines = _lines(code)
    rules = [(name, *rule.partition(":")[::2]) for name in ("aspect", "noun", "place") for rule in lines[name]]
    for word in known:
        plain = word.removesuffix(_REFLEXIVE)
        reflexive = word[len(plain) :]
        bases = set()
        for name, ending, other in rules:
            if not plain.endswith(ending) or (name == "place" and not word.islower()):
                continue
            root = plain[: len(plain) - len(ending)]
            base = f"{root.capitalize()}{other}" if name == "place" else f"{root}{other}{reflexive}"
            enough = len(_shared(word, base)) >= ROOT or (name != "place" and len(ending) >= LONG and root)
            if enough and base in known and base != word:
                bases.add(base)
        if bases:
            yield word, bases


def _shared(word: str, base: str) -> str:
    """What both words begin with, small."""
    same = next((at for at, (one, other) in enumerate(zip(word, base.lower(), strict=False)) if one != other), min(len(word), len(base)))
    return word[:same]


def _last(word: str, found: Mapping[str, str]) -> str:
    """The end of a chain: przeczytywać, przeczytać, czytać."""
    seen = {word}
    while (base := found.get(word)) is not None and base not in seen:
        seen.add(base)
        word = base
    return word


def _lines(code: str) -> dict[str, list[str]]:
    """First word of a line -> the others of all lines that begin so; nothing for a language without a file."""
    path, lines = FOLDER / f"{code}.txt", defaultdict[str, list[str]](list)
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if line and not line.startswith("#"):
            name, *entries = line.split()
            lines[name] += entries
    return lines
