"""The demo of the federation: nodes with own databases in one embedded PostgreSQL, a scam, a trace, holds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from clawback import clock
from clawback.clock import format_time
from clawback.federation.lab.network import Network, keys_for, one_day, running
from clawback.federation.lab.scam import Scam, play
from clawback.federation.node import owning
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.site import Site
from clawback.federation.trust.certificates import Authority, Certificate, Limits, sign_certificate
from clawback.federation.trust.members import Gateway, Member, Members
from clawback.money import currency, format_amount
from clawback.server.embedded import Embedded
from clawback.server.federated.shown import draw, lines_of
from clawback.server.federated.store import PostgresStore, make_database
from clawback.tracing.rules.names import RULES

__all__ = ["CASE", "OWNER", "Played", "play_demo"]

CASE, OWNER = "demo-1", "centre"
_EUR = currency("EUR")
_BASIS = "demo/hold-1"
_A_LOOK = 2.0
_DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True, kw_only=True)
class Played:
    """What there is to show."""

    lines: tuple[str, ...]
    picture: str


def play_demo(names: list[str], fail: str | None, say: Callable[[str], None]) -> Played:
    """Plays it; `fail` is taken away before the trace, and brought back."""
    say("playing a scam")
    scam = play(names, clock.to_micros(clock.now()))
    lines = _story(scam, names)
    say(f"starting {len(names)} nodes and their databases")
    with _databases([OWNER, *names]) as stores, _network(scam, names, stores) as network:
        if fail is not None:
            network.take_away(fail)
            lines.append(f"{fail} is taken away.")
        say("tracing")
        lines += _ask(network, scam, fail)
        if fail is not None:
            lines += _bring_back(network, fail)
        lines += lines_of(network, CASE, stores)
        return Played(lines=tuple(lines), picture=draw(network, scam, CASE))


def _story(scam: Scam, names: list[str]) -> list[str]:
    amount = format_amount(scam.first.amount, _EUR)
    return [
        f"A victim at {names[0]} pays {amount} EUR to a false broker's account at {names[1]}; "
        f"from there it goes on through {len(names)} hops, a part staying in each account.",
        "",
    ]


@contextmanager
def _databases(names: list[str]) -> Iterator[dict[str, PostgresStore]]:
    """A database for each, in one server of our own that ends with the demo."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clawback-federation-")))
        folder.chmod(0o755)
        server = Embedded(folder / "database", lasting=False)
        server.start()
        stack.callback(server.stop)
        stores = {}
        for name in names:
            make_database(server.url("postgres", "postgres"), name)
            stores[name] = PostgresStore(server.url(name, "postgres"), name)
            stack.callback(stores[name].close)
        yield stores


def _network(
    scam: Scam, names: list[str], stores: dict[str, PostgresStore]
) -> AbstractContextManager[Network]:
    keys = keys_for([OWNER, *names])

    def site(name: str) -> Callable[[Members], Site]:
        return lambda members: Site(
            name=name,
            secret=keys[name],
            members=members,
            currency=_EUR,
            token_key=keys[name].seed,
            book=scam.books.get(name),
            keys=scam.keys[name if name in scam.keys else names[0]],
            policy=_POLICY if name in scam.books else Policy(),
        )

    def members(addresses: Mapping[str, str]) -> list[Member]:
        return [
            Member(
                name=name,
                address=addresses[name],
                jurisdiction="demo",
                keys=[one_day(keys[name])],
                agents=[name] if name in scam.books else [],
                gateways=[Gateway(to="demo", law="Demo law", article="1")],
            )
            for name in keys
        ]

    return running({name: site(name) for name in keys}, members, OWNER, stores=stores)


_POLICY = Policy(
    honours=(
        Honour(
            owner=OWNER,
            bases=(_BASIS,),
            most=10_000_000,
            most_a_day=50_000_000,
            holds_a_day=20,
            longest=_DAY,
        ),
    )
)


def _ask(network: Network, scam: Scam, fail: str | None) -> list[str]:
    """Opens the claim; waits for the whole, or without the one that is away for as much as there is."""
    node = network.asking
    text = sign_certificate(_certificate(scam), node.site.secret)
    began = perf_counter()
    node.act(lambda draft: owning.open_claims(draft, CASE, {scam.key: text}))
    if fail is None:
        node.wait(lambda state: owning.is_whole(state.owned[CASE]))
        seconds = perf_counter() - began
        return [f"Asked, traced under five rules and held in {seconds:.2f} s.", ""]
    node.wait(lambda state: owning.is_whole(state.owned[CASE]), _A_LOOK)
    awaiting = [
        f"{each.agent} {total} EUR"
        for each in owning.view(node.state.owned[CASE], "pro-rata").positions
        if each.position == "awaiting"
        for total in each.parts.values()
    ]
    told = "; ".join(awaiting) or "nothing yet"
    return [f"After {_A_LOOK:.0f} s, as far as is known (pro-rata): awaiting {told}."]


def _bring_back(network: Network, fail: str) -> list[str]:
    """The node goes on from its database; what was sent to it meanwhile comes in now."""
    began = perf_counter()
    network.bring_back(fail)
    network.asking.wait(lambda state: owning.is_whole(state.owned[CASE]))
    return [f"{fail} is back, and the trace is whole {perf_counter() - began:.2f} s later.", ""]


def _certificate(scam: Scam) -> Certificate:
    first = scam.first
    amount = format_amount(first.amount, _EUR)
    return Certificate(
        owner=OWNER,
        case=CASE,
        claim=scam.key,
        starts=first.debtor[0],
        settled_at=format_time(first.settled_at),
        place=0,
        amount=amount,
        currency=_EUR.code,
        rules=list(RULES),
        limits=Limits(),
        offence="investment",
        basis=_BASIS,
        until=format_time(clock.to_micros(clock.now()) + 30 * _DAY),
        hold=Authority(basis=_BASIS, limit=amount, lapses_after="PT24H", rule="pro-rata"),
    )
