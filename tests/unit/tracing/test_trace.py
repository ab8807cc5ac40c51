"""What `trace` takes and refuses."""

from datetime import UTC, datetime, timedelta

import pytest

import clawback
from tests.unit.tracing.build import START, ledger_of, standing

CHAIN = ("v > m 100", "m > n 60", "n > k 50")


def test_rules_that_are_not_asked_for_still_give_bounds() -> None:
    found = clawback.trace(ledger_of("o > m 100", "v > m 100", "m > n 100"), claims=["T2"], rule="fifo")
    assert found.rules == ("fifo",)
    assert standing(found, "fifo") == {"m": 100}
    (first, second) = found.bounds
    assert (first.low, first.high, first.low_rule, first.high_rule) == (0, 100, "lifo", "fifo")
    assert (second.low, second.high, second.low_rule, second.high_rule) == (0, 100, "fifo", "lifo")


def test_an_alias_of_a_rule_is_refused() -> None:
    with pytest.raises(clawback.TraceError, match="choose fifo, lifo"):
        clawback.trace(ledger_of(*CHAIN), claims=["T1"], rule="haircut")


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ([], "no claim is named"),
        (["T9"], "names no transfer"),
        (["T1", "T1"], "named twice"),
        ([1], "a text"),
        ("T1", "a list of transfer ids"),
    ],
)
def test_claims_that_are_none(claims: object, says: str) -> None:
    with pytest.raises(clawback.ClaimError, match=says):
        clawback.trace(ledger_of(*CHAIN), claims=claims)  # type: ignore[arg-type]


def test_as_of_takes_the_instant_itself_along() -> None:
    ledger = ledger_of(*CHAIN)
    at = START + timedelta(hours=2)
    assert standing(clawback.trace(ledger, claims=["T1"], as_of=at), "fifo") == {"m": 40, "n": 60}
    before = at - timedelta(microseconds=1)
    assert standing(clawback.trace(ledger, claims=["T1"], as_of=before), "fifo") == {"m": 100}


def test_a_claim_after_as_of_is_refused() -> None:
    with pytest.raises(clawback.ClaimError, match="after the as-of time"):
        clawback.trace(ledger_of(*CHAIN), claims=["T3"], as_of="2026-01-01T02:00:00Z")


def test_a_naive_as_of_is_refused() -> None:
    with pytest.raises(clawback.InputError, match="no time zone"):
        clawback.trace(ledger_of(*CHAIN), claims=["T1"], as_of=datetime(2026, 1, 2))  # noqa: DTZ001
    aware = datetime(2026, 1, 2, tzinfo=UTC)
    assert clawback.trace(ledger_of(*CHAIN), claims=["T1"], as_of=aware).as_of is not None


def test_an_exit_must_occur() -> None:
    with pytest.raises(clawback.TraceError, match="occurs in no transfer"):
        clawback.trace(ledger_of(*CHAIN), claims=["T1"], exits=["B/nobody"])
    with pytest.raises(clawback.TraceError, match="write AGENT/ACCOUNT"):
        clawback.trace(ledger_of(*CHAIN), claims=["T1"], exits=["nobody"])


def test_a_reversal_that_names_no_transfer_is_counted() -> None:
    ledger = ledger_of("v > m 100", "m > n 60", "n > m 60 reversal !T1")
    assert "1 reversal names no transfer" in clawback.trace(ledger, claims=["T1"]).to_dict()["notes"]


def test_tables_are_arrow_and_carry_what_stands() -> None:
    found = clawback.trace(ledger_of(*CHAIN), claims=["T1"])
    assert found.positions.column_names == ["rule", "agent", "account", "kind", "claim", "amount"]
    assert found.transfers.column_names == ["rule", "transfer_id", "settled_at", "claim", "amount"]
    assert sum(found.positions["amount"].to_pylist()) == 5 * 100
    fifo = [row for row in found.transfers.to_pylist() if row["rule"] == "fifo"]
    assert [(row["transfer_id"], row["amount"]) for row in fifo] == [("T1", 100), ("T2", 60), ("T3", 50)]


def test_many_walks_one_rule() -> None:
    with pytest.raises(clawback.TraceError, match="one rule at a time"):
        clawback.trace_many(ledger_of(*CHAIN), cases=[["T1"]], rule="all")
