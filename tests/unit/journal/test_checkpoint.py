"""The text of a checkpoint, and whether two tell one story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clawback.errors import JournalError
from clawback.journal.checkpoint import Checkpoint, check_signed, parse_checkpoint, read_checkpoint, signed
from clawback.journal.hashing import leaf_hash
from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.note import Note
from clawback.journal.proofs import verify_consistency
from clawback.journal.signing import cosign, sign
from clawback.journal.storage import MemoryStorage
from clawback.journal.stories import check_one_story
from clawback.journal.tree import append, consistency_proof, root_of
from tests.unit.journal.sample import KEYS, LOG, ORIGIN, WITNESS, made

# c2sp.org/tlog-checkpoint
PUBLISHED = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_published_example() -> None:
    found = parse_checkpoint(PUBLISHED)
    assert (found.origin, found.size, found.root.hex()[:8]) == (
        "example.com/behind-the-sofa",
        20852163,
        "0ac5186a",
    )
    assert found.text() == PUBLISHED


def test_extension_lines_stay() -> None:
    assert parse_checkpoint(PUBLISHED + "more\n").extensions == ("more",)
    assert parse_checkpoint(PUBLISHED + "more\n").text() == PUBLISHED + "more\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "three lines"),
        ("a\n1\n", "three lines"),
        (PUBLISHED[:-1], "three lines"),
        ("\n1\n" + PUBLISHED.split("\n")[2] + "\n", "none of them empty"),
        (PUBLISHED + "\nmore\n", "none of them empty"),
        (PUBLISHED.replace("20852163", "020852163"), "size is not a number"),
        (PUBLISHED.replace("20852163", "-1"), "size is not a number"),
        (PUBLISHED.replace("20852163", "٣"), "size is not a number"),
        (PUBLISHED.replace("20852163", str(2**63)), "size is not a number"),
        (PUBLISHED.replace("q2I=", "q2J="), "root is not Base64 as it is written"),
        (PUBLISHED.replace("CsUY", ""), "29 bytes instead of 32"),
    ],
)
def test_what_is_no_checkpoint(text: str, says: str) -> None:
    with pytest.raises(JournalError, match=says):
        parse_checkpoint(text)


def test_another_origin_s_key_does_not_sign_ours() -> None:
    forged = signed(Checkpoint(origin=ORIGIN, size=0, root=bytes(32)), LOG)
    assert read_checkpoint(forged.to_bytes(), KEYS).checkpoint.size == 0
    with pytest.raises(JournalError, match="no key given signed this"):
        read_checkpoint(forged.to_bytes(), [WITNESS.key])


def test_only_the_journal_s_own_key_makes_its_checkpoint() -> None:
    text = Checkpoint(origin=ORIGIN, size=0, root=bytes(32)).text()
    namesake = new_signer(ORIGIN, KeyKind.WITNESS, made("namesake"))
    stranger = new_signer("other.example/journal", KeyKind.LOG, made("stranger"))
    at = datetime(2026, 11, 24, tzinfo=UTC)
    for key, signature in ((namesake.key, cosign(namesake, text, at)), (stranger.key, sign(stranger, text))):
        with pytest.raises(JournalError, match=f"no key given of {ORIGIN} itself signed this checkpoint"):
            check_signed(Note(text=text, signatures=(signature,)), [key])


def checkpoint(leaves: list[bytes], size: int) -> Checkpoint:
    return Checkpoint(origin=ORIGIN, size=size, root=root_of(stored(leaves), size))


def stored(leaves: list[bytes]) -> MemoryStorage:
    found = MemoryStorage()
    found.write(append(found, 0, [leaf_hash(each) for each in leaves]))
    return found


def test_a_journal_that_grew_is_one_story() -> None:
    leaves = [b"a", b"b", b"c", b"d", b"e"]
    proof = consistency_proof(stored(leaves), 3, 5)
    old, new = checkpoint(leaves, 3), checkpoint(leaves, 5)
    check_one_story(old, new, proof)
    check_one_story(new, new)
    verify_consistency(old.size, old.root, new.size, new.root, proof)
    with pytest.raises(JournalError, match="cut short: 3 entries where there were 5"):
        check_one_story(new, old, proof)
    with pytest.raises(JournalError, match="two stories"):
        check_one_story(checkpoint([b"a", b"b", b"x"], 3), old)
    with pytest.raises(JournalError, match="does not show 3 entries as the beginning of 5"):
        check_one_story(checkpoint([b"a", b"b", b"x"], 3), new, proof)
    with pytest.raises(JournalError, match="two journals"):
        check_one_story(old, Checkpoint(origin="b", size=5, root=new.root), proof)
