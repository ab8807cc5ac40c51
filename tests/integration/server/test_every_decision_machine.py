"""Any history of all decisions together: claims, requests, holds, statements, objections, plans, recalls, clocks.

After each step, a currency each: what was placed is what is kept, let go and returned, to the unit; no hold is without
a clock that ends it; nothing is paid twice. At the end the journal verifies, and the figures of home are those of the
rows. To what test_plans_machine.py does beside one hold comes what makes and ends claims and holds: further victims in
two currencies, some whose claim was mistyped or told twice, requests that are asked for or sent at once and confirmed
or not, placed in part or refused, renewed, let go by either side, proposed by the trace from statements that agree or
contradict each other, value given, and the end of the case.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from clawback.money import Amount, currency
from tests.integration.server.agreeing import check_agreement
from tests.integration.server.test_kept_figures import check_figures
from tests.integration.server.test_plans_machine import LOSSES, METHODS, NUMBERS, UNITS, Plans
from tests.integration.server.world import NOON, make_world, reported, transfer
from tests.integration.server.world_returns import made_ready
from tests.integration.server.world_statements import answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from clawback.server.casework.models import Claim, HoldRequest
    from clawback.server.casework.told import ToldTransfer

CODES = st.sampled_from(["EUR", "EUR", "USD"])
MOST_CLAIMS = 6
REASONS = st.sampled_from(["typing error", "regret", "quarrel about goods"])
_numbers = count(1)


def in_currency(told: ToldTransfer, code: str) -> ToldTransfer:
    return replace(told, amount=Amount(told.amount.units, currency(code)))


class Everything(Plans):
    """One case a history, with one hold to begin with."""

    @initialize(losses=LOSSES, cut=st.integers(min_value=0, max_value=999))
    def begin(self, losses: list[int], cut: int) -> None:
        super().begin(losses, cut)
        self.placed: dict[int, int] = {self.hold.pk: self.hold.placed}  # hold -> what was placed
        self.onward: list[tuple[str, float, str, str, int]] = []  # what a statement last showed to go on
        self.another_victim(5_000, "USD", 0)

    def claim(self, number: int) -> Claim:
        found: Claim = self.claims[number % len(self.claims)]
        found.refresh_from_db()
        return found

    def of_case(self, model: type[Model], number: int, by: str, **having: object) -> Model | None:
        found = list(model._default_manager.filter(**{by: self.case}, **having).order_by("pk"))
        return found[number % len(found)] if found else None

    def keeper(self, request: HoldRequest) -> object:
        ours = request.agent_id == self.world.bank.pk
        return self.act("responder" if ours else "other responder")

    def place(self, request: HoldRequest, units: int) -> None:
        from clawback.server.casework.answering import place_hold

        made: list[int] = []
        self.attempt(lambda: made.append(place_hold(self.keeper(request), request.pk, units).pk))
        self.placed.update(dict.fromkeys(made, units))

    # claims

    @precondition(lambda self: len(self.claims) < MOST_CLAIMS)
    @rule(units=st.integers(min_value=2_000, max_value=9_000), code=CODES, off=st.sampled_from([0, 0, 700]))
    def another_victim(self, units: int, code: str, off: int) -> None:
        """Who reported `off` too much at first; the claim is worked in the same case."""
        from clawback.server.casework.claiming import confirm_claim
        from clawback.server.casework.linking import link_report
        from clawback.server.casework.victims.correcting import correct_claim, facts_of

        told = transfer(units + off, debtor=f"VD{next(_numbers)}", creditor=self.account)
        (claim,) = reported(self.world, in_currency(told, code), at=Plans.at)
        analyst = self.act("analyst")
        correct_claim(analyst, claim.pk, replace(facts_of(claim), amount=units))
        claim = confirm_claim(analyst, claim.pk)
        if self.attempt(lambda: link_report(analyst, claim.report_id, self.case.pk)):
            made_ready(self.world, claim, at=Plans.at)
            self.claims.append(claim)

    @rule(number=NUMBERS, join=st.booleans())
    def told_twice(self, number: int, join: bool) -> None:
        """The same transfer in a second report: it is never a second claim."""
        from clawback.server.casework.claiming import confirm_claim
        from clawback.server.casework.joining import join_report

        first = self.claim(number)
        told = transfer(first.amount, first.debtor_account.number, first.creditor_account.number)
        again = replace(in_currency(told, first.currency), settled_at=first.settled_at)
        (second,) = reported(self.world, again, at=Plans.at)
        if join:
            self.attempt(lambda: join_report(self.act("analyst"), second.report_id, first.report_id))
        elif first.state == "confirmed":
            assert not self.attempt(lambda: confirm_claim(self.act("analyst"), second.pk)), "claimed twice"

    @rule(number=NUMBERS, reason=REASONS)
    def reject(self, number: int, reason: str) -> None:
        from clawback.server.casework.claiming import reject_claim

        self.attempt(lambda: reject_claim(self.act("analyst"), self.claim(number).pk, reason))

    # requests and holds

    @rule(number=NUMBERS, units=UNITS, at_once=st.booleans())
    def request(self, number: int, units: int, at_once: bool) -> None:
        from clawback.server.casework.requesting import approve_request, draft_request, send_at_once

        claim, analyst = self.claim(number), self.act("analyst")
        parts, made = {claim.pk: units}, list[int]()
        self.attempt(
            lambda: made.append(
                draft_request(analyst, self.case.pk, claim.creditor_account_id, "hold", parts).pk
            )
        )
        for drafted in made:
            if at_once:
                self.attempt(lambda drafted=drafted: send_at_once(analyst, drafted))
            else:
                self.attempt(lambda drafted=drafted: approve_request(self.act("approver"), drafted))

    @rule(number=NUMBERS, units=UNITS, refuse=st.booleans())
    def answer_request(self, number: int, units: int, refuse: bool) -> None:
        from clawback.server.casework.answering import refuse_request
        from clawback.server.casework.models import HoldRequest

        request = self.of_case(HoldRequest, number, "case", state="sent")
        if request and refuse:
            self.attempt(lambda: refuse_request(self.keeper(request), request.pk, "no-funds"))
        elif request:
            self.place(request, units)

    @rule(number=NUMBERS)
    def confirm_sent(self, number: int) -> None:
        from clawback.server.casework.models import HoldRequest
        from clawback.server.casework.requesting import confirm_request

        request = self.of_case(HoldRequest, number, "case", emergency=True, confirmed_by=None)
        if request:
            self.attempt(lambda: confirm_request(self.act("approver"), request.pk))

    @rule(number=NUMBERS)
    def renew(self, number: int) -> None:
        from clawback.server.casework.models import Hold
        from clawback.server.casework.renewing import renew_hold

        hold = self.of_case(Hold, number, "request__case", state="placed")
        if hold:
            self.attempt(lambda: renew_hold(self.act("approver"), hold.pk))

    @rule(number=NUMBERS, units=UNITS, ours=st.booleans())
    def let_go(self, number: int, units: int, ours: bool) -> None:
        from clawback.server.casework.models import Hold
        from clawback.server.casework.releasing import release_hold

        hold = self.of_case(Hold, number, "request__case", state="placed")
        if hold:
            act = self.act("approver") if ours else self.keeper(hold.request)
            self.attempt(lambda: release_hold(act, hold.pk, units, "evidence"))

    @rule(number=NUMBERS, believed=st.booleans())
    def value_given(self, number: int, believed: bool) -> None:
        from clawback.server.casework.models import Hold, ValueGiven
        from clawback.server.casework.redress.value_given import set_aside_value_given, tell_value_given

        hold = self.of_case(Hold, number, "request__case", state="placed")
        if hold:
            self.attempt(lambda: tell_value_given(self.keeper(hold.request), hold.pk, "a bicycle"))
            told = ValueGiven.objects.filter(hold=hold).first()
            if told and not believed:
                self.attempt(lambda: set_aside_value_given(self.act("approver"), told.pk, "too dear"))

    # what the trace proposes

    @rule(number=NUMBERS, units=UNITS, agrees=st.booleans())
    def follow(self, number: int, units: int, agrees: bool) -> None:
        """A hold is placed in part or whole; a statement says what the one before it did, or knows nothing of it."""
        from clawback.server.casework.models import Proposal
        from clawback.server.casework.statements.proposing import draft_next

        row = self.of_case(Proposal, number, "case", kind__in=["hold", "statement"])
        if row is None:
            return
        drafted: list[object] = []
        act = self.act("analyst")
        self.attempt(lambda: drafted.append(draft_next(act, self.case.pk, row.account_id, row.kind)))
        for request in drafted:
            if row.kind == "hold":
                self.approve_and_place(request, units)
            else:
                self.approve_and_tell(request, agrees=agrees)

    def approve_and_place(self, request: HoldRequest, units: int) -> None:
        from clawback.server.casework.requesting import approve_request

        if self.attempt(lambda: approve_request(self.act("approver"), request.pk)):
            self.place(request, min(units, request.amount))

    def approve_and_tell(self, request: object, *, agrees: bool) -> None:
        from clawback.server.casework.statements.requesting import approve_statement

        onward = request.account.agent_id == self.world.other_bank.pk  # type: ignore[attr-defined]
        rows = self.onward if agrees and onward else []
        person = "other responder" if onward else "responder"

        def tell() -> None:
            approved = approve_statement(self.act("approver"), request.pk)  # type: ignore[attr-defined]
            answer(self.world, approved, *rows, at=Plans.at, person=person)

        self.attempt(tell)

    @rule(method=METHODS)
    def draft_dollars(self, method: str) -> None:
        from clawback.server.casework.returns.planning import draft_plan

        self.attempt(lambda: draft_plan(self.act("analyst"), self.case.pk, "return", method, "USD"))

    # the end

    @rule()
    def close(self) -> None:
        """What is proposed or drafted comes to nothing; then the case ends, where nothing else is in the way."""
        from clawback.server.casework.returns.closing import close_case
        from clawback.server.casework.returns.in_the_way import in_the_way
        from clawback.server.casework.statements import dismissing

        how: dict[str, Callable[..., object]] = {
            "proposal": dismissing.dismiss_proposal,
            "hold request": dismissing.dismiss_draft,
            "statement request": dismissing.dismiss_statement_draft,
        }
        act = self.act("approver")
        rows = in_the_way(self.case)
        if all(each.dismiss for each in rows):
            for each in rows:
                self.attempt(lambda each=each: how[each.kind](act, each.number, "too little"))
            self.attempt(lambda: close_case(act, self.case.pk))

    # ways that chance alone would seldom find to their end

    @rule(number=NUMBERS, method=METHODS, code=CODES, how=st.sampled_from(["confirm", "confirm", "bounce"]))
    def money_back(self, number: int, method: str, code: str, how: str) -> None:
        """A plan until its lines are due; two of them are sent and answered."""
        if code == "EUR":
            self.renew(number)
            self.draft(method)
        else:
            self.draft_dollars(method)
        self.carry_on(3)
        for place in (number, number + 1):
            if line := self.line(place, "due"):
                self.send_and_answer(line.pk, how)

    def send_and_answer(self, number: int, how: str) -> None:
        from clawback.server.casework.models import PlanLine

        due = list(
            PlanLine.objects.filter(
                plan__case=self.case, state__in=["due", "sent", "bounced", "confirmed", "approved"]
            ).order_by("pk")
        )
        self.send([line.pk for line in due].index(number))
        answered = list(
            PlanLine.objects.filter(plan__case=self.case, state__in=["sent", "due", "confirmed"]).order_by(
                "pk"
            )
        )
        self.answer([line.pk for line in answered].index(number), how)

    @rule(
        number=NUMBERS, left=st.integers(min_value=2_000, max_value=9_000), units=UNITS, agrees=st.booleans()
    )
    def trace_on(self, number: int, left: int, units: int, agrees: bool) -> None:
        """What went on is asked for where it went."""
        self.state_account(left)
        for place in range(3):
            self.follow(number + place, units, agrees)

    @rule(number=NUMBERS, units=UNITS, at_once=st.booleans(), days=st.sampled_from([0, 0, 1]))
    def request_and_hold(self, number: int, units: int, at_once: bool, days: int) -> None:
        """Of a claim, in its currency; perhaps a day goes by in which nobody confirms it."""
        self.request(number, max(units, 1_000), at_once)
        self.answer_request(number, max(units, 1_000), refuse=False)
        self.wait(days)
        self.confirm_sent(number)

    @rule(days=st.sampled_from([0, 1]))
    def wind_up(self, days: int) -> None:
        """All that is held goes back, and the case ends."""
        from clawback.server.casework.releasing import release_hold

        for hold in self.holds():
            if hold.state == "placed":
                self.attempt(lambda hold=hold: release_hold(self.act("approver"), hold.pk, None, "nobody's"))
        self.wait(days)
        self.close()

    # what always holds

    @invariant()
    def holds_add_up(self) -> None:
        """Placed as the agents said; kept as its parts say; let go as its reductions say; returned as it arrived."""
        from clawback.server.casework.models import Case, HoldPart, PlanLine, Reduction
        from clawback.server.casework.returns.counting import case_figures

        placed, kept, let_go, returned, late = (Counter[str]() for _ in range(5))
        holds = {each.pk: each for each in self.holds()}
        assert holds.keys() == self.placed.keys()
        for number, units in self.placed.items():
            placed[holds[number].request.currency] += units
        for part in HoldPart.objects.filter(hold__in=holds):
            kept[holds[part.hold_id].request.currency] += part.in_force
        for row in Reduction.objects.filter(hold__in=holds).exclude(ending="paid over"):
            let_go[holds[row.hold_id].request.currency] += row.amount
        lines = PlanLine.objects.filter(pk__in=self.arrived).select_related("plan")
        for line in lines:
            returned[line.plan.currency] += self.arrived[line.pk]
            late[line.plan.currency] += self.arrived[line.pk] * line.outlived
        for code in placed:
            assert placed[code] == kept[code] + let_go[code] + returned[code] - late[code], code
        for each in holds.values():
            assert each.placed == each.in_force + each.released + each.expired + each.paid_over
        for row in case_figures(Case.objects.get(pk=self.case.pk)):
            code = row.currency
            told = (row.held, row.in_force, row.let_go, row.returned)
            assert told == (placed[code], kept[code], let_go[code] - late[code], returned[code]), code

    @invariant()
    def no_hold_outlives_its_clock(self) -> None:
        from clawback.server.clocks.models import Clock

        open_ = Clock.objects.filter(kind="hold", verb="expire", done_at=None)
        ends = dict(open_.values_list("subject", "due_at"))
        for hold in self.holds():
            if hold.state == "placed":
                assert hold.until > Plans.at
                assert ends[hold.pk] == hold.until
                assert hold.in_force > 0
            else:
                assert (hold.in_force, hold.pk in ends) == (0, False)

    @invariant()
    def a_claim_that_is_over_holds_nothing(self) -> None:
        """But what was sent to its victim, and waits for the agent's word."""
        from clawback.server.casework.models import HoldPart

        over = HoldPart.objects.filter(hold__request__case=self.case, in_force__gt=0)
        for part in over.filter(claim__state__in=["rejected", "withdrawn"]):
            assert part.lines.filter(state="sent").exists(), part.pk

    @invariant()
    def a_closed_case_holds_nothing(self) -> None:
        from clawback.server.casework.models import Case

        if Case.objects.get(pk=self.case.pk).closed_at:
            assert all(hold.state == "ended" for hold in self.holds())
            assert not self.in_flight

    def holds(self) -> list[object]:
        from clawback.server.casework.models import Hold

        return list(Hold.objects.filter(request__case=self.case).select_related("request"))

    def teardown(self) -> None:
        super().teardown()
        check_figures(self.world)
        check_agreement(self.world, self.case, Plans.at)


@pytest.mark.usefixtures("database")
def test_any_history_adds_up() -> None:
    Plans.world = make_world()
    Plans.at = NOON
    run_state_machine_as_test(
        Everything,
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
