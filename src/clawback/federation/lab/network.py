"""Nodes that run side by side on loopback, each with its own key, and the owner's among them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from clawback import clock
from clawback.federation.node.draft import Event
from clawback.federation.node.site import Site
from clawback.federation.running.running import RunningNode
from clawback.federation.running.store import MemoryStore, Store
from clawback.federation.trust.keys import Secret, new_secret
from clawback.federation.trust.members import (
    Member,
    MemberKey,
    Members,
    public_text,
    read_members,
    sign_members,
)

__all__ = ["Network", "keys_for", "listed", "one_day", "running"]

_NOBODY = Members(version=0, issued_at="1970-01-01T00:00:00Z", members=[])
_SHORT_TURN = 0.0002
"""Seconds: nodes are threads here, and each signature and digest of one waits for a turn among all others."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Network:
    """Nodes by name; `owner` is the name of the one that asks."""

    nodes: dict[str, RunningNode]
    stores: Mapping[str, Store]
    owner: str
    happened: Callable[[str, Event], None] = lambda name, event: None

    @property
    def asking(self) -> RunningNode:
        """The owner's node."""
        return self.nodes[self.owner]

    def take_away(self, name: str) -> None:
        """Stops a node, as a machine stops."""
        self.nodes[name].stop()

    def bring_back(self, name: str) -> None:
        """Starts it again at its address, from what its store has."""
        gone = self.nodes[name]
        port = urlsplit(gone.address).port
        self.nodes[name] = RunningNode(
            gone.site, self.stores[name], port=port or 0, happened=partial(self.happened, name)
        )
        self.nodes[name].start()


def keys_for(names: list[str]) -> dict[str, Secret]:
    """A new key for each."""
    return {name: new_secret() for name in names}


def listed(members: list[Member]) -> Members:
    """A list of these members, signed by a coordinator of the moment and read again as every node reads it."""
    coordinator = new_secret()
    issued_at = clock.format_time(clock.to_micros(clock.now()))
    text = sign_members(Members(version=1, issued_at=issued_at, members=members), coordinator)
    return read_members(text, [coordinator.public])


def one_day(secret: Secret) -> MemberKey:
    """A key that is good for a day."""
    now = clock.to_micros(clock.now() - timedelta(minutes=5))
    until = clock.to_micros(clock.now() + _A_DAY)
    return MemberKey(
        x=public_text(secret.public), valid_from=clock.format_time(now), until=clock.format_time(until)
    )


@contextmanager
def running(
    sites: Mapping[str, Callable[[Members], Site]],
    members: Callable[[Mapping[str, str]], list[Member]],
    owner: str,
    *,
    happened: Callable[[str, Event], None] = lambda name, event: None,
    stores: Mapping[str, Store] | None = None,
) -> Iterator[Network]:
    """Starts a node for each site (made with the list of members), and stops them all.

    `members(addresses)` gives the list's members when every node has its address.
    """
    kept = stores or {name: MemoryStore(name) for name in sites}
    nodes = {
        name: RunningNode(make(_NOBODY), kept[name], happened=partial(happened, name))
        for name, make in sites.items()
    }
    found = listed(members({name: node.address for name, node in nodes.items()}))
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_TURN)
    try:
        for node in nodes.values():
            node.start(found)
        yield Network(nodes=nodes, stores=kept, owner=owner, happened=happened)
    finally:
        sys.setswitchinterval(before)
        for node in nodes.values():
            node.stop()
