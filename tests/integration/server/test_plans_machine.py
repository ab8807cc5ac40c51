"""Any history of plans, statements, objections, recalls, sendings, bounces, releases and money that came back adds up
to the unit: held = in force + released + expired + paid over, nobody gets more than their loss, nothing is paid twice.

Beside the server stands a plain model: a list of what people said that succeeded, from which balances are counted.
"""

from __future__ import annotations

import io
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.verify import verify
from tests.integration.server.world import NOON, World, in_case, make_world, transfer
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import held_for, joined, made_ready
from tests.integration.server.world_statements import answer, asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from clawback.server.casework.models import PlanLine

SIGNER = new_signer("centre.example/journal", KeyKind.LOG)
NUMBERS = st.integers(min_value=0, max_value=1000)
UNITS = st.integers(min_value=1, max_value=4_000)
LOSSES = st.lists(st.integers(min_value=2_000, max_value=9_000), min_size=1, max_size=3)
METHODS = st.sampled_from(["traced", "pari-passu", "rising-tide"])
_numbers = count(1)


class Plans(RuleBasedStateMachine):
    """One case a history; what is refused is refused, and changes nothing."""

    world: World
    at = NOON

    @initialize(losses=LOSSES, cut=st.integers(min_value=0, max_value=999))
    def begin(self, losses: list[int], cut: int) -> None:
        from clawback.server.casework.renewing import renew_hold

        self.account = f"M{next(_numbers)}"
        self.named = f"north/{self.account}"
        told = transfer(losses[0], debtor=f"MD{next(_numbers)}", creditor=self.account)
        self.case, self.claims = in_case(self.world, told, at=Plans.at)
        for units in losses[1:]:
            claim = joined(
                self.world, self.case, units, f"MD{next(_numbers)}", at=Plans.at, creditor=self.account
            )
            self.claims.append(claim)
        held = (losses[0] - cut, *losses[1:])
        self.hold = held_for(self.world, self.case, self.claims, held, at=Plans.at)
        for claim in self.claims:
            made_ready(self.world, claim, at=Plans.at)
        renew_hold(self.world.act("approver", Plans.at), self.hold.pk)
        self.codes = given(self.world, self.hold, 2, at=Plans.at)
        self.balances: Counter[str] = Counter()  # what arrived, by account
        self.in_flight: dict[int, tuple[str, int]] = {}  # line -> where to, how much
        self.arrived: dict[int, int] = {}  # line -> how much, once
        self.back: Counter[int] = Counter()  # claim -> came back otherwise
        self.late = 0  # arrived after the hold had ended

    def act(self, person: str) -> object:
        return self.world.act(person, Plans.at)

    def attempt(self, decide: Callable[[], object]) -> bool:
        from clawback.server.people.refusals import Refusal

        with suppress(Refusal):
            decide()
            return True
        return False

    def line(self, number: int, *states: str) -> PlanLine | None:
        from clawback.server.casework.models import PlanLine

        found = list(PlanLine.objects.filter(plan__case=self.case, state__in=states).order_by("pk"))
        return found[number % len(found)] if found else None

    def payer(self, line: PlanLine) -> object:
        """Whoever decides for the agent that holds what the line pays."""
        ours = line.part.hold.request.agent_id == self.world.bank.pk
        return self.act("responder" if ours else "other responder")

    @rule(method=METHODS)
    def draft(self, method: str) -> None:
        from clawback.server.casework.returns.planning import draft_plan

        self.attempt(lambda: draft_plan(self.act("analyst"), self.case.pk, "return", method, "EUR"))

    @rule(days=st.sampled_from([0, 3]))
    def carry_on(self, days: int) -> None:
        """Every plan one step further, or as far as its notice lets it."""
        from clawback.server.casework.returns.approving import approve_plan, pay_plan
        from clawback.server.casework.returns.noticing import notice_plan

        for plan in self.case.plans.exclude(state__in=["paid", "withdrawn"]):
            self.attempt(lambda plan=plan: notice_plan(self.act("analyst"), plan.pk))
        self.pass_time(timedelta(days=days))
        for plan in self.case.plans.exclude(state__in=["paid", "withdrawn"]):
            for person in ("approver", "second approver"):
                self.attempt(lambda plan=plan, person=person: approve_plan(self.act(person), plan.pk))
            self.attempt(lambda plan=plan: pay_plan(self.act("analyst"), plan.pk))

    @rule(number=NUMBERS, again=st.booleans())
    def change(self, number: int, again: bool) -> None:
        from clawback.server.casework.returns.planning import divide_again, withdraw_plan

        plans = list(self.case.plans.order_by("pk"))
        if plans and again:
            self.attempt(lambda: divide_again(self.act("analyst"), plans[number % len(plans)].pk))
        elif plans:
            self.attempt(lambda: withdraw_plan(self.act("analyst"), plans[number % len(plans)].pk, "no"))

    @rule(number=NUMBERS)
    def contest(self, number: int) -> None:
        from clawback.server.casework.returns.contesting import contest_line

        if line := self.line(number, "open", "approved", "due", "sent"):
            self.attempt(lambda: contest_line(self.act("analyst"), line.pk, "mine"))

    @rule(number=NUMBERS, stands=st.booleans())
    def decide(self, number: int, stands: bool) -> None:
        from clawback.server.casework.returns.contesting import decide_line

        if line := self.line(number, "contested"):
            self.attempt(lambda: decide_line(self.act("reviewer"), line.pk, stands=stands, reason="so"))

    @rule(number=NUMBERS)
    def send(self, number: int) -> None:
        from clawback.server.casework.returns.paying import send_line

        line = self.line(number, "due", "sent", "bounced", "confirmed", "approved")
        if line and self.attempt(lambda: send_line(self.payer(line), line.pk)):
            assert line.pk not in self.in_flight, "sent twice without a word between"
            assert line.pk not in self.arrived, "sent again after it arrived"
            self.in_flight[line.pk] = (str(line.account), line.amount)

    @rule(number=NUMBERS, how=st.sampled_from(["confirm", "confirm", "bounce", "deny"]))
    def answer(self, number: int, how: str) -> None:
        from clawback.server.casework.returns import paying

        decide = {
            "confirm": paying.confirm_line,
            "bounce": paying.bounce_line,
            "deny": paying.deny_line,
        }[how]
        line = self.line(number, "sent", "due", "confirmed")
        if line and self.attempt(lambda: decide(self.payer(line), line.pk)):
            account, amount = self.in_flight.pop(line.pk)
            if how == "confirm":
                self.balances[account] += amount
                self.arrived[line.pk] = amount
                self.late += amount * line.outlived

    @rule(number=NUMBERS)
    def pay_again(self, number: int) -> None:
        from clawback.server.casework.returns.paying import pay_again

        if line := self.line(number, "bounced", "sent"):
            self.attempt(lambda: pay_again(self.act("approver"), line.pk))

    @rule(units=UNITS)
    def release(self, units: int) -> None:
        from clawback.server.casework.releasing import release_hold

        self.attempt(lambda: release_hold(self.act("approver"), self.hold.pk, units, "evidence"))

    @rule(number=NUMBERS, units=UNITS)
    def bring_back(self, number: int, units: int) -> None:
        from clawback.server.casework.returns.coming_back import bring_back_told

        claim = self.claims[number % len(self.claims)]
        act = self.act("other responder")
        if self.attempt(lambda: bring_back_told(act, claim.pk, units, "reversal")):
            self.back[claim.pk] += units

    @rule(number=NUMBERS, units=UNITS)
    def reimburse(self, number: int, units: int) -> None:
        from clawback.server.casework.returns.reimbursing import reimburse

        claim = self.claims[number % len(self.claims)]
        self.attempt(lambda: reimburse(self.act("other responder"), claim.pk, units, "OWN", "order"))

    @rule(holder=st.booleans())
    def object(self, holder: bool) -> None:
        self.attempt(lambda: objected(self.codes[holder], Plans.at))

    @rule(number=NUMBERS, outcome=st.sampled_from(["dismiss", "partly uphold", "uphold"]), units=UNITS)
    def review(self, number: int, outcome: str, units: int) -> None:
        from clawback.server.casework.redress.reviewing import decide_objection

        found = list(self.hold.notice.objections.filter(state="made").order_by("pk"))
        if found:
            made = found[number % len(found)].pk
            self.attempt(lambda: decide_objection(self.act("reviewer"), made, outcome, "so", units))

    @rule(number=NUMBERS, units=UNITS)
    def recall(self, number: int, units: int) -> None:
        from clawback.server.casework.returns.recalling import accept_recall, draft_recall, send_recall

        claim = self.claims[number % len(self.claims)]
        self.attempt(lambda: draft_recall(self.act("analyst"), claim.pk))
        found = claim.recalls.latest("pk") if claim.recalls.exists() else None
        if found is None:
            return
        self.attempt(lambda: send_recall(self.act("other responder"), found.pk))
        if self.attempt(lambda: accept_recall(self.act("other responder"), found.pk, units)):
            self.back[claim.pk] += units

    @rule(left=st.integers(min_value=0, max_value=9_000))
    def state_account(self, left: int) -> None:
        """The agent's statement: all credits came, and of them so much went on."""
        told = [claim for claim in self.claims if claim.currency == "EUR"]
        rows = [
            (f"R{claim.pk}", 0.0, str(claim.debtor_account).replace(":", "/"), self.named, claim.amount)
            for claim in told
        ]
        gone = min(left, sum(claim.amount for claim in told))
        if gone:
            rows.append((f"G{next(_numbers)}", 1.0, self.named, f"south/G{self.account}", gone))
        self.onward = rows[len(told) :]

        def tell() -> None:
            request = asked(self.world, self.case, self.claims[0], at=Plans.at)
            answer(self.world, request, *rows, at=Plans.at)

        self.attempt(tell)

    @rule(days=st.sampled_from([0, 1, 31]))
    def wait(self, days: int) -> None:
        self.pass_time(timedelta(days=days) if days else timedelta(hours=4))

    def pass_time(self, by: timedelta) -> None:
        from clawback.server.casework.following import VERBS
        from clawback.server.clocks.models import Clock
        from clawback.server.clocks.running import run_due

        Plans.at += by
        run_due(VERBS, Plans.at)
        assert not Clock.objects.filter(done_at=None, due_at__lte=Plans.at).exists(), "a clock did not run"

    @invariant()
    def holds_add_up(self) -> None:
        from clawback.server.casework.models import Hold

        hold = Hold.objects.get(pk=self.hold.pk)
        assert hold.paid_over == sum(self.arrived.values()) - self.late
        assert hold.placed == hold.in_force + hold.released + hold.expired + hold.paid_over

    @invariant()
    def it_adds_up(self) -> None:
        from clawback.server.casework.models import Claim, PlanLine

        lines = list(PlanLine.objects.filter(plan__case=self.case).select_related("account", "claim"))
        paid = [line for line in lines if line.state == "confirmed"]
        assert {line.pk: line.amount for line in paid} == self.arrived
        by_account: Counter[str] = Counter()
        for line in paid:
            by_account[str(line.account)] += line.amount
        assert by_account == self.balances
        assert {line.pk for line in lines if line.state == "sent"} == self.in_flight.keys()
        for claim in Claim.objects.filter(pk__in=[each.pk for each in self.claims]):
            assert claim.came_back == self.back[claim.pk]
            got = sum(line.amount for line in paid if line.claim_id == claim.pk)
            promised = sum(
                line.amount
                for line in lines
                if line.claim_id == claim.pk and line.state not in ("confirmed", "withdrawn")
            )
            assert got + promised + claim.came_back <= claim.amount, "above the loss"
            for row in claim.reimbursements.all():
                own = [line.amount for line in lines if line.reimbursement_id == row.pk]
                assert sum(self.arrived.get(line.pk, 0) for line in row.lines.all()) <= row.amount, own
            victim = sum(
                line.amount for line in paid if line.claim_id == claim.pk and not line.reimbursement_id
            )
            reimbursed = sum(row.amount for row in claim.reimbursements.all())
            assert victim + claim.came_back <= claim.amount, "above the loss"
            assert victim + reimbursed <= claim.amount, "paid by both"

    @invariant()
    def nothing_waits_for_ever(self) -> None:
        """No hold outlives its clock, and every objection and surplus that waits has one."""
        from clawback.server.casework.models import Hold, Objection, Surplus
        from clawback.server.clocks.models import Clock

        assert not Hold.objects.filter(state="placed", until__lte=Plans.at).exists()
        open_ = Clock.objects.filter(done_at=None, due_at__gt=Plans.at)
        for kind, rows in (
            ("objection", Objection.objects.filter(state="made")),
            ("surplus", Surplus.objects.filter(state="waiting")),
        ):
            waits = set(open_.filter(kind=kind).values_list("subject", flat=True))
            assert set(rows.values_list("pk", flat=True)) <= waits

    def teardown(self) -> None:
        from clawback.server.record.checkpoints import sign
        from clawback.server.record.models import Head
        from clawback.server.record.proving import file

        sign(SIGNER, Plans.at)
        found = verify(io.BytesIO(b"".join(file())), [SIGNER.key]) if Head.objects.get().size else None
        assert found is None or found.checkpoint.size == Head.objects.get().size

    @invariant()
    def a_plan_that_is_over_has_no_line_under_way(self) -> None:
        for plan in self.case.plans.filter(state__in=["paid", "withdrawn"]):
            assert not plan.lines.exclude(state__in=["confirmed", "withdrawn"]).exists()


@pytest.mark.usefixtures("database")
def test_any_history_adds_up() -> None:
    Plans.world = make_world()
    Plans.at = NOON
    run_state_machine_as_test(
        Plans,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
