"""The data sets of others, found by their content and built into ledgers.

The tests of the shared data are there only where it stands beside the checkout; the packaged sample and the
small cuts under tests/data are everywhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clawback.clock import format_time
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.read import read_ledger
from clawback.ledgers.sample import sample

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests/data/formats"
SHARED = ROOT.parent / "shared/data"
ETHEREUM = [str(DATA / "ethereum" / f"{kind}.json") for kind in ("normal", "internal", "tokens")]


def went_below_zero(ledger: Ledger) -> int:
    """How many accounts the ledger overdraws at some moment, from their given openings."""
    return int(np.count_nonzero(ledger.opening + ledger.index.net_least < 0))


def test_the_packaged_sample_is_overdrawn_by_its_own_openings() -> None:
    ledger = read_ledger(sample())
    assert (len(ledger), ledger.currency.code) == (120_558, "USD")
    assert format_time(int(ledger.settled_at[0])) == "2017-01-02T00:00:00Z"
    assert went_below_zero(ledger) == 14_018
    assert bool(ledger.opening_given.all())


@pytest.mark.parametrize(
    ("name", "options", "transfers"),
    [
        ("amlsim/sample", {}, 5),
        ("amlsim/sample/transactions.csv", {}, 5),
        ("finbench/sample", {}, 5),
        ("amlworld/sample.csv", {"currency": "USD"}, 3),
        ("amlworld/sample.csv", {"currency": "JPY"}, 1),
        ("med/sample.json", {}, 3),
        ("med/sample.xml", {}, 3),
        ("ethereum/normal.json", {}, 8),
        ("ethereum/normal.csv", {}, 5),
        ("ethereum/tokens.json", {"currency": "USDT"}, 2),
        ("ethereum/tokens.csv", {}, 1),
    ],
)
def test_a_sample_is_recognised_and_built(name: str, options: dict[str, str], transfers: int) -> None:
    assert len(read_ledger(DATA / name, **options)) == transfers


def test_files_of_a_chain_are_one_source() -> None:
    ledger = read_ledger(ETHEREUM, currency="ETH")
    assert len(ledger) == 9
    assert bool((np.diff(ledger.settled_at) >= 0).all())


def test_gwei_reaches_the_ledger_s_currency() -> None:
    ledger = read_ledger(ETHEREUM, currency="ETH", unit="gwei")
    assert (ledger.currency.code, ledger.currency.decimals) == ("ETH", 9)
    assert any("cut to gwei" in note for note in ledger.notes)


if (SHARED / "amlsim").is_dir():

    def test_the_shared_amlsim_is_the_packaged_sample() -> None:
        shared = read_ledger(SHARED / "amlsim")
        assert shared.snapshot == read_ledger(sample()).snapshot
        assert went_below_zero(shared) == 14_018


if (SHARED / "finbench").is_dir():

    def test_the_shared_finbench_is_read_whole() -> None:
        ledger = read_ledger(SHARED / "finbench")
        assert len(ledger) == 37_861 + 42_069 + 8_481 + 8_398
        assert ledger.monotone
        assert any(note.endswith("rounded half-even: 96809 of 96809") for note in ledger.notes)
        loans = [number for number in ledger.numbers.to_pylist() if number.startswith("loan-")]
        assert len(loans) > 1000
