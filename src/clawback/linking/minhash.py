"""Texts as sets of shingles, their MinHash bands, and their exact likeness: the kernels.

A shingle is four characters in a row, hashed to 32 bits; a set is a sorted array. Of 64 minima in 16 bands of four,
two texts that share 0.6 of their shingles meet in some band 9 times of 10, at 0.8 always but once in 5,000.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clawback.compiled import compiled, inlined, lean

__all__ = ["BANDS", "bands_of", "joined", "likeness", "shingled"]

BANDS = 16
_ROWS = 4
_WIDTH = 4
_WORDS = 8

Codes = NDArray[np.uint32]
Keys = NDArray[np.uint64]
Places = NDArray[np.int64]


@compiled
def shingled(codes: Codes, starts: Places) -> tuple[Codes, Places]:
    """Sorted shingles of texts that lie one after another in `codes`, and where each text's begin."""
    flat = np.empty(len(codes), np.uint32)
    begins = np.zeros(len(starts), np.int64)
    size = 0
    for text in range(len(starts) - 1):
        first, last = starts[text], starts[text + 1] - _WIDTH + 1
        found = np.empty(max(last - first, 0), np.uint32)
        for place in range(first, last):
            mixed = np.uint64(14695981039346656037)
            for step in range(_WIDTH):
                mixed = (mixed ^ np.uint64(codes[place + step])) * np.uint64(1099511628211)
                mixed ^= mixed >> np.uint64(29)
            found[place - first] = np.uint32(mixed >> np.uint64(32))
        found.sort()
        for place in range(len(found)):
            if place == 0 or found[place] != found[place - 1]:
                flat[size] = found[place]
                size += 1
        begins[text + 1] = size
    return flat[:size].copy(), begins


@compiled
def bands_of(flat: Codes, begins: Places) -> Keys:
    """Text by band: equal keys are a reason to compare."""
    keys = np.empty((len(begins) - 1, BANDS), np.uint64)
    least = np.empty(BANDS * _ROWS, np.uint32)
    for text in range(len(begins) - 1):
        least[:] = np.uint32(0xFFFFFFFF)
        for place in range(begins[text], begins[text + 1]):
            mixed = np.uint64(flat[place]) * np.uint64(0x9E3779B97F4A7C15)
            step = (mixed >> np.uint64(17)) | np.uint64(1)
            for row in range(BANDS * _ROWS):
                mixed = (mixed + step) * np.uint64(0xD1342543DE82EF95)
                least[row] = min(least[row], np.uint32(mixed >> np.uint64(32)))
        for band in range(BANDS):
            key = np.uint64(band + 1)
            for row in range(_ROWS):
                key = (key ^ np.uint64(least[band * _ROWS + row])) * np.uint64(0xFF51AFD7ED558CCD)
                key ^= key >> np.uint64(32)
            keys[text, band] = key
    return keys


@compiled
def likeness(one: Codes, other: Codes) -> float:
    """Exact Jaccard of two sorted sets."""
    same = here = there = 0
    while here < len(one) and there < len(other):
        if one[here] == other[there]:
            same += 1
            here += 1
            there += 1
        elif one[here] < other[there]:
            here += 1
        else:
            there += 1
    return same / max(len(one) + len(other) - same, 1)


@compiled
def joined(keys: Keys, texts: Places, flat: Codes, begins: Places, alike: float) -> Places:
    """Text -> the first of its family: those tied by a chain of pairs that share a key and are alike.

    `keys` are sorted, `texts` are the texts that have them. Two of one family already are not compared again.
    """
    first = np.arange(len(begins) - 1)
    marks = _marked(flat, begins)
    heads = np.empty(len(keys), np.int64)  # of the families within one key: a member of each,
    following = np.empty(len(keys), np.int64)  # and for each member the next one of its family
    start = 0
    while start < len(keys):
        end = start + 1
        while end < len(keys) and keys[end] == keys[start]:
            end += 1
        families = 0
        for place in range(start, end):
            families = _met(place, families, heads, following, texts, first, flat, begins, marks, alike)
        start = end
    for text in range(len(first)):
        first[text] = _root(first, text)
    return first


@compiled
def _marked(flat: Codes, begins: Places) -> Keys:
    """Text by word: a bit for each shingle, of 512, so that what one lacks of another is mostly seen at a glance."""
    marks = np.zeros((len(begins) - 1, _WORDS), np.uint64)
    for text in range(len(begins) - 1):
        for place in range(begins[text], begins[text + 1]):
            code = flat[place]
            marks[text, (code >> np.uint32(6)) % np.uint32(_WORDS)] |= np.uint64(1) << np.uint64(
                code & np.uint32(63)
            )
    return marks


@lean
def _met(
    place: int,
    families: int,
    heads: Places,
    following: Places,
    texts: Places,
    first: Places,
    flat: Codes,
    begins: Places,
    marks: Keys,
    alike: float,
) -> int:
    """Joins the text at `place` to the families before it under the same key; answers how many they are now."""
    one, kept = texts[place], 0
    following[place] = -1
    tail = place
    for family in range(families):
        head = heads[family]
        if _root(first, texts[head]) != _root(first, one):
            member = head
            while member >= 0 and not _alike(one, texts[member], flat, begins, marks, alike):
                member = following[member]
            if member >= 0:
                mine, theirs = _root(first, one), _root(first, texts[head])
                first[max(mine, theirs)] = min(mine, theirs)
        if _root(first, texts[head]) == _root(first, one):
            while following[tail] >= 0:
                tail = following[tail]
            following[tail] = head
        else:
            heads[kept] = head
            kept += 1
    heads[kept] = place
    return kept + 1


@lean
def _alike(one: int, other: int, flat: Codes, begins: Places, marks: Keys, alike: float) -> bool:
    """Whether `likeness` is so much; it looks no further than needed to know."""
    here, there, end, their_end = begins[one], begins[other], begins[one + 1], begins[other + 1]
    both = (end - here) + (their_end - there)
    least = int(alike * both / (1 + alike))
    least -= least > 0
    while least < both and least / (both - least) < alike:
        least += 1
    spare, their_spare = end - here - least, their_end - there - least  # so many may be in one alone
    if _lacking(one, other, marks) > spare or _lacking(other, one, marks) > their_spare:
        return False
    while least > 0 and spare >= 0 and their_spare >= 0 and here < end and there < their_end:
        if flat[here] == flat[there]:
            least -= 1
            here += 1
            there += 1
        elif flat[here] < flat[there]:
            here += 1
            spare -= 1
        else:
            there += 1
            their_spare -= 1
    return least <= 0


@inlined
def _lacking(one: int, other: int, marks: Keys) -> int:
    """At least so many shingles of the one are not in the other: its bits that the other has not, counted."""
    count = np.uint64(0)
    for word in range(_WORDS):
        left = marks[one, word] & ~marks[other, word]
        left -= (left >> np.uint64(1)) & np.uint64(0x5555555555555555)
        left = (left & np.uint64(0x3333333333333333)) + (
            (left >> np.uint64(2)) & np.uint64(0x3333333333333333)
        )
        left = (left + (left >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
        count += (left * np.uint64(0x0101010101010101)) >> np.uint64(56)
    return int(count)


@inlined
def _root(first: Places, text: int) -> int:
    while first[text] != text:
        first[text] = first[first[text]]
        text = first[text]
    return text
