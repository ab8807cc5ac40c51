"""Cases a page at a time: each once, in order, for those who may see it; steps, speeds and the bar of a case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integration.server.world import HOUR, NOON, drafted, in_case, make_world, placed, transfer

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("few", [0, 500], ids=["by all clocks", "by the member's few cases"])
def test_pages_hold_every_case_once_and_in_order(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    from clawback.server.casework import listing
    from clawback.server.people.models import Interest

    monkeypatch.setattr(listing, "_MOST", 2)
    monkeypatch.setattr(listing, "_FEW", few)
    world = make_world()
    due = {}
    for number in range(7):
        at = NOON - timedelta(minutes=11 * ((3 * number) % 7))
        case, (claim,) = in_case(world, transfer(1_000 + number, creditor=f"C{number}"), at=at)
        if number % 2:
            due[case.pk] = placed(world, case, claim, at=at).until
        else:
            due[case.pk] = drafted(world, case, claim, at=at).drafted_at + 72 * HOUR
    hidden = max(due)
    Interest.objects.create(member=world.people["analyst"], kind="case", subject=hidden, told_at=NOON)
    for person, wanted in (("analyst", due.keys() - {hidden}), ("auditor", due.keys()), ("intake", set())):
        facts = world.people[person].facts(NOON)
        by_clock, pages = _all(facts, "clock")
        assert by_clock == sorted(wanted, key=lambda each: due[each])
        assert pages == max(1, -(-len(wanted) // 2))
        newest, _pages = _all(facts, "all")
        assert newest == sorted(wanted, reverse=True)
        held, _pages = _all(facts, "held")
        assert held == [each for each in newest if due[each] < NOON + 60 * HOUR]


def _all(facts: object, order: str) -> tuple[list[int], int]:
    from clawback.server.casework.listing import cases_for

    found, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        listed = cases_for(facts, order, cursor)  # type: ignore[arg-type]
        found += [row.case.pk for row in listed.rows]
        cursor, pages = listed.cursor, pages + 1
    return found, pages


def test_a_cursor_that_makes_no_sense_begins_at_the_first_page() -> None:
    from clawback.server.casework.listing import cases_for

    world = make_world()
    case, (claim,) = in_case(world)
    drafted(world, case, claim)
    facts = world.people["analyst"].facts(NOON)
    for cursor in ("x", "1,2", "2026-01-01T00:00:00,9", ","):
        assert [row.case.pk for row in cases_for(facts, "clock", cursor).rows] == [case.pk]


def test_steps_follow_the_case_and_the_member() -> None:
    from clawback.server.casework.case_money import accounts_of, traced_of
    from clawback.server.casework.case_records import claims_of
    from clawback.server.casework.requesting import approve_request
    from clawback.server.casework.steps import next_step, steps_of

    world = make_world()
    case, (claim,) = in_case(world)

    def told(person: str) -> tuple[str, str, bool]:
        claims = claims_of(case)
        accounts = accounts_of(case, claims, traced_of(claims))
        found = next_step(steps_of(case, claims, accounts, NOON), world.people[person].facts(NOON))
        assert found is not None
        return found.step.verb, found.step.kind, found.waits

    assert told("analyst") == ("draft", "hold request", False)
    assert told("approver") == ("draft", "hold request", True)
    request = drafted(world, case, claim)
    assert told("analyst") == ("approve", "hold request", True)
    assert told("approver") == ("approve", "hold request", False)
    approve_request(world.act("approver"), request.pk)
    assert told("approver") == ("place", "hold request", True)
    assert told("responder") == ("place", "hold request", False)


def test_time_to_the_first_hold_counts_a_case_once() -> None:
    from clawback.server.casework.speeds import speeds_for

    world = make_world()
    old, (claim,) = in_case(world, transfer(9_000, creditor="C3"))
    placed(world, old, claim, at=NOON + HOUR / 2)
    later = NOON + 80 * HOUR
    case, (first, second) = in_case(world, transfer(), transfer(5_000, creditor="C2"), at=later)
    placed(world, case, first, at=later + HOUR)
    placed(world, case, second, at=later + 3 * HOUR)
    found = speeds_for(world.people["analyst"].facts(later), later + 4 * HOUR)
    assert (found.today, found.month) == (HOUR, HOUR / 2)
    assert (sum(found.today_counts), found.today_counts[3], found.month_counts[2]) == (1, 1, 1)


@given(st.tuples(*[st.integers(0, 10**13)] * 5))
def test_the_parts_of_a_bar_fill_it(amounts: tuple[int, ...]) -> None:
    from clawback.server.casework.case_money import CaseMoney
    from clawback.server.pages.pictures import money_bar

    lost, traced, gone, held, returned = amounts
    parts = money_bar(
        CaseMoney(currency="VND", lost=lost, traced=traced, gone=gone, held=held, let_go=0, returned=returned)
    )
    places = [(part.start, part.start + part.width) for part in parts]
    assert [start for start, _ in places] == [0, *(end for _, end in places[:-1])]
    assert places[-1][1] == (1000 if sum(part.amount for part in parts) else 0)
    assert parts[0].amount == returned
    assert sum(part.amount for part in parts) >= lost


@given(st.tuples(*[st.integers(0, 10**13)] * 5))
def test_the_bar_of_a_hold_says_what_became_of_all_that_was_asked_for(amounts: tuple[int, ...]) -> None:
    from clawback.server.casework.models import Hold, HoldRequest
    from clawback.server.pages.pictures import hold_bar

    never, in_force, released, expired, paid_over = amounts
    asked = HoldRequest(amount=sum(amounts))
    hold = Hold(request=asked, in_force=in_force, released=released, expired=expired, paid_over=paid_over)
    found = {part.name: part.amount for part in hold_bar(hold)}
    assert found == {"returned": paid_over, "held": in_force, "traced": released + expired, "lost": never}


@pytest.mark.parametrize(
    ("lost", "found"), [(None, []), (900, [("returned", 200), ("held", 300), ("lost", 400)])]
)
def test_figures_are_a_bar_for_whom_the_loss_is_known(lost: int | None, found: list[tuple[str, int]]) -> None:
    from clawback.server.casework.figures import Figures
    from clawback.server.pages.pictures import figures_bar

    row = Figures(currency="EUR", lost=lost, held=300, released=100, returned=200, blocked=0)
    assert [(part.name, part.amount) for part in figures_bar(row)] == found
