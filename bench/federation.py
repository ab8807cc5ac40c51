"""A federation on loopback: from the owner's question to provisional holds in place, and what is said for it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.child import run_alone
from bench.federation_books import ledger_books
from bench.lines import Line, power, seconds, spread
from bench.machine import machine
from bench.page import PAGE, federation_part, with_federation

__all__ = ["federated", "hops", "main"]

_EUR_CENTS = 10**12
_OWNER = "centre"
_BASIS = "demo/hold-1"
_DAY = 24 * 3600 * 1_000_000


_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
"""Transfers a node."""


def main() -> int:
    """Prints the part of the page, or writes it."""
    parser = argparse.ArgumentParser(prog="python -m bench.federation", description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="a few cases, and ledgers of 10^3 and 10^4: a try"
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write into {PAGE.relative_to(PAGE.parents[2])}"
    )
    options = parser.parse_args()
    lines = federated(sizes=(1_000, 10_000), cases=5, runs=2) if options.small else federated()
    text = federation_part(machine(), lines)
    print(text)
    if options.write:
        PAGE.write_text(with_federation(PAGE.read_text("utf-8"), text), "utf-8")
    return 1 if any(line.met is False for line in lines) else 0


def federated(sizes: Sequence[int] = _SIZES, cases: int = 100, runs: int = 9) -> list[Line]:
    """The lines of the bench; each part in a process of its own. Times are printed; what is said has limits, which are
    ratios."""
    five = run_alone("federation:hops", nodes=5, cases=1, others=1_000, runs=runs)
    fifty = run_alone("federation:hops", nodes=50, cases=1, others=100, runs=3)
    found = {size: run_alone("federation:hops", nodes=5, cases=1, others=size, runs=runs) for size in sizes}
    many = run_alone("federation:hops", nodes=5, cases=cases, others=1_000, runs=1)
    median = spread(five["times"]).median
    return [
        Line(
            what="asked, traced under five rules over 5 nodes and provisionally held: median, worst",
            transfers=0,
            clawback=_times(five),
            limit="< 1 s",
            met=median < 1,
        ),
        Line(what="- the same over 50 nodes and hops", transfers=0, clawback=_times(fifty)),
        Line(what="- said: 5 nodes; 50 nodes", transfers=0, clawback=f"{_said(five, 5)}; {_said(fifty, 50)}"),
        *(_of_size(size, each) for size, each in found.items()),
        *_growth(found),
        Line(
            what=f"- {cases} cases asked at once over 5 nodes, until all are whole and held",
            transfers=0,
            clawback=f"{seconds(many['times'][0])}; {many['messages']:,} messages, {many['bytes']:,} bytes",
        ),
        Line(
            what=f"- {cases} cases at once: messages of a case, times those of one case alone",
            transfers=0,
            clawback=f"{many['messages'] / cases:.1f}",
            ratio=f"{many['messages'] / cases / five['messages']:.2f}",
            limit="< 2",
            met=many["messages"] / cases < 2 * five["messages"],
        ),
    ]


def _of_size(size: int, found: dict[str, Any]) -> Line:
    return Line(
        what="- five hops, so many transfers a node, each in its ledger on disk: median, worst; said",
        transfers=size,
        clawback=f"{_times(found)}; {found['messages']} messages, {found['bytes']:,} bytes",
    )


def _growth(found: dict[int, dict[str, Any]]) -> Iterator[Line]:
    """From each size to the next: what is said grows with the way of the money, not with the ledgers."""
    for small, large in pairwise(found):
        before, after = found[small], found[large]
        for what in ("messages", "bytes"):
            ratio = after[what] / before[what]
            yield Line(
                what=f"- {what} there, times those with {power(small)} transfers a node",
                transfers=large,
                clawback="",
                ratio=f"{ratio:.2f}",
                limit="0.8 to 1.2",
                met=0.8 <= ratio <= 1.2,
            )
        ratio = spread(after["times"]).median / spread(before["times"]).median
        yield Line(what="- the median time, likewise", transfers=large, clawback="", ratio=f"{ratio:.2f}")


def _times(found: dict[str, Any]) -> str:
    times = spread(found["times"])
    return f"{seconds(times.median)}, {seconds(times.worst)}"


def _said(found: dict[str, Any], count: int) -> str:
    return f"{found['messages'] / count:.1f} messages and {found['bytes'] / count:,.0f} bytes a hop"


def hops(nodes: int, cases: int, others: int, runs: int) -> dict[str, Any]:
    """Seconds of each run, and the messages and bytes of the last."""
    from clawback.federation.node import owning

    times, messages, size = [], 0, 0
    with TemporaryDirectory(prefix="bench-") as folder:
        world = _World(nodes, cases, others, Path(folder))
        for _ in range(runs):
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

    def __init__(self, nodes: int, cases: int, others: int, folder: Path) -> None:
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
        rows.sort(key=lambda row: row.settled_at)
        self.books = ledger_books(folder, self.names, rows, others)
        self.named = named

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


if __name__ == "__main__":
    sys.exit(main())
