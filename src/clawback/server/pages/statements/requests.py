"""A statement request, as each side may see it, and what can be done with it."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clawback.errors import InputError
from clawback.money import currency, format_amount
from clawback.server.casework.answering import REASONS
from clawback.server.casework.formulas import no_formula
from clawback.server.casework.models import Conflict, StatementRequest
from clawback.server.casework.refusals import StatementUnreadable
from clawback.server.casework.statements.answering import answer_statement, refuse_statement
from clawback.server.casework.statements.asking_file import statement_request_file
from clawback.server.casework.statements.comparing import differences
from clawback.server.casework.statements.credits import Credit
from clawback.server.casework.statements.parts import credits_at
from clawback.server.casework.statements.requesting import STATEMENT, approve_statement
from clawback.server.casework.subjects import of_statement_request
from clawback.server.clocks.models import Clock
from clawback.server.pages.beside import beside
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.pages.opening import opened
from clawback.server.pages.returns.common import download
from clawback.server.pages.statements.form import AnswerForm
from clawback.server.people.acting import Act
from clawback.server.people.refusals import Refusal
from clawback.server.shown.refused import told

__all__ = ["answer", "approve", "camt_060", "refuse", "statement_request", "template"]

_COLUMNS = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind", "uetr", "end_to_end_id"),
)


@require_safe
def statement_request(request: HttpRequest, number: int) -> HttpResponse:
    """What is asked for, under what, until when; the answers that the reader may see; the form for its agent."""
    act, asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    if act.by.organisation == asked.case.organisation_id and asked.answers.exists():
        opened(request, asked, asked.case)
    return _shown(request, act, asked)


def _shown(
    request: HttpRequest,
    act: Act,
    asked: StatementRequest,
    form: AnswerForm | None = None,
    rows: tuple[InputError, ...] = (),
) -> HttpResponse:
    subject = of_statement_request(asked)
    ours = act.by.organisation == asked.case.organisation_id
    may_answer = can(act, "answer", subject) and asked.state in ("sent", "answered")
    clock = Clock.objects.filter(kind=STATEMENT, verb="lapse", subject=asked.pk, done_at=None).first()
    found = {
        "beside": beside(act, asked.case_id, asked.account_id, ("statement request", asked.pk)),
        "at": act.at,
        "asked": asked,
        "ours": ours,
        "due": clock.due_at if clock else None,
        "may_approve": asked.state == "drafted" and can(act, "approve", subject),
        "may_refuse": asked.state == "sent" and can(act, "refuse", subject),
        "form": (form or AnswerForm(asked, act.at)) if may_answer else None,
        "rows": rows,
        "others": _others(asked) if may_answer else [],
        "reasons": REASONS,
        "answers": asked.answers.select_related("answered_by").order_by("-pk"),
        "differences": differences(asked),
        "conflicts": _conflicts(asked) if ours else [],
    }
    status = 422 if form is not None else 200
    return render(request, "pages/statement_request.html", found, status=status)


def _others(asked: StatementRequest) -> list[tuple[str, Credit]]:
    """The other claims of the case that came to the account, which an answer of parts may name."""
    return [(f"CL-{each}", credit) for each, credit in credits_at(asked).items() if each != asked.claim_id]


def _conflicts(asked: StatementRequest) -> list[Conflict]:
    """Only for those who asked: another agent's entries are nobody else's matter."""
    found = Conflict.objects.filter(missing_in__request=asked, ended_at=None)
    return list(found.select_related("debtor", "creditor").order_by("pk"))


@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Another member approves, and it is sent."""
    act, _asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    decided(request, _("Approved, and sent to the agent."), lambda: approve_statement(act, number))
    return redirect("statement-request", number)


@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """The agent says why it does not answer."""
    act, _asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    reason, words = request.POST.get("reason", ""), request.POST.get("words", "")
    decided(request, _("Refused."), lambda: refuse_statement(act, number, reason, words))
    return redirect("statement-request", number)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The agent's answer; where it is refused the form comes back, with the errors by row and all that was typed."""
    act, asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    form = AnswerForm(asked, act.at, request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, act, asked, form)
    try:
        answer_statement(act, number, form.answer())
    except StatementUnreadable as refusal:
        form.add_error("file", _("The file cannot be read: see the rows below."))
        return _shown(request, act, asked, form, refusal.rows)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, told(refusal))
        return _shown(request, act, asked, form)
    decided(request, _("Your answer is kept. Thank you."), lambda: None)
    return redirect("statement-request", number)


@require_safe
def camt_060(request: HttpRequest, number: int) -> HttpResponse:
    """The request as a file, for whoever may see it."""
    act, asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    try:
        data = statement_request_file(act, asked)
    except Refusal as refusal:
        messages.error(request, told(refusal))
        return redirect("statement-request", number)
    return download(data, f"clawback-{asked}-camt.060.xml")


@require_safe
def template(request: HttpRequest, number: int) -> HttpResponse:
    """A CSV to fill in: the columns, and the credit that was asked about as the first row."""
    _act, asked = looked_at(request, StatementRequest.objects.all(), number, of_statement_request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statement-{asked.pk}.csv"'
    amount = format_amount(asked.credit_amount, currency(asked.currency))
    debtor, own = asked.credit_from, asked.account
    write = csv.writer(response)
    write.writerow(_COLUMNS)
    write.writerow(
        no_formula(cell)
        for cell in (
            *("1", asked.begins_at.isoformat(), debtor.agent_code, debtor.number),
            *(own.agent_code, own.number, amount, asked.currency, "transfer", "", ""),
        )
    )
    return response
