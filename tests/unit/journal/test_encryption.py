"""A key for each report: nothing opens without it, elsewhere than where it was sealed, or after it is destroyed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clawback.errors import JournalError
from clawback.journal.encryption import Keyring, ReportKey
from tests.unit.journal.sample import made

OLD, NEW = made("old")(32), made("new")(32)
STORY = b"told by a made-up person"


@pytest.fixture
def ring() -> Keyring:
    return Keyring({"2026": OLD}, "2026")


def test_what_is_sealed_opens(ring: Keyring) -> None:
    key, wrapped = ring.new_key("R-1")
    sealed = key.seal("story", STORY)
    assert ring.unwrap("R-1", wrapped).open("story", sealed) == STORY
    assert len(sealed) == len(STORY) + 28
    assert key.seal("story", STORY) != sealed
    assert key.key not in wrapped.data
    assert ring.new_key("R-1")[0].key != key.key


def test_it_opens_nowhere_else(ring: Keyring) -> None:
    key, wrapped = ring.new_key("R-1")
    sealed = key.seal("story", STORY)
    for opener, name in (
        (key, "name"),
        (replace(key, report="R-2"), "story"),
        (ring.new_key("R-1")[0], "story"),
    ):
        with pytest.raises(JournalError, match=f"field {name}: this value does not open"):
            opener.open(name, sealed)
    with pytest.raises(JournalError, match="not that of report R-2"):
        ring.unwrap("R-2", wrapped)


def test_any_changed_byte_is_found(ring: Keyring) -> None:
    key, wrapped = ring.new_key("R-1")
    sealed = key.seal("story", STORY)
    for position in range(len(sealed)):
        with pytest.raises(JournalError, match="altered or moved"):
            key.open("story", sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :])
    for cut in (b"", sealed[:11], sealed[:-1]):
        with pytest.raises(JournalError, match="altered or moved"):
            key.open("story", cut)
    with pytest.raises(JournalError, match="or it was altered"):
        ring.unwrap("R-1", replace(wrapped, data=wrapped.data[:-1]))


def test_a_new_master_key_takes_over(ring: Keyring) -> None:
    key, wrapped = ring.new_key("R-1")
    sealed = key.seal("story", STORY)
    both = Keyring({"2026": OLD, "2027": NEW}, "2027")
    again = both.rewrap(wrapped)
    assert (again.master, again.report) == ("2027", "R-1")
    assert both.rewrap(again) is again
    assert Keyring({"2027": NEW}, "2027").unwrap("R-1", again).open("story", sealed) == STORY
    with pytest.raises(JournalError, match="the master key '2027' is not here"):
        ring.unwrap("R-1", again)
    with pytest.raises(JournalError, match="or it was altered"):
        both.unwrap("R-1", replace(wrapped, master="2027"))


def test_a_destroyed_key_is_the_end(ring: Keyring) -> None:
    with pytest.raises(JournalError, match="report R-1 was erased: its key is destroyed"):
        ring.unwrap("R-1", None)


def test_master_keys_are_whole_and_there() -> None:
    with pytest.raises(JournalError, match="'a' has 31 bytes instead of 32"):
        Keyring({"a": bytes(31)}, "a")
    with pytest.raises(JournalError, match="there is no master key 'b'"):
        Keyring({"a": bytes(32)}, "b")


def test_keys_are_not_shown(ring: Keyring) -> None:
    key, _ = ring.new_key("R-1", made("shown"))
    assert repr(key) == "ReportKey(report='R-1')"
    assert ReportKey(report="R-1", key=key.key) == key
