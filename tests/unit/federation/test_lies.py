"""A node that invents parts, and one that does not answer: found by the owner's check, or shown as awaiting."""

from __future__ import annotations

from msgspec.structs import replace

from clawback.clock import format_time
from clawback.federation.book import ListBook
from clawback.federation.node import owning
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal
from clawback.federation.trust.members import Members
from clawback.federation.wire.jws import parse
from clawback.federation.wire.messages import Ask, Carried, Known, Notice, Open, Report, RuleReport, Shared
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    authority,
    certificate,
    chain,
    changed,
    first_claim,
    member,
    movement,
    open_case,
    site,
)
from tests.reference import RULES
from tests.unit.federation.saying import certified, said

POLICY = Policy(
    honours=(
        Honour(
            owner=OWNER,
            bases=("demo/hold-1",),
            most=10**9,
            most_a_day=10**9,
            holds_a_day=99,
            holds_an_account=9,
        ),
    )
)


def traced(hops: int = 4) -> World:
    """As `chain`, but 100.00 of wages stand in M2 before the claim comes: under fifo nothing of it leaves there."""
    world = chain(hops, policy=POLICY)
    wages = movement(-9, ("", "EMPLOYER"), ("B2", "M2"), 10_000, key="W")
    rows = [world.sites["B2"].book.movement(at) for at in range(2)]  # type: ignore[union-attr]
    changed(world, "B2", book=ListBook([wages, *rows], lambda account: account[0] == "B2"))
    open_case(world, [first_claim(world, hold=authority("100.00", "fifo"))])
    world.run()
    assert world.is_whole()
    assert world.positions("C1", "fifo")[("B2", told(world, "B2", "M2")), "standing"] == {"T0": 9_000}
    return world


def told(world: World, agent: str, account: str) -> str:
    return world.sites[agent].told("C1", (agent, account))


def invented(version: int = 9) -> Notice:
    carried = Carried(parts={"T0": "80.00"}, depth=2, followed=True)
    return Notice(
        causes=["C1"],
        transfer="T2",
        settled_at=format_time(NOW),
        version=version,
        rules=dict.fromkeys(RULES, carried),
        certificates={"T0": certified(hold=authority("100.00", "fifo"))},
    )


def held(world: World, name: str) -> int:
    return sum(each.amount for each in world.states[name].holds.values())


def test_parts_that_one_side_does_not_say_it_sent_are_voided_and_their_holds_end() -> None:
    world = traced()
    assert held(world, "B3") == held(world, "B4") == 0
    world.deliver("B3", [said("B2", "B3", invented())])
    assert held(world, "B3") > 0
    world.run()
    (found,) = world.happened("contradiction")
    assert found.facts["transfer"] == "T2"
    assert "B2 says it sent nothing" in found.facts["words"]
    assert held(world, "B3") == held(world, "B4") == 0
    assert world.is_whole()
    assert [place for place in world.positions("C1", "fifo") if place[0][0] in ("B3", "B4")] == []
    assert world.positions("C1", "pro-rata")[("B2", told(world, "B2", "M2")), "standing"]


def test_of_the_same_version_they_are_found_without_asking() -> None:
    world = traced()
    honest = world.states["B2"].said["T2"].version
    world.deliver("B3", [said("B2", "B3", invented(honest + 1))])
    report = world.states[OWNER].owned["C1"].reports["B2"]
    world.run()
    assert world.states[OWNER].owned["C1"].reports["B2"].version > report.version
    assert len(world.happened("contradiction")) == 1


def test_more_out_than_in_is_voided_where_both_sides_say_so() -> None:
    """B2 tells B3 and the owner the same invention."""
    world = traced()
    world.deliver("B3", [said("B2", "B3", invented())])
    honest = world.states[OWNER].owned["C1"].reports["B2"]
    known = Known(agent="B3", account="x", version=9, parts={"T0": "80.00"})
    lie = Report(
        causes=["C1"],
        case="C1",
        version=honest.version + 1,
        rules={
            rule: RuleReport(
                traced=found.traced, positions=found.positions, received={}, sent={"T2": known}, away={}
            )
            for rule, found in honest.rules.items()
        },
        holds={},
        unheld={},
        stopped={},
    )
    world.deliver(OWNER, [said("B2", OWNER, lie)])
    world.run()
    words = {event.facts["words"] for event in world.happened("contradiction")}
    assert any("more is sent on than came in" in each for each in words)
    assert held(world, "B3") == held(world, "B4") == 0


def test_an_institution_tells_nothing_of_another_s_accounts() -> None:
    world = traced()
    honest = world.states[OWNER].owned["C1"].reports["B2"]
    lie = Report(
        causes=["C1"],
        case="C1",
        version=99,
        rules=honest.rules,
        holds={},
        unheld={},
        stopped={},
    )
    world.deliver(OWNER, [said("B3", OWNER, lie)])
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NOT_THE_AUTHOR.text
    assert world.states[OWNER].owned["C1"].reports["B3"].version != 99


def test_what_went_to_a_silent_institution_is_awaiting_until_it_is_back() -> None:
    world = chain(5, policy=POLICY)
    world.away = {"B3"}
    open_case(world, [first_claim(world, hold=authority("100.00"))])
    world.run()
    assert not world.is_whole()
    found = {(place[0][0], place[1]): parts for place, parts in world.positions("C1", "fifo").items()}
    assert found == {
        ("B1", "standing"): {"T0": 1_000},
        ("B2", "standing"): {"T0": 1_000},
        ("B3", "awaiting"): {"T0": 8_000},
    }
    assert held(world, "B2") == 1_000
    world.away = set()
    world.run()
    assert world.is_whole()
    assert not [place for place in world.positions("C1", "fifo") if place[1] == "awaiting"]
    assert held(world, "B5") == 6_000


def test_what_is_never_acknowledged_is_never_said_to_be_whole() -> None:
    """B2 takes everything in and answers nothing."""
    world = chain(3)
    open_case(world, [first_claim(world)])
    for _ in range(100):
        world.under_way = [
            each for each in world.under_way if each.to != "B1" or "B2" not in authors(each.text)
        ]
        if not world.under_way:
            break
        message = world.under_way.pop(0)
        world.deliver(message.to, [message.text])
    assert not world.is_whole()
    assert not world.happened("whole")


def authors(text: str) -> str:
    return parse(text).payload.split(b'"body"')[0].decode()


def shared() -> World:
    """The centre and the police trace one transfer."""
    world = chain(3, policy=POLICY)
    listed = world.sites[OWNER].members
    more = Members(version=2, issued_at=listed.issued_at, members=[*listed.members, member("police")])
    for name in world.sites:
        changed(world, name, members=more)
    world.sites["police"] = site("police", more)
    world.states["police"] = State()
    open_case(world, [first_claim(world, hold=authority("100.00"))])
    world.run()
    second = certificate("T0", "B1", NOW - 86_400_000_000, "100.00", owner="police", case="C2")
    open_case(world, [second], "C2", "police")
    world.run()
    return world


def test_two_owners_who_trace_one_transfer_are_found() -> None:
    world = shared()
    for owner, case in ((OWNER, "C1"), ("police", "C2")):
        assert world.states[owner].owned[case].sharing["T0"].cases == {"C1": "", "C2": ""}
    ((name, _),) = world.states["B1"].holds.items()
    world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B1", name, "A-1"))
    world.run()
    assert world.happened("was refused")[-1].facts["refusal"] == Refusal.SHARED.text


def test_a_shared_claim_goes_on_when_both_name_the_same_case() -> None:
    world = shared()
    world.act(OWNER, lambda draft: owning.carry(draft, "C1", "T0", "C2"))
    world.run()
    assert not world.happened("carried")
    assert world.states["police"].owned["C2"].sharing["T0"].cases == {"C1": "C2", "C2": ""}
    assert world.positions("C1", "fifo") != {}
    world.act("police", lambda draft: owning.carry(draft, "C2", "T0", "C2"))
    world.run()
    assert len(world.happened("carried")) == 1
    assert world.is_whole("C1")
    assert world.is_whole("C2", "police")
    assert world.positions("C1", "fifo") == {}
    places = {place[0][0]: parts for place, parts in world.positions("C2", "fifo", "police").items()}
    assert places == {"B1": {"T0": 1_000}, "B2": {"T0": 1_000}, "B3": {"T0": 8_000}}
    assert not world.happened("contradiction")


def test_who_is_alone_with_a_claim_again_is_told_so_and_an_older_word_does_not_count() -> None:
    world = shared()
    known = world.states["police"].owned["C2"].sharing["T0"]
    world.act(OWNER, lambda draft: owning.close(draft, "C1", ["T0"]))
    world.run()
    alone = world.states["police"].owned["C2"].sharing["T0"]
    assert alone.cases == {"C2": ""}
    late = Shared(claim="T0", version=known.version, cases=known.cases)
    world.deliver("police", [said("B1", "police", late, number=90)])
    assert world.states["police"].owned["C2"].sharing["T0"] == alone


def test_only_the_institution_where_a_claim_starts_says_that_it_is_shared() -> None:
    world = shared()
    known = world.states[OWNER].owned["C1"].sharing
    lie = Shared(claim="T0", version=10**6, cases={"C1": "C1"})
    world.deliver(OWNER, [said("B2", OWNER, lie, number=90)])
    assert world.states[OWNER].owned["C1"].sharing == known
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NO_SUCH_DEBIT.text


def lying(world: World, name: str, **more: object) -> str:
    """The member's newest report, and the next version of it that says something else under every rule."""
    honest = world.states[OWNER].owned["C1"].reports[name]
    rules = {rule: replace(found, **more) for rule, found in honest.rules.items()}
    return said(name, OWNER, replace(honest, causes=["C1"], version=honest.version + 1, rules=rules))


def invention(known: Known) -> World:
    """B2 invents parts for B3, and tells the owner that it had them of `known`."""
    world = traced()
    world.deliver("B3", [said("B2", "B3", invented())])
    assert held(world, "B3") > 0
    sent = Known(agent="B3", account="x", version=9, parts={"T0": "80.00"})
    world.deliver(OWNER, [lying(world, "B2", sent={"T2": sent}, received={"X": known}, positions=[])])
    world.run()
    return world


def test_nobody_is_said_to_have_sent_what_is_invented() -> None:
    """Neither an agent that is no member's, nor one that had said nothing of it, nor the liar itself."""
    for agent in ("NOBODY", "B1", "B2"):
        world = invention(Known(agent=agent, account="", version=3, parts={"T0": "80.00"}))
        assert {event.facts["transfer"] for event in world.happened("contradiction")} >= {"X"}
        assert held(world, "B3") == held(world, "B4") == 0, agent


def test_a_version_is_none_that_the_check_would_not_compare() -> None:
    world = invention(Known(agent="B1", account="", version=-1, parts={"T0": "80.00"}))
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NOT_A_MESSAGE.text
    assert held(world, "B3") == 0
    for version in (0, -5):
        world.deliver("B3", [said("B2", "B3", invented(version), number=90)])
        assert world.happened("refused")[-1].facts["words"] == "a version below one"


def test_a_claim_starts_where_its_certificate_says_and_is_no_more_than_its_transfer() -> None:
    world = traced()
    world.deliver("B3", [said("B2", "B3", invented())])
    sent = Known(agent="B3", account="x", version=9, parts={"T0": "80.00"})
    world.deliver(OWNER, [lying(world, "B2", sent={"T2": sent}, traced={"T0": "80.00"}, received={})])
    world.run()
    assert any("more is sent on" in event.facts["words"] for event in world.happened("contradiction"))
    assert held(world, "B3") == 0
    world.deliver(OWNER, [lying(world, "B1", traced={"T0": "100.01"})])
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NO_AMOUNT.text


def test_what_honest_nodes_tell_is_not_contradicted_by_a_third() -> None:
    """B4 says that it sent what B1 sent to B2, and less of it."""
    world = traced()
    before = held(world, "B2")
    for version in range(1, 4):
        known = Known(agent="B2", account="x", version=version, parts={"T0": "1.00"})
        world.deliver(OWNER, [lying(world, "B4", sent={"T1": known})])
        world.run()
    assert held(world, "B2") == before > 0
    assert {event.facts["transfer"] for event in world.happened("contradiction")} <= {"T1"}
    assert "B2" in world.states[OWNER].owned["C1"].reports
    assert world.positions("C1", "fifo")[("B2", told(world, "B2", "M2")), "standing"] == {"T0": 9_000}


def told_by(world: World, name: str) -> list[str]:
    """To whom this member sent reports."""
    found = (message for message in world.said if f'"author":"{name}"' in authors(message.text))
    return [message.to for message in found if b'"kind":"report"' in parse(message.text).payload]


def test_who_asks_of_another_s_case_is_told_nothing_of_it() -> None:
    """Before it is open there too."""
    world = chain(3, policy=POLICY)
    world.deliver("B2", [said("B3", "B2", Ask(causes=["C9"], case="C1"))])
    world.run()
    assert told_by(world, "B2") == ["B3"]
    open_case(world, [first_claim(world)])
    world.run()
    assert set(told_by(world, "B2")[1:]) == {OWNER}
    assert world.is_whole()
    world.deliver("B2", [said("B3", "B2", Ask(causes=["C9"], case="C1"), number=2)])
    assert world.happened("refused")[-1].facts["refusal"] == Refusal.NO_SUCH_CASE.text


def test_a_case_has_one_owner() -> None:
    world = shared()
    for case in ("C1", f"{OWNER}/C-1"):
        mine = certified(case=case, owner="police", signer="police")
        world.deliver("B1", [said("police", "B1", Open(causes=[case], certificate=mine), number=80)])
        assert world.happened("refused")[-1].facts["refusal"] == Refusal.BAD_CERTIFICATE.text
    own = certified(case="police/C-1", owner="police", signer="police")
    world.deliver("B1", [said("police", "B1", Open(causes=["police/C-1"], certificate=own), number=81)])
    assert set(world.states["B1"].claims["T0"]) == {"C1", "C2", "police/C-1"}
