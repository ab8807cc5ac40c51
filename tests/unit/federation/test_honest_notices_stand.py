"""What an honest member said is voided neither by a third one's word, nor because its own node forgot it."""

from __future__ import annotations

from msgspec.structs import replace

from clawback.federation.book import ListBook
from clawback.federation.node import owning
from clawback.federation.wire.messages import Ask, Known, Report, RuleReport
from tests.property.federation.world import OWNER, chain, changed, first_claim, movement, open_case
from tests.reference import RULES
from tests.unit.federation.saying import said


def test_of_an_owner_that_was_restored_from_a_backup() -> None:
    """It stands in for B2, that has no node, and told B3 twice; it knows of the first time alone afterwards."""
    world = chain(4)
    listed = world.sites[OWNER].members
    less = replace(listed, members=[each for each in listed.members if each.name != "B2"])
    rows = [world.sites["B2"].book.movement(at) for at in range(2)]
    for name in world.sites:
        changed(world, name, members=less)
    del world.sites["B2"], world.states["B2"]
    before = ListBook(rows, lambda account: account[0] == "B2")
    wages = movement(-9, ("", "EMPLOYER"), ("B2", "M2"), 4_000, key="W")
    changed(world, OWNER, book=before)
    open_case(world, [first_claim(world)])
    world.run()
    backup = world.states[OWNER]
    changed(world, OWNER, book=ListBook([wages, *rows], lambda account: account[0] == "B2"))
    world.act(OWNER, lambda draft: owning.look_again(draft, ["C1"]))
    world.run()
    world.states[OWNER] = backup
    changed(world, OWNER, book=before)
    world.act(OWNER, lambda draft: draft.send("B3", Ask(causes=[], case="C1")))
    world.run()
    assert not world.happened("contradiction")
    assert {state for _, state in world.positions("C1", "fifo")} == {"standing"}


def test_of_one_whose_report_is_late() -> None:
    """A third member speaks of the transfer first, and otherwise."""
    world = chain(3)
    open_case(world, [first_claim(world)])
    world.deliver("B1", [world.under_way.pop(0).text])
    late = [each for each in world.under_way if each.to == OWNER]
    for name in ("B2", OWNER):
        for each in [each for each in world.under_way if each.to == name and each not in late]:
            world.under_way.remove(each)
            world.deliver(name, [each.text])
    lie = Known(agent="B2", account="x", version=1, parts={"T0": "0.01"})
    told = RuleReport(traced={}, positions=[], received={}, away={}, sent={"T1": lie})
    report = Report(
        causes=["C1"], case="C1", version=1, rules=dict.fromkeys(RULES, told), holds={}, unheld={}, stopped={}
    )
    world.deliver(OWNER, [said("B3", OWNER, report)])
    world.run()
    assert not [each for each in world.happened("contradiction") if each.facts["transfer"] == "T1"]
