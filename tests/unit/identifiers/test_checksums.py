"""Published vectors of the checksums that are ours."""

from __future__ import annotations

import pytest

from clawback.identifiers import nric
from clawback.identifiers.account_keys import clabe_holds
from clawback.identifiers.base58 import checked
from clawback.identifiers.crypto import chain_of
from clawback.identifiers.keccak import keccak_256

EMPTY = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
ABC = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"


@pytest.mark.parametrize(("data", "digest"), [(b"", EMPTY), (b"abc", ABC)])
def test_keccak(data: bytes, digest: str) -> None:
    assert keccak_256(data).hex() == digest


def test_keccak_of_more_than_a_block_differs_with_its_last_byte() -> None:
    assert keccak_256(b"a" * 136) != keccak_256(b"a" * 137) != keccak_256(b"a" * 136 + b"b")


@pytest.mark.parametrize(
    "address",
    ["0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"],
)
def test_eip_55(address: str) -> None:
    assert chain_of(address) == ("ETH", address.lower())
    assert chain_of(address[:-1] + address[-1].swapcase()) is None or address[-1].isdigit()


def test_base58_check() -> None:
    assert checked("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2") is not None
    assert checked("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3") is None


def test_clabe() -> None:
    assert clabe_holds("032180000118359719")
    assert not clabe_holds("032180000118359718")


LITECOIN, TAPROOT = (
    "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
)


@pytest.mark.parametrize(("chain", "address"), [("LTC", LITECOIN), ("BTC", TAPROOT)])
def test_bech32_and_bech32m(chain: str, address: str) -> None:
    assert chain_of(address) == chain_of(address.upper()) == (chain, address)
    wrong = address[:-1] + ("p" if address[-1] != "p" else "q")
    assert [chain_of(each) for each in (wrong, address[:-1] + address[-1].upper() + "q", address[:12])] == [
        None
    ] * 3


@pytest.mark.parametrize(
    "address",
    [
        "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
        "bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
    ],
)
def test_what_bip_350_refuses(address: str) -> None:
    assert chain_of(address) is None


def test_a_check_letter_of_singapore() -> None:
    assert [
        nric.is_valid(each) for each in ("S1234567D", "T1234567J", "F1234567N", "G1234567X", "M1234567K")
    ] == [True] * 5
    assert not any(nric.is_valid(f"S1234567{letter}") for letter in "ABCEFGHIJKLMNOPQRSTUVWXYZ")
