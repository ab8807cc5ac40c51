"""What a node remembers of its last step saves time and changes nothing that it says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.federation.node import owning
from clawback.federation.node.draft import Draft, Outgoing
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.provisional import decline, hold_by_person, let_go
from clawback.federation.node.state import Owned, State
from clawback.federation.wire.messages import Void
from clawback.money import format_amount
from tests.property.federation.cutting import POLICE, ask, world_of
from tests.property.federation.world import EUR, NOW, OWNER, Trouble, World, authority
from tests.property.strategies import LedgerCase
from tests.reference import RULES, PlainLimits, PlainTransfer

HOUR = 3_600_000_000
DAY = 24 * HOUR
Deed = Callable[[Draft], object]
CASES = {"C1": OWNER, "C2": POLICE}


class Forgetful(World):
    """Nodes whose book is another one before each step, so that nothing is remembered of it."""

    def deliver(self, to: str, texts: list[str]) -> None:
        book = self.sites[to].book
        if book is not None:
            self.sites[to] = replace(self.sites[to], book=copy(book))
        super().deliver(to, texts)


@settings(max_examples=8)
@given(
    seed=st.integers(0, 2**32),
    without=st.booleans(),
    most=st.sampled_from((1, 1_000, 2**62)),
    rule=st.sampled_from((*RULES, None)),
    deeds=st.lists(st.tuples(st.integers(0, 9), st.sampled_from((0, 5, 10_000))), min_size=6, max_size=12),
)
def test_what_is_remembered_changes_nothing_that_is_said(
    seed: int, without: bool, most: int, rule: str | None, deeds: list[tuple[int, int]]
) -> None:
    """Also with what is asked, confirmed, let go, voided and over while messages are under way."""
    said = []
    for kind in (World, Forgetful):
        world = _asked(kind, seed, without=without, most=most, rule=rule)
        for deed, steps in deeds:
            _run_a_little(world, steps)
            _do(world, deed)
        world.run()
        said.append(_told(world.said))
    assert said[0] == said[1]


def _case(seed: int) -> LedgerCase:
    """Four victims, and money that goes to and fro between the accounts of three institutions."""
    chance = random.Random(seed)
    victims = [(f"N{place % 3}", f"V{place}") for place in range(4)]
    others = [(f"N{place % 3}", f"A{place}") for place in range(6)]
    pairs = [(victim, chance.choice(others)) for victim in victims]
    pairs += [tuple(chance.sample(others, 2)) for _ in range(12)]
    rows = [
        PlainTransfer(
            id=f"T{at}",
            settled_at=NOW - DAY + at * 60_000_000,
            debtor=debtor,
            creditor=creditor,
            amount=chance.randrange(1, 9) * 100,
        )
        for at, (debtor, creditor) in enumerate(pairs)
    ]
    return LedgerCase(
        transfers=rows,
        claims=[row.id for row in rows[:4]],
        openings=None,
        exits=frozenset(),
        limits=PlainLimits(),
        as_of=None,
    )


def _told(said: list[Outgoing]) -> list[tuple[str, str]]:
    return [(each.to, each.text) for each in said]


def _asked(kind: type[World], seed: int, *, without: bool, most: int, rule: str | None) -> World:
    case = _case(seed)
    honours = [
        Honour(owner=owner, bases=("demo/hold-1",), most=most, most_a_day=3 * most, holds_a_day=9)
        for owner in CASES.values()
    ]
    gone = frozenset({"N0"}) if without else frozenset[str]()
    made = world_of(case, seed, Trouble(), without=gone, policy=Policy(honours=tuple(honours)), reveal=False)
    sites = {name: replace(site, reveal=False) for name, site in made.sites.items()}
    world = kind(sites, seed=seed)
    hold = authority(format_amount(2**40, EUR), rule)
    here = [claim for claim in case.claims if _starts(case, claim) not in gone]
    ask(world, case, [claim for claim in case.claims if claim not in here] + here[::2], hold=hold)
    if here[1::2]:
        ask(world, case, here[1::2], "C2", POLICE, hold=hold)
    return world


def _starts(case: LedgerCase, claim: str) -> str:
    return next(row.debtor[0] for row in case.transfers if row.id == claim)


def _run_a_little(world: World, most: int) -> None:
    """So many messages, if there are as many."""
    for _ in range(most):
        if not world.under_way:
            return
        world.deliver(world.under_way[0].to, [world.under_way.pop(0).text])


def _do(world: World, deed: int) -> None:
    """One thing that people or the clock do, to the first that there is."""
    if deed in (0, 1):
        world.tick(world.now + (HOUR, 23 * HOUR)[deed])
    for name, owner in CASES.items():
        if name in world.states[owner].owned:
            for what in _of_owner(world.states[owner].owned[name], name, owner, deed):
                world.act(owner, what)
    for name, state in world.states.items():
        for what in _of_institution(state, deed):
            world.act(name, what)


def _of_owner(owned: Owned, case: str, owner: str, deed: int) -> Iterator[Deed]:
    live = sorted(owned.certificates.keys() - set(owned.over))
    if deed == 2 and live:
        yield lambda draft: owning.close(draft, case, live[:1])
    if deed == 3:
        yield lambda draft: owning.look_again(draft, [case])
    for member, report in sorted(owned.reports.items()):
        placed = sorted(hold for hold, row in report.holds.items() if row.state == "placed")
        if deed == 4 and placed:
            yield lambda draft, member=member, hold=placed[0]: owning.confirm(
                draft, case, member, hold, "A-7"
            )
        if deed == 5 and placed:
            yield lambda draft, member=member, hold=placed[0]: owning.release(draft, case, member, hold)
        came = sorted({key for each in report.rules.values() for key in each.received})
        if deed == 6 and came and member != owner:
            void = Void(causes=[], case=case, transfers=came[:1], words="")
            yield lambda draft, member=member, void=void: draft.send(member, void)


def _of_institution(state: State, deed: int) -> Iterator[Deed]:
    placed = sorted(each for each, hold in state.holds.items() if hold.state == "placed")
    if deed == 7 and placed:
        yield lambda draft: let_go(draft, placed[0])
    if deed == 8 and state.left:
        yield lambda draft: hold_by_person(draft, min(state.left))
    if deed == 9 and state.left:
        yield lambda draft: decline(draft, min(state.left))
