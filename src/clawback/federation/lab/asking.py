"""What the owner asks: from the ids of stolen transfers to a trace of which nothing is under way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from clawback import clock
from clawback.clock import parse_time
from clawback.errors import ClaimError, FederationError, TraceError
from clawback.federation.lab.folder import Folder, read_folder
from clawback.federation.lab.network import Network, keys_for, one_day, running
from clawback.federation.lab.order import joined_order
from clawback.federation.node import owning
from clawback.federation.node.draft import Draft
from clawback.federation.node.site import Ledger, Site
from clawback.federation.node.state import Owned, State
from clawback.federation.running.store import MemoryStore
from clawback.federation.trust.certificates import Certificate, sign_certificate
from clawback.federation.trust.certificates import Limits as Told
from clawback.federation.trust.members import Member, Members
from clawback.federation.wire.messages import Find, Here
from clawback.money import format_amount
from clawback.tracing.accounts import find_account, parse_account
from clawback.tracing.limits import Limits
from clawback.tracing.rules.names import RULES

__all__ = ["Traced", "trace_folder"]

CASE = "laboratory"
_OWNER = "owner"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Traced:
    """A whole trace: what the owner has been told, and what it took to tell it. `claims` are in their order."""

    folder: Folder
    limits: Limits
    claims: Sequence[Certificate]
    owned: Owned
    found: Mapping[str, Here]
    seconds: float
    messages: int
    bytes: int


def trace_folder(
    path: Path,
    *,
    claims: Collection[str],
    limits: Limits,
    exits: Collection[str] = (),
    say: Callable[[str], None] = lambda text: None,
) -> Traced:
    """Traces all claims together. Raises FederationError, ClaimError, TraceError, LedgerError."""
    _check_named(claims)
    say("reading the ledgers")
    folder = read_folder(path)
    named = _exits(folder, exits)
    owner = _OWNER
    while owner in folder.books:
        owner += "'"
    keys = keys_for([owner, *folder.books])

    def site(name: str) -> Callable[[Members], Site]:
        return lambda members: Site(
            name=name,
            secret=keys[name],
            members=members,
            currency=folder.currency,
            token_key=keys[name].seed,
            book=folder.books.get(name),
            exits=frozenset(named),
            reveal=True,
            ledger=_told(folder, name),
        )

    def members(addresses: Mapping[str, str]) -> list[Member]:
        return [
            Member(
                name=name,
                address=addresses[name],
                jurisdiction="",
                keys=[one_day(keys[name])],
                agents=[name] if name in folder.books else [],
            )
            for name in keys
        ]

    with running({name: site(name) for name in keys}, members, owner) as network:
        say(f"{len(folder.books)} nodes look for the claims")
        return _ask(network, folder, list(claims), limits, say)


def _check_named(claims: Collection[str]) -> None:
    if not claims:
        raise ClaimError("no claim is named", remedy="name the stolen transfers with --claim ID")
    for name in claims:
        if list(claims).count(name) > 1:
            raise ClaimError(f"the claim {name} is named twice", remedy="a transfer is at most one claim")


def _exits(folder: Folder, exits: Collection[str]) -> list[tuple[str, str]]:
    """Each in some ledger, as `clawback trace` wants it of the one."""
    found = [parse_account(text) for text in exits]
    for agent, account in found:
        if not any(find_account(ledger, agent, account) is not None for ledger in folder.ledgers.values()):
            raise TraceError(
                f"the exit {agent}/{account} occurs in no transfer of the ledgers",
                remedy="check agent and account",
            )
    return found


def _told(folder: Folder, name: str) -> Ledger | None:
    ledger = folder.ledgers.get(name)
    return None if ledger is None else Ledger(snapshot=ledger.snapshot, notes=ledger.notes)


def _ask(
    network: Network, folder: Folder, claims: list[str], limits: Limits, say: Callable[[str], None]
) -> Traced:
    asking = network.asking
    began = clock.now()
    for agent in folder.books:
        asking.act(partial(_find, agent=agent, transfers=claims))
    asking.wait(lambda state: len(state.found) == len(folder.books))
    certificates = _certificates(network, folder, claims, limits)
    signed = {each.claim: sign_certificate(each, asking.site.secret) for each in certificates}
    say(f"{len(folder.books)} nodes trace {len(signed)} claims")
    asking.act(lambda draft: owning.open_claims(draft, CASE, signed))
    _wait_whole(network)
    owned = asking.state.owned[CASE]
    stores = [store for store in network.stores.values() if isinstance(store, MemoryStore)]
    return Traced(
        folder=folder,
        limits=limits,
        claims=certificates,
        owned=owned,
        found=asking.state.found,
        seconds=(clock.now() - began).total_seconds(),
        messages=sum(len(store.messages) for store in stores) // 2,
        bytes=sum(store.size for store in stores),
    )


def _find(draft: Draft, agent: str, transfers: list[str]) -> None:
    draft.send(agent, Find(transfers=transfers))


def _wait_whole(network: Network) -> None:
    """Until the trace is whole. Raises FederationError where a node refuses, and what stopped a node."""

    def over(state: State) -> bool:
        owned = state.owned[CASE]
        failed = any(node.failure is not None for node in network.nodes.values())
        return failed or bool(owned.refused) or owning.is_whole(owned)

    while not network.asking.wait(over, 1.0):
        continue
    for node in network.nodes.values():
        if node.failure is not None:
            raise node.failure
    for member, words in network.asking.state.owned[CASE].refused.items():
        raise FederationError(f"{member} refuses: {words}")


def _certificates(network: Network, folder: Folder, claims: list[str], limits: Limits) -> list[Certificate]:
    """The claims in their order, each as the book of its debtor's agent has it. Raises ClaimError."""
    found = network.asking.state.found
    starts = {
        name: agent for agent, here in found.items() for name, each in here.transfers.items() if each.debtor
    }
    known = {name: each for here in found.values() for name, each in here.transfers.items()}
    for name in claims:
        if name not in known:
            raise ClaimError(
                f"the claim {name!r} names no transfer of the ledgers", remedy="check the transfer_id"
            )
        if name not in starts:
            raise ClaimError(
                f"the ledger of the debtor's agent of {name!r} is not in the folder",
                remedy="a claim starts where its victim's account is kept: add that agent's file",
            )
    order = joined_order(
        [here.order for here in found.values()],
        {name: parse_time(each.settled_at) for name, each in known.items()},
    )
    until = clock.format_time(clock.to_micros(clock.now() + _A_DAY))
    least = limits.min_units(folder.currency)
    told = Told(
        max_hops=limits.max_hops,
        hop_window_us=limits.window_micros(),
        min_amount=None if least is None else format_amount(least, folder.currency),
    )
    return [
        Certificate(
            owner=network.owner,
            case=CASE,
            claim=name,
            starts=starts[name],
            settled_at=found[starts[name]].transfers[name].settled_at,
            place=place,
            amount=found[starts[name]].transfers[name].amount,
            currency=folder.currency.code,
            rules=list(RULES),
            limits=told,
            offence="other-fraud",
            basis="laboratory",
            until=until,
        )
        for place, name in enumerate(order)
    ]
