"""Two banks with a node and one without, and money that goes through all of them. Names are invented.

Hours count from three before noon; amounts are cents. South and North have nodes, River has none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import clawback
from clawback.clock import to_micros
from clawback.federation.trust.members import Member
from clawback.money import Amount, currency, format_amount
from tests.integration.server.world import HOUR, NOON, World, make_world, member, reported
from tests.integration.server.world_federation import CENTRE, NORTH, SOUTH, Federation, federated
from tests.integration.server.world_federation import member as member_of

if TYPE_CHECKING:
    from clawback.server.casework.models import Account, Case, Claim, StatementRequest
    from clawback.server.data_folder import DataFolder

START = NOON - 3 * HOUR
COLUMNS = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "uetr"),
)
OPENINGS = {
    ("south", "D1"): 100_000,
    ("south", "S9"): 2_500,
    ("river", "R1"): 50_000,
    ("river", "R2"): 10_000,
    ("north", "C1"): 20_000,
    ("north", "C2"): 0,
}


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One transfer of the whole story; `number` makes its UETR."""

    number: int
    hours: float
    debtor: tuple[str, str]
    creditor: tuple[str, str]
    units: int

    @property
    def uetr(self) -> str:
        return f"{self.number}a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d0{self.number}"

    def touches(self, *agents: str) -> bool:
        return bool({self.debtor[0], self.creditor[0]} & set(agents))


STORY = (
    Moved(number=1, hours=0, debtor=("south", "D1"), creditor=("river", "R1"), units=100_000),
    Moved(number=2, hours=0.5, debtor=("river", "R1"), creditor=("north", "C1"), units=90_001),
    Moved(number=3, hours=0.6, debtor=("north", "C1"), creditor=("north", "C2"), units=40_000),
    Moved(number=4, hours=0.7, debtor=("north", "C1"), creditor=("river", "R2"), units=33_333),
    Moved(number=5, hours=0.8, debtor=("river", "R2"), creditor=("south", "S9"), units=17_777),
    Moved(number=6, hours=0.9, debtor=("south", "S9"), creditor=("river", "R1"), units=5_001),
)
CLAIM = STORY[0]


def table(rows: Sequence[Moved]) -> bytes:
    """As a CSV that clawback reads."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for each in rows:
        at = (START + timedelta(hours=each.hours)).isoformat()
        amount = format_amount(each.units, currency("EUR"))
        write.writerow([f"T{each.number}", at, *each.debtor, *each.creditor, amount, "EUR", each.uetr])
    return out.getvalue().encode()


def ledger_of(agent: str, story: Sequence[Moved]) -> bytes:
    """What the agent's node reads: openings are the least with which nothing is overdrawn, so an hour before the story
    each account is given what it had."""
    given = [
        Moved(number=9 - at, hours=-1 - at, debtor=(agent, "outside"), creditor=account, units=units)
        for at, (account, units) in enumerate(OPENINGS.items())
        if account[0] == agent and units
    ]
    rows = [*given, *(each for each in story if each.touches(agent))]
    return table(sorted(rows, key=lambda each: each.hours))


@dataclass(frozen=True, kw_only=True)
class Mixed:
    """The world, its nodes, and the people of the bank without one."""

    world: World
    peers: Federation

    def settle(self, at: datetime = NOON) -> None:
        """Until no node and no clock has anything left to do at that instant."""
        from clawback.server.casework.following import VERBS
        from clawback.server.clocks.running import run_due

        for _ in range(20):
            self.peers.settle(at)
            if not run_due(VERBS, at):
                return
        raise AssertionError("nodes and clocks never rest")


@contextmanager
def mixed(
    folder: DataFolder, with_node: Sequence[str] = ("south", "north"), story: Sequence[Moved] = STORY
) -> Iterator[Mixed]:
    from clawback.server.people.models import Organisation

    world = make_world()
    river = Organisation.objects.create(kind="agent", code="river", name="River Bank", jurisdiction="demo")
    people = {**world.people, "river responder": member(river, "responder")}
    listed: list[Member] = [member_of(CENTRE)]
    listed += [
        member_of(name, agent) for name, agent in ((SOUTH, "south"), (NORTH, "north")) if agent in with_node
    ]
    with federated(folder, members=tuple(listed)) as peers:
        for agent in with_node:
            (peers.path / agent / "ledger.csv").write_bytes(ledger_of(agent, story))
        yield Mixed(world=replace(world, people=people), peers=peers)


def worked(world: World, told: Moved = CLAIM, by: str = "other responder") -> tuple[Case, Claim]:
    """A case with that claim, confirmed by its debtor's agent."""
    from clawback.server.casework.claiming import confirm_claim, confirm_evidence
    from clawback.server.casework.models import Report
    from clawback.server.casework.opening import assign, open_case
    from clawback.server.casework.returns.vouching import vouch
    from clawback.server.casework.told import ToldTransfer

    transfer = ToldTransfer(
        debtor=told.debtor,
        creditor=told.creditor,
        amount=Amount(told.units, currency("EUR")),
        settled_at=START + timedelta(hours=told.hours),
        uetr=told.uetr,
    )
    (claim,) = reported(world, transfer)
    Report.objects.filter(pk=claim.report_id).update(scam_type="investment")
    confirm_claim(world.act("analyst"), claim.pk)
    case = open_case(world.act("analyst"), claim.report_id, "Sure gain")
    for person in ("second analyst", "approver", "second approver", "reviewer"):
        assign(world.act("analyst"), case.pk, world.people[person].pk)
    confirm_evidence(world.act(by), claim.pk)
    vouch(world.act(by), claim.pk)
    claim.refresh_from_db()
    return case, claim


def ask_peers(world: World, case: Case) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question

    question = draft_question(world.act("analyst"), case.pk, hold=True)
    approve_question(world.act("approver"), question.pk)


def ask_statement(world: World, case: Case, claim: Claim, account: Account) -> StatementRequest:
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement

    request = draft_statement(world.act("analyst"), case.pk, account.pk, claim.pk, "statement")
    return approve_statement(world.act("approver"), request.pk)


def answer_statement_of(
    world: World, request: StatementRequest, account: tuple[str, str], person: str = "river responder"
) -> None:
    """All that the account saw since the credit, as its bank has it."""
    from clawback.server.casework.statements.answering import Answer, answer_statement

    since = request.begins_at
    rows = [
        each
        for each in STORY
        if account in (each.debtor, each.creditor) and START + timedelta(hours=each.hours) >= since
    ]
    opening = OPENINGS[account] + moved(account, [each for each in STORY if each not in rows])
    told = Answer(
        kind="entries",
        begins_at=since,
        ends_at=NOON,
        file="answer.csv",
        data=table(rows),
        opening=opening,
        closing=opening + moved(account, rows),
    )
    answer_statement(world.act(person), request.pk, told)


def moved(account: tuple[str, str], rows: Sequence[Moved]) -> int:
    return sum(each.units * ((each.creditor == account) - (each.debtor == account)) for each in rows)


def central(rule: str, claim: Moved = CLAIM) -> dict[tuple[str, str], int]:
    """(agent, kind) -> cents, by one trace over the joined ledger."""
    import pyarrow as pa

    rows: dict[str, list[Any]] = {
        "transfer_id": [f"T{each.number}" for each in STORY],
        "settled_at": [to_micros(START + timedelta(hours=each.hours)) for each in STORY],
        "debtor_agent": [each.debtor[0] for each in STORY],
        "debtor_account": [each.debtor[1] for each in STORY],
        "creditor_agent": [each.creditor[0] for each in STORY],
        "creditor_account": [each.creditor[1] for each in STORY],
        "amount": [each.units for each in STORY],
        "currency": ["EUR"] * len(STORY),
    }
    rows["settled_at"] = pa.array(rows["settled_at"], pa.timestamp("us", "UTC"))
    ledger = clawback.read_ledger(pa.table(rows))
    found = clawback.trace(ledger, claims=[f"T{claim.number}"], rule="all", opening=OPENINGS)
    sums: dict[tuple[str, str], int] = {}
    for row in found.positions.to_pylist():
        if row["rule"] == rule:
            place = row["agent"], row["kind"]
            sums[place] = sums.get(place, 0) + row["amount"]
    return sums


def together(case: Case, rule: str) -> dict[tuple[str, str], int]:
    """The same, by nodes and statements."""
    from clawback.server.casework.federation.answers import answers_of
    from clawback.server.casework.federation.seats import state_of

    question = case.peer_question
    question.seat.refresh_from_db()
    owned = state_of(question.seat).owned[question.name]
    sums: dict[tuple[str, str], int] = {}
    for each in answers_of(owned, currency("EUR"), rule).places:
        if each.amount:
            sums[each.agent, each.kind] = sums.get((each.agent, each.kind), 0) + each.amount
    return sums
