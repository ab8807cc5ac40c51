"""Pages beside many records: so many queries and no more, however many records there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import (
    NOON,
    World,
    drafted,
    in_case,
    make_world,
    placed,
    reported,
    transfer,
)
from tests.integration.server.world_returns import drafted_plan, joined, made_ready, returns
from tests.integration.server.world_statements import answer, asked, confirmed

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim

pytestmark = pytest.mark.usefixtures("database")

MOST = 75
"""Queries of one page, signing in, walls and all."""


def queries(browser: Client, path: str, **said: object) -> int:
    """How many a page takes once what is kept between requests is kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            found = browser.post(path, said) if said else browser.get(path)
        assert (path, found.status_code) == (path, 200)
        counts.append(len(captured))
    return counts[-1]


def more(world: World, case: Case, claim: Claim, number: int) -> Claim:
    """Another of each thing: a report, and in the case a claim with its statement, requests and holds; another case."""
    debtor, creditor = f"D{number}", f"C{number}"
    reported(world, transfer(2_000 + number, debtor=debtor, creditor=f"N{number}"))
    other, (own,) = in_case(world, transfer(3_000 + number, debtor=debtor, creditor=f"O{number}"))
    drafted(world, other, own)
    second, (held,) = in_case(world, transfer(4_000 + number, debtor=debtor, creditor=f"P{number}"))
    placed(world, second, held)
    made = joined(world, case, 60_000 + number, debtor, creditor=creditor)
    placed(world, case, made, 50_000)
    made_ready(world, made)
    row = ("left", 1.0, f"north/{creditor}", f"south/X{number}", 20_000)
    came = ("came", 0.0, f"south/{debtor}", f"north/{creditor}", 60_000 + number)
    answer(world, asked(world, case, made), came, row, opening=1_000)
    last = joined(world, case, 70_000 + number, f"E{number}", creditor=f"F{number}")
    confirmed(world, last)
    asked(world, case, last)
    drafted(world, case, last)
    return made


def test_a_page_takes_no_more_queries_beside_more_records() -> None:
    made = returns((100_000, 50_000))
    world, case = made.world, made.case
    plan = drafted_plan(made)
    more(world, case, made.claims[0], 10)
    browsers = {name: browser_of(world, name) for name in ("analyst", "approver", "responder", "auditor")}
    asked_for = {"sought": "C1", "reason": "a test of it", "case": ""}

    def counted() -> dict[str, int]:
        analyst = browsers["analyst"]
        pages = {
            f"{name} {path}": queries(browsers[name], path)
            for name, path in (
                *(("analyst", path) for path in ("/", "/cases/", "/cases/?order=all", "/reports/")),
                *(("approver", path) for path in ("/", f"/plans/{plan.pk}/", f"/holds/{made.hold.pk}/")),
                *(("responder", path) for path in ("/", "/inbox/", f"/holds/{made.hold.pk}/")),
                *(("auditor", path) for path in ("/", "/cases/", "/journal/")),
                ("analyst", f"/cases/{case.pk}/"),
                ("approver", f"/cases/{case.pk}/"),
            )
        }
        return pages | {"search": queries(analyst, "/search/", **asked_for)}

    before = counted()
    for number in (20, 30):
        more(world, case, made.claims[0], number)
    after = counted()
    assert {page: count for page, count in after.items() if count > before[page]} == {}
    assert {page: count for page, count in after.items() if count > MOST} == {}


def test_nothing_is_traced_again_while_the_facts_are_the_same() -> None:
    from clawback.server.casework.statements import known

    made = returns((100_000,))
    more(made.world, made.case, made.claims[0], 10)
    browser = browser_of(made.world, "analyst")
    path = f"/cases/{made.case.pk}/"
    first = browser.get(path).content
    traced = known._found.cache_info().misses
    assert browser.get(path).status_code == 200
    assert b"<svg" in first
    assert known._found.cache_info().misses == traced
    more(made.world, made.case, made.claims[0], 20)
    traced = known._found.cache_info().misses
    browser.get(path)
    assert known._found.cache_info().misses == traced, "the decision traced it"


def test_home_says_that_more_waits() -> None:
    from clawback.server.casework.waiting import all_waiting_for

    made = returns((100_000,))
    for number in (10, 20):
        more(made.world, made.case, made.claims[0], number)
    facts = made.world.people["approver"].facts(NOON)
    whole, cut = all_waiting_for(facts), all_waiting_for(facts, 1)
    assert len(whole.rows) > 2
    assert cut.rows == whole.rows[:1], "what runs out first"
    assert (whole.left, whole.more) == (0, False)
    assert cut.left == len(whole.rows) - 1


def test_all_that_waits_is_a_link_away() -> None:
    """Also what has no clock, and stands behind everything that has one."""
    world = make_world()
    for number in range(22):
        reported(world, transfer(2_000 + number, debtor=f"D{number}", creditor=f"N{number}"))
    browser = browser_of(world, "analyst")
    few, everything = (browser.get(path).content.decode() for path in ("/", "/?all"))
    assert (few.count('href="/claims/'), few.count('href="?all#waiting"')) == (20, 1)
    assert (everything.count('href="/claims/'), everything.count('href="?all')) == (22, 0)
