"""Published vectors of the checksums that are ours."""

from __future__ import annotations

import pytest

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
