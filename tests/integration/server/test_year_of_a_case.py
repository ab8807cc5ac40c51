"""A year of a case, lived through: what each clock ended, whose money was where, and a journal that verifies.

Two victims paid 1000.00 and 500.00 to C1. 400.00 went on to M1, whose holder objects; the rest is held and goes back.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.verify import verify
from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, transfer
from tests.integration.server.world_ends import dismiss_all
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import joined, made_ready
from tests.integration.server.world_statements import answer, asked

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, Hold

pytestmark = pytest.mark.usefixtures("database")

DAY = timedelta(days=1)
CREDITS = (("R1", 0.0, "south/D1", "north/C1", 100_000), ("R2", 0.1, "south/D2", "north/C1", 50_000))
ONWARD = ("R3", 1.0, "north/C1", "south/M1", 40_000)


class Year:
    """The case as it goes on. `until` lives on to an instant, and says which clocks did something on the way."""

    def __init__(self) -> None:
        self.at = NOON
        self.world: World = make_world()
        self.case: Case
        self.claims: list[Claim]

    def act(self, person: str) -> object:
        return self.world.act(person, self.at)

    def until(self, at: datetime) -> list[str]:
        from clawback.server.casework.following import VERBS
        from clawback.server.clocks.models import Clock
        from clawback.server.clocks.running import run_one

        before = set(Clock.objects.exclude(done_at=None).values_list("pk", flat=True))
        while due := Clock.objects.filter(done_at=None, due_at__lte=at).order_by("due_at").first():
            self.at = max(self.at, due.due_at)
            assert run_one(VERBS, self.at)
        self.at = at
        ran = Clock.objects.filter(outcome="done").exclude(pk__in=before).order_by("done_at", "pk")
        return [f"{each.kind}: {each.verb}" for each in ran]

    def hold(self, account: str) -> Hold:
        from clawback.server.casework.models import Hold

        return Hold.objects.get(request__account__number=account)

    def money(self, account: str) -> tuple[int, int, int, int]:
        hold = self.hold(account)
        return hold.in_force, hold.released, hold.expired, hold.paid_over


def test_a_year_of_a_case() -> None:
    year = Year()
    first_day(year)
    the_onward_account(year)
    an_objection_that_nobody_answers(year)
    money_goes_back(year)
    the_basis_runs_out(year)
    the_end(year)
    the_journal_is_whole(year)


def first_day(year: Year) -> None:
    """One analyst sends; the agent places; an approver confirms within four hours; the word of the victims' agent
    comes; a renewal before that is refused."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.refusals import EvidenceTooWeak
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.requesting import confirm_request, draft_and_send

    year.case, first = in_case(year.world, transfer(100_000, "D1"))
    year.claims = [*first, joined(year.world, year.case, 50_000, "D2")]
    parts = {year.claims[0].pk: 70_000, year.claims[1].pk: 35_000}
    account = year.claims[0].creditor_account_id
    request = draft_and_send(year.act("analyst"), year.case.pk, account, "hold", parts)
    year.until(NOON + timedelta(minutes=10))
    hold = place_hold(year.act("responder"), request.pk, 105_000)
    given(year.world, hold, at=year.at)
    year.until(NOON + HOUR)
    confirm_request(year.act("approver"), request.pk)
    with pytest.raises(EvidenceTooWeak):
        renew_hold(year.act("approver"), hold.pk)
    assert year.until(NOON + 5 * HOUR) == []
    for claim in year.claims:
        made_ready(year.world, claim, at=year.at)
    renew_hold(year.act("approver"), hold.pk)
    assert year.money("C1") == (105_000, 0, 0, 0)


def the_onward_account(year: Year) -> None:
    """The statement shows where 400.00 went. It is held there with a notice that waits three days."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Account
    from clawback.server.casework.requesting import approve_request, draft_request

    request = asked(year.world, year.case, year.claims[0], at=year.at)
    answer(year.world, request, *CREDITS, ONWARD, at=year.at)
    found = Account.objects.get(number="M1")
    parts = {year.claims[0].pk: 20_000, year.claims[1].pk: 10_000}
    draft = draft_request(year.act("analyst"), year.case.pk, found.pk, "quiet-hold", parts)
    approve_request(year.act("approver"), draft.pk)
    hold = place_hold(year.act("other responder"), draft.pk, 30_000)
    assert hold.notice.state == "withheld"
    year.until(NOON + 2 * DAY)
    from clawback.server.casework.renewing import renew_hold

    renew_hold(year.act("approver"), hold.pk)
    assert "notice: tell" in year.until(NOON + 4 * DAY)
    hold.notice.refresh_from_db()
    assert hold.notice.state == "due"


def an_objection_that_nobody_answers(year: Year) -> None:
    """Four hours, another reviewer, four hours more: all of it is released; the agent says nothing for an hour."""
    from clawback.server.casework.redress.giving import confirm_given, make_codes
    from clawback.server.casework.releasing import confirm_release

    hold = year.hold("M1")
    (code,) = make_codes(year.act("other responder"), hold.notice.pk)
    confirm_given(year.act("other responder"), hold.notice.pk, 1, year.at)
    begun = year.at
    objected(code, begun)
    assert year.until(begun + 4 * HOUR) == ["objection: hand over"]
    assert year.until(begun + 8 * HOUR) == ["objection: let go", "claim: retrace", "claim: retrace"]
    assert year.money("M1") == (0, 30_000, 0, 0)
    assert year.until(begun + 9 * HOUR) == ["release: overdue"]
    release = hold.reductions.get()
    assert release.overdue_since == begun + 9 * HOUR
    confirm_release(year.act("other responder"), release.pk)


def money_goes_back(year: Year) -> None:
    """In proportion, after three days of notice; one line bounces, and arrives the second time."""
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.paying import bounce_line, confirm_line, pay_again, send_line
    from clawback.server.casework.returns.planning import draft_plan

    year.until(NOON + 10 * DAY)
    plan = draft_plan(year.act("analyst"), year.case.pk, "return", "pari-passu", "EUR")
    notice_plan(year.act("analyst"), plan.pk)
    with pytest.raises(LawRefuses):
        approve_plan(year.act("approver"), plan.pk)
    year.until(NOON + 14 * DAY)
    for person in ("approver", "second approver"):
        approve_plan(year.act(person), plan.pk)
    pay_plan(year.act("analyst"), plan.pk)
    lines = list(plan.lines.order_by("pk"))
    assert [line.amount for line in lines] == [70_000, 35_000]
    for line in lines:
        send_line(year.act("responder"), line.pk)
    bounce_line(year.act("responder"), lines[0].pk, "closed")
    confirm_line(year.act("responder"), lines[1].pk)
    assert year.money("C1") == (70_000, 0, 0, 35_000)
    assert "plan: overdue" in year.until(NOON + 20 * DAY)
    pay_again(year.act("approver"), lines[0].pk)
    send_line(year.act("responder"), lines[0].pk)
    confirm_line(year.act("responder"), lines[0].pk)
    plan.refresh_from_db()
    assert (plan.state, year.money("C1")) == ("paid", (0, 0, 0, 105_000))


def the_basis_runs_out(year: Year) -> None:
    """A third victim's hold is renewed as often as the law lets it, then it ends by itself."""
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.renewing import renew_hold
    from tests.integration.server.world_returns import held_for

    begun = year.at
    late = joined(year.world, year.case, 20_000, "D3", at=begun, creditor="C3")
    hold = held_for(year.world, year.case, [late], (20_000,), at=begun)
    made_ready(year.world, late, at=begun)
    for renewal in range(3):
        year.until(hold.until - HOUR)
        hold = renew_hold(year.act("approver"), hold.pk)
        assert hold.until == begun + 2 * DAY + (renewal + 1) * 30 * DAY
    year.until(hold.until - HOUR)
    with pytest.raises(LawRefuses):
        renew_hold(year.act("approver"), hold.pk)
    assert "hold: expire" in year.until(begun + 92 * DAY)
    assert year.money("C3") == (0, 0, 20_000, 0)


def the_end(year: Year) -> None:
    """What is proposed still is dismissed, the case is closed with its figures; a year on, who told of it is
    forgotten, and the sums stay."""
    from clawback.server.casework.models import Claim, Hold, Report, StoredKey
    from clawback.server.casework.refusals import CaseStillOpen
    from clawback.server.casework.returns.closing import close_case

    with pytest.raises(CaseStillOpen, match="is proposed"):
        close_case(year.act("approver"), year.case.pk)
    dismiss_all(year.act("approver"), year.case)
    (row,) = close_case(year.act("approver"), year.case.pk)
    assert (row.lost, row.held, row.in_force) == (170_000, 155_000, 0)
    assert (row.let_go, row.returned, row.still_lost) == (50_000, 105_000, 65_000)
    closed = year.at
    assert "report: erase" not in year.until(closed + 364 * DAY)
    assert year.until(closed + 366 * DAY).count("report: erase") == 3
    assert not Report.objects.filter(erased_at=None).exists()
    assert not StoredKey.objects.filter(report__isnull=False).exists()
    assert sum(Claim.objects.values_list("amount", flat=True)) == 170_000
    sums = Hold.objects.values_list("placed", "in_force", "released", "expired", "paid_over")
    assert all(placed == sum(rest) for placed, *rest in sums)


def the_journal_is_whole(year: Year) -> None:
    from clawback.server.clocks.models import Clock
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.models import Head
    from clawback.server.record.proving import file

    assert not Clock.objects.filter(done_at=None, due_at__lte=year.at).exists()
    signer = new_signer("centre.example/journal", KeyKind.LOG)
    sign(signer, year.at)
    found = verify(io.BytesIO(b"".join(file())), [signer.key])
    assert found.checkpoint.size == Head.objects.get().size
