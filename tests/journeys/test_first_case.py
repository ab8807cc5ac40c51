"""The whole way, each as the person who goes it: from a report to the victim who sees the money come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.server import Server, browser, demo_server
from tests.journeys.steps import banks, holders, officers, returns, victims
from tests.journeys.steps.walk import Walk, walk


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def server() -> Iterator[Server]:
    with demo_server() as running:
        yield running


def report_to_hold(step: Walk) -> None:
    victims.reports(step, 0)
    victims.looks_at_status(step, 0, "status-received")
    officers.confirms(step, "analyst", 0)
    officers.opens_case(step)
    officers.assigns_everybody(step)
    officers.sends_first_hold(step)
    banks.places(step, "north", "2001", "1200", "place")
    officers.confirms_first_hold(step)


def others_report(step: Walk) -> None:
    for place in (1, 2):
        victims.reports(step, place)
        officers.confirms(step, "analyst", place)
        officers.links(step)
    for role in ("south", "small", "old"):
        banks.confirms_transfers(step, role)


def statements_and_trace(step: Walk, folder: Path) -> None:
    for role, account, balances in (
        ("north", "2001", ("250.00", "1450.00")),
        ("river", "2002", ("80.00", "5180.00")),
    ):
        officers.drafts_by_trace(step, "analyst", account, "statement")
        officers.approves_statement(step, account)
        banks.answers_with_statement(step, role, account, folder, balances)


def further_holds(step: Walk) -> None:
    for account in ("2002", "3002", "3001"):
        officers.drafts_by_trace(step, "analyst", account, "hold")
    step.look("trace")
    officers.approves_requests(step, "2002", "3002", "3001")
    banks.places(step, "river", "2002", "5100")
    banks.places(step, "exchange", "3002", "600")
    banks.places(step, "south", "3001", "900")


def holder_released(step: Walk) -> None:
    for role, account in (("north", "2001"), ("river", "2002"), ("exchange", "3002")):
        banks.gives_notice(step, role, account)
    banks.gives_notice(step, "south", "3001", "2345.67")
    holders.objects(step, "3001")
    holders.decides_objection(step, "3001")
    banks.confirms_releases(step, "south", "3001")
    holders.reads_answer(step)


def money_back(step: Walk) -> None:
    for role, account in (("south", "1001"), ("small", "1002"), ("old", "1003")):
        banks.vouches(step, role, account)
    officers.renews(step, "2001", "2002", "3002")
    returns.drafts_plan(step)
    returns.makes_known(step)
    returns.contests_and_decides(step)
    step.on("day", 4)
    returns.approves_plan(step)
    returns.has_it_paid(step)
    for role in ("north", "river", "exchange"):
        banks.pays(step, role)
    victims.looks_at_status(step, 0, "status-paid")
    victims.reads_it_by_word(step, 0)
    returns.closes(step)


def test_from_report_to_money_back(server: Server, chromium: Browser, tmp_path: Path) -> None:
    with walk(chromium, server) as step:
        report_to_hold(step)
        others_report(step)
        statements_and_trace(step, tmp_path)
        further_holds(step)
        holder_released(step)
        money_back(step)
