"""How a case ends: what is still proposed is dismissed, and an approver closes it with its figures."""

from __future__ import annotations

from tests.journeys.steps.officers import goes_to_case
from tests.journeys.steps.walk import Walk

__all__ = ["clears_the_way", "closes", "reads_that_it_is_over"]

_DONE = {"en": "The work on your report is done", "zh-hans": "您的报案已办理完毕"}
_MOST = 20
"""So many things are in the way at most."""


def clears_the_way(walk: Walk) -> None:
    """What the trace still proposes comes to nothing."""
    hands = goes_to_case(walk, "approver")
    hands.press("p.no-print a[href$='/plans/#end']")
    walk.look("case-in-the-way")
    for _ in range(_MOST):
        if not hands.page.locator(".in-the-way form").count():
            return
        hands.fill(".in-the-way [name=reason]", "The victims have what could be found.")
        hands.press(".in-the-way form button")
        walk.said()
    raise AssertionError(hands.page.locator(".in-the-way").inner_text())


def closes(walk: Walk) -> None:
    """With its figures, where nothing is in the way any more."""
    walk.desk.press("form[action$='/close/'] button")
    walk.said()
    hands = goes_to_case(walk, "approver")
    assert hands.page.locator(".notice time").count(), "the case says when it was closed"
    assert not hands.page.locator("form[action$='/close/'], form[action$='/plans/']").count()
    walk.look("case-closed")


def reads_that_it_is_over(walk: Walk) -> None:
    """The victim, by the code."""
    page = walk.phone.page
    words = page.locator("main").inner_text()
    assert _DONE[page.locator("html").get_attribute("lang") or ""] in words, words
