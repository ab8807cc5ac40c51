"""A case has one owner: by whose name its own begins, or who came first; whoever left the list is in nobody's way."""

from __future__ import annotations

from msgspec.structs import replace

from clawback.federation.node import owning
from clawback.federation.node.state import State
from clawback.federation.trust.certificates import sign_certificate
from clawback.federation.trust.members import Members
from tests.property.federation.world import (
    OWNER,
    World,
    chain,
    changed,
    first_claim,
    member,
    open_case,
    secret,
    site,
)

CASE = f"{OWNER}/C-1"


def listed(world: World, members: Members) -> None:
    for name in world.sites:
        changed(world, name, members=members)


def test_who_asked_of_it_before_is_not_its_owner() -> None:
    """As a node may have kept it that was made before askers were told from owners."""
    world = chain(2)
    known = world.sites[OWNER].members
    listed(world, Members(version=2, issued_at=known.issued_at, members=[*known.members, member("other")]))
    world.states["B1"] = replace(world.states["B1"], reported={CASE: ["1", "", "other"]})
    open_case(world, [first_claim(world, case=CASE)], CASE)
    world.run()
    assert owning.is_whole(world.states[OWNER].owned[CASE])
    assert not world.happened("refused")


def test_an_owner_whose_name_changed_goes_on() -> None:
    world = chain(2)
    open_case(world, [first_claim(world, case=CASE)], CASE)
    world.run()
    known = world.sites[OWNER].members
    renamed = [replace(each, name="anew") if each.name == OWNER else each for each in known.members]
    members = Members(version=2, issued_at=known.issued_at, members=renamed)
    listed(world, members)
    world.sites["anew"], world.states["anew"] = site("anew", members, secret=secret(OWNER)), State()
    said = first_claim(world, case=CASE, owner="anew")
    certificate = sign_certificate(said, secret(OWNER))
    world.act("anew", lambda draft: owning.open_claims(draft, CASE, {said.claim: certificate}))
    world.run()
    assert not world.happened("refused")
