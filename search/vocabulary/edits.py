"""How near words are to each other: signatures that most words are ruled out by, and the number of edits between one word and many.

Signature: a bit for each letter, or pair of letters. Words that hold a string have all of its bits, words a few edits away differ in few.

Distance: Damerau-Levenshtein in its restricted form, optimal string alignment (Damerau 1964; Boytsov 2011, "Indexing methods for
approximate dictionary searching", section 2.2).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

LETTERS_CHANGED, PAIRS_CHANGED = 2, 6
"""Letters, and pairs of neighbours, that one edit takes away and brings, at most (three pairs each where two letters change places)."""

Numbers = npt.NDArray[np.signedinteger]
Signatures = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


def codes_of(word: str) -> npt.NDArray[np.uint32]:
    """The code points of a word."""
    return np.frombuffer(word.encode("utf-32-le", "surrogatepass"), np.uint32)


def letter_bits(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """One bit for each letter; letters 64 code points apart share one, which only lets more candidates through."""
    bits: npt.NDArray[np.uint64] = np.uint64(1) << (codes & np.uint32(63)).astype(np.uint64)
    bits[codes == 0x0A] = 0
    return bits


def pair_bits(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """One bit for each letter and the one after it, at the place of the first; many pairs share one."""
    bits = np.zeros(len(codes), np.uint64)
    hashed = (codes[:-1] * np.uint32(37) + codes[1:]) & np.uint32(63)
    bits[:-1] = np.uint64(1) << hashed.astype(np.uint64)
    border = codes == 0x0A
    bits[border] = 0
    bits[:-1][border[1:]] = 0
    return bits


def has_all(signatures: Signatures, wanted: Signatures) -> Flags:
    """Which signatures have every bit of a word's letters or pairs."""
    bits = np.bitwise_or.reduce(wanted)
    found: Flags = signatures & bits == bits
    return found


def bits_set(values: npt.NDArray[np.uint64]) -> Numbers:
    """How many bits are set in each value (Hacker's Delight, section 5-1, where numpy 1 has no function for it)."""
    if hasattr(np, "bitwise_count"):
        return np.bitwise_count(values)
    pairs = values - ((values >> np.uint64(1)) & np.uint64(0x5555555555555555))
    nibbles = (pairs & np.uint64(0x3333333333333333)) + ((pairs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    octets = (nibbles + (nibbles >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    count: Numbers = ((octets * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.int64)
    return count


def edits_to(codes: npt.NDArray[np.uint32], candidates: Sequence[str], most: int) -> Numbers:
    """Optimal string alignment distance of a word to each candidate, all at once; ``most + 1`` stands for anything above ``most``."""
    lengths = np.fromiter(map(len, candidates), np.int64, len(candidates))
    width = int(lengths.max())
    letters = np.ascontiguousarray(np.array(candidates, dtype=f"<U{width}").view(np.uint32).reshape(len(candidates), width).T)
    far = most + 1
    # Rows of the usual table: row i, column j is the distance of the first i letters of the word and the first j of the candidate.
    # Only |i - j| <= most is computed; the rest is too far.
    older = last = np.full((width + 1, len(candidates)), far, np.int8)
    last[: most + 1] = np.arange(min(most, width) + 1, dtype=np.int8)[:, None]
    for i in range(1, len(codes) + 1):
        row = np.full_like(last, far)
        if i <= most:
            row[0] = i
        for j in range(max(1, i - most), min(width, i + most) + 1):
            best = np.minimum(np.minimum(last[j], row[j - 1]) + 1, last[j - 1] + (letters[j - 1] != codes[i - 1]))
            if i > 1 and j > 1:
                swapped = (letters[j - 1] == codes[i - 2]) & (letters[j - 2] == codes[i - 1])
                best = np.where(swapped, np.minimum(best, older[j - 2] + 1), best)
            row[j] = np.minimum(best, far)
        older, last = last, row
    distances: Numbers = last[lengths, np.arange(len(candidates))].astype(np.int64)
    return distances
