"""A federation on loopback: from the owner's question to provisional holds in place, and what is said for it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from bench.child import run_alone
from bench.lines import Line, seconds, spread

__all__ = ["federated", "hops"]

_EUR_CENTS = 10**12
_OWNER = "centre"
_BASIS = "demo/hold-1"
_DAY = 24 * 3600 * 1_000_000


def federated() -> list[Line]:
    """The lines of the bench; each part in a process of its own."""
    five = run_alone("federation:hops", nodes=5, cases=1, others=1_000, runs=9)
    fifty = run_alone("federation:hops", nodes=50, cases=1, others=100, runs=3)
    sizes = {
        size: run_alone("federation:hops", nodes=5, cases=1, others=size * 5 // 2, runs=3)
        for size in (10_000, 100_000)
    }
    large = sizes[100_000]
    many = run_alone("federation:hops", nodes=5, cases=100, others=1_000, runs=1)
    median = spread(five["times"]).median
    return [
        Line(
            what="federation: asked, traced under five rules over 5 nodes and held: median, worst",
            transfers=0,
            clawback=_times(five),
            limit="< 1 s",
            met=median < 1,
        ),
        Line(what="- the same over 50 nodes and hops", transfers=0, clawback=_times(fifty)),
        Line(what="- said: 5 nodes; 50 nodes", transfers=0, clawback=f"{_said(five, 5)}; {_said(fifty, 50)}"),
        *(
            Line(
                what="- five hops, so many transfers a node: median, worst; said",
                transfers=size,
                clawback=f"{_times(found)}; {found['messages']} messages, {found['bytes']:,} bytes",
            )
            for size, found in sizes.items()
        ),
        Line(
            what="- 10^5 transfers a node instead of 10^3: times as many messages, as many bytes",
            transfers=0,
            clawback=f"{large['messages'] / five['messages']:.2f}, {large['bytes'] / five['bytes']:.2f}",
            limit="as many",
            met=large["messages"] <= five["messages"] * 1.2,
        ),
        Line(
            what="- 100 cases asked at once over 5 nodes, until all are whole",
            transfers=0,
            clawback=f"{seconds(many['times'][0])}; {many['messages'] / 500:.1f} messages a hop",
        ),
    ]


def _times(found: dict[str, Any]) -> str:
    times = spread(found["times"])
    return f"{seconds(times.median)}, {seconds(times.worst)}"


def _said(found: dict[str, Any], count: int) -> str:
    return f"{found['messages'] / count:.1f} messages and {found['bytes'] / count:,.0f} bytes a hop"


def hops(nodes: int, cases: int, others: int, runs: int) -> dict[str, Any]:
    """Seconds of each run, and the messages and bytes of the last."""
    from clawback.federation.node import owning

    times, messages, size = [], 0, 0
    for _ in range(runs):
        world = _World(nodes, cases, others)
        with world.running() as network:
            asking = network.asking
            began = time.perf_counter()
            for case, (claim, text) in world.certificates.items():
                asking.act(
                    lambda draft, case=case, claim=claim, text=text: owning.open_claims(
                        draft, case, {claim: text}
                    )
                )
            asking.wait(lambda state: all(owning.is_whole(each) for each in state.owned.values()))
            times.append(time.perf_counter() - began)
            held = [
                row
                for owned in asking.state.owned.values()
                for report in owned.reports.values()
                for row in report.holds.values()
            ]
            assert len(held) >= nodes * cases, "every hop is held"
            stores = list(network.stores.values())
            messages, size = (
                sum(len(each.messages) for each in stores) // 2,
                sum(each.size for each in stores),
            )
    return {"times": times, "messages": messages, "bytes": size}


class _World:
    """So many scams over the same institutions, each in accounts of its own, and people who pay one another."""

    def __init__(self, nodes: int, cases: int, others: int) -> None:
        from clawback import clock
        from clawback.federation.lab.network import keys_for
        from clawback.federation.lab.scam import play

        self.names = [f"node{number}" for number in range(1, nodes + 1)]
        self.keys = keys_for([_OWNER, *self.names])
        now = clock.to_micros(clock.now())
        rows, named = [], []
        self.certificates = {}
        for number in range(cases):
            scam = play(self.names, now, seed=number)
            names = scam.keys[self.names[0]]
            for row in scam.movements:
                own = f"{number}/{row.key}"
                debtor, creditor = ((each[0], f"{number}/{each[1]}") for each in (row.debtor, row.creditor))
                rows.append(replace(row, key=own, debtor=debtor, creditor=creditor))
                named.append((own, names.key_of(row.key)))
            self.certificates[f"C{number}"] = (scam.key, self._certificate(scam, f"C{number}", number))
        chance = random.Random(1)
        for number in range(others):
            debtor, creditor = ((chance.choice(self.names), f"P{chance.randrange(2_000)}") for _ in range(2))
            other = {"key": f"P{number}", "debtor": debtor, "creditor": creditor, "kind": "transfer"}
            rows.append(replace(rows[0], amount=chance.randrange(1, 10**6), **other))
        rows.sort(key=lambda row: row.settled_at)
        self.books = self._books(rows)
        self.named = named

    def _books(self, rows: list[Any]) -> dict[str, Any]:
        from clawback.federation.book import ListBook

        own: dict[str, list[Any]] = {name: [] for name in self.names}
        for row in rows:
            for agent in {row.debtor[0], row.creditor[0]} & own.keys():
                own[agent].append(row)
        return {
            name: ListBook(own[name], lambda account, name=name: account[0] == name) for name in self.names
        }

    def _certificate(self, scam: Any, case: str, place: int) -> str:
        from clawback.clock import format_time
        from clawback.federation.trust.certificates import Authority, Certificate, Limits, sign_certificate

        first = scam.first
        amount = f"{first.amount // 100}.{first.amount % 100:02d}"
        said = Certificate(
            owner=_OWNER,
            case=case,
            claim=scam.key,
            starts=first.debtor[0],
            settled_at=format_time(first.settled_at),
            place=place,
            amount=amount,
            currency="EUR",
            rules=["pro-rata"],
            limits=Limits(),
            offence="investment",
            basis=_BASIS,
            until=format_time(first.settled_at + 30 * _DAY),
            hold=Authority(basis=_BASIS, limit=amount, lapses_after="PT24H", rule="pro-rata"),
        )
        return sign_certificate(said, self.keys[_OWNER])

    def running(self) -> AbstractContextManager[Any]:
        """The nodes, started."""
        from clawback.federation.lab.network import one_day, running
        from clawback.federation.node.policy import Honour, Policy
        from clawback.federation.node.site import NamedKeys, Site
        from clawback.federation.trust.members import Member, Members
        from clawback.money import currency

        keys = NamedKeys(self.named)
        policy = Policy(
            honours=(
                Honour(
                    owner=_OWNER,
                    bases=(_BASIS,),
                    most=_EUR_CENTS,
                    most_a_day=_EUR_CENTS,
                    holds_a_day=10_000,
                ),
            )
        )

        def site(name: str) -> Callable[[Members], Site]:
            return lambda members: Site(
                name=name,
                secret=self.keys[name],
                members=members,
                currency=currency("EUR"),
                token_key=self.keys[name].seed,
                book=self.books.get(name),
                keys=keys,
                policy=policy,
            )

        def members(addresses: Mapping[str, str]) -> list[Member]:
            return [
                Member(
                    name=name,
                    address=addresses[name],
                    jurisdiction="",
                    keys=[one_day(self.keys[name])],
                    agents=[name] if name in self.books else [],
                )
                for name in self.keys
            ]

        return running({name: site(name) for name in self.keys}, members, _OWNER)
