"""The next state while it is made: what is changed, what is to be sent, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from clawback.clock import format_time
from clawback.errors import Bug
from clawback.federation.node.site import Site
from clawback.federation.node.state import Again, Engaged, Left, State, Waiting
from clawback.federation.refusals import RefusedError
from clawback.federation.settled import Settled
from clawback.federation.wire.envelope import TYPE, Envelope, id_of, written
from clawback.federation.wire.messages import Body, Refused
from clawback.money import format_amount

__all__ = ["Draft", "Event", "Outgoing", "Step"]

LIFETIME = 7 * 24 * 3600 * 1_000_000
"""How long a message is good, in microseconds; so long is its id kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """A signed message to be sent until its recipient has it."""

    id: str
    to: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What happened, for the journal and for people."""

    name: str
    facts: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What a step gives."""

    state: State
    outgoing: tuple[Outgoing, ...]
    events: tuple[Event, ...]


@dataclass
class Draft:
    """Mutable copies of a state's parts, by name; the state itself is not touched.

    `causes` are those of the messages of this step; what it sends is sent for all of them. `asked`: cases to be
    reported anew, with their owners. `dirty`: accounts are to be settled again; `settled` is what that found, by rule.
    `by_person`: holds that a person of ours places in this step, by name. `anew`: transfers of which is said again
    what was refused.
    """

    site: Site
    state: State
    now: int
    outgoing: list[Outgoing] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    causes: set[str] = field(default_factory=set)
    acks: list[tuple[str, str, str]] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    settled: dict[str, Settled] = field(default_factory=dict)
    by_person: set[str] = field(default_factory=set)
    anew: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name in State.__struct_fields__:
            value = getattr(self.state, name)
            setattr(self, name, dict(value) if isinstance(value, dict) else value)

    # What __post_init__ sets, each a copy of the state's.
    number: int = field(init=False)
    seen: dict[str, int] = field(init=False)
    claims: dict[str, dict[str, str]] = field(init=False)
    carriers: dict[str, dict[str, str]] = field(init=False)
    arrivals: dict[str, Any] = field(init=False)
    said: dict[str, Any] = field(init=False)
    stopped: dict[str, str] = field(init=False)
    again: dict[str, Again] = field(init=False)
    voided: dict[str, list[str]] = field(init=False)
    reported: dict[str, list[str]] = field(init=False)
    holds: dict[str, Any] = field(init=False)
    unheld: dict[str, dict[str, str]] = field(init=False)
    left: dict[str, Left] = field(init=False)
    declined: dict[str, dict[str, int]] = field(init=False)
    engaged: dict[str, Engaged] = field(init=False)
    touched: dict[str, list[str]] = field(init=False)
    waiting: dict[str, Waiting] = field(init=False)
    owned: dict[str, Any] = field(init=False)
    found: dict[str, Any] = field(init=False)
    over: dict[str, dict[str, tuple[str, int]]] = field(init=False)
    ended: dict[str, int] = field(init=False)
    confirming: dict[str, tuple[str, str, str]] = field(init=False)

    def send(self, to: str, body: Body, *, causes: Iterable[str] = (), transfer: str = "") -> str:
        """Signs a message and puts it among what is to be sent; one with causes is waited for. Returns its id."""
        self.number += 1
        envelope = Envelope(
            author=self.site.name,
            recipient=to,
            number=self.number,
            sent_at=format_time(self.now),
            until=format_time(self.now + LIFETIME),
            body=body,
        )
        payload = written(envelope)
        message = id_of(payload)
        self.outgoing.append(Outgoing(id=message, to=to, text=self.site.secret.sign(TYPE, payload)))
        named = sorted(causes)
        if named:
            self.waiting[message] = Waiting(to=to, causes=named, transfer=transfer)
            for cause in named:
                engaged = self.engaged.get(cause)
                if engaged is None:
                    raise Bug(f"a message for {cause}, in which this node is not engaged")
                self.engaged[cause] = msgspec.structs.replace(engaged, open=engaged.open + 1)
        return message

    def refuse(self, message: str, author: str, error: RefusedError) -> None:
        """Tells the author that a message is refused, and why."""
        refusal = error.refusal.text
        self.event("refused", message=message, author=author, refusal=refusal, words=error.words)
        self.send(author, Refused(message=message, refusal=refusal, words=error.words))

    def event(self, name: str, **facts: str) -> None:
        """Notes what happened."""
        self.events.append(Event(name=name, facts=facts))

    def texts(self, parts: dict[str, int]) -> dict[str, str]:
        """Parts as they stand on the wire, claims sorted."""
        return {claim: format_amount(parts[claim], self.site.currency) for claim in sorted(parts)}

    def step(self) -> Step:
        """The new state, and what comes with it."""
        state = State(**{name: getattr(self, name) for name in State.__struct_fields__})
        return Step(state=state, outgoing=tuple(self.outgoing), events=tuple(self.events))

    def names(self, several: Sequence[str]) -> str:
        """Several names as an event tells them."""
        return ", ".join(sorted(several))
