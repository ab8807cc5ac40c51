"""Whatever waits for somebody has a page, and an account without a known agent gets one."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.integration.server.world import in_case, make_world, reported, transfer
from tests.integration.server.world_returns import due_lines, returns
from tests.integration.server.world_statements import answer, asked, confirmed


def kinds(module: ModuleType) -> Iterator[str]:
    """Kinds of rows that the module makes: Waiting(kind=...), _row(verb, kind, ...)"""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        made: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "Waiting":
                made = next(each.value for each in node.keywords if each.arg == "kind")
            elif node.func.id == "_row":
                made = node.args[1]
        if isinstance(made, ast.Constant):
            yield str(made.value)
        elif isinstance(made, ast.Name) and isinstance(getattr(module, made.id, None), str):
            yield str(getattr(module, made.id))


def test_every_kind_that_waits_has_a_page(database: str) -> None:
    from clawback.server.casework import waiting
    from clawback.server.pages.addresses import address_of

    line = due_lines(returns((100_000, 50_000)))[0]
    modules = {sys.modules[source.tell.__module__] for source in waiting._SOURCES}
    found = {kind for module in modules for kind in kinds(module)}
    assert {
        "hold request",
        "release",
        "plan line",
        "identity",
        "referral",
        "withdrawal",
        "objection",
    } <= found
    # A release stands on its hold's page, which needs the release itself; lapses are clocks, no kinds.
    of_hold = {each for each in found if each == "release" or each.startswith("lapse")}
    lost = [kind for kind in sorted(found - of_hold) if not address_of(kind, line.pk)]
    assert lost == []


def test_a_referral_and_a_wish_to_withdraw_wait_for_somebody(database: str) -> None:
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.withdrawing import ask_withdrawal
    from clawback.server.casework.waiting import waiting_for

    world = make_world()
    claim = reported(world)[0]
    ask_withdrawal(act_of_reporter(claim.report, world.act("intake").at), claim.report_id)
    rows = [(row.verb, row.kind, row.number) for row in waiting_for(world.act("intake").by)]
    assert ("call back", "withdrawal", claim.report_id) in rows
    assert not [row for row in waiting_for(world.act("responder").by) if row.kind == "withdrawal"]


def test_an_agent_is_named_and_the_trace_goes_on(database: str) -> None:
    from clawback.server.casework.models import Account, Proposal
    from clawback.server.casework.refusals import DoesNotFit
    from clawback.server.casework.statements.agents import name_agent

    world = make_world()
    case, claims = in_case(world, transfer(100_000))
    confirmed(world, *claims)
    request = asked(world, case, claims[0])
    answer(world, request, ("a", 0, "south/D1", "north/C1", 100_000), ("b", 1, "north/C1", "/X9", 90_000))
    account = Account.objects.get(agent=None)
    assert Proposal.objects.get(account=account).kind == "find-agent"
    name_agent(world.act("analyst"), case.pk, account.pk, world.other_bank.pk)
    account.refresh_from_db()
    assert (account.agent_id, account.agent_code) == (world.other_bank.pk, "south")
    assert "find-agent" not in Proposal.objects.filter(account=account).values_list("kind", flat=True)
    with pytest.raises(DoesNotFit):
        name_agent(world.act("analyst"), case.pk, account.pk, world.bank.pk)
