"""The bank that never called: one victim, and money that went on from the first account to three more."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.answering import refuse_request
from clawback.server.casework.claiming import confirm_claim
from clawback.server.casework.models import Account, Case, HoldRequest, StatementRequest
from clawback.server.casework.requesting import approve_request
from clawback.server.casework.statements.proposing import draft_next
from clawback.server.casework.statements.requesting import approve_statement, draft_statement
from clawback.server.casework.told import ToldIdentifier
from clawback.server.casework.victims.adding import add_words, ask_reporter
from clawback.server.casework.victims.by_code import act_of_reporter
from clawback.server.demo.doing import (
    answered,
    asked,
    claims_of,
    confirmed,
    facts_confirmed,
    in_case,
    notice_given,
    placed,
    receipt_code,
    renewed,
    reported,
    vouched,
)
from clawback.server.demo.ledger import side
from clawback.server.demo.living import Life

__all__ = ["never_called"]

_STORY = (
    "A man said he was from my bank's fraud desk. He knew my name and my branch. He said somebody was emptying my"
    " account and I had to move everything to three safe accounts while he stayed on the line. It took twenty minutes."
    " Then the line went dead. The branch says nobody called."
    " He called from +44 7700 900142 and had me open https://quick-desk.example/safe; the money went by way of"
    " https://pay-anybody.example/send."
)


def never_called(life: Life) -> Iterator[float]:
    """Held at North after its statement; River refuses, Old Savings is silent, the exchange has let it out."""
    yield 48.5
    told = reported(
        life,
        "ines",
        *("marta-north", "marta-river", "marta-old"),
        name="Marta Example",
        contact="marta@example.org",
        story=_STORY,
        scam_type="bank",
        identifiers=(ToldIdentifier(kind="telephone", value="+00 555 0142"),),
    )
    receipt_code(told, "worked on")
    facts_confirmed(life, told)
    north, river, old = claims_of(told)
    yield 48.2
    case = in_case(life, told, "The bank that never called", north, river)
    yield 48.0
    first = asked(life, case, {north: north.loss})
    second = asked(life, case, {river: river.loss})
    yield 47.8
    hold = placed(life, "nora", first, 200_000)
    yield 47.4
    statement = draft_statement(life.act("anna"), case.pk, north.creditor_account_id, north.pk, "statement")
    approve_statement(life.act("carla"), statement.pk)
    yield 46.0
    refuse_request(life.act("rita"), second.pk, "held-by-another-order")
    vouched(life, north)
    confirmed(life, river)
    notice_given(life, "nora", hold, balance=287_000)
    yield 24.0
    renewed(life, hold, "nora")
    ask_reporter(life.act("ines"), told.pk, "Did he have you install anything on your telephone?")
    yield 22.5
    add_words(act_of_reporter(told, life.at), told.pk, "Yes, a help app. I have deleted it since.")
    yield 19.0
    confirm_claim(life.act("anna"), old.pk)
    asked(life, case, {old: old.loss})
    yield 18.0
    confirmed(life, old)
    yield 3.5
    answered(life, "nora", statement, "north:1000 0001", 4.0)
    yield from _onwards(life, case)


def _onwards(life: Life, case: Case) -> Iterator[float]:
    """What the trace proposed after North's statement."""
    yield 3.2
    holds = {agent: _hold(life, case, agent) for agent in ("small:5000 0001", "river:3000 0002")}
    exits = _hold(life, case, "exchange:6000 0001")
    yield 2.9
    small = placed(life, "sam", holds["small:5000 0001"], 50_000, 15_000)
    statements = {name: _statement(life, case, name) for name in ("small:5000 0001", "exchange:6000 0001")}
    yield 2.2
    words = "The order names an account that the claim reached by another's hands."
    refuse_request(life.act("rita"), holds["river:3000 0002"].pk, "beyond-the-basis", words)
    yield 2.0
    refuse_request(life.act("xiu"), exits.pk, "funds-left-already")
    notice_given(life, "sam", small)
    yield 1.5
    answered(life, "xiu", statements["exchange:6000 0001"], "exchange:6000 0001", 1.6)
    yield 1.2
    answered(life, "sam", statements["small:5000 0001"], "small:5000 0001", 1.4)


def _hold(life: Life, case: Case, account: str) -> HoldRequest:
    draft = draft_next(life.act("anna"), case.pk, _number(account), "hold")
    assert isinstance(draft, HoldRequest), "a hold was proposed"
    return approve_request(life.act("carla"), draft.pk)


def _statement(life: Life, case: Case, account: str) -> StatementRequest:
    draft = draft_next(life.act("anna"), case.pk, _number(account), "statement")
    return approve_statement(life.act("carla"), draft.pk)


def _number(account: str) -> int:
    agent, number = side(account)
    return Account.objects.get(agent_code=agent, number=number.replace(" ", "")).pk
