"""Public keys, one a line."""

from __future__ import annotations

import pytest

from clawback.errors import JournalError
from clawback.journal.keys import Key, KeyKind, is_key_name, new_signer, parse_key, parse_keys, parse_signer
from tests.unit.journal.sample import KEYS, LOG, made


def test_a_file_of_keys() -> None:
    text = f"# ours\n\n{KEYS[0].text()}\n{KEYS[1].text()}\n{KEYS[0].text()}\n"
    assert parse_keys(text) == KEYS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there is no key in it"),
        ("# nothing\n", "there is no key in it"),
        ("\nname\n", "line 2: this is not a public key; write NAME"),
        ("a+00000000+AAAA\n", "line 1: a public key has 3 bytes instead of 33"),
        ("a+00000000+" + "A" * 44 + "\n", "signature type 0x00"),
        (LOG.key.text().replace("journal+", "journal+0") + "\n", "has the id"),
    ],
)
def test_what_is_no_file_of_keys(text: str, says: str) -> None:
    with pytest.raises(JournalError, match=says):
        parse_keys(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb", "a\x01"])
def test_what_is_no_name(name: str) -> None:
    assert not is_key_name(name)
    with pytest.raises(JournalError, match="not a key's name"):
        new_signer(name, KeyKind.LOG)


def test_a_new_key_is_drawn() -> None:
    first, second = (new_signer("a.example", KeyKind.LOG) for _ in range(2))
    assert first.seed != second.seed
    assert new_signer("a.example", KeyKind.LOG, made("x")).seed == made("x")(32)
    assert parse_signer(first.secret_text()) == first


def test_a_key_has_its_size() -> None:
    with pytest.raises(JournalError, match="31 bytes instead of 32"):
        Key(name="a", kind=KeyKind.LOG, public=bytes(31))
    with pytest.raises(JournalError, match="is not a secret key"):
        parse_signer(LOG.key.text())
    assert parse_key(LOG.key.text()) == LOG.key
