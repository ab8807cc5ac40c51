"""Statements and the trace; plans, recalls and another account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.integration.server.addresses.cases import CASE
from tests.integration.server.addresses.line import Expected, Line, deed, page

if TYPE_CHECKING:
    from clawback.server.people.facts import Subject
    from tests.integration.server.addresses.stage import Stage

__all__ = ["ADDRESSES"]

_SENT = page("sent statement", "subjects:of_statement_request")
_DRAFTED = page("drafted statement", "subjects:of_statement_request")
_ANSWERED = page("answered statement", "subjects:of_statement_request")
_TRACE = page("case", "subjects:of_trace")
_PLAN = page("plan", "returns.subjects:of_plan")
_PLANS = page("case", "returns.subjects:of_new", "plan")
_RECALL = page("recall", "returns.subjects:of_recall")
_CHANGE = page("account change", "returns.subjects:of_change")


_ANOTHER_PLAN = {"basis": "return", "method": "traced", "currency": "EUR"}
"""What is held is divided already: it is refused with words."""


def _at(line: Line, name: str) -> Line:
    """What is asked of `line`, with the number of another record in the address."""

    def found(stage: Stage) -> tuple[Mapping[str, object], Subject]:
        assert line.of is not None
        return {"number": stage.records[name].pk}, line.of(stage)[1]

    return Line(verbs=line.verbs, of=found, on=line.on, post=line.post)


def _next(stage: Stage) -> dict[str, object]:
    row = stage.records["proposal"]
    return {"account": row.account_id, "kind": row.kind}


def _dismissed(stage: Stage) -> dict[str, object]:
    return {"kind": "proposal", "number": stage.records["proposal"].pk, "reason": "too little"}


def _first_contact(stage: Stage) -> dict[str, object]:
    from clawback.server.casework.sealing import opened

    return {"do": "identity", "contact": opened(stage.records["report"])["contact"]}


def _said(stage: Stage) -> dict[str, object]:
    return {"do": "read", "contest": stage.records["contest"].pk}


def _statement(stage: Stage) -> dict[str, object]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.integration.server.world_statements import START, csv_of

    asked = stage.records["sent statement"]
    data = csv_of(("S1", 0.0, "south/D6", "north/C6", asked.credit_amount))
    times = {"begins_at": f"{START:%Y-%m-%dT%H:%M:%S}", "ends_at": f"{START:%Y-%m-%dT%H:%M:%S}"}
    balances = {"opening": "0", "closing": f"{asked.credit_amount / 100:.2f}"}
    return {"kind": "entries", "file": SimpleUploadedFile("a.csv", data), **times, **balances}


def _surplus(verb: str) -> Line:
    base = deed(verb, "other hold", "subjects:of_hold", "surplus", on=_TRACE, post={"decision": "release"})
    return _at(base, "surplus")


ADDRESSES: Final[dict[str, Expected]] = {
    "statement-request": (_SENT, _DRAFTED, _ANSWERED),
    "statement-approve": deed("approve", "drafted statement", "subjects:of_statement_request", on=_DRAFTED),
    "statement-answer": deed(
        "answer", "sent statement", "subjects:of_statement_request", on=_SENT, post=_statement
    ),
    "statement-refuse": deed(
        "refuse",
        "sent statement",
        "subjects:of_statement_request",
        on=_SENT,
        post={"reason": "no-such-account"},
    ),
    "statement-template": _SENT,
    "statement-camt-060": _SENT,
    "case-trace": _TRACE,
    "trace-draft": deed(
        "draft", "case", "subjects:of_new_request", "statement request", on=_TRACE, post=_next
    ),
    "surplus": _at(_TRACE, "surplus"),
    "surplus-decide": _surplus("decide"),
    "proposal": _at(_TRACE, "proposal"),
    # plans
    "plan": (
        _PLAN,
        deed("notice", "plan", "returns.subjects:of_plan", on=_PLAN, post={"do": "notice"}),
        _at(deed("open", "line", "returns.subjects:of_line", on=_PLAN, post=_said), "plan"),
    ),
    "plan-orders": page(
        "plan",
        "returns.subjects:of_plan",
        agent="bank",
        form="pain.001",
        also=(page("line", "returns.subjects:of_line"),),
    ),
    "plan-draft": (
        _PLANS,
        deed("draft", "case", "returns.subjects:of_new", "plan", on=_PLANS, post=_ANOTHER_PLAN, done=False),
    ),
    "case-close": deed("close", "case", "subjects:of_case", on=CASE, done=False),
    "case-dismiss": deed(
        "dismiss", "case", "subjects:of_new_request", "proposal", on=_PLANS, post=_dismissed
    ),
    "due-lines": "own",
    # recalls, another account
    "recall": (
        _RECALL,
        deed("send", "recall", "returns.subjects:of_recall", on=_RECALL, post={"do": "send"}),
    ),
    "recall-draft": _at(
        deed("draft", "other claim", "subjects:of_claim", "recall", on=_PLANS), "other claim"
    ),
    "recall-file": _RECALL,
    "account-change-ask": deed(
        "ask",
        "other claim",
        "subjects:of_claim",
        "account change",
        on=_PLANS,
        post={"agent": "south", "account": "NEW2"},
    ),
    "account-change": (
        _CHANGE,
        deed("identify", "account change", "returns.subjects:of_change", on=_CHANGE, post=_first_contact),
    ),
}
