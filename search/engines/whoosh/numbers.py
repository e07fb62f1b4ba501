"""Lists of whole numbers as few bytes, packed and unpacked a whole array at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

NO_INTS: Ints = np.empty(0, np.int64)


def pack(values: Ints) -> tuple[bytes, Ints]:
    """Variable-length numbers, and where each one ends. ``values`` are >= 0 and below 2**63."""
    sizes = np.ones(len(values), np.int64)
    bound = 1 << 7
    top = int(values.max(initial=0))
    while bound <= top:
        sizes += values >= bound
        bound <<= 7
    ends = np.cumsum(sizes)
    starts = ends - sizes
    packed = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    for step in range(int(sizes.max(initial=0))):
        reached = np.flatnonzero(sizes > step) if step else slice(None)
        more = (sizes[reached] > step + 1).astype(np.int64) << 7
        packed[starts[reached] + step] = (values[reached] >> (7 * step)) & 127 | more
    return packed.tobytes(), ends


def unpack(data: bytes) -> Ints:
    """The numbers that :func:`pack` wrote."""
    raw = np.frombuffer(data, np.uint8)
    last = raw < 128
    if last.all():
        return raw.astype(np.int64)
    ends = np.flatnonzero(last)
    starts = np.zeros(len(ends), np.int64)
    starts[1:] = ends[:-1] + 1
    sizes = ends - starts + 1
    values = (raw[starts] & 127).astype(np.int64)
    for step in range(1, int(sizes.max(initial=0))):
        reached = np.flatnonzero(sizes > step)
        values[reached] |= (raw[starts[reached] + step] & 127).astype(np.int64) << (7 * step)
    return values


def part_offsets(sizes: Ints) -> Ints:
    """0 and the running sums: part i is ``[offsets[i], offsets[i + 1])``."""
    offsets = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return offsets


def to_gaps(values: Ints, starts: NDArray[np.bool_]) -> Ints:
    """Differences of neighbours; where a new list starts, the difference from -1 (so that a gap is never 0 nor negative)."""
    result = np.empty_like(values)
    result[:1] = values[:1] + 1
    result[1:] = np.where(starts[1:], values[1:] + 1, values[1:] - values[:-1])
    return result


def from_gaps(gaps: Ints, sizes: Ints) -> Ints:
    """Undo :func:`to_gaps`; ``sizes`` are the lengths of the lists, none of them 0."""
    if not len(gaps):
        return gaps
    sums = np.cumsum(gaps)
    begins = np.cumsum(sizes) - sizes
    before = sums[begins] - gaps[begins]
    return np.asarray(sums - np.repeat(before, sizes) - 1, np.int64)


def sort_together(ranks: Ints, documents: Ints, positions: Ints) -> tuple[Ints, Ints, Ints]:
    """Sort by rank, document, position, as one integer per token: several times faster than sorting three arrays."""
    low = int(positions.max(initial=0)).bit_length()
    middle = int(documents.max(initial=0)).bit_length()
    if int(ranks.max(initial=0)).bit_length() + middle + low > 63:
        raise OverflowError("one segment holds too many terms, documents and positions")
    keys = (ranks << (middle + low)) | (documents << low) | positions
    keys.sort()
    return keys >> (middle + low), (keys >> low) & ((1 << middle) - 1), keys & ((1 << low) - 1)
