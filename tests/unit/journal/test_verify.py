"""What an altered, shortened, rebuilt or twofold journal is refused for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from clawback.errors import JournalError
from clawback.journal.checkpoint import Checkpoint, signed
from clawback.journal.hashing import EMPTY_ROOT
from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.log_file import Item, Record
from clawback.journal.note import Note
from clawback.journal.redact import redact
from tests.unit.journal.sample import (
    AFTER_CHECKPOINT,
    KEYS,
    LOG,
    ORIGIN,
    OTHER,
    WITNESS,
    checked,
    journal,
    made,
    rebuilt,
    record,
    resealed,
    sample,
    to_bytes,
)


def records(count: int = 8) -> list[Record]:
    return [record(number) for number in range(count)]


def kept(size: int, items: Iterable[Item] = ()) -> Note:
    """The checkpoint of this size."""
    notes = (each for each in items or sample() if isinstance(each, Note))
    return next(each for each in notes if each.text.split("\n")[1] == str(size))


def refused(items: Iterable[Item], says: str, *notes: Note) -> None:
    with pytest.raises(JournalError, match=says):
        checked(to_bytes(items), kept=notes)


def test_the_sample_is_whole() -> None:
    found = checked(to_bytes(sample()), kept=[kept(3), kept(5), kept(8)])
    assert (found.checkpoint.size, found.checkpoint.origin, found.checkpoints) == (8, ORIGIN, 3)
    assert (found.covered, found.values) == ({LOG.name: 8, WITNESS.name: 8}, 16)


def test_erasing_nonces_leaves_the_proof_whole() -> None:
    whole, redacted = checked(to_bytes(sample())), checked(to_bytes(redact(sample())))
    assert redacted == replace(whole, values=0)
    forgotten = [
        replace(each, openings={}) if isinstance(each, Record) and each.number == 0 else each
        for each in sample()
    ]
    assert checked(to_bytes(forgotten)) == replace(whole, values=14)


def test_an_empty_journal_may_be_signed() -> None:
    empty = signed(Checkpoint(origin=ORIGIN, size=0, root=EMPTY_ROOT), LOG)
    found = checked(to_bytes([empty]), (LOG.key,))
    assert (found.checkpoint.size, found.until) == (0, None)
    assert checked(to_bytes(journal(records(), [8])), (LOG.key,), [empty]).checkpoint.size == 8
    other = signed(Checkpoint(origin=ORIGIN, size=0, root=bytes(32)), LOG)
    refused([other], "entry 0 was altered, put in or moved since the checkpoint before the first entry")


def test_an_altered_entry_is_found() -> None:
    altered = [
        replace(each, data=each.data.replace(b"member/M-9", b"member/M-8"))
        if isinstance(each, Record)
        else each
        for each in sample()
    ]
    refused(
        altered,
        "one of entries 3 to 4 was altered, put in or moved since the checkpoint after entry 4 was signed",
    )
    spaced = [replace(each, data=each.data + b" ") if isinstance(each, Record) else each for each in sample()]
    with pytest.raises(JournalError, match="entry 0 was expected"):
        checked(to_bytes(spaced))


def test_an_entry_that_is_none_is_found() -> None:
    items = sample()
    items[1] = replace(records()[1], data=b'{"v":1}')
    refused(items, "entry 1: after, basis, .*: an entry has exactly the keys")


def test_a_value_that_was_not_committed_to_is_found() -> None:
    items = sample()
    for name in ("after.state", "after.amount"):
        items[0] = replace(records()[0], openings={name: records()[1].openings["after.state"]})
        refused(items, f"entry 0: {name}: this value and nonce are not what was committed to")


def test_a_log_cut_short_is_found() -> None:
    cut = journal(records(5), AFTER_CHECKPOINT)
    assert checked(to_bytes(cut)).checkpoint.size == 5
    refused(cut, "cut short or rebuilt: it ends after entry 4, and the checkpoint you kept covers 8", kept(8))
    refused(sample()[:-1], "entry 5 stands after the last checkpoint: nobody signed it")
    refused(records(), "there is no checkpoint after entry 7: nobody signed anything")
    refused(
        [*records(7), kept(8)], "the checkpoint after entry 6 covers 8 entries, not 7: entries were taken out"
    )


def test_a_rebuilt_log_is_found_by_a_kept_checkpoint() -> None:
    assert checked(to_bytes(rebuilt())).checkpoint.size == 8
    refused(rebuilt(), "two stories: one of entries 0 to 4 was another when the checkpoint you kept", kept(5))
    refused(rebuilt(), "two stories: one of entries 3 to 4 was another", kept(3), kept(5))
    refused(sample(), "two stories: one of entries 0 to 4 was another", kept(5, rebuilt()))


def test_two_stories_in_one_file_are_found() -> None:
    split = [*records(3), kept(3), signed(Checkpoint(origin=ORIGIN, size=3, root=bytes(32)), LOG)]
    refused(split, "the checkpoint after entry 2 is there with two roots: two stories")
    refused([*records(3), kept(3), kept(3)], "the checkpoint after entry 2 is there twice")


def test_a_log_rebuilt_by_another_key_is_found() -> None:
    forger = new_signer(ORIGIN, KeyKind.LOG, made("forger"))
    refused(journal(records(), [8], forger), "the checkpoint after entry 7: no key given signed this")
    assert checked(to_bytes(journal(records(), [8], forger)), (forger.key,)).checkpoint.size == 8


def test_a_journal_may_change_its_key() -> None:
    newer = new_signer(ORIGIN, KeyKind.LOG, made("newer"))
    items = [*journal(records(), [3, 5])[:7], *journal(records(), [3, 8], newer)[6:]]
    assert checked(to_bytes(items), (*KEYS, newer.key)).checkpoint.size == 8
    refused(items, "the checkpoint after entry 7: no key given of centre.example/journal itself")


def test_a_witness_that_is_named_must_have_cosigned() -> None:
    with pytest.raises(JournalError, match=r"the witness witness\.example/w2 cosigned no checkpoint"):
        checked(to_bytes(sample()), (*KEYS, OTHER.key))
    assert checked(to_bytes([*journal(records(), [5, 8])[:-1], kept(8)])).covered == {
        LOG.name: 8,
        WITNESS.name: 8,
    }


def test_another_journal_s_checkpoint_is_found() -> None:
    other = new_signer("other.example/journal", KeyKind.LOG, made("other"))
    foreign = kept(3, journal(records(), [3], other))
    with pytest.raises(JournalError, match="the checkpoint you kept is of another journal"):
        checked(to_bytes(sample()), (*KEYS, other.key), [foreign])
    with pytest.raises(JournalError, match="after entry 7 is of another journal"):
        checked(to_bytes([*sample()[:-1], kept(8, journal(records(), [8], other))]), (*KEYS, other.key))


def test_a_forger_s_digest_proves_nothing() -> None:
    lines = to_bytes(sample()).splitlines(keepends=True)[:-1]
    assert resealed(lines) == to_bytes(sample())
    with pytest.raises(JournalError, match="one of entries 5 to 7 was altered"):
        checked(resealed(line.replace(b'"expire"', b'"release"') for line in lines))
