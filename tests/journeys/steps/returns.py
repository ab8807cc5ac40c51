"""What becomes of held money: a plan, its notice, an objection to a line, two approvals, its payment."""

from __future__ import annotations

from tests.journeys.steps.officers import goes_to_case
from tests.journeys.steps.walk import Walk

__all__ = ["approves_plan", "contests", "decides_line", "drafts_plan", "has_it_paid", "makes_known"]


def drafts_plan(walk: Walk) -> None:
    """From the case's page, by the method that the trace gives."""
    hands = goes_to_case(walk, "analyst")
    walk.look("case")
    hands.choose("[name=method]", "traced")
    hands.press("form[action$='/plans/'] button")
    walk.said()
    walk.note("plan")
    walk.look("plan-drafted")


def makes_known(walk: Walk) -> None:
    walk.desk.press("button[value=notice]")
    walk.said()


def contests(walk: Walk) -> None:
    """Somebody objects to the first line."""
    hands = walk.desk
    hands.press("tbody tr summary")
    hands.fill("[name=reason][id^=contest]", "The holder says the account is shared.")
    hands.press("button[value=contest]")
    walk.said()


def decides_line(walk: Walk) -> None:
    """The reviewer says that the line stands."""
    walk.take("reviewer", "/plans/", "1001")
    walk.desk.fill("[name=reason][id^=decide]", "What was traced is not theirs.")
    walk.desk.press("button[value=stands]")
    walk.said()


def approves_plan(walk: Walk) -> None:
    """Two approvers, once the notice is over."""
    for role in ("approver", "second approver"):
        hands = walk.take_page(role, "plan")
        walk.look("plan" if role == "approver" else "plan-second")
        hands.press("button[value=approve]")
        walk.said()


def has_it_paid(walk: Walk) -> None:
    walk.take_page("analyst", "plan").press("button[value=pay]")
    walk.said()
