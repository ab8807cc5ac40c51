"""What the centre does: confirm, open a case, ask for holds and statements."""

from __future__ import annotations

from tests.journeys.steps.hands import Hands
from tests.journeys.steps.story import PEOPLE
from tests.journeys.steps.walk import Walk

__all__ = [
    "approves_request",
    "approves_statement",
    "assigns_everybody",
    "confirms",
    "confirms_first_hold",
    "drafts_by_trace",
    "goes_to_case",
    "links",
    "opens_case",
    "renews",
    "sends_first_hold",
]

TITLE = "The bank that never called"


def confirms(walk: Walk, role: str, place: int) -> None:
    """The claim of a report, from the list of reports."""
    walk.be(role)
    hands = walk.way("/reports/")
    if place == 0:
        walk.look("reports")
    account = walk.story.victims()[place].creditor[1]
    amount = walk.story.victims()[place].amount.split(".")[0]
    short = f"{int(amount):,}"
    hands.press(f"tr:has-text('{account}'):has-text('{short}') a[href^='/reports/']")
    if place == 0:
        walk.look("confirm")
    hands.press("form[action$='/confirm/'] button")
    walk.said()


def opens_case(walk: Walk) -> None:
    """Of the report that is open."""
    hands = walk.desk
    hands.fill("[name=title]", TITLE)
    hands.press("form[action$='/open/'] button")
    walk.said()
    walk.note("case")


def links(walk: Walk) -> None:
    """The report that is open, to the case that it was proposed to belong to."""
    walk.look("link")
    walk.desk.press("form[action$='/link/'] button")
    walk.said()


def assigns_everybody(walk: Walk) -> None:
    """Two approvers and the reviewer work the case too."""
    for role in ("approver", "second approver", "reviewer"):
        hands = walk.desk
        number = hands.page.locator("[name=member] option", has_text=PEOPLE[role]).get_attribute("value")
        hands.choose("[name=member]", number or "")
        hands.press("form[action$='/assign/'] button")
        walk.said()


def sends_first_hold(walk: Walk) -> None:
    """At once, by the emergency rule, from the case's next step."""
    hands = walk.desk
    walk.look("case-new")
    hands.press(".next a.main")
    walk.look("draft")
    hands.press("button[name=how][value=at-once]")
    walk.said()
    walk.look("hold-request")


def confirms_first_hold(walk: Walk) -> None:
    """An approver confirms what was sent at once."""
    walk.take("approver", "/hold-requests/", "2001").press("form[action$='/confirm/'] button")
    walk.said()


def goes_to_case(walk: Walk, role: str) -> Hands:
    """By the list of cases, the newest first."""
    walk.be(role)
    hands = walk.way("/cases/")
    hands.press("main a[href='?order=all']")
    hands.press(f"main th a[href='{walk.pages['case']}']")
    return hands


def drafts_by_trace(walk: Walk, role: str, account: str, kind: str) -> None:
    """What the trace proposes for an account, from the case's page."""
    hands = goes_to_case(walk, role)
    number = walk.story.number(account)
    hands.press(f"tr:has(code:has-text('{number}')) button[name=kind][value={kind}]")
    walk.said()


def approves_statement(walk: Walk, account: str) -> None:
    """And it is sent."""
    walk.take("approver", "/statement-requests/", account).press("form[action$='/approve/'] button")
    walk.said()


def approves_request(walk: Walk, account: str) -> None:
    """A hold request that another drafted."""
    walk.take("approver", "/hold-requests/", account).press("form[action$='/approve/'] button")
    walk.said()


def renews(walk: Walk, account: str) -> None:
    """A hold that would end before the plan is paid."""
    hands = walk.be("approver")
    number = walk.story.number(account)
    hands.press(f"#next ~ * tr:has-text('{number}') a[href^='/holds/']")
    hands.press("form[action$='/renew/'] button")
    walk.said()
