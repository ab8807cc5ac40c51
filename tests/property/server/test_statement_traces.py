"""The trace out of claims and answers: order does not matter, caps hold, and evidence lets go no unit too much."""

from __future__ import annotations

from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from clawback.holding.propose import propose
from clawback.holding.reattribute import reattribute
from clawback.holding.records import ClaimCap, Move, OpenHold, Standing
from clawback.holding.surplus import surplus
from clawback.server.casework.statements.building import known, traced
from clawback.server.casework.statements.facts import AnswerFact, Facts
from clawback.server.casework.statements.merging import merge, missing
from clawback.server.casework.statements.standings import caps_of, standings
from clawback.server.casework.statements.walk import walk_of
from tests.property.server.worlds import World, world_of, worlds


def read(facts: Facts) -> tuple[list[Standing], list[ClaimCap]]:
    found = known(facts)
    walk = walk_of(traced(found))
    return standings(found, walk, "pro-rata"), caps_of(found, walk, "pro-rata")


@given(worlds(), st.randoms(use_true_random=False))
def test_facts_in_any_order_give_the_same_proposals(world: World, random: Random) -> None:
    claims, answers = list(world.claims), list(world.answers)
    random.shuffle(claims)
    random.shuffle(answers)
    shuffled = Facts(currency="EUR", claims=tuple(claims), answers=tuple(answers))
    assert read(shuffled) == read(world.facts())
    there, caps = read(shuffled)
    assert propose(there, caps, []) == propose(*read(world.facts()), [])


@given(worlds(), st.data())
def test_the_caps_hold_whatever_is_answered(world: World, data: st.DataObject) -> None:
    some = tuple(each for each in world.answers if data.draw(st.booleans()))
    there, caps = read(world.facts(some))
    asked = propose(there, caps, [])
    by_account = {each.account: each for each in there}
    for standing in there:
        assert 0 <= standing.low <= standing.high <= sum(high for _, high in standing.claims.values())
    for proposal in asked:
        standing = by_account[proposal.account]
        assert proposal.amount <= min(standing.high, standing.holdable)
    lost = {str(each.number): each.amount for each in world.claims}
    for cap in caps:
        attributed = sum(each.claims.get(cap.claim, 0) for each in asked)
        assert attributed <= min(cap.traced, lost[cap.claim])


@given(worlds())
def test_no_more_stands_in_an_account_than_its_agent_says_it_has(world: World) -> None:
    there, _ = read(world.facts())
    for standing in there:
        assert standing.high <= world.balances[standing.account] == standing.holdable
        assert standing.own <= standing.holdable


@given(worlds())
def test_both_sides_of_a_transfer_are_one_and_nothing_contradicts(world: World) -> None:
    found = known(world.facts())
    everywhere = {(each.account, entry.place) for each in world.answers for entry in each.entries}
    seen = [side for each in found.transfers for side in (each.out, each.into) if side is not None]
    assert sorted((answer.account, entry.place) for answer, entry in seen) == sorted(everywhere)
    assert sum(each.claim is not None for each in found.transfers) == len(world.claims)
    assert missing(found.transfers, found.current) == []
    assert merge(world.claims, found.current) == merge(reversed(world.claims), found.current)


A0, A1 = ("bank", "A0"), ("bank", "A1")
V1, V2, V3 = ("home", "V1"), ("home", "V2"), ("home", "V3")
CHANGED_PLACES = world_of(
    {A0: 0, A1: 0},
    *((V1, A0, 1, 1), (A0, A1, 1, 0), (V2, A1, 1, 2), (A1, A0, 1, 0), (A1, A0, 1, 0), (A0, A1, 1, 0)),
)
"""Told: claim 1 stands at A0 and claim 2 at A1. The statements show it the other way round."""


@st.composite
def changed_places(draw: st.DrawFn) -> World:
    """Of the same kind: all goes on, meets the other claim, comes back in two parts, and a part of it goes on again."""
    one, two = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    told = (V1, A0, one, 1), (A0, A1, one, 0), (V2, A1, two, 2)
    again = draw(st.integers(1, one + two))
    return world_of({A0: 0, A1: 0}, *told, (A1, A0, one, 0), (A1, A0, two, 0), (A0, A1, again, 0))


ANSWERED = st.just([False] * 4) | st.lists(st.booleans(), min_size=4, max_size=4)
BACK_AND_FORTH = world_of(
    {A0: 5, A1: 23},
    *((V1, A1, 14, 1), (A1, A0, 1, 0), (V2, A0, 1, 2), (V3, A1, 27, 3), (A1, A0, 1, 0)),
    *((A1, A0, 1, 0), (A0, A1, 1, 0), (A1, A0, 22, 0), (A0, A1, 1, 0), (A1, A0, 1, 0)),
)
"""Three claims of which one stands at both accounts: what its cap takes from one is another's there."""


@given(worlds() | changed_places(), ANSWERED)
@example(CHANGED_PLACES, [False] * 4)
@example(BACK_AND_FORTH, [False, True, False, False])
def test_evidence_never_takes_an_account_under_its_new_low(world: World, answered: list[bool]) -> None:
    """Holds were placed on what was known; whoever answers next, an account keeps what surely stands there."""
    first = tuple(each for each, told in zip(world.answers, answered, strict=False) if told)
    there, caps = read(world.facts(first))
    placed = [OpenHold(account=each.account, claims=each.claims) for each in propose(there, caps, [])]
    now, caps = read(world.facts())
    holds = moved(placed, reattribute(now, caps, placed))
    assert [sum(each.claims.values()) for each in holds] == [sum(each.claims.values()) for each in placed]
    gone = {each.hold: each.amount for each in surplus(now, caps, holds)}
    low = {each.account: each.low for each in now}
    high = {each.account: min(each.high, each.holdable) for each in now}
    for place, hold in enumerate(holds):
        before = sum(hold.claims.values())
        after = before - gone.get(place, 0)
        assert min(before, low.get(hold.account, 0)) <= after <= high.get(hold.account, 0)


def moved(holds: list[OpenHold], moves: list[Move]) -> list[OpenHold]:
    parts = [dict(hold.claims) for hold in holds]
    for move in moves:
        parts[move.hold][move.of] -= move.amount
        parts[move.hold][move.to] = parts[move.hold].get(move.to, 0) + move.amount
    return [OpenHold(account=hold.account, claims=own) for hold, own in zip(holds, parts, strict=True)]


@given(worlds() | changed_places(), ANSWERED)
@example(CHANGED_PLACES, [False] * 4)
def test_a_hold_is_moved_to_claims_that_stand_there_and_within_their_caps(
    world: World, answered: list[bool]
) -> None:
    first = tuple(each for each, told in zip(world.answers, answered, strict=False) if told)
    there, caps = read(world.facts(first))
    holds = [OpenHold(account=each.account, claims=each.claims) for each in propose(there, caps, [])]
    now, caps = read(world.facts())
    moves = reattribute(now, caps, holds)
    highs = {(each.account, claim): high for each in now for claim, (_, high) in each.claims.items()}
    after = moved(holds, moves)
    for move in moves:
        account = holds[move.hold].account
        there_now = sum(each.claims.get(move.to, 0) for each in after if each.account == account)
        assert move.amount > 0
        assert there_now <= highs[account, move.to]
        gone = sum(each.amount for each in moves if (each.hold, each.of) == (move.hold, move.of))
        cap = next(min(each.loss, each.traced) - each.returned for each in caps if each.claim == move.of)
        everywhere = sum(each.claims.get(move.of, 0) for each in holds)
        here = holds[move.hold].claims[move.of]
        assert gone <= max(here - highs.get((account, move.of), 0), everywhere - cap)
    apart = {each.claim: each.claim for each in caps}
    assert reattribute(now, caps, holds, apart) == []


@given(worlds())
def test_an_answer_given_again_changes_nothing(world: World) -> None:
    again = tuple(_renumbered(each) for each in world.answers)
    assert read(world.facts((*world.answers, *again))) == read(world.facts())


def _renumbered(answer: AnswerFact) -> AnswerFact:
    from dataclasses import replace

    return replace(answer, number=answer.number + 100)
