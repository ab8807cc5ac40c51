"""A node's own database: a step is kept whole, a node goes on from it, every message is in its journal."""

from __future__ import annotations

from clawback.federation.node import machine, owning
from clawback.federation.node.gate import admit
from clawback.federation.running.store import MemoryStore, Store
from clawback.federation.trust.certificates import sign_certificate
from clawback.server.federated.store import PostgresStore
from tests.property.federation.world import NOW, OWNER, World, chain, first_claim, secret


def asked(world: World, owner: Store, bank: Store) -> str:
    """An owner's question, kept on both sides; its id."""
    text = sign_certificate(first_claim(world), secret(OWNER))
    step = machine.act(
        world.sites[OWNER],
        world.states[OWNER],
        NOW,
        lambda draft: owning.open_claims(draft, "C1", {"T0": text}),
    )
    owner.keep(step, (), NOW)
    (message,) = step.outgoing
    bank.came(message.id, message.text, NOW)
    return message.id


def test_a_node_goes_on_from_its_database(database: str) -> None:
    world = chain(2)
    bank, owner = PostgresStore(database, "B1"), MemoryStore(OWNER)
    message = asked(world, owner, bank)
    bank.close()

    again = PostgresStore(database, "B1")
    kept = again.load()
    assert list(kept.inbox) == [message]
    envelope = admit(world.sites["B1"], kept.state, kept.inbox[message], NOW)[1]
    step = machine.take(world.sites["B1"], kept.state, [(message, envelope)], NOW)
    again.keep(step, [message], NOW)
    again.received(step.outgoing[0].id)
    again.refused("x", "not a message", NOW)
    again.close()

    last = PostgresStore(database, "B1")
    found = last.load()
    assert found.state == step.state
    assert found.inbox == {}
    assert [each.id for each in found.outbox] == [each.id for each in step.outgoing[1:]]
    assert found.outbox == step.outgoing[1:]
    last.close()


def test_its_journal_is_that_of_a_node_in_memory(database: str) -> None:
    world = chain(2)
    stores = (PostgresStore(database, "B1"), MemoryStore("B1"))
    for store in stores:
        message = asked(world, MemoryStore(OWNER), store)
        envelope = admit(world.sites["B1"], store.load().state, store.load().inbox[message], NOW)[1]
        store.keep(
            machine.take(world.sites["B1"], store.load().state, [(message, envelope)], NOW), [message], NOW
        )
    one, other = stores
    assert one.root() == other.root()
    assert one.size == other.size
    one.close()
