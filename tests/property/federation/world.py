"""Nodes over a network that loses, doubles, delays and reorders what they say, as seeded."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from clawback.clock import format_time
from clawback.federation.book import Book, ListBook, Movement
from clawback.federation.node import machine, owning
from clawback.federation.node.draft import Draft, Event, Outgoing, Step
from clawback.federation.node.gate import admit
from clawback.federation.node.policy import NO_POLICY, Policy
from clawback.federation.node.site import IdKeys, Keys, Ledger, Site
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import Authority, Certificate, Limits, sign_certificate
from clawback.federation.trust.keys import Secret
from clawback.federation.trust.members import Gateway, Member, MemberKey, Members, public_text
from clawback.federation.wire.envelope import Envelope
from clawback.money import currency, parse_amount

EUR = currency("EUR")
NOW = 1_780_000_000_000_000
OWNER = "centre"
Account = tuple[str, str]


def secret(name: str) -> Secret:
    """A key that is always the same for a name."""
    return Secret(random.Random(name).randbytes(32))


def member(name: str, *agents: str, jurisdiction: str = "XX", gateways: tuple[Gateway, ...] = ()) -> Member:
    key = MemberKey(
        x=public_text(secret(name).public), valid_from="2026-01-01T00:00:00Z", until="2027-01-01T00:00:00Z"
    )
    return Member(
        name=name,
        address=f"http://127.0.0.1/{name}",
        jurisdiction=jurisdiction,
        keys=[key],
        agents=list(agents),
        gateways=list(gateways),
    )


def members(*found: Member) -> Members:
    return Members(version=1, issued_at="2026-01-01T00:00:00Z", members=list(found))


def certificate(claim: str, starts: str, settled_at: int | str, amount: str, **more: object) -> Certificate:
    said: dict[str, object] = {
        "owner": OWNER,
        "case": "C1",
        "claim": claim,
        "starts": starts,
        "settled_at": settled_at if isinstance(settled_at, str) else format_time(settled_at),
        "place": 0,
        "amount": amount,
        "currency": "EUR",
        "rules": ["pro-rata"],
        "limits": Limits(),
        "offence": "investment",
        "basis": "demo/hold-1",
        "until": format_time(NOW + 30 * 86_400_000_000),
        **more,
    }
    return Certificate(**said)  # type: ignore[arg-type]


def authority(limit: str, rule: str | None = "pro-rata", lapses_after: str = "PT24H") -> Authority:
    return Authority(basis="demo/hold-1", limit=limit, lapses_after=lapses_after, rule=rule)


def site(name: str, listed: Members, book: Book | None = None, **more: object) -> Site:
    said: dict[str, object] = {
        "name": name,
        "secret": secret(name),
        "members": listed,
        "currency": EUR,
        "token_key": random.Random(f"token {name}").randbytes(32),
        "book": book,
        **more,
    }
    return Site(**said)  # type: ignore[arg-type]


@dataclass
class Trouble:
    """How often in a hundred a message is lost, comes twice, and how often a node goes away for a while."""

    lost: int = 0
    doubled: int = 0
    away: int = 0


@dataclass
class World:
    """Sites, their states, what is under way, and all that was ever said."""

    sites: dict[str, Site]
    seed: int = 0
    trouble: Trouble = field(default_factory=Trouble)
    now: int = NOW
    states: dict[str, State] = field(default_factory=dict)
    under_way: list[Outgoing] = field(default_factory=list)
    said: list[Outgoing] = field(default_factory=list)
    events: list[tuple[str, Event]] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)
    away: set[str] = field(default_factory=set)
    watch: Callable[[World], None] | None = None

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.states = {name: State() for name in self.sites}

    def apply(self, name: str, step: Step) -> None:
        """Keeps a step's state, written and read again, and puts what it says under way."""
        self.states[name] = msgspec.json.decode(msgspec.json.encode(step.state), type=State)
        self.under_way += step.outgoing
        self.said += step.outgoing
        self.events += [(name, event) for event in step.events]

    def act(self, name: str, what: Callable[[Draft], object]) -> None:
        self.apply(name, machine.act(self.sites[name], self.states[name], self.now, what))

    def tick(self, now: int) -> None:
        self.now = now
        for name in self.sites:
            self.apply(name, machine.tick(self.sites[name], self.states[name], self.now))

    def deliver(self, to: str, texts: list[str]) -> None:
        """What the HTTP side does: through the gate, then a step for all that came."""
        passed: dict[str, Envelope] = {}
        for text in texts:
            try:
                message, envelope = admit(self.sites[to], self.states[to], text, self.now)
                passed[message] = envelope
            except RefusedError as error:
                self.refused.append((to, error.refusal))
        if passed:
            before = self.states[to]
            self.apply(to, machine.take(self.sites[to], before, passed.items(), self.now))
            if self.watch:
                self.watch(self)

    def run(self, most: int = 100_000) -> None:
        """Until nothing is under way to a node that is there."""
        for _ in range(most):
            self._go_away_or_come_back()
            there = [each for each in self.under_way if each.to not in self.away]
            if not there:
                if not self.trouble.away or not self.away:
                    return
                self.away.clear()
                continue
            self._one(self.chance.choice(there))
        raise AssertionError("it does not come to an end")

    def _one(self, message: Outgoing) -> None:
        """Loses a message (it is sent again later), or hands it over, sometimes with others, sometimes twice."""
        if self.chance.randrange(100) < self.trouble.lost:
            return
        others = [each for each in self.under_way if each.to == message.to and each is not message]
        batch = [message, *self.chance.sample(others, min(len(others), self.chance.randrange(3)))]
        for each in batch:
            if self.chance.randrange(100) >= self.trouble.doubled:
                self.under_way.remove(each)
        self.deliver(message.to, [each.text for each in batch])

    def _go_away_or_come_back(self) -> None:
        if self.trouble.away and self.chance.randrange(100) < self.trouble.away:
            name = self.chance.choice(sorted(self.sites.keys() - {OWNER}))
            self.away ^= {name}

    def happened(self, name: str) -> list[Event]:
        return [event for _, event in self.events if event.name == name]

    def positions(
        self, case: str, rule: str, owner: str = OWNER
    ) -> dict[tuple[Account, str], dict[str, int]]:
        found = owning.view(self.states[owner].owned[case], rule).positions
        sums: dict[tuple[Account, str], dict[str, int]] = {}
        for each in found:
            parts = sums.setdefault(((each.agent, each.account), each.position), {})
            for claim, text in each.parts.items():
                parts[claim] = parts.get(claim, 0) + parse_amount(text, EUR)
        return sums

    def is_whole(self, case: str = "C1", owner: str = OWNER) -> bool:
        return owning.is_whole(self.states[owner].owned[case])


def open_case(world: World, certificates: list[Certificate], case: str = "C1", owner: str = OWNER) -> None:
    signed = {each.claim: sign_certificate(each, secret(owner)) for each in certificates}
    world.act(owner, lambda draft: owning.open_claims(draft, case, signed))


def chain(hops: int, *, policy: Policy = NO_POLICY, keys: Keys | None = None, **more: object) -> World:
    """A victim of B1 pays 100.00 to M1 at B1, which pays 90.00 on to M2 at B2, and so on."""
    banks = [f"B{place}" for place in range(1, hops + 1)]
    rows = [movement(0, ("B1", "V"), ("B1", "M1"), 10_000)]
    rows += [
        movement(at, (f"B{at}", f"M{at}"), (f"B{at + 1}", f"M{at + 1}"), 10_000 - at * 1_000)
        for at in range(1, hops)
    ]
    listed = members(member(OWNER), *(member(bank, bank) for bank in banks))
    sites = {OWNER: site(OWNER, listed, reveal=bool(more.get("reveal")))}
    for bank in banks:
        own = [row for row in rows if bank in (row.debtor[0], row.creditor[0])]
        sites[bank] = site(
            bank,
            listed,
            ListBook(own, lambda account, bank=bank: account[0] == bank),
            policy=policy,
            ledger=Ledger(snapshot=f"sha256:{bank}"),
            keys=keys or IdKeys(),
            **more,
        )
    return World(sites)


def movement(at: int, debtor: Account, creditor: Account, amount: int, **more: object) -> Movement:
    said: Mapping[str, object] = {"key": f"T{at}", **more}
    return Movement(
        settled_at=NOW - 86_400_000_000 + at * 60_000_000,
        debtor=debtor,
        creditor=creditor,
        amount=amount,
        **said,  # type: ignore[arg-type]
    )


def first_claim(world: World, **more: object) -> Certificate:
    row = world.sites["B1"].book.movement(0)  # type: ignore[union-attr]
    said: dict[str, object] = {
        "claim": row.key,
        "starts": "B1",
        "settled_at": row.settled_at,
        "amount": "100.00",
    }
    return certificate(**{**said, **more})  # type: ignore[arg-type]


def changed(world: World, name: str, **more: object) -> None:
    """A site is started anew with something else."""
    world.sites[name] = replace(world.sites[name], **more)  # type: ignore[arg-type]
