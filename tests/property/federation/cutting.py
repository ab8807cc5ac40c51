"""Random ledgers cut among nodes, and what their owners are told of them."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import strategies as st

from clawback.federation.book import ListBook, Movement
from clawback.federation.node import owning
from clawback.federation.node.site import Ledger
from clawback.federation.trust.certificates import Limits
from clawback.money import format_amount, parse_amount
from tests.property.federation.world import (
    EUR,
    OWNER,
    Trouble,
    World,
    certificate,
    member,
    members,
    open_case,
    site,
)
from tests.property.strategies import LedgerCase
from tests.reference import Account

POLICE = "police"

TROUBLES = st.sampled_from((Trouble(), Trouble(lost=40, doubled=30), Trouble(lost=10, doubled=10, away=20)))


def moved(case: LedgerCase, cut: int, seed: int) -> LedgerCase:
    """The same ledger with its accounts spread over `cut` institutions."""
    chance = random.Random(seed)
    accounts = sorted({account for row in case.transfers for account in (row.debtor, row.creditor)})
    to = {
        account: (f"N{chance.randrange(cut)}", account[1] if account[1] == "outside" else "".join(account))
        for account in accounts
    }
    return replace(
        case,
        transfers=[replace(row, debtor=to[row.debtor], creditor=to[row.creditor]) for row in case.transfers],
        openings=None
        if case.openings is None
        else {to[each]: units for each, units in case.openings.items()},
        exits=frozenset(to[each] for each in case.exits),
        limits=replace(case.limits, max_transfers=None),
    )


def movements(case: LedgerCase, until: int | None) -> list[Movement]:
    return [
        Movement(
            key=row.id,
            settled_at=row.settled_at,
            debtor=row.debtor,
            creditor=row.creditor,
            amount=row.amount,
            kind=row.kind,
            reverses=row.reverses,
        )
        for row in case.transfers
        if until is None or row.settled_at <= until
    ]


def world_of(
    case: LedgerCase, seed: int, trouble: Trouble, without: frozenset[str] = frozenset(), **more: object
) -> World:
    """A node for each institution of the ledger, and the owner's, which stands in for those `without` one."""
    whole = ListBook(movements(case, None), lambda account: True, case.openings)
    opened = {
        account: whole.balance_before(account, 0)
        for row in case.transfers
        for account in (row.debtor, row.creditor)
    }
    places = sorted({account[0] for account in opened})
    nodes = [place for place in places if place not in without]
    listed = members(member(OWNER), member(POLICE), *(member(place, place) for place in nodes))
    rows = movements(case, case.as_of)
    sites = {owner: site(owner, listed, reveal=True) for owner in (OWNER, POLICE)}
    if without:
        told = [row for row in rows if without & {row.debtor[0], row.creditor[0]}]
        stated = ListBook(told, lambda account: account[0] in without, opened)
        sites[OWNER] = replace(sites[OWNER], book=stated, exits=case.exits)
    for place in nodes:
        own = [row for row in rows if place in (row.debtor[0], row.creditor[0])]
        book = ListBook(own, lambda account, place=place: account[0] == place, opened)
        said: dict[str, object] = {"exits": case.exits, "reveal": True, "ledger": Ledger(snapshot=place)}
        sites[place] = site(place, listed, book, **{**said, **more})
    return World(sites, seed=seed, trouble=trouble)


def ask(
    world: World, case: LedgerCase, claims: list[str], name: str = "C1", owner: str = OWNER, **more: object
) -> None:
    """Opens these claims of the ledger as one case."""
    rank = {row.id: at for at, row in enumerate(case.transfers)}
    rows = {row.id: row for row in case.transfers}
    limits = Limits(
        max_hops=case.limits.max_hops,
        hop_window_us=case.limits.hop_window,
        min_amount=None if case.limits.min_amount is None else format_amount(case.limits.min_amount, EUR),
    )
    said: dict[str, object] = {"case": name, "owner": owner, "limits": limits, **more}
    certificates = [
        certificate(
            claim,
            rows[claim].debtor[0],
            rows[claim].settled_at,
            format_amount(rows[claim].amount, EUR),
            place=rank[claim],
            **said,
        )
        for claim in claims
    ]
    open_case(world, certificates, name, owner)


def joined(
    world: World, rule: str, cases: tuple[tuple[str, str], ...] = (("C1", OWNER),)
) -> tuple[dict[str, int], dict[tuple[Account, str], dict[str, int]], dict]:
    """traced, positions and transfers as the owner has them from reports."""
    traced: dict[str, int] = {}
    positions: dict[tuple[Account, str], dict[str, int]] = {}
    transfers: dict[str, dict[str, int]] = {}
    for name, owner in cases:
        owned = world.states[owner].owned[name]
        traced |= units(owning.view(owned, rule).traced)
        for place, parts in world.positions(name, rule, owner).items():
            positions.setdefault(place, {}).update(parts)
        for report in owned.reports.values():
            assert report.revealed is not None
            for key, told in report.revealed.transfers[rule].items():
                transfers.setdefault(key, {}).update(units(told))
    return traced, positions, transfers


def units(parts: dict[str, str]) -> dict[str, int]:
    return {claim: parse_amount(text, EUR) for claim, text in parts.items()}
