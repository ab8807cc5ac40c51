"""Canonical JSON and entries: what is written is read, and no second writing of it is."""

from __future__ import annotations

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import InputError
from clawback.journal.canonical import LARGEST, from_canonical, to_canonical
from clawback.journal.commitment import Opening, opened
from clawback.journal.encryption import Keyring
from clawback.journal.entry import Entry, parse_entry

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    TEXTS | st.integers(-LARGEST, LARGEST),
    lambda inner: st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
WORDS = st.from_regex(r"[a-z][a-z_]{0,20}", fullmatch=True)
NAMES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30)
COMMITMENTS = st.dictionaries(WORDS, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), max_size=4)
ENTRIES = st.builds(
    Entry,
    who=NAMES,
    verb=WORDS,
    subject=NAMES,
    basis=NAMES | st.just(""),
    time=st.datetimes(timezones=st.just(UTC)),
    before=COMMITMENTS,
    after=COMMITMENTS,
)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(value: object) -> None:
    data = to_canonical(value)  # type: ignore[arg-type]
    assert from_canonical(data) == value == json.loads(data)
    assert b"\n" not in data


@given(VALUES, st.data())
def test_no_two_writings_are_read_as_one_value(value: object, data: st.DataObject) -> None:
    written = to_canonical(value)  # type: ignore[arg-type]
    position = data.draw(st.integers(0, len(written) - 1))
    other = written[:position] + data.draw(st.binary(max_size=3)) + written[position + 1 :]
    try:
        found = from_canonical(other)
    except InputError:
        return
    assert (found == value) == (other == written)


@given(ENTRIES)
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    assert parse_entry(entry.to_bytes()) == entry


@given(st.binary(max_size=200))
def test_any_bytes_are_an_entry_or_an_error(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_entry(data)


@given(
    TEXTS | st.integers(-LARGEST, LARGEST),
    TEXTS | st.integers(-LARGEST, LARGEST),
    st.binary(min_size=32, max_size=32),
)
def test_a_commitment_opens_to_one_value(value: str | int, other: str | int, nonce: bytes) -> None:
    commitment = Opening(value=value, nonce=nonce).commitment()
    assert opened(commitment, Opening(value=value, nonce=nonce)) == value
    if value != other:
        with pytest.raises(InputError):
            opened(commitment, Opening(value=other, nonce=nonce))


@given(
    st.lists(st.tuples(WORDS, st.binary(max_size=50)), max_size=5),
    st.lists(st.sampled_from("abc"), max_size=4),
)
def test_values_open_through_any_rotation(values: list[tuple[str, bytes]], masters: list[str]) -> None:
    keys = {name: name.encode() * 32 for name in "abc"}
    key, wrapped = Keyring(keys, "a").new_key("R-1")
    sealed = [(name, value, key.seal(name, value)) for name, value in values]
    for current in masters:
        wrapped = Keyring(keys, current).rewrap(wrapped)
    again = Keyring(keys, "a").unwrap("R-1", wrapped)
    assert all(again.open(name, data) == value for name, value, data in sealed)
