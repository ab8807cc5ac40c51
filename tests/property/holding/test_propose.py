"""`propose` against a slow second implementation that gives one unit at a time, and its invariants."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from clawback.holding.propose import propose
from clawback.holding.records import OpenHold, Standing
from tests.property.holding.strategies import Facts, facts


def plain_propose(case: Facts) -> dict[tuple[str, str], dict[str, int]]:
    """Unit by unit, looking at every cap anew before each."""
    caps = {claim.claim: min(claim.loss, claim.traced) - claim.returned for claim in case.claims}
    held = Counter({(hold.account, claim): 0 for hold in case.holds for claim in hold.claims})
    for hold in case.holds:
        held.update({(hold.account, claim): amount for claim, amount in hold.claims.items()})
    given_ = Counter[tuple[tuple[str, str], str]]()

    def on(account: tuple[str, str]) -> int:
        return sum(amount for (where, _), amount in (held + given_).items() if where == account)

    def fill(standing: Standing, target: int, bound: int) -> None:
        for claim, bounds in standing.claims.items():
            key = standing.account, claim
            while (
                on(standing.account) < min(target, standing.high, standing.holdable)
                and held[key] + given_[key] < bounds[bound]
                and sum(n for (_, c), n in (held + given_).items() if c == claim) < caps[claim]
            ):
                given_[key] += 1

    def urgency(standing: Standing) -> tuple[object, ...]:
        whole = standing.own + standing.high
        return -standing.newest_arrival, standing.own / whole if whole else 0, standing.account

    ordered = sorted(case.standings, key=urgency)
    for standing in ordered:
        fill(standing, standing.low, 0)
        fill(standing, standing.low, 1)
    for standing in ordered:
        fill(standing, standing.high, 1)
    return {
        standing.account: {
            claim: n for (where, claim), n in given_.items() if where == standing.account and n
        }
        for standing in case.standings
        if any(n for (where, _), n in given_.items() if where == standing.account)
    }


@given(facts(holds=True))
def test_the_plain_way_gives_the_same(case: Facts) -> None:
    found = propose(case.standings, case.claims, case.holds)
    assert {proposal.account: dict(proposal.claims) for proposal in found} == plain_propose(case)


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(case: Facts, random: object) -> None:
    shuffled = list(case.standings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert propose(shuffled, case.claims, []) == propose(case.standings, case.claims, [])


@given(facts())
def test_caps_hold_and_a_second_proposal_asks_for_nothing(case: Facts) -> None:
    found = propose(case.standings, case.claims, [])
    by_account = {standing.account: standing for standing in case.standings}
    for proposal in found:
        standing = by_account[proposal.account]
        assert proposal.amount == sum(proposal.claims.values())
        assert 0 < proposal.amount <= min(standing.high, standing.holdable)
    for claim in case.claims:
        attributed = sum(proposal.claims.get(claim.claim, 0) for proposal in found)
        assert attributed <= max(0, min(claim.loss, claim.traced) - claim.returned)
    holds = [OpenHold(account=proposal.account, claims=proposal.claims) for proposal in found]
    assert propose(case.standings, case.claims, holds) == []


@given(facts(), st.integers(2, 12))
def test_nothing_under_the_least_amount_is_proposed(case: Facts, least: int) -> None:
    all_of_them = propose(case.standings, case.claims, [])
    found = propose(case.standings, case.claims, [], least=least)
    assert found == [proposal for proposal in all_of_them if proposal.amount >= least]
