"""What a holder does: read the notice, object, read the answer; and the reviewer who decides."""

from __future__ import annotations

from tests.journeys.steps.walk import Walk

__all__ = ["decides_objection", "objects", "reads_answer"]

WORDS = "I sold my bicycle for it, by the ad that is still there. The buyer came and took it. I knew nothing of this."


def objects(walk: Walk, account: str) -> None:
    """By the code of the letter."""
    hands = walk.phone
    hands.page.goto(f"{walk.public.server.address}/report/")
    hands.press("footer a[href='/notice/']")
    hands.fill("[name=code]", walk.codes[f"holder {account}"])
    hands.press("main form button.main")
    walk.look("notice", walk.public)
    hands.press("a[href='/notice/objection/']")
    hands.fill("[name=words]", WORDS)
    walk.look("object", walk.public)
    hands.press("main form button.main")
    walk.said(walk.public)


def decides_objection(walk: Walk, account: str) -> None:
    """A reviewer with no part in the hold upholds it, with reasons."""
    hands = walk.take("reviewer", "/objections/", account)
    hands.press("form:has([value=open]) button")
    hands.pick("[name=outcome][value=uphold]")
    hands.fill("[name=reasons]", "You sold a thing for its price and could not know.")
    walk.look("objection")
    hands.press("form:has([name=outcome]) button.main")
    walk.said()


def reads_answer(walk: Walk) -> None:
    """On the same page as the notice."""
    walk.phone.page.goto(f"{walk.public.server.address}/notice/")
    assert "You sold a thing" in walk.phone.page.locator("main").inner_text()
    walk.look("notice-answered", walk.public)
