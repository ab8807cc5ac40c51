"""What stands on the wire, byte for byte: canonical JSON, signatures, envelopes."""

from __future__ import annotations

import json

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clawback.federation.trust.keys import Secret, key_id
from clawback.federation.wire.canonical import LARGEST, NotCanonical, from_canonical, to_canonical
from clawback.federation.wire.envelope import (
    MEDIA_TYPE,
    TYPE,
    Envelope,
    id_of,
    is_later_type,
    is_our_type,
    read,
    written,
)
from clawback.federation.wire.jws import NotSigned, from_base64url, parse, sign, to_base64url, verify
from clawback.federation.wire.messages import Acks

# RFC 8037, appendix A.
D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
JWS = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)


def test_keys_in_the_order_of_rfc_8785() -> None:
    """Its section 3.2.3: by UTF-16 code units."""
    unordered = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "😀": "Emoji: Grinning Face",
        "\x80": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }
    values = list(json.loads(to_canonical(unordered)).values())
    assert values == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_texts_and_literals_as_rfc_8785_writes_them() -> None:
    """Its section 3.2.2, without the numbers that are fractions."""
    value = {"string": '€$\x0f\nA\'B"\\\\"/', "literals": [None, True, False]}
    said = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert to_canonical(value) == said.encode()
    assert from_canonical(said.encode()) == value


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"b":1,"a":1}',
        '{"a": 1}',
        '{"a":1.0}',
        '{"a":1e3}',
        '{"a":NaN}',
        '{"a":9007199254740992}',
        '{"a":"\\u0041"}',
        '{"a":"\\ud800"}',
        "[1,]",
        "",
        '"\\/"',
        "[" * 100_000,
    ],
)
def test_any_other_writing_is_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        from_canonical(text.encode())


@pytest.mark.parametrize("value", [1.5, LARGEST + 1, -LARGEST - 1, {1: "a"}, b"x", {"a": object()}, "\ud800"])
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        to_canonical(value)


def test_the_signature_of_rfc_8037() -> None:
    found = parse(JWS)
    assert found.payload == b"Example of Ed25519 signing"
    verify(found, from_base64url(X))
    secret = Secret(from_base64url(D))
    assert to_base64url(secret.public) == X
    assert secret.id == key_id(from_base64url(X)) == THUMBPRINT


def test_what_we_sign_names_key_and_kind() -> None:
    secret = Secret(from_base64url(D))
    text = secret.sign("a kind", b"some bytes")
    found = parse(text)
    verify(found, secret.public)
    assert (found.key_id, found.kind, found.payload) == (secret.id, "a kind", b"some bytes")
    header = from_base64url(text.split(".")[0])
    assert header == to_canonical({"alg": "Ed25519", "kid": secret.id, "typ": "a kind"})


def jws(header: object, payload: bytes = b"{}") -> str:
    key = Ed25519PrivateKey.from_private_bytes(from_base64url(D))
    signed = f"{to_base64url(json.dumps(header).encode())}.{to_base64url(payload)}"
    return f"{signed}.{to_base64url(key.sign(signed.encode()))}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b",
        "a.b.c.d",
        "!.b.c",
        "e30.e30.e31",
        "eyJh_yI6ImIifQ.e30.e31",  # a header that is not UTF-8
        jws({"alg": "none"}),
        jws({"alg": "HS256"}),
        jws({"alg": "Ed25519", "crit": "exp"}),
        jws({"alg": "Ed25519", "kid": 7}),
        jws(["Ed25519"]),
        JWS + "=",
        " " + JWS,
    ],
)
def test_what_is_no_jws_of_ours_is_refused(text: str) -> None:
    with pytest.raises(NotSigned):
        parse(text)


@pytest.mark.parametrize("place", range(3))
def test_one_bit_elsewhere_and_it_is_not_signed(place: int) -> None:
    secret = Secret(from_base64url(D))
    parts = secret.sign("a kind", b"some bytes").split(".")
    data = bytearray(from_base64url(parts[place]))
    data[len(data) // 2] ^= 1
    parts[place] = to_base64url(bytes(data))
    with pytest.raises(NotSigned):
        verify(parse(".".join(parts)), secret.public)


def test_an_envelope_is_read_as_it_was_written() -> None:
    said = Envelope(
        author="a",
        recipient="b",
        number=1,
        sent_at="2026-11-26T00:00:00Z",
        until="2026-12-03T00:00:00Z",
        body=Acks(messages={"x": ["C1"]}),
    )
    payload = written(said)
    assert read(payload) == said
    assert len(id_of(payload)) == 64
    assert id_of(payload) != id_of(written(msgspec.structs.replace(said, number=2)))


def test_a_field_that_is_not_known_is_refused() -> None:
    said = {"author": "a", "body": {"kind": "acks", "messages": {}}, "number": 1, "recipient": "b"}
    more = {"sent_at": "", "until": "", "further": 1}
    with pytest.raises(msgspec.ValidationError):
        read(to_canonical(said | more))


def test_versions_of_the_media_type() -> None:
    assert is_our_type(MEDIA_TYPE)
    assert is_our_type(TYPE)
    later = MEDIA_TYPE.replace("version=1", "version=2")
    assert is_later_type(later)
    assert not is_our_type(later)
    assert not is_later_type("application/json")
    assert not is_our_type("text/html; version=1")


def test_signing_is_by_the_key_that_is_named() -> None:
    key = Ed25519PrivateKey.generate()
    found = parse(sign(key, "me", "a kind", b""))
    with pytest.raises(NotSigned):
        verify(found, from_base64url(X))
