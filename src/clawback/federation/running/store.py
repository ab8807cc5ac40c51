"""What a node keeps: its state, what came and is not taken yet, what is to be sent, and a journal of every message.

A step is kept whole or not at all, and what it says is sent after that: so a message has its effect once, though it may
be sent many times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from clawback.clock import from_micros
from clawback.federation.node.draft import Outgoing, Step
from clawback.federation.node.state import State
from clawback.journal.entry import Entry
from clawback.journal.hashing import Frontier, leaf_hash

__all__ = ["Kept", "MemoryStore", "Store", "entry_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What a node starts from again: `inbox` by id came and was not taken, `outbox` was not received yet."""

    state: State
    inbox: Mapping[str, str]
    outbox: tuple[Outgoing, ...]


class Store(Protocol):
    """Where a node keeps. Each call is one transaction."""

    def load(self) -> Kept:
        """All that was kept."""
        ...

    def came(self, message: str, text: str, now: int) -> None:
        """A message is in, and will be taken though the node stop now."""
        ...

    def keep(self, step: Step, taken: Iterable[str], now: int) -> None:
        """A step, and the ids of the messages that it took."""
        ...

    def received(self, message: str) -> None:
        """A message of ours is with its recipient."""
        ...

    def refused(self, text: str, refusal: str, now: int) -> None:
        """Something was refused at the gate: logged, nothing else."""
        ...


def entry_of(name: str, verb: str, message: str, digest: str, now: int) -> bytes:
    """A message's entry in the node's journal: whether it came or went, its id and the digest of the signed text."""
    entry = Entry(
        who=f"node/{name}"[:200],
        verb=verb,
        subject=f"message/{message}",
        time=from_micros(now),
        after={"text": digest},
    )
    return entry.to_bytes()


@dataclass
class MemoryStore:
    """A store that ends with the program. `messages` are all that came and went, signed, by id."""

    name: str
    state: State = field(default_factory=State)
    inbox: dict[str, str] = field(default_factory=dict)
    outbox: dict[str, Outgoing] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    entries: int = 0
    size: int = 0

    def __post_init__(self) -> None:
        self._tree = Frontier()

    def load(self) -> Kept:
        return Kept(state=self.state, inbox=dict(self.inbox), outbox=tuple(self.outbox.values()))

    def came(self, message: str, text: str, now: int) -> None:
        self.inbox[message] = text
        self._enter("receive", message, text, now)

    def keep(self, step: Step, taken: Iterable[str], now: int) -> None:
        self.state = step.state
        for message in taken:
            self.inbox.pop(message, None)
        for each in step.outgoing:
            self.outbox[each.id] = each
            self._enter("send", each.id, each.text, now)
            self.size += len(each.text)

    def received(self, message: str) -> None:
        self.outbox.pop(message, None)

    def refused(self, text: str, refusal: str, now: int) -> None:
        self.refusals.append(refusal)

    def root(self) -> bytes:
        """The root of the journal's tree."""
        return self._tree.root()

    def _enter(self, verb: str, message: str, text: str, now: int) -> None:
        self.messages[message] = text
        self.entries += 1
        digest = sha256(text.encode()).hexdigest()
        self._tree.push(leaf_hash(entry_of(self.name, verb, message, digest, now)))
