"""Who may say what of an institution without a node: the owner, of its own cases, and nobody beside it."""

from __future__ import annotations

from clawback.clock import format_time
from clawback.federation.book import ListBook
from clawback.federation.node import owning
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal
from clawback.federation.trust.members import Members
from clawback.federation.wire.messages import Away, Carried, Notice, Report, RuleReport
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    authority,
    chain,
    changed,
    first_claim,
    member,
    members,
    open_case,
    site,
)
from tests.unit.federation.saying import certified, said

POLICY = Policy(
    honours=(Honour(owner=OWNER, bases=("demo/hold-1",), most=10**6, most_a_day=10**7, holds_a_day=10),)
)


def mixed(*without: str, hops: int = 3, told: bool = True) -> World:
    """As `chain`, but some institutions have no node; the owner was told their transfers, or the claim's alone."""
    world = chain(hops, policy=POLICY)
    agents = [name for name in world.sites if name not in (OWNER, *without)]
    listed = members(member(OWNER), *(member(name, name) for name in agents))
    rows = {}
    for name in without:
        book = world.sites[name].book
        assert isinstance(book, ListBook)
        rows |= {row.key: row for row in book.movements if told or row.key == "T0"}
    for name in without:
        del world.sites[name], world.states[name]
    for name in world.sites:
        changed(world, name, members=listed)
    stated = sorted(rows.values(), key=lambda row: row.settled_at)
    changed(world, OWNER, book=ListBook(stated, lambda account: account[0] in without))
    return world


def places(world: World, rule: str = "fifo") -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for place, parts in world.positions("C1", rule).items():
        found[place[0][0], place[1]] = found.get((place[0][0], place[1]), 0) + sum(parts.values())
    return found


def asked(world: World) -> World:
    open_case(world, [first_claim(world, hold=authority("100.00"))])
    world.run()
    assert world.is_whole()
    return world


def test_a_node_no_node_a_node() -> None:
    world = chain(3)
    claim = first_claim(world)
    world = mixed("B2")
    open_case(world, [claim])
    world.run()
    assert world.is_whole()
    assert places(world) == {("B1", "standing"): 1_000, ("B2", "standing"): 1_000, ("B3", "standing"): 8_000}
    assert not world.happened("contradiction")


def test_without_its_statement_it_awaits_and_goes_on_when_it_is_there() -> None:
    claim, whole = first_claim(chain(3)), mixed("B2").sites[OWNER].book
    world = mixed("B2", told=False)
    open_case(world, [claim])
    world.run()
    assert world.is_whole()
    assert places(world) == {("B1", "standing"): 1_000, ("B2", "awaiting"): 9_000}
    (away,) = world.states[OWNER].owned["C1"].reports["B1"].rules["fifo"].away.values()
    assert (away.agent, away.amount, away.fate) == ("B2", "90.00", "awaiting")
    changed(world, OWNER, book=whole)
    world.act(OWNER, lambda draft: owning.look_again(draft, ["C1"]))
    assert not world.is_whole()
    world.run()
    assert world.is_whole()
    assert places(world)["B3", "standing"] == 8_000


def test_a_claim_whose_own_bank_has_no_node_goes_to_the_bank_that_got_it() -> None:
    claim = first_claim(chain(3), hold=authority("100.00"))
    world = mixed("B1")
    open_case(world, [claim])
    world.run()
    assert world.is_whole()
    assert places(world) == {("B1", "standing"): 1_000, ("B2", "standing"): 1_000, ("B3", "standing"): 8_000}
    assert sum(each.amount for each in world.states["B3"].holds.values()) == 8_000


def notice(author: str, text: str, version: int = 7) -> Notice:
    carried = Carried(parts={"T0": "80.00"}, depth=2, followed=True)
    return Notice(
        causes=["C1"],
        transfer="T2",
        settled_at=format_time(NOW),
        version=version,
        rules={"fifo": carried},
        certificates={"T0": text},
    )


def refused(world: World) -> str:
    return world.happened("refused")[-1].facts["refusal"]


def test_an_owner_tells_of_no_institution_that_has_a_node() -> None:
    world = asked(chain(3))
    before = world.states["B3"].arrivals
    world.deliver("B3", [said(OWNER, "B3", notice(OWNER, certified()))])
    assert refused(world) == Refusal.NO_SUCH_CREDIT.text
    assert world.states["B3"].arrivals == before


def with_police(world: World) -> World:
    listed = world.sites[OWNER].members
    more = Members(version=2, issued_at=listed.issued_at, members=[*listed.members, member("police")])
    for name in world.sites:
        changed(world, name, members=more)
    world.sites["police"], world.states["police"] = site("police", more), State()
    return world


def test_an_owner_tells_of_no_other_owner_s_case() -> None:
    world = with_police(mixed("B2"))
    world.deliver("B3", [said("police", "B3", notice("police", certified()))])
    assert refused(world) == Refusal.BAD_CERTIFICATE.text
    assert world.states["B3"].arrivals == {}


def test_of_one_transfer_one_owner_tells() -> None:
    claim = first_claim(chain(3))
    world = with_police(mixed("B2"))
    open_case(world, [claim])
    world.run()
    theirs = certified(owner="police", signer="police", case="C2")
    world.deliver("B3", [said("police", "B3", notice("police", theirs))])
    assert refused(world) == Refusal.TOLD_BY_ANOTHER.text
    assert world.states["B3"].arrivals["T2"].author == OWNER


def test_a_bank_tells_of_no_bank_without_a_node() -> None:
    world = mixed("B2")
    world.deliver("B3", [said("B1", "B3", notice("B1", certified()))])
    assert refused(world) == Refusal.NO_SUCH_CREDIT.text


def lie(world: World, **more: object) -> Report:
    honest = world.states[OWNER].owned["C1"].reports["B1"]
    fields: dict[str, object] = {
        "agent": "B2",
        "account": "x",
        "parts": {"T0": "90.00"},
        "depth": 1,
        "fate": "awaiting",
        "settled_at": format_time(NOW),
        "amount": "90.00",
        **more,
    }
    told = RuleReport(
        traced={},
        positions=[],
        received={},
        sent={},
        away={"T1": Away(**fields)},  # type: ignore[arg-type]
    )
    return Report(
        causes=["C1"],
        case="C1",
        version=honest.version + 1,
        rules={"fifo": told},
        holds={},
        unheld={},
        stopped={},
    )


def mixed_and_asked() -> World:
    claim = first_claim(chain(3))
    world = mixed("B2")
    open_case(world, [claim])
    world.run()
    return world


def test_more_than_came_in_is_voided_where_the_owner_stands_in() -> None:
    """B1 says that more went to B2 than started with it: what that brought to B3 is taken back."""
    world = mixed_and_asked()
    world.deliver(OWNER, [said("B1", OWNER, lie(world))])
    world.run()
    (found,) = world.happened("contradiction")
    assert "more is sent on than came in" in found.facts["words"]
    assert ("B3", "standing") not in places(world)
    assert not [each for each in world.states["B3"].arrivals.values() if each.rules]


def test_parts_of_claims_that_are_not_the_case_s_are_not_taken_in() -> None:
    world = mixed_and_asked()
    world.deliver(OWNER, [said("B1", OWNER, lie(world, parts={"T9": "90.00"}))])
    world.run()
    assert ("B3", "standing") not in places(world)
    assert world.states[OWNER].claims.keys() == {"T0"}


def test_more_parts_than_the_transfer_has_are_not_taken_in() -> None:
    world = mixed_and_asked()
    world.deliver(OWNER, [said("B1", OWNER, lie(world, parts={"T0": "90.01"}))])
    world.run()
    assert ("B3", "standing") not in places(world)


def test_odd_times_fates_and_depths_are_refused() -> None:
    world = mixed_and_asked()
    for odd in ({"settled_at": "now"}, {"fate": "standing"}, {"depth": -1}, {"amount": "-1.00"}):
        world.deliver(OWNER, [said("B1", OWNER, lie(world, **odd))])
        assert refused(world) in (Refusal.NOT_A_MESSAGE.text, Refusal.NO_AMOUNT.text)
    assert places(world)["B3", "standing"] == 8_000


def test_an_institution_that_gets_a_node_tells_by_itself() -> None:
    """What its owner said in its place is taken back, and what it says counts."""
    world = mixed_and_asked()
    listed = members(member(OWNER), *(member(name, name) for name in ("B1", "B2", "B3")))
    own = chain(3).sites["B2"].book
    for name in world.sites:
        changed(world, name, members=listed)
    changed(world, OWNER, book=ListBook([], lambda account: False))
    world.sites["B2"], world.states["B2"] = site("B2", listed, own), State()
    world.tick(NOW + 1)
    world.act(OWNER, lambda draft: owning.look_again(draft, ["C1"]))
    world.run()
    assert [each for each in world.states["B3"].arrivals.values() if each.rules] == []
    body = notice("B2", certified(hold=authority("100.00")), version=1)
    world.deliver("B3", [said("B2", "B3", body)])
    assert world.states["B3"].arrivals["T2"].author == "B2"
