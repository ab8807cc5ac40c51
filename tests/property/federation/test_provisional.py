"""Provisional holds: never above a cap, none outlives its clock, whatever happens to messages."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.node.draft import Draft
from clawback.federation.node.notices import settle_accounts
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.state import Hold
from clawback.money import format_amount
from tests.property.federation.cutting import POLICE, TROUBLES, ask, moved, world_of
from tests.property.federation.world import NOW, OWNER, Trouble, World, authority
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES, plain_trace

HOUR = 3_600_000_000
DAY = 24 * HOUR
AMOUNTS = st.sampled_from((1, 3, 1_000, 2**62))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    return Policy(
        honours=tuple(
            Honour(
                owner=owner,
                bases=("demo/hold-1",),
                most=draw(AMOUNTS),
                most_a_day=draw(AMOUNTS),
                holds_a_day=draw(st.integers(0, 4)),
                holds_an_account=draw(st.integers(0, 2)),
                longest=draw(st.sampled_from((HOUR, 24 * HOUR))),
            )
            for owner in draw(st.sets(st.sampled_from((OWNER, POLICE)), min_size=1))
        )
    )


def open_holds(world: World, name: str) -> list[Hold]:
    return [each for each in world.states[name].holds.values() if each.state in ("placed", "confirmed")]


def check_caps(world: World) -> None:
    """Of each node: accounts, the policy's amounts and numbers; as it stands after this step."""
    for name, here in world.sites.items():
        holds = world.states[name].holds.values()
        if not holds:
            continue
        draft = Draft(here, world.states[name], world.now)
        settle_accounts(draft)
        assert here.book is not None
        by_account = Counter({(each.agent, each.account): 0 for each in holds})
        for each in open_holds(world, name):
            by_account[each.agent, each.account] += each.amount
            honour = here.policy.find(each.owner, "demo/hold-1")
            assert honour is not None
            assert each.amount <= honour.most
            assert each.lapses_at - each.placed_at <= honour.longest
        for account, held in by_account.items():
            standing = [sum(found.standing.get(account, {}).values()) for found in draft.settled.values()]
            assert held <= max(standing)
            assert held <= max(0, here.book.balance(account))
        for honour in here.policy.honours:
            today = [each for each in holds if each.owner == honour.owner and each.day == world.now // DAY]
            assert sum(each.most for each in today) <= honour.most_a_day
            assert sum(each.placed_at // DAY == each.day for each in today) <= honour.holds_a_day
            claims = Counter[tuple[str, str]]()
            for each in open_holds(world, name):
                if each.owner == honour.owner:
                    claims[each.agent, each.account] += 1
            assert max(claims.values(), default=0) <= honour.holds_an_account


@settings(max_examples=20)
@given(
    case=ledgers(),
    cut=st.integers(2, 6),
    seed=st.integers(0, 2**32),
    trouble=TROUBLES,
    policy=policies(),
    rule=st.sampled_from((*RULES, None)),
    limit=AMOUNTS,
)
def test_holds_stay_under_every_cap_and_end_by_their_clock(
    case: LedgerCase,
    cut: int,
    seed: int,
    trouble: Trouble,
    policy: Policy,
    rule: str | None,
    limit: int,
) -> None:
    case = moved(case, cut, seed)
    world = world_of(case, seed, trouble, policy=policy)
    world.watch = check_caps
    hold = authority(format_amount(limit, world.sites[OWNER].currency), rule)
    ask(world, case, case.claims[::2], hold=hold)
    if case.claims[1::2]:
        ask(world, case, case.claims[1::2], "C2", POLICE, hold=hold)
    world.run()
    check_claims(world, case, rule, limit)
    for name in world.sites:
        for each in open_holds(world, name):
            assert each.placed_at == NOW
    world.tick(NOW + HOUR)
    world.tick(NOW + 24 * HOUR)
    world.run()
    for name in world.sites:  # the clock can make room for another hold, which has a clock of its own
        assert all(each.lapses_at > world.now for each in open_holds(world, name))


def check_claims(world: World, case: LedgerCase, rule: str | None, limit: int) -> None:
    """Of each claim all nodes together hold no more than is traced of it, and each no more than its authority."""
    over_all = Counter[str]()
    for name in world.sites:
        here = Counter[str]()
        for each in open_holds(world, name):
            here.update(each.claims)
        assert max(here.values(), default=0) <= limit
        over_all.update(here)
    plains = [plain_trace(case.transfers, rule=each, **case.arguments()) for each in RULES]
    for claim, amount in over_all.items():
        traced = [plain.traced[claim] for plain in plains]
        assert amount <= (traced[RULES.index(rule)] if rule else min(traced))
