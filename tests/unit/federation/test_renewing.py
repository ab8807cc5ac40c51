"""Our key is another, and an institution is a member no more: each claim that can be opened still is signed anew."""

from __future__ import annotations

import msgspec
import pytest

from clawback.federation.book import ListBook
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.trust.members import MemberKey, Members, public_text
from tests.property.federation.world import (
    OWNER,
    World,
    certificate,
    chain,
    changed,
    first_claim,
    member,
    members,
    movement,
    open_case,
    secret,
)

NEW = secret("the owner's newest key")
GONE = movement(0, ("B1", "V"), ("B1", "M1"), 10_000)
CASES = ("C1", "C2", "C3")


def asked() -> World:
    """Three cases, each of which starts at another bank."""
    world = chain(3)
    open_case(world, [first_claim(world)])
    for case, claim in (("C2", "T2"), ("C3", "T3")):
        start = f"B{claim[1:]}"
        open_case(world, [certificate(claim, start, world.now - 60_000_000, "1.00", case=case)], case)
    return world


def listed(*banks: str) -> Members:
    own = member(OWNER)
    new = MemberKey(x=public_text(NEW.public), valid_from=own.keys[0].valid_from, until=own.keys[0].until)
    both = msgspec.structs.replace(own, keys=[*own.keys, new])
    return members(both, *(member(bank, bank) for bank in banks))


def signers(world: World) -> list[str]:
    owned = world.states[OWNER].owned
    return [read_certificate(text)[1].key_id for case in CASES for text in owned[case].certificates.values()]


@pytest.mark.parametrize(
    ("book", "ours"),
    [
        (None, False),
        (ListBook([], lambda account: True), False),
        (ListBook([GONE], lambda account: True), True),
    ],
    ids=["no book", "a book without the claim", "a book with it"],
)
def test_what_nobody_can_open_any_more_stops_no_other_case(book: ListBook | None, ours: bool) -> None:
    world = asked()
    changed(world, OWNER, secret=NEW, book=book, members=listed("B2", "B3"))
    said = len(world.said)
    world.tick(world.now + 1)
    assert [each == NEW.id for each in signers(world)] == [ours, True, True]
    assert {each.to for each in world.said[said:]} == {"B2", "B3"}
    sent = len(world.said)
    world.tick(world.now + 2)
    assert len(world.said) == sent, "once is enough"
