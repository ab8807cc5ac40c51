"""The whole way, each as the person who goes it: from a report to the money back and the case closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.server import Server
from tests.journeys.steps import banks, closing, holders, officers, returns, victims
from tests.journeys.steps.hands import Keyboard
from tests.journeys.steps.walk import TUTORIAL, Walk, walk
from tests.tidy.tree import ROOT

Step = Callable[[Walk], None]
_VICTIMS = (("south", "1001"), ("small", "1002"), ("old", "1003"))
_HELD = ("2001", "2002", "3002")


def report_to_hold() -> Iterator[Step]:
    yield lambda step: victims.reports(step, 0)
    yield lambda step: victims.looks_at_status(step, 0, "status-received")
    yield lambda step: officers.confirms(step, "analyst", 0)
    yield officers.opens_case
    yield officers.assigns_everybody
    yield officers.sends_first_hold
    yield lambda step: banks.places(step, "north", "2001", "1200", "place")
    yield officers.confirms_first_hold


def others_report() -> Iterator[Step]:
    for place in (1, 2):
        yield partial(victims.reports, place=place)
        yield partial(officers.confirms, role="analyst", place=place)
        yield officers.links
    for role, account in _VICTIMS:
        yield partial(banks.confirms_transfer, role=role, account=account)
        yield partial(banks.vouches, role=role, account=account)


def statements_and_trace(folder: Path) -> Iterator[Step]:
    for role, account, balances in (
        ("north", "2001", ("250.00", "1450.00")),
        ("river", "2002", ("80.00", "5180.00")),
    ):
        yield partial(officers.drafts_by_trace, role="analyst", account=account, kind="statement")
        yield partial(officers.approves_statement, account=account)
        yield partial(
            banks.answers_with_statement, role=role, account=account, folder=folder, balances=balances
        )


def further_holds() -> Iterator[Step]:
    for account in ("2002", "3002", "3001"):
        yield partial(officers.drafts_by_trace, role="analyst", account=account, kind="hold")
    yield lambda step: step.look("trace")
    for account in ("2002", "3002", "3001"):
        yield partial(officers.approves_request, account=account)
    yield lambda step: banks.places(step, "river", "2002")
    yield lambda step: banks.places(step, "exchange", "3002")
    yield lambda step: banks.places(step, "south", "3001")


def holder_released() -> Iterator[Step]:
    for role, account in (("north", "2001"), ("river", "2002"), ("exchange", "3002")):
        yield partial(banks.gives_notice, role=role, account=account)
    yield lambda step: banks.gives_notice(step, "south", "3001", "2345.67")
    yield lambda step: holders.objects(step, "3001")
    yield lambda step: holders.decides_objection(step, "3001")
    yield lambda step: banks.confirms_releases(step, "south", "3001")
    yield holders.reads_answer


def money_back() -> Iterator[Step]:
    for account in _HELD:
        yield partial(officers.renews, account=account)
    yield returns.drafts_plan
    yield returns.makes_known
    yield returns.contests
    yield returns.decides_line
    yield lambda step: step.on("day", 4)
    yield returns.approves_plan
    yield returns.has_it_paid
    for role in ("north", "river", "exchange"):
        yield partial(banks.pays, role=role)
    yield lambda step: victims.looks_at_status(step, 0, "status-paid")
    yield lambda step: victims.reads_that_it_is_paid(step, 0)
    yield lambda step: victims.reads_it_by_word(step, 0)


def the_end() -> Iterator[Step]:
    yield closing.clears_the_way
    yield closing.closes
    yield lambda step: victims.looks_at_status(step, 0, "status-closed")
    yield closing.reads_that_it_is_over


def to_release(folder: Path) -> Iterator[Step]:
    """Half the way: what could be found is held, and who could not know has their money free. Statements are written
    to `folder`."""
    yield from report_to_hold()
    yield from others_report()
    yield from statements_and_trace(folder)
    yield from further_holds()
    yield from holder_released()


def to_money_back(folder: Path) -> Iterator[Step]:
    """The whole way."""
    yield from to_release(folder)
    yield from money_back()
    yield from the_end()


def test_from_report_to_money_back(server: Server, chromium: Browser, tmp_path: Path) -> None:
    """Days go by in it."""
    with walk(chromium, server, mark="DE7") as walker:
        for step in to_money_back(tmp_path):
            step(walker)


def test_by_keyboard_alone_until_the_victim_reads_that_it_is_paid(
    server: Server, chromium: Browser, tmp_path: Path
) -> None:
    """Days go by in it."""
    with walk(chromium, server, hands=Keyboard, looks=False, mark="DE9") as walker:
        for step in chain(to_release(tmp_path), money_back()):
            step(walker)


def test_on_a_telephone_in_chinese(server: Server, chromium: Browser, tmp_path: Path) -> None:
    """The whole way. Days go by in it."""
    with walk(chromium, server, mark="DE8", language="zh-hans", width=390, axe=False) as walker:
        for step in to_money_back(tmp_path):
            step(walker)


def test_the_tutorial_shows_the_pictures_that_the_journey_makes() -> None:
    told = (ROOT / "docs/tutorial/your-first-case.md").read_text("utf-8")
    assert re.findall(r"images/first-case/([a-z-]+)\.png", told) == list(TUTORIAL)
