"""Entries: one way to write them, and nothing else is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clawback.errors import InputError, JournalError, TimeError
from clawback.journal.canonical import LARGEST, from_canonical, to_canonical
from clawback.journal.commitment import Opening, commit, opened
from clawback.journal.entry import LONGEST, Entry, parse_entry
from tests.unit.journal.sample import made

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ENTRY = Entry(
    who="member/M-7", verb="place", subject="hold/H-1", time=AT, basis="demo/hold", after={"state": "0f" * 32}
)
DATA = (
    '{"after":{"state":"' + "0f" * 32 + '"},"basis":"demo/hold","before":{},"subject":"hold/H-1",'
    '"time":"2026-11-24T09:30:00Z","v":1,"verb":"place","who":"member/M-7"}'
).encode()


def test_an_entry_is_written_in_one_way() -> None:
    assert ENTRY.to_bytes() == DATA
    assert parse_entry(DATA) == ENTRY


def test_a_time_is_told_in_utc() -> None:
    local = AT.astimezone(timezone(timedelta(hours=8)))
    assert Entry(who="a", verb="place", subject="b", time=local).time.utcoffset() == timedelta(0)
    with pytest.raises(TimeError, match="no time zone"):
        Entry(who="a", verb="place", subject="b", time=datetime(2026, 1, 1))  # noqa: DTZ001 - refused


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"v":1', b'"v":2', "not an entry of version 1; use a newer"),
        (b'"v":1', b'"v":"1"', "not an entry of version 1"),
        (b'"v":1', b'"v":1.0', "'1.0' is not a whole number"),
        (b'"v":1', b'"v":true', "neither a text nor a whole number"),
        (b'"v":1', b'"v": 1', "not in its canonical form"),
        (b'"v":1,', b'"v":1,"v":1,', "the key 'v' stands twice"),
        (b'"v":1', b'"v":' + b"9" * 5000, "above 2"),
        (b'"v":1', b'"v":NaN', "not a whole number"),
        (b'"verb":"place",', b"", "field verb: an entry has exactly the keys"),
        (b'"v":1', b'"u":1,"v":1', "field u: an entry has exactly the keys"),
        (b"place", b"Place", "field verb: 'Place' is not a verb"),
        (b'"place"', b"1", "field verb: this is not a text"),
        (b"hold/H-1", b"", "field subject: this is not a text of 1 to 200"),
        (b"hold/H-1", b"hold\xc2\xad", "field subject: this is not a text of 1 to 200"),
        (b"hold/H-1", b"hold\\u001b", "field subject: this is not a text of 1 to 200"),
        (b"hold/H-1", b"\\u0068old/H-1", "not in its canonical form"),
        (b"hold/H-1", b"\\ud800", "half of a surrogate pair"),
        (b"hold/H-1", b"\xff", "not UTF-8"),
        (b"0f0f", b"0F0F", "field after.state: a commitment has 64"),
        (b'"state"', b'"State"', "field after: 'State' is not a field's name"),
        (b'"before":{}', b'"before":[]', "neither a text"),
        (b'"before":{}', b'"before":"x"', "field before: this is not an object"),
        (b"09:30:00Z", b"09:30:00+00:00", "field time: the time is not written as"),
        (b"09:30:00Z", b"17:30:00", "field time: .* has no time zone"),
        (b"2026-11-24", b"2026-11-31", "field time: .* is not a time"),
        (b"}", b"", "not JSON"),
        (b"{}", b'{"a":' * 2000 + b"1" + b"}" * 2000, "not JSON|too deeply|not a field's name|not a text"),
        (b"{}", b"[" * 60000, "not JSON"),
        (b"demo/hold", b"x" * LONGEST, "above"),
    ],
)
def test_what_is_no_entry(old: bytes, new: bytes, says: str) -> None:
    assert old in DATA
    with pytest.raises(InputError, match=says):
        parse_entry(DATA.replace(old, new, 1) if old != b"}" else DATA[:-1])


def test_an_entry_has_an_end() -> None:
    with pytest.raises(JournalError, match="above 65536"):
        Entry(
            who="a", verb="place", subject="b", time=AT, after={f"f{n}": "0f" * 32 for n in range(1000)}
        ).to_bytes()


def test_json_is_ordered_and_escaped_as_rfc_8785_says() -> None:
    """Its example of sorting, 3.2.3, and its escapes, 3.2.2.2."""
    published = {
        "\u20ac": "E",
        "\r": "C",
        "\ufb33": "H",
        "1": "O",
        "\U0001f600": "S",
        "\u0080": "c",
        "\u00f6": "o",
    }
    found = to_canonical(published).decode()
    assert found == '{"\\r":"C","1":"O","\u0080":"c","ö":"o","€":"E","\U0001f600":"S","\ufb33":"H"}'
    assert from_canonical(found.encode()) == published
    assert to_canonical('\u20ac$\u000f\nA\'B"\\\\"/') == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


@pytest.mark.parametrize("value", [1.5, True, None, [1], LARGEST + 1, -LARGEST - 1, {1: "a"}, b"a", "\ud800"])
def test_what_is_no_value(value: object) -> None:
    with pytest.raises(JournalError):
        to_canonical(value)  # type: ignore[arg-type]


def test_a_commitment_opens_to_its_value_alone() -> None:
    opening = commit("Ana", made("n"))
    commitment = opening.commitment()
    assert commitment == "6bbd7d7c3d9a12464b3c1cea475cf07d799a5e2538190ab1a03d28761e219226"
    assert opened(commitment, opening) == "Ana"
    for other in (Opening(value="Ann", nonce=opening.nonce), commit("Ana", made("m"))):
        with pytest.raises(JournalError, match="not what was committed to"):
            opened(commitment, other)
    with pytest.raises(JournalError, match="the nonce is erased"):
        opened(commitment, None)


def test_a_text_and_a_number_are_not_one_value() -> None:
    assert commit("1", made("n")).commitment() != commit(1, made("n")).commitment()


def test_a_nonce_is_fresh_whole_and_unseen() -> None:
    first, second = commit("Ana"), commit("Ana")
    assert first.commitment() != second.commitment()
    assert repr(first) == "Opening(value='Ana')"
    with pytest.raises(JournalError, match="32 bytes, not 31"):
        Opening(value="Ana", nonce=bytes(31))
