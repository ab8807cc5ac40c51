"""Families of near-duplicate texts: MinHash finds who may be alike, exact Jaccard says who is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from clawback.linking.minhash import BANDS, Codes, Keys, Places, bands_of, joined, likeness, shingled
from clawback.linking.weights import weights
from clawback.linking.wording import codes_of

__all__ = ["Texts"]

_CHUNK = 20_000


class Texts:
    """Reports by the family of their text; two of a family are tied by a chain of texts that are alike.

    A family is named by its lowest number. Texts read at first lie in sorted arrays, those added later in a dict.
    """

    def __init__(self, texts: Iterable[tuple[int, str]] = ()) -> None:
        self.family_of: dict[int, int] = {}
        self.families: dict[int, list[int]] = {}
        self._added: dict[int, list[int]] = {}
        self._sets: dict[int, Codes] = {}
        self._read(iter(texts))

    def add(self, number: int, text: str) -> list[list[int]]:
        """The families that the text ties together, as they were: none where it is alone or too short."""
        flat, begins = _shingles([text])
        if len(flat) < weights().shingles:
            return []
        keys = [int(key) for key in bands_of(flat, begins)[0]]
        tied = [
            each for each in self._candidates(keys) if any(self._like(flat, other) for other in sorted(each))
        ]
        self._sets[number] = flat
        for key in keys:
            self._added.setdefault(key, []).append(number)
        before = [self.families.get(self.family_of.get(min(each), -1), [min(each)]) for each in tied]
        if before:
            self._tie([number, *(one for family in before for one in family)], before)
        return before

    def _candidates(self, keys: list[int]) -> list[set[int]]:
        """Those that share a key, by family."""
        found: dict[int, set[int]] = {}
        for key in keys:
            for other in (*self._read_before(key), *self._added.get(key, ())):
                found.setdefault(self.family_of.get(other, other), set()).add(other)
        return list(found.values())

    def _read_before(self, key: int) -> Iterator[int]:
        first, last = (np.searchsorted(self._keys, np.uint64(key), side) for side in ("left", "right"))
        return (int(self._numbers[text]) for text in self._texts[first:last])

    def _like(self, flat: Codes, other: int) -> bool:
        theirs = self._sets.get(other)
        if theirs is None:
            place = self._places[other]
            theirs = self._flat[self._begins[place] : self._begins[place + 1]]
        return likeness(flat, theirs) >= weights().alike

    def _tie(self, members: list[int], before: list[list[int]]) -> None:
        for each in before:
            self.families.pop(min(each), None)
        name = min(members)
        self.families[name] = sorted(members)
        self.family_of.update(dict.fromkeys(members, name))

    def _read(self, texts: Iterator[tuple[int, str]]) -> None:
        numbers: list[int] = []
        flats: list[Codes] = [np.empty(0, np.uint32)]
        sizes: list[Places] = [np.zeros(1, np.int64)]
        keys: list[Keys] = [np.empty((0, BANDS), np.uint64)]
        while chunk := list(islice(texts, _CHUNK)):
            flat, begins = _shingles([text for _, text in chunk])
            numbers += [number for number, _ in chunk]
            keys.append(bands_of(flat, begins))
            flats.append(flat)
            sizes.append(np.diff(begins))
        self._numbers = np.array(numbers, np.int64)
        self._places = {number: place for place, number in enumerate(numbers)}
        self._flat, self._begins = np.concatenate(flats), np.cumsum(np.concatenate(sizes))
        enough = np.flatnonzero(np.diff(self._begins) >= weights().shingles)
        long = np.concatenate(keys)[enough]
        order = np.argsort(long.reshape(-1), kind="stable")
        self._keys, self._texts = long.reshape(-1)[order], enough[order // BANDS]
        self._gather(joined(self._keys, self._texts, self._flat, self._begins, weights().alike))

    def _gather(self, first: Places) -> None:
        """Families out of each text's first."""
        shared = np.flatnonzero(np.bincount(first, minlength=len(first)) > 1)
        inside = np.flatnonzero(np.isin(first, shared))
        gathered: dict[int, list[int]] = {}
        for text in inside:
            gathered.setdefault(int(first[text]), []).append(int(self._numbers[text]))
        for members in gathered.values():
            self._tie(members, [])


def _shingles(texts: list[str]) -> tuple[Codes, Places]:
    codes = [codes_of(text) for text in texts]
    starts = np.cumsum([0, *(len(each) for each in codes)])
    return shingled(np.concatenate(codes), starts.astype(np.int64))
