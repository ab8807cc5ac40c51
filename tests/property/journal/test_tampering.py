"""Whatever is changed in a signed journal is refused: a byte, a row, the order, the end; by accident or by a forger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import InputError
from clawback.journal.log_file import Item, Record
from clawback.journal.note import Note
from tests.unit.journal.sample import (
    AFTER_CHECKPOINT,
    KEYS,
    checked,
    journal,
    record,
    resealed,
    sample,
    to_bytes,
)

WHOLE = to_bytes(sample())
LINES = WHOLE.splitlines(keepends=True)[:-1]
ENTRIES = [position for position, line in enumerate(LINES) if b"{" in line and not line.startswith(b"open")]
KEPT = [each for each in sample() if isinstance(each, Note)]


def refused(data: bytes, kept: tuple[Note, ...] = ()) -> None:
    with pytest.raises(InputError) as error:
        checked(data, kept=kept)
    assert "\n" not in str(error.value)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(position: int, change: int) -> None:
    altered = bytearray(WHOLE)
    altered[position] ^= change
    refused(bytes(altered))


@given(st.integers(0, len(WHOLE) - 1))
def test_any_part_of_a_journal_is_refused(length: int) -> None:
    refused(WHOLE[:length])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 40))
def test_bytes_taken_out_or_put_in_are_refused(position: int, length: int) -> None:
    refused(WHOLE[:position] + WHOLE[position + length :])
    refused(WHOLE[:position] + WHOLE[position : position + length] + WHOLE[position:])


@given(st.sampled_from(ENTRIES), st.data())
def test_a_forger_s_change_of_an_entry_is_refused(line: int, data: st.DataObject) -> None:
    """With the digest made right again."""
    position = data.draw(st.integers(0, len(LINES[line]) - 2))
    altered = bytearray(LINES[line])
    altered[position] ^= data.draw(st.integers(1, 255))
    refused(resealed([*LINES[:line], bytes(altered), *LINES[line + 1 :]]))


@given(st.data())
def test_a_forger_s_new_order_is_refused(data: st.DataObject) -> None:
    """Entries in another order, some left out or told twice, numbered anew, under the checkpoints that were signed."""
    records = [each for each in sample() if isinstance(each, Record)]
    told = data.draw(
        st.lists(st.sampled_from(records), min_size=1, max_size=9).filter(lambda each: each != records)
    )
    size = len(told)
    items: list[Item] = [
        Record(number=at, data=each.data, openings=each.openings) for at, each in enumerate(told)
    ]
    note = data.draw(st.sampled_from(KEPT))
    true_prefix = told == records[:size] and note.text.split("\n")[1] == str(size)
    if true_prefix:
        assert checked(to_bytes([*items, note]), KEYS[:1]).checkpoint.size == size
        refused(to_bytes([*items, note]), (KEPT[-1],))
    else:
        refused(to_bytes([*items, note]))


@given(st.permutations(range(8)).filter(lambda each: each != list(range(8))))
def test_a_keeper_who_signs_another_order_is_found_by_who_kept_a_checkpoint(order: list[int]) -> None:
    told = [Record(number=at, data=record(number).data) for at, number in enumerate(order)]
    data = to_bytes(journal(told, AFTER_CHECKPOINT))
    assert checked(data).checkpoint.size == 8
    refused(data, (KEPT[-1],))


@given(st.lists(st.integers(1, 8), unique=True, min_size=1).map(sorted), st.integers(0, 8))
def test_any_honest_journal_is_whole(sizes: list[int], until: int) -> None:
    size = max([each for each in sizes if each <= until], default=sizes[0])
    items = journal(map(record, range(size)), sizes)
    kept = [each for each in journal(map(record, range(8)), range(9)) if isinstance(each, Note)]
    found = checked(
        to_bytes(items), KEYS[:1], [each for each in kept if int(each.text.split("\n")[1]) <= size]
    )
    assert (found.checkpoint.size, found.checkpoints) == (size, len([each for each in sizes if each <= size]))
