"""Reports that share what a person confirmed become an operation; whoever leaves, leaves it; what is cut stays cut."""

from __future__ import annotations

import pytest

from tests.integration.server.world import HOUR, NOON, make_world, member
from tests.integration.server.world_operations import (
    PHONES,
    SITES,
    accept_facts,
    confirmed,
    followed,
    groups,
    told,
)

pytestmark = pytest.mark.usefixtures("database")
LONG = "They wrote to me as my bank and said that somebody was emptying my account, so I had to move it all at once"


def test_only_what_a_person_confirmed_links() -> None:
    world = make_world()
    first, second = told(world, PHONES[0], SITES[0]), confirmed(world, PHONES[0], SITES[0])
    followed()
    assert groups() == []
    accept_facts(world, first)
    followed()
    assert groups() == [(first.pk, second.pk)]


def test_what_is_the_victims_own_links_nobody() -> None:
    from clawback.server.casework.facts.deciding import Verdict, confirm_facts
    from clawback.server.casework.facts.reading import facts_in, proposed_in
    from clawback.server.casework.sealing import opened

    world = make_world()
    for report in [told(world, PHONES[0], SITES[0]) for _ in range(2)]:
        read = proposed_in(facts_in(report, opened(report)["story"]))
        verdicts = [Verdict(key=each.key, said="accepted", role="victim") for each in read if each.role]
        confirm_facts(world.act("analyst"), report.pk, verdicts)
    followed()
    assert groups() == []


def test_money_that_came_to_one_account_links() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Link

    world = make_world()
    reports = [told(world, creditor="SHARED") for _ in range(2)]
    for each in reports:
        confirm_claim(world.act("analyst"), each.claims.get().pk)
    followed()
    assert groups() == [tuple(each.pk for each in reports)]
    assert [each["money"] for each in Link.objects.get().reasons] == [True]


def test_a_story_that_is_nearly_the_same_links_and_dies_with_the_key() -> None:
    from clawback.server.casework.models import Link, LinkedReport
    from clawback.server.casework.victims.rejecting import reject_report

    world = make_world()
    first = confirmed(world, text=f"{LONG} before noon, to {PHONES[0]}.")
    second = confirmed(world, text=f"{LONG} before seven, to {PHONES[1]}.")
    followed()
    assert groups() == [(first.pk, second.pk)]
    assert Link.objects.get().reasons == [{"kind": "text", "digest": "", "money": False}]
    kept = bytes(LinkedReport.objects.get(report=first).shingles)
    assert kept, "sealed, and not as the library has them"
    assert b"".join(sorted({kept[place : place + 4] for place in range(0, len(kept), 4)})) != kept
    reject_report(world.act("intake"), first.pk, "regret")
    assert bytes(LinkedReport.objects.get(report=first).shingles) == b""
    followed()
    assert groups() == []


def test_what_serves_everybody_links_nothing() -> None:
    from clawback.server.casework.models import Operation

    world = make_world()
    kinds = ("investment", "bank", "romance", "task", "rental", "phishing", "family", "loan", "job")
    hub = "https://pay-anybody.example/"
    strangers = [confirmed(world, hub, scam_type=kind) for kind in kinds]
    followed()
    assert groups() == []
    pair = [confirmed(world, hub, PHONES[0], SITES[0]) for _ in range(2)]
    followed()
    assert groups() == [tuple(each.pk for each in pair)]
    operation = Operation.objects.get()
    assert len(operation.aside) == 1
    from clawback.server.casework.operations.shared import aside_of

    (aside,) = aside_of(operation, [each.pk for each in pair])
    assert (aside.of, aside.others) == (2, len(strangers))
    assert "pay-anybody.example" in aside.value


def test_who_withdraws_is_rejected_joined_or_erased_leaves() -> None:
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import LinkedReport, LinkedThing, OperationReport
    from clawback.server.casework.victims.erasing import erase_report
    from clawback.server.casework.victims.rejecting import reject_report
    from clawback.server.casework.victims.withdrawing import ask_withdrawal, withdraw_report
    from clawback.server.people.acting import Act

    world = make_world()
    reports = [
        confirmed(world, PHONES[0], SITES[0], creditor="TWICE" if place in (2, 3) else "")
        for place in range(6)
    ]
    numbers = [each.pk for each in reports]
    followed()
    assert groups() == [tuple(numbers)]
    from clawback.server.casework.victims.by_code import act_of_reporter

    ask_withdrawal(act_of_reporter(reports[0], NOON), numbers[0])
    withdraw_report(world.act("intake"), numbers[0], "they meant it")
    reject_report(world.act("intake"), numbers[1], "regret")
    join_report(world.act("analyst"), numbers[2], numbers[3])
    gone, left = [*numbers[:2], numbers[3]], [numbers[2], *numbers[4:]]
    assert not LinkedThing.objects.filter(report__in=gone).exists(), "hashes go at once"
    followed()
    assert groups() == [tuple(left)], "the later one is joined, whichever was named first"
    assert not LinkedReport.objects.filter(report__in=gone).exists()
    reject_report(world.act("intake"), numbers[5], "regret")
    erase_report(numbers[5], Act(member=None, at=NOON + 24 * 400 * HOUR))
    followed()
    assert groups() == [tuple(left[:2])]
    assert not OperationReport.objects.filter(report=numbers[5]).exists()


def test_a_cut_stays_cut_whatever_comes_and_is_taken_back_by_a_person() -> None:
    from clawback.server.casework.models import Cut, Link, Operation
    from clawback.server.casework.operations.cutting import part_reports, rejoin_reports

    world = make_world()
    first, second, third = (confirmed(world, PHONES[0], SITES[0]) for _ in range(3))
    followed()
    operation = Operation.objects.get()
    cut = part_reports(
        world.act("analyst"), operation.pk, second.pk, first.pk, "The number was hired out to Ada"
    )
    assert not Link.objects.filter(one=first, other=second).exists(), "the page shows it at once"
    for _ in range(3):
        followed()
        confirmed(world, PHONES[0], SITES[0])
        followed()
        assert all(not {first.pk, second.pk} <= set(group) for group in groups())
    assert Cut.objects.get().taken_back_at is None
    here = Operation.objects.get(members__report=third)
    rejoin_reports(world.act("analyst"), here.pk, cut.pk)
    followed()
    (whole,) = groups()
    assert {first.pk, second.pk, third.pk} <= set(whole)
    assert len(whole) == 6


def test_a_cut_has_a_reason_that_the_journal_tells_nobody_once_the_report_is_erased() -> None:
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.cutting import part_reports
    from clawback.server.record.models import EntryRow, OpeningRow

    world = make_world()
    first, second = (confirmed(world, PHONES[0], SITES[0]) for _ in range(2))
    followed()
    operation = Operation.objects.get()
    part_reports(
        world.act("analyst"), operation.pk, first.pk, second.pk, "The number was hired out to Ada Byron"
    )
    entry = EntryRow.objects.get(verb="part")
    assert entry.subject == f"operation/{operation.pk}"
    assert [each.report for each in OpeningRow.objects.filter(entry=entry, field="after.reason")] == [
        first.pk
    ]
    everything = b"".join(
        bytes(each) for row in OpeningRow.objects.all() for each in (row.value or b"", row.sealed or b"")
    )
    everything += b"".join(bytes(each.data) for each in EntryRow.objects.all())
    assert b"Ada Byron" not in everything
    assert b"7700 900" not in everything
    assert b"7700900123" not in everything
    assert b"sure-gain" not in everything


def test_what_cannot_be_cut_is_refused() -> None:
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.cutting import note_links, part_reports, rejoin_reports, take_up
    from clawback.server.casework.refusals import FactsWrong, LinkCutAlready, LinkNotCut, NoSuchRecord
    from clawback.server.people.refusals import NotAllowed
    from tests.integration.server.world_people import act_of

    world = make_world()
    first, second, third = (confirmed(world, PHONES[0], SITES[0]) for _ in range(3))
    stranger = confirmed(world)
    followed()
    number, act = Operation.objects.get().pk, world.act("analyst")
    with pytest.raises(FactsWrong):
        part_reports(act, number, first.pk, second.pk, " ")
    with pytest.raises(NoSuchRecord):
        part_reports(act, number, first.pk, stranger.pk, "another's")
    with pytest.raises(FactsWrong):
        take_up(act, number, "")
    cut = part_reports(act, number, first.pk, second.pk, "another's")
    with pytest.raises(LinkCutAlready):
        part_reports(act, number, first.pk, second.pk, "another's")
    rejoin_reports(act, number, cut.pk)
    with pytest.raises(LinkNotCut):
        rejoin_reports(act, number, cut.pk)
    for person in ("intake", "approver", "reviewer", "auditor", "administrator", "responder"):
        with pytest.raises(NotAllowed):
            part_reports(world.act(person), number, first.pk, third.pk, "another's")
    for person in ("approver", "auditor", "responder"):
        with pytest.raises(NotAllowed):
            note_links(world.act(person), number, [1])
    from tests.integration.server.world_people import organisation

    with pytest.raises(NotAllowed):
        take_up(act_of(member(organisation("police", "p"), "analyst")), number, "an aim")


def test_an_operation_keeps_its_number_and_its_aim_while_reports_come_and_go() -> None:
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.cutting import take_up
    from clawback.server.casework.victims.rejecting import reject_report
    from clawback.server.record.models import EntryRow

    world = make_world()
    first, second = (confirmed(world, PHONES[0], SITES[0]) for _ in range(2))
    followed()
    operation = take_up(world.act("analyst"), Operation.objects.get().pk, "Find who lets the numbers")
    third = confirmed(world, PHONES[0], SITES[0], at=NOON + HOUR)
    followed(NOON + HOUR)
    kept = Operation.objects.get()
    assert (kept.pk, kept.state, kept.aim) == (operation.pk, "worked", "Find who lets the numbers")
    assert (kept.begins_at, kept.ends_at, kept.cohesion) == (NOON, NOON + HOUR, 1000)
    for each in (first, second):
        reject_report(world.act("intake"), each.pk, "regret")
    followed(NOON + HOUR)
    assert Operation.objects.get().state == "ended"
    assert groups() == []
    said = EntryRow.objects.filter(subject=f"operation/{operation.pk}").order_by("index")
    assert [each.verb for each in said] == ["propose", "take_up", "link", "end"]
    confirmed(world, PHONES[0], SITES[0])
    followed(NOON + HOUR)
    assert len(groups()) == 1
    assert third.pk in groups()[0]


def test_a_new_link_waits_until_somebody_looked_at_it() -> None:
    from clawback.server.casework.models import Link, Operation
    from clawback.server.casework.operations.cutting import note_links
    from clawback.server.casework.waiting import waiting_for

    world = make_world()
    for _ in range(2):
        confirmed(world, PHONES[0], SITES[0])
    followed()
    operation = Operation.objects.get()

    def waits(person: str) -> list[tuple[str, str, int]]:
        rows = waiting_for(world.act(person).by)
        return [(each.verb, each.kind, each.number) for each in rows if each.kind == "operation"]

    assert waits("analyst") == waits("intake") == [("note", "operation", operation.pk)]
    assert waits("auditor") == waits("approver") == waits("responder") == []
    link = Link.objects.get()
    assert note_links(world.act("intake"), operation.pk, [link.pk]) == 1
    assert note_links(world.act("analyst"), operation.pk, [link.pk]) == 0
    assert waits("analyst") == []
    confirmed(world, PHONES[0], SITES[0])
    followed()
    assert waits("analyst") == [("note", "operation", operation.pk)]
    assert Link.objects.get(pk=link.pk).noted_by_id == world.people["intake"].pk


def test_organisations_link_each_their_own() -> None:
    from clawback.server.casework.models import LinkedThing
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told
    from tests.integration.server.world import transfer
    from tests.integration.server.world_operations import story
    from tests.integration.server.world_people import act_of, organisation

    world = make_world()
    mine = confirmed(world, PHONES[0], SITES[0])
    police = organisation("police", "police-9")
    their_analyst = member(police, "analyst", "intake")
    told_there = Told(
        channel="telephone",
        language="en",
        name="B. Victim",
        contact="b@example.org",
        story=story(PHONES[0], SITES[0]),
        transfers=(transfer(debtor="E1", creditor="E2"),),
        scam_type="investment",
    )
    theirs = report(act_of(their_analyst), police, told_there).report
    world.people["analyst"] = their_analyst
    accept_facts(world, theirs)
    followed()
    assert groups() == []
    hashes = [
        set(LinkedThing.objects.filter(report=each).values_list("digest", flat=True))
        for each in (mine, theirs)
    ]
    assert all(len(each) == 2 for each in hashes)
    assert hashes[0].isdisjoint(hashes[1])


def test_of_two_linkers_one_works(database: str) -> None:
    import psycopg

    from clawback.server.casework.operations.linker import _LOCK, Linker

    world = make_world()
    for _ in range(2):
        confirmed(world, PHONES[0], SITES[0])
    with psycopg.connect(database, autocommit=True) as other:
        assert other.execute("select pg_try_advisory_lock(%s)", [_LOCK]).fetchone() == (True,)
        assert Linker().catch_up(lambda: NOON) == 0
        assert groups() == []
    assert Linker().catch_up(lambda: NOON) == 2
    assert len(groups()) == 1


def test_a_linker_that_failed_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.linker import Linker

    world = make_world()
    linker = Linker()
    confirmed(world, PHONES[0], SITES[0])
    assert linker.catch_up(lambda: NOON) == 1
    confirmed(world, PHONES[0], SITES[0])
    with pytest.raises(ZeroDivisionError):
        linker.catch_up(lambda: 1 / 0)
    assert Operation.objects.count() == 0
    assert linker.catch_up(lambda: NOON) == 1
    assert len(groups()) == 1


def test_reports_from_before_there_was_linking_are_linked() -> None:
    from clawback.server.casework.models import LinkedReport, LinkedThing

    world = make_world()
    pair = [confirmed(world, PHONES[0], SITES[0]) for _ in range(2)]
    LinkedThing.objects.all().delete()
    LinkedReport.objects.all().delete()
    followed()
    assert groups() == [tuple(each.pk for each in pair)]


def test_more_reports_move_at_once_than_one_statement_takes_parameters() -> None:
    from clawback.linking.book import Book
    from clawback.server.casework.any_of import any_text_of
    from clawback.server.casework.models import LinkedThing, Operation
    from clawback.server.casework.operations.kept import facts_of_all
    from clawback.server.casework.operations.saving import save_operations
    from clawback.server.people.acting import Act
    from clawback.server.record.deciding import deciding

    world = make_world()
    pair = [confirmed(world, PHONES[0], SITES[0]) for _ in range(2)]
    followed()
    (operation,) = Operation.objects.all()
    book = Book(facts_of_all(world.centre))
    many = book.moved() | set(range(10**6, 10**6 + 70_000))
    with deciding(Act(member=None, at=NOON, name="linking")) as decision:
        save_operations(decision, world.centre, book, many, ())
    assert groups() == [tuple(each.pk for each in pair)]
    digests = {str(number) for number in range(70_000)}
    assert not LinkedThing.objects.filter(digest__in=any_text_of(digests)).exists()
    assert Operation.objects.get().pk == operation.pk


def test_one_report_without_its_key_holds_up_no_other() -> None:
    from clawback.server.casework.models import Link, LinkedReport, LinkedThing, Operation, StoredKey
    from clawback.server.casework.operations.cutting import part_reports
    from clawback.server.casework.operations.shared import cuts_told, links_told

    world = make_world()
    shut, second, third = (confirmed(world, PHONES[0]) for _ in range(3))
    reports = [shut.pk, second.pk, third.pk]
    followed()
    operation = Operation.objects.get()
    part_reports(world.act("analyst"), operation.pk, shut.pk, second.pk, "another's")
    StoredKey.objects.filter(report=shut).delete()  # the keys were restored from another day
    told = links_told(operation, reports)
    assert told
    assert {reason.value for link in told for reason in link.reasons} == {PHONES[0].replace(" ", "")}
    assert [each.reason for each in cuts_told(operation, reports)] == [""]
    StoredKey.objects.all().delete()
    assert {reason.value for link in links_told(operation, reports) for reason in link.reasons} == {""}
    for kept in (Link.objects, LinkedThing.objects, LinkedReport.objects):
        kept.filter(**({} if kept.model is Link else {"report": shut})).delete()
    followed()
    assert groups() == [(second.pk, third.pk)]
    fourth = confirmed(world, PHONES[0])
    followed()
    assert groups() == [(second.pk, third.pk, fourth.pk)]
    here = Operation.objects.get(members__report=third)
    cut = part_reports(world.act("analyst"), here.pk, second.pk, third.pk, "a word that no key closes")
    assert bytes(cut.reason) == b""


@pytest.mark.parametrize("erased", [0, 1])
def test_the_words_of_a_cut_go_with_either_report(erased: int) -> None:
    from clawback.server.casework.models import Cut, Operation
    from clawback.server.casework.operations.cutting import part_reports
    from clawback.server.casework.operations.shared import cuts_told
    from clawback.server.casework.sealing import key_of
    from clawback.server.casework.victims.erasing import erase_report
    from clawback.server.casework.victims.rejecting import reject_report
    from clawback.server.people.acting import Act
    from clawback.server.record.models import OpeningRow

    world = make_world()
    pair = [confirmed(world, PHONES[0], SITES[0]) for _ in range(2)]
    third = confirmed(world, PHONES[0], SITES[0])
    followed()
    part_reports(world.act("analyst"), Operation.objects.get().pk, pair[0].pk, pair[1].pk, "Ada's cousin")
    row = OpeningRow.objects.get(entry__verb="part", field="after.reason")
    plain = key_of(pair[0]).open(f"{row.entry_id} after.reason", bytes(row.sealed or b""))
    assert b"cousin" not in plain
    reject_report(world.act("intake"), pair[erased].pk, "regret")
    erase_report(pair[erased].pk, Act(member=None, at=NOON + 24 * 400 * HOUR))
    assert bytes(Cut.objects.get().reason) == b""
    followed()
    assert groups() == [tuple(sorted((pair[1 - erased].pk, third.pk)))]
    left = Operation.objects.exclude(state="ended").get()
    assert [each.reason for each in cuts_told(left, [pair[1 - erased].pk, third.pk])] == [""]


def test_whoever_has_an_interest_in_an_account_that_money_was_traced_to_sees_no_operation() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.keeping import keep_traced
    from clawback.server.casework.operations.subjects import of_operation
    from clawback.server.people.models import Interest

    world = make_world()
    first, _second = (confirmed(world, PHONES[0], SITES[0]) for _ in range(2))
    followed()
    traced = account_of("north", "TRACED1")
    keep_traced({first.pk: [traced]})
    analyst = world.people["analyst"]
    assert analyst.pk not in of_operation(Operation.objects.get()).interested
    Interest.objects.create(member=analyst, kind="account", subject=traced.pk, relation="own", told_at=NOON)
    assert analyst.pk in of_operation(Operation.objects.get()).interested


def test_an_operation_that_ended_keeps_no_hashes() -> None:
    from django.db import IntegrityError, transaction

    from clawback.server.casework.models import Operation
    from clawback.server.casework.victims.rejecting import reject_report

    world = make_world()
    kinds = ("investment", "bank", "romance", "task", "rental", "phishing", "family", "loan", "job")
    hub = "https://pay-anybody.example/"
    for kind in kinds:
        confirmed(world, hub, scam_type=kind)
    pair = [confirmed(world, hub, PHONES[0], SITES[0]) for _ in range(2)]
    followed()
    assert Operation.objects.get().aside
    reject_report(world.act("intake"), pair[0].pk, "regret")
    followed()
    ended = Operation.objects.get()
    assert (ended.state, ended.aside) == ("ended", [])
    with pytest.raises(IntegrityError), transaction.atomic():
        Operation.objects.update(aside=["a hash"])


def test_a_linker_that_ended_in_the_middle_keeps_what_it_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    from clawback.server.casework.models import LinkedReport, Operation
    from clawback.server.casework.operations import linker
    from clawback.server.record.models import EntryRow

    world = make_world()
    pairs = [[confirmed(world, PHONES[place], SITES[place]) for _ in range(2)] for place in range(3)]
    alone = confirmed(world, "https://nobody-else.example/")
    monkeypatch.setattr(linker, "_PORTION", 2)
    instants = [NOON, NOON]
    with monkeypatch.context() as ending:
        ending.setattr(linker, "now", instants.pop)  # the third portion is never begun
        with pytest.raises(IndexError):
            linker.Linker().catch_up(lambda: NOON)
    kept = dict(Operation.objects.values_list("pk", "found_at"))
    assert len(kept) == 2
    waiting = set(LinkedReport.objects.filter(pending=True).values_list("report", flat=True))
    assert waiting == {alone.pk, *(each.pk for each in pairs[2])}
    assert linker.Linker().catch_up(lambda: NOON) == 3
    assert groups() == [tuple(each.pk for each in pair) for pair in pairs]
    assert kept.items() <= dict(Operation.objects.values_list("pk", "found_at")).items()
    assert EntryRow.objects.filter(verb="propose").count() == 3
    assert not LinkedReport.objects.filter(pending=True).exists()
