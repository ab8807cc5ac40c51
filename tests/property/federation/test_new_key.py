"""The owner's key ends while a trace goes on: under the new one it is what it would have been."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.clock import format_time
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.trust.keys import Secret
from clawback.federation.trust.members import Member, MemberKey, Members, public_text
from tests.property.federation.cutting import TROUBLES
from tests.property.federation.world import (
    NOW,
    OWNER,
    Trouble,
    World,
    chain,
    changed,
    first_claim,
    open_case,
    secret,
)
from tests.reference import RULES

DAY = 86_400_000_000
NEW: Secret = secret("the owner's new key")
ENDS = NOW + 2 * DAY


def listed(world: World, version: int, *, new: bool) -> Members:
    """The old key ends two days from now; the new one is good from tomorrow."""
    before = world.sites[OWNER].members
    keys = [_key(secret(OWNER), NOW - DAY, ENDS), *([_key(NEW, NOW + DAY, NOW + 99 * DAY)] if new else [])]
    own = Member(name=OWNER, address="http://127.0.0.1/", jurisdiction="XX", keys=keys, agents=[])
    others = [each for each in before.members if each.name != OWNER]
    return Members(version=version, issued_at=before.issued_at, members=[own, *others])


def _key(key: Secret, since: int, until: int) -> MemberKey:
    return MemberKey(x=public_text(key.public), valid_from=format_time(since), until=format_time(until))


def told(world: World, version: int, *, new: bool) -> None:
    found = listed(world, version, new=new)
    for name in world.sites:
        changed(world, name, members=found)


def asked(seed: int = 0, trouble: Trouble | None = None, away: str = "") -> World:
    world = World(chain(4).sites, seed=seed, trouble=trouble or Trouble())
    told(world, 2, new=False)
    world.away = {away} - {""}
    open_case(world, [first_claim(world)])
    world.run()
    return world


def found(world: World) -> list[object]:
    return [world.positions("C1", rule) for rule in RULES]


def signers(world: World) -> set[str]:
    """Whose certificates the banks hold."""
    states = [world.states[name] for name in world.sites if name != OWNER]
    texts = [text for state in states for cases in state.claims.values() for text in cases.values()]
    return {read_certificate(text)[1].key_id for text in texts}


def test_in_the_time_of_both_keys_every_certificate_is_signed_anew() -> None:
    world = asked()
    plain = found(world)
    assert signers(world) == {secret(OWNER).id}
    told(world, 3, new=True)
    changed(world, OWNER, secret=NEW)
    world.tick(NOW + DAY + DAY // 2)
    world.run()
    assert world.is_whole()
    assert signers(world) == {NEW.id}
    said = len(world.said)
    world.tick(ENDS + DAY)
    world.run()
    assert len(world.said) == said, "once is enough"
    assert found(world) == plain


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), trouble=TROUBLES)
def test_what_the_old_key_was_refused_for_goes_on_under_the_new_one(seed: int, trouble: Trouble) -> None:
    plain = found(asked())
    world = asked(seed, Trouble(lost=trouble.lost, doubled=trouble.doubled), away="B3")
    assert not world.is_whole()
    world.now, world.away = ENDS + DAY, {OWNER}  # nobody would let in what the old key signs
    world.run()
    assert world.states["B2"].stopped == {"T2": "bad certificate"}
    world.away.clear()
    told(world, 3, new=True)
    changed(world, OWNER, secret=NEW)
    world.tick(ENDS + DAY + 1)
    world.run()
    assert world.is_whole()
    assert found(world) == plain
    assert signers(world) == {NEW.id}


def test_who_reads_of_the_new_key_late_is_told_again_by_the_clock() -> None:
    plain = found(asked())
    world = asked(away="B3")
    found_list = listed(world, 3, new=True)
    for name in world.sites.keys() - {"B3"}:
        changed(world, name, members=found_list)
    changed(world, OWNER, secret=NEW)
    world.now = ENDS + DAY
    world.tick(world.now)
    world.away.clear()
    world.run()
    assert world.states["B2"].stopped == {"T2": "bad certificate"}
    changed(world, "B3", members=found_list)
    world.tick(world.now + DAY)
    world.run()
    assert world.is_whole()
    assert found(world) == plain
