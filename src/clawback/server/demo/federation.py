"""The demo's federation: the centre and two banks have a node each, all in this server. Everything is invented."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_DNS, uuid5

from django.conf import settings

from clawback.clock import format_time, to_micros
from clawback.federation.trust.keys import Secret, new_secret, write_secret
from clawback.federation.trust.members import Gateway, Member, MemberKey, Members, public_text, sign_members
from clawback.money import currency, format_amount
from clawback.server.casework.federation.seats import take_seats
from clawback.server.demo.ledger import CODE, TRANSFERS, Transfer, side, written_side
from clawback.server.errors import ServerError

__all__ = ["make_seats", "uetr_of"]

_SEATS: Final = (("centre", "centre-1"), ("south", "south"), ("north", "north"))
_KNOWN: Final = timedelta(days=60)
_YEARS: Final = timedelta(days=10 * 365)
_POLICY: Final = """# What this bank holds by itself as a trace passes; unless an approver confirms it, it lapses.
[[honour]]
owner = "centre.example"
bases = ["demo/hold"]
most = "5000.00"
most_a_day = "20000.00"
holds_a_day = 20
"""


def uetr_of(name: str) -> str:
    """The UETR of a transfer of the demo's ledger."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.demo.example"))


def make_seats(now: datetime, at: datetime) -> list[int]:
    """Writes the files of every node into the data folder, and takes their seats at `at`; their keys are older."""
    if not settings.CLAWBACK_DEMO:
        raise ServerError("nodes that are made up are for a demo alone")
    since = at - _KNOWN
    secrets = {name: new_secret() for name, _ in _SEATS}
    coordinator = new_secret()
    listed = sign_members(_members(secrets, since), coordinator)
    for name, organisation in _SEATS:
        folder = settings.CLAWBACK_FOLDER.path / "federation" / name
        folder.mkdir(parents=True, exist_ok=True)
        ledger = name != "centre"
        (folder / "node.toml").write_text(
            f'name = "{name}.example"\norganisation = "{organisation}"\ncurrency = "{CODE}"\n'
            f'coordinators = ["{public_text(coordinator.public)}"]\n'
            + ('ledger = "ledger.csv"\n' if ledger else ""),
            "utf-8",
        )
        (folder / "members.jws").write_text(listed, "ascii")
        if ledger:
            (folder / "policy.toml").write_text(_POLICY, "utf-8")
            _write_ledger(folder / "ledger.csv", name, now)
        key = settings.CLAWBACK_FOLDER.path / "keys" / f"federation-{name}.key"
        key.unlink(missing_ok=True)
        write_secret(secrets[name], key)
    return take_seats(at)


def _members(secrets: Mapping[str, Secret], since: datetime) -> Members:
    members = [_member(name, secrets[name], since, [name] if name != "centre" else []) for name, _ in _SEATS]
    abroad = _member("bureau-abroad.example", new_secret(), since, [], jurisdiction="elsewhere")
    return Members(version=1, issued_at=format_time(to_micros(since)), members=[*members, abroad])


def _member(
    name: str, secret: Secret, since: datetime, agents: list[str], jurisdiction: str = "demo"
) -> Member:
    full = name if "." in name else f"{name}.example"
    key = MemberKey(
        x=public_text(secret.public),
        valid_from=format_time(to_micros(since)),
        until=format_time(to_micros(since + _YEARS)),
    )
    other = "elsewhere" if jurisdiction == "demo" else "demo"
    return Member(
        name=full,
        address=f"http://127.0.0.1:9/federation/in/{name}/",
        jurisdiction=jurisdiction,
        keys=[key],
        agents=agents,
        gateways=[Gateway(to=other, law="Invented law of the demo", article="art. 12")],
    )


def _write_ledger(path: Path, agent: str, now: datetime) -> None:
    """Every transfer of the demo that touches the bank's accounts."""
    rows = sorted(TRANSFERS.items(), key=lambda item: -item[1].hours)
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out)
        write.writerow(
            [
                *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent"),
                *("creditor_account", "amount", "currency", "kind", "uetr"),
            ]
        )
        write.writerows(_row(name, each, now) for name, each in rows if agent in _agents(each))


def _agents(each: Transfer) -> set[str]:
    return {side(each.debtor)[0], side(each.creditor)[0]}


def _row(name: str, each: Transfer, now: datetime) -> list[str]:
    at = format_time(to_micros(now - timedelta(hours=each.hours)))
    sides = (*written_side(each.debtor), *written_side(each.creditor))
    amount = format_amount(each.units, currency(CODE))
    return [name, at, *sides, amount, CODE, each.kind, uetr_of(name)]
