"""A federation in one server: the centre, the victim's bank and the holder's have a node each. Names are invented."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from clawback.clock import format_time, to_micros
from clawback.federation.trust.keys import Secret, write_secret
from clawback.federation.trust.members import Gateway, Member, MemberKey, Members, public_text, sign_members
from tests.integration.server.world import HOUR, NOON, World, in_case, transfer

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, Seat
    from clawback.server.data_folder import DataFolder

UETR = "0a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d00"
NEXT = "1a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d01"
AWAY = "2a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d02"
CENTRE, SOUTH, NORTH = "centre.example", "south.example", "north.example"
POLICY = """
[[honour]]
owner = "centre.example"
bases = ["demo/hold"]
most = "5000.00"
most_a_day = "20000.00"
holds_a_day = 10
"""
LEDGER = "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,uetr\n"


def secret(name: str) -> Secret:
    """A key that is always the same for a name."""
    return Secret(random.Random(name).randbytes(32))


@dataclass(frozen=True, kw_only=True)
class Federation:
    """The files; `settle` lets all nodes take in and send until nothing is left to do."""

    path: Path
    seats: dict[str, int]

    def seat(self, name: str) -> Seat:
        from clawback.server.casework.models import Seat

        return Seat.objects.get(pk=self.seats[name])

    def settle(self, at: datetime = NOON) -> None:
        from clawback.server.casework.federation.sending import federate

        for _ in range(100):
            if not federate(list(self.seats.values()), lambda: at):
                return
        raise AssertionError("the nodes never rest")


def member(name: str, *agents: str, jurisdiction: str = "demo", gateways: tuple[Gateway, ...] = ()) -> Member:
    key = MemberKey(
        x=public_text(secret(name).public), valid_from="2026-01-01T00:00:00Z", until="2099-01-01T00:00:00Z"
    )
    return Member(
        name=name,
        address=f"http://127.0.0.1:9/federation/in/{name.partition('.')[0]}/",
        jurisdiction=jurisdiction,
        keys=[key],
        agents=list(agents),
        gateways=list(gateways),
    )


MEMBERS = (
    member(CENTRE),
    member(SOUTH, "south"),
    member(NORTH, "north"),
    member("abroad.example", "abroad", jurisdiction="XX"),
)


def write_list(path: Path, members: tuple[Member, ...] = MEMBERS, version: int = 1) -> None:
    listed = Members(version=version, issued_at="2026-11-01T00:00:00Z", members=list(members))
    (path / "members.jws").write_text(sign_members(listed, secret("coordinator")), "ascii")


@contextmanager
def federated(
    folder: DataFolder, *, policy: str = POLICY, members: tuple[Member, ...] = MEMBERS
) -> Iterator[Federation]:
    """The files of three nodes in the data folder, and their seats; gone after it."""
    from clawback.server.casework.federation.seats import take_seats

    place = folder.path / "federation"
    keys = folder.path / "keys"
    _clear(place, keys)
    try:
        for name, organisation in (("centre", "centre-1"), ("south", "south"), ("north", "north")):
            own = place / name
            own.mkdir(parents=True)
            coordinator = public_text(secret("coordinator").public)
            (own / "node.toml").write_text(
                f'name = "{name}.example"\norganisation = "{organisation}"\ncurrency = "EUR"\n'
                f'coordinators = ["{coordinator}"]\n'
                + ('ledger = "ledger.csv"\n' if name != "centre" else ""),
                "utf-8",
            )
            write_list(own, members)
            (own / "policy.toml").write_text(policy, "utf-8")
            write_secret(secret(f"{name}.example"), keys / f"federation-{name}.key")
        (place / "south" / "ledger.csv").write_text(
            LEDGER + _row("S1", 3, "south", "D1", "north", "C1", 1000, UETR)
        )
        (place / "north" / "ledger.csv").write_text(
            LEDGER
            + _row("N1", 3, "south", "D1", "north", "C1", 1000, UETR)
            + _row("N2", 2, "north", "C1", "north", "C2", 400, NEXT)
            + _row("N3", 1, "north", "C1", "river", "R1", 100, AWAY)
        )
        take_seats(NOON)
        yield Federation(path=place, seats=_seats())
    finally:
        _clear(place, keys)


def _clear(place: Path, keys: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    for each in keys.glob("federation-*"):
        each.unlink()


def _seats() -> dict[str, int]:
    from clawback.server.casework.models import Seat

    return dict(Seat.objects.values_list("folder", "pk"))


def _row(
    name: str, hours: int, debtor: str, from_: str, creditor: str, to: str, amount: int, uetr: str
) -> str:
    at = format_time(to_micros(NOON - timedelta(hours=hours)))
    return f"{name},{at},{debtor},{from_},{creditor},{to},{amount}.00,EUR,{uetr}\n"


def asked_case(world: World, *, hold: bool = True, at: datetime = NOON) -> tuple[Case, Claim]:
    """A case whose claim its peers were asked to trace."""
    from clawback.server.casework.federation.asking import approve_question, draft_question

    case, claim = worked_case(world, at)
    question = draft_question(world.act("analyst", at), case.pk, hold=hold)
    approve_question(world.act("approver", at), question.pk)
    return case, claim


def worked_case(world: World, at: datetime = NOON, scam_type: str = "investment") -> tuple[Case, Claim]:
    """A case with one claim that its debtor's agent confirmed, of a transfer that both banks know by its UETR."""
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.models import Report

    case, claims = in_case(world, transfer(uetr=UETR, settled_at=NOON - 3 * HOUR), at=at)
    Report.objects.filter(pk=claims[0].report_id).update(scam_type=scam_type)
    confirm_evidence(world.act("other responder", at), claims[0].pk)
    claims[0].refresh_from_db()
    return case, claims[0]
