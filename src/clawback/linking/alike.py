"""Families of near-duplicate texts: MinHash finds who may be alike, exact Jaccard says who is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from clawback.linking.minhash import BANDS, Codes, Keys, Places, bands_of, joined, likeness, shingled
from clawback.linking.weights import weights
from clawback.linking.wording import codes_of

__all__ = ["Texts", "shingles_of"]

_CHUNK = 20_000

Told = str | bytes
"""A text, or its shingles as shingles_of() makes them."""


def shingles_of(text: str) -> bytes:
    """What texts are compared by, four bytes each; none where the text is too short to be compared."""
    flat, _ = _shingles([text])
    return flat.tobytes() if len(flat) >= weights().shingles else b""


class Texts:
    """Reports by the family of their text; two of a family are tied by a chain of texts that are alike.

    A family is named by its lowest number. Texts read at first lie in sorted arrays, those added later in a dict.
    """

    def __init__(self, texts: Iterable[tuple[int, Told]] = ()) -> None:
        self.family_of: dict[int, int] = {}
        self.families: dict[int, list[int]] = {}
        self._added: dict[int, list[int]] = {}
        self._sets: dict[int, Codes] = {}
        self._gone: set[int] = set()  # of those read at first
        self._read(iter(texts))

    def add(self, number: int, text: Told) -> list[list[int]]:
        """The families that the text ties together, as they were: none where it is alone or too short."""
        flat, _ = _shingles([text])
        if len(flat) < weights().shingles:
            return []
        keys = _keys_of(flat)
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

    def remove(self, number: int) -> list[int]:
        """Takes a text out; answers its family as it was. `family_of` says of which the others are now."""
        family = self.families.pop(self.family_of.get(number, -1), [])
        for each in family:
            del self.family_of[each]
        left = self._without(number, family)
        if number in self._places:
            self._gone.add(number)
            place = self._places[number]
            self._flat[self._begins[place] : self._begins[place + 1]] = 0  # nothing of it stays in memory
        flat = self._sets.pop(number, None)
        for key in [] if flat is None else _keys_of(flat):
            self._added[key].remove(number)
        for piece in left:
            self._tie(piece, [])
        return family

    def _without(self, number: int, family: list[int]) -> list[list[int]]:
        """The families left of one without this member: the same but for it, where another has its very text."""
        others = [each for each in family if each != number]
        if any(np.array_equal(self._set_of(number), self._set_of(each)) for each in others):
            return [others] if len(others) > 1 else []
        return [piece for piece in self._pieces(others) if len(piece) > 1]

    def _pieces(self, members: list[int]) -> list[list[int]]:
        """Of a family that lost one: those that chains of the others still tie."""
        piece_of = {each: [each] for each in members}
        under: dict[int, list[list[int]]] = {}  # key -> those that have it, apart while nothing ties them
        for each in members:
            flat = self._set_of(each)
            for key in _keys_of(flat):
                mine, apart = [each], []
                for group in under.get(key, ()):
                    if piece_of[group[0]] is not piece_of[each] and any(
                        self._like(flat, other) for other in group
                    ):
                        _merge(piece_of, each, group[0])
                    if piece_of[group[0]] is piece_of[each]:
                        mine = _longer_first(group, mine)
                    else:
                        apart.append(group)
                under[key] = [*apart, mine]
        return list({id(each): each for each in piece_of.values()}.values())

    def _candidates(self, keys: list[int]) -> list[set[int]]:
        """Those that share a key, by family."""
        found: dict[int, set[int]] = {}
        added = (other for key in keys for other in self._added.get(key, ()))
        for other in {*self._read_before(keys), *added}:
            found.setdefault(self.family_of.get(other, other), set()).add(other)
        return list(found.values())

    def _read_before(self, keys: list[int]) -> set[int]:
        sought = np.array(keys, np.uint64)
        firsts, lasts = (np.searchsorted(self._keys, sought, side) for side in ("left", "right"))
        spans = [self._texts[first:last] for first, last in zip(firsts, lasts, strict=True)]
        return set(self._numbers[np.unique(np.concatenate(spans))].tolist()) - self._gone

    def _like(self, flat: Codes, other: int) -> bool:
        return likeness(flat, self._set_of(other)) >= weights().alike

    def _set_of(self, number: int) -> Codes:
        added = self._sets.get(number)
        if added is not None:
            return added
        place = self._places[number]
        return self._flat[self._begins[place] : self._begins[place + 1]]

    def _tie(self, members: list[int], before: list[list[int]]) -> None:
        for each in before:
            self.families.pop(min(each), None)
        name = min(members)
        self.families[name] = sorted(members)
        self.family_of.update(dict.fromkeys(members, name))

    def _read(self, texts: Iterator[tuple[int, Told]]) -> None:
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


def _merge(piece_of: dict[int, list[int]], one: int, other: int) -> None:
    shorter = min(piece_of[one], piece_of[other], key=len)
    whole = _longer_first(piece_of[one], piece_of[other])
    piece_of.update(dict.fromkeys(shorter, whole))


def _longer_first(one: list[int], other: list[int]) -> list[int]:
    """The longer of two lists, with the other behind it: not copied."""
    shorter, longer = sorted((one, other), key=len)
    longer += shorter
    return longer


def _keys_of(flat: Codes) -> list[int]:
    return [int(key) for key in bands_of(flat, np.array([0, len(flat)]))[0]]


def _shingles(texts: list[Told]) -> tuple[Codes, Places]:
    codes = [codes_of(each if isinstance(each, str) else "") for each in texts]
    starts = np.cumsum([0, *(len(each) for each in codes)]).astype(np.int64)
    flat, begins = shingled(np.concatenate(codes), starts)
    if not any(isinstance(each, bytes) for each in texts):
        return flat, begins
    sets = [
        np.frombuffer(each, np.uint32) if isinstance(each, bytes) else flat[begins[place] : begins[place + 1]]
        for place, each in enumerate(texts)
    ]
    return np.concatenate(sets), np.cumsum([0, *(len(each) for each in sets)])
