"""Notes, keys and cosignatures against published ones: Go's sumdb/note, C2SP, and a real log with a real witness."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from clawback.errors import JournalError
from clawback.journal.checkpoint import read_checkpoint
from clawback.journal.keys import Key, KeyKind, parse_key, parse_signer
from clawback.journal.note import Note, Signature, parse_note
from clawback.journal.signing import sign, signed_by
from tests.unit.journal.sample import LOG, WITNESS

# golang.org/x/mod/sumdb/note
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PETER_NOTE = f"{TEXT}\n{PETER_LINE}".encode()

# c2sp.org/signed-note
EXAMPLE = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()

# A checkpoint of a public staging log, and one of its witnesses.
ARCHE = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
COSIGNED = """arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIg\
IpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev \
ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— remora.n621.de \
2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
""".encode()


def test_go_s_note_is_made_and_checked() -> None:
    signer = parse_signer(PETER_SECRET)
    assert signer.key == parse_key(PETER)
    assert Note(text=TEXT, signatures=(sign(signer, TEXT),)).to_bytes() == PETER_NOTE
    assert [each.key.name for each in signed_by(parse_note(PETER_NOTE), [signer.key])] == ["PeterNeumann"]
    assert (signer.secret_text(), signer.key.text()) == (PETER_SECRET, PETER)


def test_the_example_of_the_format() -> None:
    (found,) = signed_by(parse_note(EXAMPLE_NOTE), [parse_key(EXAMPLE), parse_key(PETER)])
    assert (found.key.id.hex(), found.cosigned_at) == ("530d903a", None)


def test_a_real_checkpoint_with_a_real_cosignature() -> None:
    found = read_checkpoint(COSIGNED, [parse_key(ARCHE), parse_key(REMORA)])
    assert (found.checkpoint.size, len(found.note.signatures)) == (1432088532, 3)
    assert [each.key.kind for each in found.signed] == [KeyKind.LOG, KeyKind.WITNESS]
    assert found.signed[1].cosigned_at == datetime.fromtimestamp(0x6A122120, UTC)
    assert found.note.to_bytes() == COSIGNED


@pytest.mark.parametrize("key", [ARCHE, REMORA])
def test_a_real_checkpoint_of_another_size_is_refused(key: str) -> None:
    altered = parse_note(COSIGNED.replace(b"1432088532", b"1432088533"))
    with pytest.raises(JournalError, match="not by its key, or the text was altered"):
        signed_by(altered, [parse_key(key)])


def test_a_witness_alone_makes_no_checkpoint() -> None:
    with pytest.raises(JournalError, match="no key given of arche2025h1"):
        read_checkpoint(COSIGNED, [parse_key(REMORA)])


def test_an_unknown_key_says_nothing_and_a_wrong_signature_spoils_all() -> None:
    other = Signature(name="PeterNeumann", key_id=b"\0\0\0\0", data=b"x")
    note = parse_note(PETER_NOTE)
    peter = parse_key(PETER)
    more = note.with_signature(other)
    assert parse_note(more.to_bytes()) == more == more.with_signature(other)
    assert len(signed_by(more, [peter])) == 1
    with pytest.raises(JournalError, match="no key given signed this"):
        signed_by(note, [parse_key(EXAMPLE)])
    wrong = Signature(name=peter.name, key_id=peter.id, data=bytes(64))
    with pytest.raises(JournalError, match="PeterNeumann is not by its key"):
        signed_by(note.with_signature(wrong), [peter])


def test_a_cosignature_of_no_time_is_refused() -> None:
    late = Signature(name=WITNESS.name, key_id=WITNESS.key.id, data=b"\xff" * 72)
    with pytest.raises(JournalError, match="of no time that there is"):
        signed_by(Note(text="a\n", signatures=(late,)), [WITNESS.key])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "cut short, or none"),
        (b"a\n", "cut short, or none"),
        (b"a\n\n", "cut short, or none"),
        (b"a\n\nb\n", "not a line of a signature"),
        (PETER_NOTE[:-1], "cut short, or none"),
        (PETER_NOTE.replace(b"then", b"th\0n"), "control character"),
        (PETER_NOTE.replace(b"then", b"th\xffn"), "not UTF-8"),
        (PETER_NOTE.replace(b"x08go/", b"x08go!"), "not Base64"),
        (PETER_NOTE.replace(b"nAM=", b"nAN="), "not Base64 as it is written"),
        (PETER_NOTE.replace(b"PeterNeumann ", b"Peter+Neumann "), "not a line of a signature"),
        ("a\n\n— b AAAA\n".encode(), "too short"),
        (("a\n\n" + "— b AAAAAAA=\n" * 101).encode(), "more than 100"),
    ],
)
def test_what_is_no_note(data: bytes, says: str) -> None:
    with pytest.raises(JournalError, match=says):
        parse_note(data)


def test_any_changed_byte_of_a_note_is_refused() -> None:
    for position in range(len(PETER_NOTE)):
        altered = bytearray(PETER_NOTE)
        altered[position] ^= 1
        with pytest.raises(JournalError):
            signed_by(parse_note(bytes(altered)), [parse_key(PETER)])


def test_secrets_are_not_shown() -> None:
    signer = parse_signer(PETER_SECRET)
    assert signer.seed.hex() not in repr(signer)
    assert repr(signer.seed) not in repr(signer)
    for secret in (PETER_SECRET[:-1], PETER_SECRET.replace("c74f20a3", "c74f20a4"), "gYEKFALVFGyN"):
        with pytest.raises(JournalError) as refused:
            parse_signer(secret)
        assert "YEKFALVFGyN" not in str(refused.value)


def test_one_key_in_two_uses_has_two_ids() -> None:
    witness = Key(name=LOG.name, kind=KeyKind.WITNESS, public=LOG.key.public)
    assert witness.id != LOG.key.id
    assert parse_key(witness.text()) == witness
    assert base64.b64decode(witness.text().split("+", 2)[2])[0] == 4
