"""Several files as one source: once each, in the chain's order."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.ledgers.ethereum import FORMAT
from tests.unit.ledgers.ethereum.chain import ETHEREUM, A, B, C, answer, hash_, internal, normal, token
from tests.unit.ledgers.sources import read, refused


def ids(*paths: Path) -> list[str]:
    return [row["transfer_id"][2:3] + row["transfer_id"][66:] for row in read(FORMAT, *paths, unit="gwei")[0]]


def test_time_then_block_then_place_then_layer(tmp_path: Path) -> None:
    late = normal(hash=hash_("2"), timeStamp="1700000012", blockNumber="101")
    second = normal(hash=hash_("3"), transactionIndex="2", gasPrice="1000000000")
    coins = token(hash=hash_("3"), transactionIndex="2")
    call = internal(hash=hash_("3"), transactionIndex=None)
    first = normal(hash=hash_("4"), transactionIndex="1")
    path = answer(tmp_path, coins, second, call, first, late)
    assert ids(path) == ["4", "3:fee", "3", "3:0_1", "3:log1", "2"]


def test_a_file_that_falls_is_turned_round(tmp_path: Path) -> None:
    rows = [
        normal(hash=hash_(str(n)), timeStamp=str(1700000000 + n // 2), transactionIndex=None)
        for n in range(5)
    ]
    assert ids(answer(tmp_path, *reversed(rows))) == ["0", "1", "2", "3", "4"]


def test_two_exports_of_one_transfer_count_once(tmp_path: Path) -> None:
    of_a = answer(tmp_path, normal(), normal(), token(), token(), internal(), name="a.json")
    of_b = answer(tmp_path, normal(), token(), internal(), token(hash=hash_("2")), name="b.json")
    assert ids(of_a, of_b) == ["1", "1:0_1", "1:log1", "1:log2", "2:log1"]
    assert (
        "rows that stand in the sources more than once, counted once: 4"
        in read(FORMAT, of_a, of_b, unit="gwei")[1].texts
    )


def test_all_files_of_the_sample_are_one_source() -> None:
    paths = [ETHEREUM / name for name in ("internal.json", "tokens.json", "normal.json")]
    assert ids(*paths) == [
        "2:fee",
        "2",
        "1:fee",
        "1",
        "3:fee",
        "4:fee",
        "4:0_1",
        "4:log1",
        "4:log2",
        "4:log3",
        "5:fee",
        "5",
    ]


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    path = answer(tmp_path, normal(), normal(value="5"))
    assert "do not agree" in refused(FORMAT, path).reason


def test_one_transfer_named_in_two_ways_is_refused() -> None:
    error = refused(FORMAT, ETHEREUM / "internal.json", ETHEREUM / "internal.csv")
    assert "with and without a traceId" in error.reason


@pytest.mark.parametrize(("index", "assumed"), [("1", set()), (None, {("", B), ("", C)})])
def test_an_order_that_nothing_tells_is_marked(
    tmp_path: Path, index: str | None, assumed: set[tuple[str, str]]
) -> None:
    call = internal(hash=hash_("2"), transactionIndex=index)
    _, notes = read(FORMAT, answer(tmp_path, normal(**{"from": A}), call))
    assert notes.assumed == assumed
