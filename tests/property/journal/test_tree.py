"""The tree and its proofs: the same as a plain recursive second implementation, and no proof of a wrong thing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clawback.errors import JournalError
from clawback.journal.hashing import Frontier, leaf_hash
from clawback.journal.proofs import verify_consistency, verify_inclusion
from clawback.journal.storage import MemoryStorage, perfect
from clawback.journal.tree import append, consistency_proof, inclusion_proof, root_of
from tests.property.journal import recursive

LEAVES = st.lists(st.binary(max_size=4), max_size=70)
SOME_LEAVES = st.lists(st.binary(max_size=4), min_size=1, max_size=70)


def stored(leaves: list[bytes]) -> MemoryStorage:
    storage = MemoryStorage()
    storage.write(append(storage, 0, [leaf_hash(each) for each in leaves]))
    return storage


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for leaf in leaves:
        frontier.push(leaf_hash(leaf))
    assert frontier.root() == recursive.root(leaves) == root_of(stored(leaves), len(leaves))


@given(LEAVES, st.lists(st.integers(0, 9), max_size=9))
def test_appending_in_parts_stores_the_same_rows(leaves: list[bytes], parts: list[int]) -> None:
    storage, rows, size = MemoryStorage(), [], 0
    for part in [*parts, len(leaves)]:
        more = append(storage, size, [leaf_hash(each) for each in leaves[size : size + part]])
        storage.write(more)
        rows += more
        size = min(size + part, len(leaves))
    assert rows == append(MemoryStorage(), 0, [leaf_hash(each) for each in leaves])
    assert len({(row.level, row.index) for row in rows}) == len(rows) <= 2 * len(leaves)


@given(SOME_LEAVES, st.data())
def test_a_proof_of_inclusion_is_that_of_the_definition(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(stored(leaves), index, size)
    assert proof == recursive.path(index, leaves[:size])
    verify_inclusion(leaf_hash(leaves[index]), index, size, proof, recursive.root(leaves[:size]))


@given(SOME_LEAVES, st.data())
def test_a_proof_of_consistency_is_that_of_the_definition(leaves: list[bytes], data: st.DataObject) -> None:
    new = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(0, new))
    proof = consistency_proof(stored(leaves), old, new)
    assert proof == (recursive.subproof(old, leaves[:new]) if old else [])
    verify_consistency(old, recursive.root(leaves[:old]), new, recursive.root(leaves[:new]), proof)


def mutated(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    """The proof with a bit turned, a hash left out, put in or moved."""
    found = list(proof)
    at = data.draw(st.integers(0, len(found)))
    match data.draw(st.sampled_from(["turn", "drop", "add", "swap"])):
        case "turn" if at < len(found):
            bit = data.draw(st.integers(0, 255))
            found[at] = (int.from_bytes(found[at], "big") ^ 1 << bit).to_bytes(32, "big")
        case "drop" if at < len(found):
            del found[at]
        case "swap" if at < len(found) - 1:
            found[at], found[at + 1] = found[at + 1], found[at]
        case _:
            found.insert(at, data.draw(st.sampled_from([*proof, bytes(32)])))
    assume(found != proof)
    return found


@given(SOME_LEAVES, st.data())
def test_a_changed_proof_of_inclusion_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    index, size = data.draw(st.integers(0, len(leaves) - 1)), len(leaves)
    proof = mutated(data, recursive.path(index, leaves))
    with pytest.raises(JournalError):
        verify_inclusion(leaf_hash(leaves[index]), index, size, proof, recursive.root(leaves))


@given(SOME_LEAVES, st.data())
def test_a_changed_proof_of_consistency_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    old, new = data.draw(st.integers(1, len(leaves))), len(leaves)
    proof = mutated(data, recursive.subproof(old, leaves))
    with pytest.raises(JournalError):
        verify_consistency(old, recursive.root(leaves[:old]), new, recursive.root(leaves), proof)


@given(SOME_LEAVES, st.data())
def test_no_other_leaf_is_included(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(max_size=4).filter(lambda each: each != leaves[index]))
    with pytest.raises(JournalError):
        verify_inclusion(
            leaf_hash(other), index, len(leaves), recursive.path(index, leaves), recursive.root(leaves)
        )


@given(SOME_LEAVES, st.data())
def test_a_story_with_another_beginning_is_refused(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    at = data.draw(st.integers(0, old - 1))
    other = [*leaves[:at], leaves[at] + b"!", *leaves[at + 1 :]]
    proof = consistency_proof(stored(other), old, len(other))
    with pytest.raises(JournalError):
        verify_consistency(old, recursive.root(leaves[:old]), len(other), recursive.root(other), proof)


@given(st.integers(0, 2**62), st.integers(0, 62))
def test_a_range_falls_into_few_subtrees(stop: int, level: int) -> None:
    start = stop >> level << level
    places = perfect(start, stop)
    assert sum(1 << level for level, _ in places) == stop - start
    assert len(places) == (stop - start).bit_count()
    assert all(low[0] > high[0] for low, high in itertools.pairwise(places))
