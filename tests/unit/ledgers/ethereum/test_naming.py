"""Currency codes: two networks or contracts are two currencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.ledgers.ethereum import FORMAT
from tests.unit.ledgers.ethereum.chain import ETHEREUM, C, D, answer, hash_, normal, token
from tests.unit.ledgers.sources import read, refused


def codes(*paths: Path, **options: str) -> list[str]:
    return [row["currency"] for row in read(FORMAT, *paths, **options)[0]]


@pytest.mark.parametrize(
    ("network", "code"),
    [
        ("1", "ETH"),
        ("10", "ETH.10"),
        ("56", "BNB"),
        ("137", "POL"),
        ("42161", "ETH.42161"),
        ("99999", "COIN.99999"),
    ],
)
def test_a_network_s_coin(tmp_path: Path, network: str, code: str) -> None:
    assert codes(answer(tmp_path, normal(chainid=network))) == [code]
    assert codes(answer(tmp_path, normal(), chainid=network)) == [code]


def test_two_networks_are_two_currencies(tmp_path: Path) -> None:
    home = answer(tmp_path, normal(value="1"), chainid="1", name="a.json")
    other = answer(tmp_path, normal(value="1", hash=hash_("2")), chainid="10", name="b.json")
    assert codes(home, other) == ["ETH", "ETH.10"]


def test_two_contracts_of_one_symbol_are_two_currencies(tmp_path: Path) -> None:
    path = answer(tmp_path, token(), token(contractAddress=C, tokenDecimal="2"))
    rows, notes = read(FORMAT, path)
    assert [row["currency"] for row in rows] == ["USDT", "USDT.CCCCCCCC"]
    assert (notes.currencies["USDT"].decimals, notes.currencies["USDT.CCCCCCCC"].decimals) == (6, 2)
    assert f"USDT.CCCCCCCC is the token {C} of the network 1" in notes.texts


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("usdc.e", "USDC.E"),
        ("ETH", "ETH.DDDDDDDD"),
        ("bnb", "BNB.DDDDDDDD"),
        ("$ ₿!", "TOKEN.DDDDDDDD"),
        ("", "TOKEN.DDDDDDDD"),
    ],
)
def test_a_token_never_takes_a_coin_s_name(tmp_path: Path, symbol: str, code: str) -> None:
    assert codes(answer(tmp_path, token(tokenSymbol=symbol))) == [code]


def test_a_token_of_nothing_takes_no_name(tmp_path: Path) -> None:
    lure = token(contractAddress=C, value="0", transactionIndex="0")
    assert codes(answer(tmp_path, lure, token(transactionIndex="1", hash=hash_("2")))) == ["USDT"]


@pytest.mark.parametrize("wanted", ["usdt", "USDT", D, D.upper().replace("X", "x")])
def test_a_token_is_chosen_by_symbol_or_contract(tmp_path: Path, wanted: str) -> None:
    path = answer(tmp_path, normal(), token(), token(tokenSymbol="DAI", contractAddress=C))
    assert codes(path, token=wanted) == ["USDT"]


def test_a_token_that_is_not_there_is_refused_with_those_that_are() -> None:
    error = refused(FORMAT, ETHEREUM / "tokens.json", token="PEPE")
    assert error.field == "--token"
    assert "USDT (0x7777777777777777777777777777777777777777)" in (error.remedy or "")


def test_a_contract_that_declares_two_numbers_of_decimals_is_refused(tmp_path: Path) -> None:
    path = answer(tmp_path, token(), token(hash=hash_("2"), tokenDecimal="18"))
    assert refused(FORMAT, path).field == "tokenDecimal"
