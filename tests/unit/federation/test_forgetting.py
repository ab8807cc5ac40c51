"""A node keeps the ids of messages only as long as its gate would let them in again."""

from __future__ import annotations

from clawback.federation.node.machine import take, tick
from clawback.federation.node.state import State
from tests.property.federation.world import NOW, OWNER, chain


def test_ids_of_dead_messages_are_forgotten_at_every_step() -> None:
    site, state = chain(2).sites[OWNER], State(seen={"dead": NOW, "alive": NOW + 1})
    assert take(site, state, [], NOW).state.seen == {"alive": NOW + 1}
    assert tick(site, state, NOW).state.seen == {"alive": NOW + 1}
