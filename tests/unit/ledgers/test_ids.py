"""The index of ids where hashes collide: by chance they never do, but texts can be made to."""

from __future__ import annotations

import random

import numpy as np
import pytest

from clawback import read_ledger
from clawback.errors import LedgerError
from clawback.ledgers.hashing import hash_text
from clawback.ledgers.lookup import find_transfer
from tests.unit.ledgers.transfers import table

WORD, END, MASK = 0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15, 2**64 - 1
NO_SEED = np.uint64(0)


def folded(word: int) -> int:
    """The upper half mixed into the lower."""
    return word ^ (word >> 32)


def plain_hash(text: bytes) -> int:
    """The hash as its docstring says it."""
    mixed = folded(len(text) * END & MASK)
    for at in range(0, len(text), 8):
        mixed = folded((mixed ^ int.from_bytes(text[at : at + 8], "little")) * WORD & MASK)
    return folded(mixed * END & MASK)


def colliding(count: int) -> list[str]:
    """Texts of 16 bytes and one hash: the second word takes back what the first did."""
    drawn = random.Random(1)
    texts: list[str] = []
    start = folded(16 * END & MASK)
    while len(texts) < count:
        first = "".join(drawn.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=8)).encode()
        mixed = folded((start ^ int.from_bytes(first, "little")) * WORD & MASK)
        second = (mixed ^ 0x0123456789ABCDEF).to_bytes(8, "little")
        if all(32 < byte < 127 for byte in second):
            texts.append((first + second).decode())
    return texts


def read(ids: list[str]) -> object:
    """A ledger with these ids."""
    return table(1, len(ids), transfer_id=ids, kind=["transfer"] * len(ids))


@pytest.mark.parametrize("text", ["", "T", "12345678", "123456789", "a longer text than two words", "é" * 9])
def test_the_hash_is_the_one_that_stands_on_disk(text: str) -> None:
    data = b"before" + text.encode() + b"after"
    found = hash_text(np.frombuffer(data, np.uint8), 6, 6 + len(text.encode()), NO_SEED)
    assert int(found) == plain_hash(text.encode())


def test_ids_of_one_hash_are_told_apart() -> None:
    ids = colliding(20)
    assert len({plain_hash(text.encode()) for text in ids}) == 1
    ledger = read_ledger(read(ids))
    assert [find_transfer(ledger, text) for text in ids] == list(range(20))
    assert find_transfer(ledger, colliding(21)[-1]) is None


def test_a_twin_among_ids_of_one_hash() -> None:
    ids = colliding(20)
    with pytest.raises(LedgerError, match="has been used by row 7") as caught:
        read_ledger(read([*ids, ids[6]]))
    assert caught.value.row == 21
