"""The published vectors of RFC 6962 trees: Certificate Transparency's eight leaves and what is known of them.

The hashes are those of the tests of certificate-transparency, trillian and transparency-dev/merkle; the shape of
each proof is that of RFC 9162, 2.1.5.
"""

from __future__ import annotations

import pytest

from clawback.errors import JournalError
from clawback.journal.hashing import EMPTY_ROOT, Frontier, leaf_hash
from clawback.journal.proofs import verify_consistency, verify_inclusion
from clawback.journal.storage import MemoryStorage, Place
from clawback.journal.tree import append, consistency_proof, inclusion_proof, root_of

LEAVES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HASHES = [
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ],
    [
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ],
    [
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    ["5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUDED = {
    (0, 1): [],
    (0, 8): [(0, 1), (1, 1), (2, 1)],
    (5, 8): [(0, 4), (1, 3), (2, 0)],
    (2, 3): [(1, 0)],
    (1, 5): [(0, 0), (1, 1), (0, 4)],
    (4, 5): [(2, 0)],
    (6, 7): [(1, 2), (2, 0)],
}
CONSISTENT = {
    (1, 1): [],
    (1, 8): [(0, 1), (1, 1), (2, 1)],
    (6, 8): [(1, 2), (1, 3), (2, 0)],
    (2, 5): [(1, 1), (0, 4)],
    (3, 7): [(0, 2), (0, 3), (1, 0), "e6..7"],
    (4, 7): ["e6..7"],
    (6, 7): [(1, 2), (0, 6), (2, 0)],
}


def root(size: int) -> bytes:
    return bytes.fromhex(ROOTS[size])


def hashes(names: list[Place | str]) -> list[bytes]:
    """Of complete subtrees by place; "e6..7" is the right side of seven leaves, above leaves 4 to 6."""
    right = Frontier()
    for leaf in LEAVES[4:7]:
        right.push(leaf_hash(leaf))
    return [
        right.root() if isinstance(each, str) else bytes.fromhex(HASHES[each[0]][each[1]]) for each in names
    ]


@pytest.fixture
def storage() -> MemoryStorage:
    found = MemoryStorage()
    found.write(append(found, 0, [leaf_hash(each) for each in LEAVES]))
    return found


def test_every_subtree_has_its_hash(storage: MemoryStorage) -> None:
    for level, row in enumerate(HASHES):
        places = [(level, index) for index in range(len(row))]
        assert [each.hex() for each in storage.read(places)] == row


def test_every_size_has_its_root(storage: MemoryStorage) -> None:
    assert [root_of(storage, size).hex() for size in range(9)] == ROOTS
    assert root(0) == EMPTY_ROOT == Frontier().root()


@pytest.mark.parametrize(("index", "size"), INCLUDED)
def test_proofs_of_inclusion(storage: MemoryStorage, index: int, size: int) -> None:
    expected = hashes(INCLUDED[index, size])
    assert inclusion_proof(storage, index, size) == expected
    verify_inclusion(leaf_hash(LEAVES[index]), index, size, expected, root(size))


@pytest.mark.parametrize(("old", "new"), CONSISTENT)
def test_proofs_of_consistency(storage: MemoryStorage, old: int, new: int) -> None:
    expected = hashes(CONSISTENT[old, new])
    assert consistency_proof(storage, old, new) == expected
    verify_consistency(old, root(old), new, root(new), expected)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (8, 8), (-1, 8)])
def test_there_is_no_such_leaf(storage: MemoryStorage, index: int, size: int) -> None:
    with pytest.raises(JournalError, match=f"has no entry {index}"):
        inclusion_proof(storage, index, size)
    with pytest.raises(JournalError, match=f"has no entry {index}"):
        verify_inclusion(leaf_hash(b""), index, size, [], root(1))


@pytest.mark.parametrize(
    ("old", "new", "proof", "says"),
    [
        (8, 1, [], "no proof from 8"),
        (-1, 1, [], "no proof from -1"),
        (0, 8, [bytes(32)], "more hashes"),
        (8, 8, [bytes(32)], "more hashes"),
        (4, 8, [], "does not show 4 entries"),
        (3, 8, [], "does not show 3 entries"),
        (1, 2, [bytes(31)], "32 bytes"),
        (1, 2, [bytes(32), bytes(32)], "more hashes"),
    ],
)
def test_there_is_no_such_growth(old: int, new: int, proof: list[bytes], says: str) -> None:
    with pytest.raises(JournalError, match=says):
        verify_consistency(old, root(old), new, root(new), proof)


def test_one_size_has_one_root() -> None:
    with pytest.raises(JournalError, match="two stories"):
        verify_consistency(8, root(8), 8, root(7), [])
    with pytest.raises(JournalError, match="another root than the empty one"):
        verify_consistency(0, root(1), 8, root(8), [])


def test_a_journal_of_an_old_size_is_not_shown_to_be_a_new_one(storage: MemoryStorage) -> None:
    with pytest.raises(JournalError, match="no proof from 8"):
        consistency_proof(storage, 8, 7)
    assert consistency_proof(storage, 0, 8) == []


@pytest.mark.parametrize(
    ("size", "says"), [(4, "more hashes"), (1, "more hashes"), (16, "does not show entry 0")]
)
def test_a_proof_is_of_its_size(storage: MemoryStorage, size: int, says: str) -> None:
    """The hashes lead to the right root, but by a way that a tree of this size does not have."""
    with pytest.raises(JournalError, match=says):
        verify_inclusion(leaf_hash(LEAVES[0]), 0, size, inclusion_proof(storage, 0, 8), root(8))


@pytest.mark.parametrize(("size", "says"), [(4, "more hashes"), (16, "does not show 2 entries")])
def test_a_proof_of_growth_is_of_its_size(storage: MemoryStorage, size: int, says: str) -> None:
    with pytest.raises(JournalError, match=says):
        verify_consistency(2, root(2), size, root(8), consistency_proof(storage, 2, 8))
