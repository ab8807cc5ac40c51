"""What a victim does: report, note the code, look how far it is."""

from __future__ import annotations

from tests.journeys.steps.story import Victim
from tests.journeys.steps.walk import Walk

__all__ = ["looks_at_status", "reads_it_by_word", "reads_that_it_is_paid", "reports"]


def reports(walk: Walk, place: int) -> None:
    """Question by question, to the code."""
    victim, hands = walk.story.victims()[place], walk.phone
    hands.page.goto(f"{walk.public.server.address}/sign-in/")
    hands.press("main a[href='/report/']")
    walk.look("report-start", walk.public)
    hands.press("main form button.main, main form button.plain")
    hands.pick("[name=leaving][value=no]")
    hands.pick("[name=safe][value=yes]")
    hands.pick("[name=forced][value=no]")
    walk.look("report-safe", walk.public)
    _next(walk)
    hands.fill("[name=story]", victim.story)
    walk.look("report", walk.public)
    _next(walk)
    hands.pick("[name=scam_type][value=bank]")
    _next(walk)
    _transfer(walk, victim)
    hands.pick("[name=more][value=no]")
    for _ in range(2):
        _next(walk)
    hands.fill("[name=telephone]", walk.story.caller)
    _next(walk)
    hands.fill("[name=name]", victim.name)
    hands.fill("[name=contact]", victim.contact)
    _next(walk)
    hands.fill("[name=word]", victim.word)
    _next(walk)
    hands.pick("[name=true]")
    walk.look("report-check", walk.public)
    _next(walk)
    walk.codes[f"victim {place}"] = hands.page.locator(".digits").inner_text()
    walk.look("receipt", walk.public)
    _next(walk)


def _transfer(walk: Walk, victim: Victim) -> None:
    hands, when = walk.phone, walk.story.local(victim.minutes)
    hands.choose("[name=agent]", victim.agent)
    hands.fill("[name=number]", victim.account)
    _next(walk)
    hands.choose("[name=agent]", victim.creditor[0])
    hands.fill("[name=number]", victim.creditor[1])
    walk.look("report-to", walk.public)
    _next(walk)
    hands.fill("[name=amount]", victim.amount)
    hands.choose("[name=currency]", "EUR")
    _next(walk)
    hands.fill("[name=day]", when.strftime("%Y-%m-%d"))
    hands.fill("[name=time]", when.strftime("%H:%M"))
    _next(walk)


def _next(walk: Walk) -> None:
    before = walk.phone.page.url
    walk.phone.press("main form button.main")
    assert walk.phone.page.url != before, walk.phone.page.locator("main").inner_text()
    walk.phone.lands("h1")


def looks_at_status(walk: Walk, place: int, title: str) -> None:
    """By the code, from the first page of the portal."""
    hands = walk.phone
    hands.page.goto(f"{walk.public.server.address}/report/")
    hands.press("footer a[href='/status/']")
    if hands.page.locator("[name=code]").count():
        hands.fill("[name=code]", walk.codes[f"victim {place}"])
        hands.press("main form button.main")
    walk.look(title, walk.public)


def reads_that_it_is_paid(walk: Walk, place: int) -> None:
    """Each sum with the account that it came to, and all of them together."""
    victim = walk.story.victims()[place]
    money = walk.phone.page.locator("section[aria-labelledby=money]")
    paid = money.locator(".points li").all_inner_texts()
    assert len(paid) == len(victim.returned), money.inner_text()
    for line, amount in zip(paid, victim.returned, strict=True):
        assert amount in line, line
        assert f"…{victim.account[-3:]}" in line, line
    assert victim.back in money.locator("dl").inner_text(), money.inner_text()


def reads_it_by_word(walk: Walk, place: int) -> None:
    """What they told, and what came of it, by the second factor."""
    walk.phone.fill("[name=word]", walk.story.victims()[place].word)
    walk.phone.press("form[action$='/word/'] button")
    assert walk.story.victims()[place].account in walk.phone.page.locator("main").inner_text()
    walk.look("status", walk.public)
