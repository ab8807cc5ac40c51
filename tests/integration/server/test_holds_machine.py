"""Any history of claims, requests, holds, renewals, releases and returns: the money adds up to the unit.

One database serves all histories, each of which goes on in time where the one before ended.
"""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.verify import verify
from tests.integration.server.world import NOON, World, drafted, in_case, make_world, placed, transfer

SIGNER = new_signer("centre.example/journal", KeyKind.LOG)
NUMBERS = st.integers(min_value=0, max_value=1000)
UNITS = st.integers(min_value=1, max_value=3_000)
_accounts = count(1)


class Holds(RuleBasedStateMachine):
    """The world's people decide at random; what is refused is refused, and changes nothing."""

    world: World
    at = NOON

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[tuple[object, object]] = []

    def attempt(self, decide: object) -> None:
        from clawback.server.people.refusals import Refusal

        with suppress(Refusal):
            decide()

    def pick(self, model: type, number: int, by: str = "parts__claim", **having: object) -> object | None:
        """A record of this history's claims."""
        claims = [claim.pk for _, claim in self.cases]
        found = list(model.objects.filter(**{f"{by}__in": claims}, **having).distinct().order_by("pk"))
        return found[number % len(found)] if found else None

    @rule(units=UNITS, back=NUMBERS)
    def report(self, units: int, back: int) -> None:
        told = transfer(units, creditor=f"C{next(_accounts)}", came_back=min(back, units - 1))
        case, (claim,) = in_case(self.world, told, at=Holds.at)
        self.cases.append((case, claim))

    @rule(units=st.integers(min_value=1_000, max_value=3_000))
    def hold(self, units: int) -> None:
        case, (claim,) = in_case(self.world, transfer(units, creditor=f"C{next(_accounts)}"), at=Holds.at)
        self.cases.append((case, claim))
        placed(self.world, case, claim, at=Holds.at)

    @rule(number=NUMBERS, units=UNITS)
    def draft(self, number: int, units: int) -> None:
        if self.cases:
            case, claim = self.cases[number % len(self.cases)]
            self.attempt(lambda: drafted(self.world, case, claim, units, Holds.at))

    @rule(number=NUMBERS, emergency=st.booleans())
    def send(self, number: int, emergency: bool) -> None:
        from clawback.server.casework.models import HoldRequest
        from clawback.server.casework.requesting import approve_request, send_at_once

        request = self.pick(HoldRequest, number, state="drafted")
        if request and emergency:
            self.attempt(lambda: send_at_once(self.world.act("analyst", Holds.at), request.pk))
        elif request:
            self.attempt(lambda: approve_request(self.world.act("approver", Holds.at), request.pk))

    @rule(number=NUMBERS, units=UNITS, place=st.booleans())
    def answer(self, number: int, units: int, place: bool) -> None:
        from clawback.server.casework.answering import place_hold, refuse_request
        from clawback.server.casework.models import HoldRequest

        request = self.pick(HoldRequest, number, state="sent")
        act = self.world.act("responder", Holds.at)
        if request and place:
            self.attempt(lambda: place_hold(act, request.pk, units))
        elif request:
            self.attempt(lambda: refuse_request(act, request.pk, "no-funds"))

    @rule(number=NUMBERS)
    def confirm(self, number: int) -> None:
        from clawback.server.casework.models import HoldRequest
        from clawback.server.casework.requesting import confirm_request

        request = self.pick(HoldRequest, number, emergency=True, confirmed_by=None)
        if request:
            self.attempt(lambda: confirm_request(self.world.act("approver", Holds.at), request.pk))

    @rule(number=NUMBERS, units=UNITS, ours=st.booleans())
    def release(self, number: int, units: int, ours: bool) -> None:
        from clawback.server.casework.models import Hold
        from clawback.server.casework.releasing import release_hold

        hold = self.pick(Hold, number, state="placed")
        if hold:
            act = self.world.act("approver" if ours else "responder", Holds.at)
            self.attempt(lambda: release_hold(act, hold.pk, units, "evidence"))

    @rule(number=NUMBERS, units=UNITS)
    def pay(self, number: int, units: int) -> None:
        from clawback.server.casework.ending import end_part
        from clawback.server.casework.models import HoldPart
        from clawback.server.people.acting import Act

        part = self.pick(HoldPart, number, "claim", in_force__gt=0)
        if part:
            act = Act(member=None, at=Holds.at)
            self.attempt(lambda: end_part(act, part.hold_id, {part.pk: units}, "paid over", "a plan"))

    @rule(number=NUMBERS)
    def renew(self, number: int) -> None:
        from clawback.server.casework.claiming import confirm_evidence
        from clawback.server.casework.models import Hold
        from clawback.server.casework.renewing import renew_hold
        from clawback.server.casework.returns.vouching import vouch

        hold = self.pick(Hold, number, state="placed")
        if hold:
            bank = self.world.act("other responder", Holds.at)
            for part in hold.parts.all():
                self.attempt(lambda part=part: confirm_evidence(bank, part.claim_id))
                self.attempt(lambda part=part: vouch(bank, part.claim_id))
            self.attempt(lambda: renew_hold(self.world.act("approver", Holds.at), hold.pk))

    @rule(number=NUMBERS)
    def reject(self, number: int) -> None:
        from clawback.server.casework.claiming import reject_claim

        if self.cases:
            _, claim = self.cases[number % len(self.cases)]
            self.attempt(lambda: reject_claim(self.world.act("analyst", Holds.at), claim.pk, "regret"))

    @rule(hours=st.sampled_from([1, 4, 24, 48, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        from clawback.server.casework.following import VERBS
        from clawback.server.clocks.models import Clock
        from clawback.server.clocks.running import run_due

        Holds.at += timedelta(hours=hours)
        run_due(VERBS, Holds.at)
        assert not Clock.objects.filter(done_at=None, due_at__lte=Holds.at).exists(), "a clock did not run"

    @invariant()
    def money_adds_up(self) -> None:
        from django.db.models import F, Sum

        from clawback.server.casework.models import Hold, ReductionPart

        for hold in Hold.objects.order_by("-pk")[:10]:
            ended = dict(hold.reductions.values_list("ending").annotate(Sum("amount")))
            sums = (ended.get("released", 0), ended.get("expired", 0), ended.get("paid over", 0))
            assert sums == (hold.released, hold.expired, hold.paid_over)
            assert hold.placed == hold.in_force + sum(sums)
            assert hold.in_force == hold.parts.aggregate(sum=Sum("in_force"))["sum"]
        for _, claim in self.cases:
            paid = ReductionPart.objects.filter(part__claim=claim, reduction__ending="paid over")
            returned = paid.aggregate(sum=Sum("amount"))["sum"] or 0
            held = claim.hold_parts.aggregate(sum=Sum("in_force"))["sum"] or 0
            assert held + returned <= claim.loss
        assert not Hold.objects.exclude(
            placed=F("in_force") + F("released") + F("expired") + F("paid_over")
        ).exists()

    @invariant()
    def no_hold_outlives_its_clock(self) -> None:
        from clawback.server.casework.models import Hold

        assert not Hold.objects.filter(state="placed", until__lte=Holds.at).exists()

    def teardown(self) -> None:
        from clawback.server.record.checkpoints import sign
        from clawback.server.record.models import Head
        from clawback.server.record.proving import file

        sign(SIGNER, Holds.at)
        found = verify(io.BytesIO(b"".join(file())), [SIGNER.key]) if Head.objects.get().size else None
        assert found is None or found.checkpoint.size == Head.objects.get().size


@pytest.mark.usefixtures("database")
def test_any_history_adds_up() -> None:
    Holds.world = make_world()
    Holds.at = NOON
    run_state_machine_as_test(
        Holds,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
