"""`surplus`: afterwards every cap holds, and no more was let go than that needs."""

from dataclasses import replace

from hypothesis import given

from clawback.holding.caps import account_cap, claim_cap
from clawback.holding.propose import propose
from clawback.holding.records import OpenHold
from clawback.holding.surplus import surplus
from tests.property.holding.strategies import Facts, facts


def after(case: Facts) -> list[OpenHold]:
    released = {found.hold: found.claims for found in surplus(case.standings, case.claims, case.holds)}
    return [
        OpenHold(
            account=hold.account,
            claims={name: n - released.get(number, {}).get(name, 0) for name, n in hold.claims.items()},
        )
        for number, hold in enumerate(case.holds)
    ]


def on(holds: list[OpenHold], account: tuple[str, str]) -> int:
    return sum(sum(hold.claims.values()) for hold in holds if hold.account == account)


@given(facts(holds=True))
def test_every_cap_holds_afterwards(case: Facts) -> None:
    left = after(case)
    known = {standing.account: standing for standing in case.standings}
    for hold in left:
        assert all(amount >= 0 for amount in hold.claims.values())
        if hold.account not in known:
            assert not any(hold.claims.values())
    for standing in case.standings:
        assert on(left, standing.account) <= account_cap(standing)
    for claim in case.claims:
        assert sum(hold.claims.get(claim.claim, 0) for hold in left) <= claim_cap(claim)


@given(facts(holds=True))
def test_evidence_takes_no_account_under_its_new_low(drawn: Facts) -> None:
    """Only a claim's own cap (its loss, what came back) can: here no claim's cap is reached."""
    case = replace(drawn, claims=[replace(claim, loss=99, traced=99, returned=0) for claim in drawn.claims])
    left = after(case)
    for standing in case.standings:
        sums = _by_claim(case.holds, standing.account)
        traceable = sum(min(n, standing.claims.get(name, (0, 0))[1]) for name, n in sums.items())
        assert on(left, standing.account) == min(account_cap(standing), traceable)
        assert on(left, standing.account) >= min(standing.low, traceable, account_cap(standing))


def _by_claim(holds: list[OpenHold], account: tuple[str, str]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for hold in holds:
        if hold.account == account:
            for name, amount in hold.claims.items():
                sums[name] = sums.get(name, 0) + amount
    return sums


@given(facts())
def test_what_was_just_proposed_has_no_surplus(case: Facts) -> None:
    holds = [OpenHold(account=p.account, claims=p.claims) for p in propose(case.standings, case.claims, [])]
    assert surplus(case.standings, case.claims, holds) == []
