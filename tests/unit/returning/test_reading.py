"""PLAN.toml as it should be, and every way in which it should not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clawback.errors import PlanError
from clawback.returning import read_plan
from tests.unit.returning.build import PLANS

GOOD = (PLANS / "two-victims.toml").read_text("utf-8")
SECOND_HOLD = """[[hold]]
id = "H1"
agent = ""
account = "B"
amount = "0"
settled_at = 2026-01-01T00:00:00Z
claims = {}
"""


def refused(folder: Path, content: bytes) -> PlanError:
    path = folder / "plan.toml"
    path.write_bytes(content)
    with pytest.raises(PlanError) as caught:
        read_plan(path)
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_plan_is_read_whole() -> None:
    plan = read_plan(PLANS / "two-victims.toml")
    assert (plan.currency.code, plan.method, plan.rule, plan.held) == ("EUR", "all", "pro-rata", 1000)
    hold, (first, second) = plan.holds[0], plan.claims
    assert (hold.id, hold.agent, hold.account, hold.bounds) == ("H1", "B1", "A", None)
    assert dict(hold.claims) == {"T17": 600, "T18": 400}
    assert hold.settled_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert (first.loss, first.received, first.unpaid) == (100_000, 0, 100_000)
    assert (second.arrived[0].hold, second.arrived[0].amount) == ("H1", 900)


def test_times_with_an_offset_become_utc() -> None:
    plan = read_plan(PLANS / "two-accounts.toml")
    assert plan.claims[0].arrived[0].settled_at.isoformat() == "2026-03-01T00:00:00+00:00"


def test_method_all_is_the_default_and_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(GOOD.replace('method = "all"\nrule = "pro-rata"\n', ""), "utf-8")
    assert read_plan(path, method="pari-passu").method == "pari-passu"
    with pytest.raises(PlanError, match="field rule: is missing"):
        read_plan(path)


def test_a_ticker_may_bring_its_decimals(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(GOOD.replace('"EUR"', '"XYZT"\ndecimals = 3'), "utf-8")
    assert read_plan(path).held == 10_000


CHANGED = [
    ('amount = "10.00"', "amount = 10.00", "hold[0].amount", "is a float, not an amount as text"),
    ('amount = "10.00"', "amount = 10", "hold[0].amount", "is a number, not an amount as text"),
    ('amount = "10.00"', 'amount = "-10.00"', "hold[0].amount", "-10.00 is negative"),
    ('amount = "10.00"', 'amount = "10.001"', "hold[0].amount", "more decimals than EUR's 2"),
    ('amount = "10.00"', 'amount = "NaN"', "hold[0].amount", "'NaN' is not an amount"),
    ('amount = "10.00"', 'amount = "1e1"', "hold[0].amount", "'1e1' is not an amount"),
    ('amount = "10.00"', 'amount = "92233720368547758.08"', "hold[0].amount", "int64"),
    ('amount = "10.00"\n', "", "hold[0].amount", "is missing"),
    ('amount = "10.00"', 'amount = "10.01"', "hold[0].claims", "sum to 10.00, the hold is 10.01"),
    ('T17 = "6.00"', 'T99 = "6.00"', "hold[0].claims.T99", "the plan has no claim 'T99'"),
    ('T17 = "6.00"', '"T 99" = "6.00"', 'hold[0].claims."T 99"', "the plan has no claim 'T 99'"),
    ('T17 = "6.00"', "T17 = 6.0", "hold[0].claims.T17", "is a float"),
    ('T17 = "6.00", T18 = "4.00"', 'T17 = "11.00", T18 = "-1.00"', "hold[0].claims.T18", "is negative"),
    ('{T17 = "6.00", T18 = "4.00"}', '"T17"', "hold[0].claims", "is text, not a table"),
    ("09:00:00Z", "09:00:00", "hold[0].settled_at", "has no time zone"),
    ("2026-11-24T09:00:00Z", "2026-11-24", "hold[0].settled_at", "is a date, not a time"),
    ("2026-11-24T09:00:00Z", '"2026-11-24T09:00:00Z"', "hold[0].settled_at", "is text, not a time"),
    ("2026-11-24T09:00:00Z", "0001-01-01T00:00:00+14:00", "hold[0].settled_at", "outside the years"),
    ('id = "H1"', 'id = ""', "hold[0].id", "is empty"),
    ('id = "H1"', 'id = "H\\u001b[31m1"', "hold[0].id", "cannot be printed"),
    ('id = "T18"', 'id = "T17"', "claim[1].id", "'T17' is already the id of claim[0]"),
    ("[[claim]]", SECOND_HOLD + "[[claim]]", "hold[1].id", "'H1' is already the id of hold[0]"),
    ('loss = "1000.00"', 'loss = "1000.00"\nlost = 1', "claim[0].lost", "is not a key of a plan"),
    ('loss = "1000.00"', 'loss = "-0.01"', "claim[0].loss", "-0.01 is negative"),
    ('received = "0.00"', 'received = "1000.01"', "claim[0].received", "1000.01 is more than the loss of 1000.00"),
    ('received = "0.00"\n', "", "claim[0].received", "is missing"),
    ('arrived = [{hold = "H1"', 'arrived = [{hold = "H2"', "claim[0].arrived[0].hold", "no hold 'H2'"),
    ("08:00:00Z", "08:00:00", "claim[0].arrived[0].settled_at", "has no time zone"),
    ('amount = "6.00"}', 'amount = "0.00"}', "claim[0].arrived[0].amount", "an inflow of nothing"),
    ('amount = "6.00"}', 'amount = "5.99"}', "claim[0].arrived", "5.99 of T17 arrived in H1"),
    ('amount = "6.00"}', 'amount = "6.00", kind = 1}', "claim[0].arrived[0].kind", "is not a key"),
    ('arrived = [{hold = "H1", settled', 'arrived = [1, {hold = "H1", settled', "claim[0].arrived[0]", "is a number"),
    ('currency = "EUR"', 'currency = "ABCD"', "currency", "the decimals of ABCD are not known"),
    ('currency = "EUR"', 'currency = "eur"', "currency", "'eur' is not a currency code"),
    ('currency = "EUR"', 'currency = "EUR"\ndecimals = 3', "decimals", "EUR has 2 decimals, not 3"),
    ('currency = "EUR"', 'currency = "EUR"\ndecimals = "2"', "decimals", "is text, not a whole number"),
    ('currency = "EUR"\n', "", "currency", "is missing"),
    ('method = "all"', 'method = "fair"', "method", "'fair' is not a method of return"),
    ('method = "all"', "method = true", "method", "is true or false, not text"),
    ('rule = "pro-rata"', 'rule = "FIFO"', "rule", "'FIFO' is not an allocation rule"),
    ('rule = "pro-rata"\n', "", "rule", "is missing"),
    ('rule = "pro-rata"', 'rule = "fifo"\nnote = "x"', "note", "is not a key of a plan"),
    ('[[hold]]', "[hold]", "hold", "is a table, not a list of tables"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "reason"), CHANGED)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, field: str, reason: str) -> None:
    assert old in GOOD
    error = refused(tmp_path, GOOD.replace(old, new, 1).encode())
    assert (error.field, reason in error.reason) == (field, True), str(error)
    assert error.remedy


BOUNDED = [
    ('{T17 = {low = "7.00", high = "6.00"}}', "hold[0].bounds.T17", "low 7.00 is above high 6.00"),
    ('{T17 = {low = "0.00", high = "6.00"}}', "hold[0].claims.T18", "more than any rule finds"),
    ('{T99 = {low = "0.00", high = "6.00"}}', "hold[0].bounds.T99", "no claim 'T99'"),
    ('{T17 = {low = "-1.00", high = "6.00"}}', "hold[0].bounds.T17.low", "is negative"),
    ('{T17 = {low = "0.00", high = "6.00", mid = "1.00"}}', "hold[0].bounds.T17.mid", "is not a key"),
    ('{T17 = {low = "0.00"}}', "hold[0].bounds.T17.high", "is missing"),
]


@pytest.mark.parametrize(("bounds", "field", "reason"), BOUNDED)
def test_wrong_bounds_are_named(tmp_path: Path, bounds: str, field: str, reason: str) -> None:
    error = refused(tmp_path, GOOD.replace("claims = {T17", f"bounds = {bounds}\nclaims = {{T17", 1).encode())
    assert (error.field, reason in error.reason) == (field, True), str(error)


def test_holds_and_claims_must_be_there(tmp_path: Path) -> None:
    assert refused(tmp_path, b'currency = "EUR"\nrule = "fifo"').field == "hold"
    start, _ = GOOD.split("[[claim]]", 1)
    bare = start.replace('T17 = "6.00", T18 = "4.00"', "").replace("10.00", "0.00")
    assert refused(tmp_path, bare.encode()).field == "claim"


def test_holds_together_beyond_int64_are_refused(tmp_path: Path) -> None:
    huge = GOOD.replace('"10.00"', '"92233720368547758.07"').replace(
        '{T17 = "6.00", T18 = "4.00"}', '{T17 = "92233720368547758.07"}'
    )
    huge = huge.replace("arrived", "#")
    more = SECOND_HOLD.replace("H1", "H2").replace('"0"', '"0.01"').replace("{}", '{T17 = "0.01"}')
    assert "beyond what can be counted" in refused(tmp_path, (huge + more).encode()).reason
