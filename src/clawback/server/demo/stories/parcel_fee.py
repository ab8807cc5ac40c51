"""A parcel with a fee: held in time, paid back whole, closed with its figures."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.insiders.interests import declare_interest
from clawback.server.casework.returns.approving import approve_plan, pay_plan
from clawback.server.casework.returns.closing import close_case
from clawback.server.casework.returns.noticing import notice_plan
from clawback.server.casework.returns.paying import confirm_line, send_line
from clawback.server.casework.returns.planning import draft_plan
from clawback.server.demo.doing import (
    asked,
    claims_of,
    facts_confirmed,
    in_case,
    notice_given,
    placed,
    receipt_code,
    renewed,
    reported,
    vouched,
)
from clawback.server.demo.living import Life

__all__ = ["parcel_fee"]

_STORY = (
    "A message said my parcel waited for a small fee. I typed my card and a number that my bank sent me. A minute later"
    " 780 were gone. I called at once."
    " The message came from +44 7700 900142, the page was https://quick-desk.example/parcel and led on to"
    " https://pay-anybody.example/send."
)


def parcel_fee(life: Life) -> Iterator[float]:
    """The whole way, in under six days."""
    yield 499.5
    told = reported(
        life,
        "ines",
        "grace",
        name="Grace Sample",
        contact="grace@example.org",
        story=_STORY,
        scam_type="phishing",
    )
    receipt_code(told, "paid back")
    yield 499.2
    facts_confirmed(life, told)
    case = in_case(life, told, "A parcel with a fee")
    (claim,) = claims_of(told)
    yield 499.0
    request = asked(life, case, {claim: claim.loss})
    yield 498.0
    hold = placed(life, "sam", request, 78_000, 1_200)
    yield 490.0
    notice_given(life, "sam", hold, balance=79_200)
    yield 480.0
    vouched(life, claim)
    yield 470.0
    renewed(life, hold, "sam")
    yield 400.0
    plan = draft_plan(life.act("anna"), case.pk, "return", "traced", "EUR")
    notice_plan(life.act("anna"), plan.pk)
    yield 398.0
    approve_plan(life.act("carla"), plan.pk)
    yield 397.0
    approve_plan(life.act("deniz"), plan.pk)
    pay_plan(life.act("anna"), plan.pk)
    line = plan.lines.get()
    yield 390.0
    send_line(life.act("sam"), line.pk)
    yield 372.0
    confirm_line(life.act("sam"), line.pk)
    yield 360.0
    close_case(life.act("carla"), case.pk)
    yield 300.0
    declare_interest(life.act("bo"), "case", case.pk, "friend")
