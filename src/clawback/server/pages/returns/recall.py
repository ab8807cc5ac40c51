"""A recall: for the debtor's agent to send and answer, for the case to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from clawback.returning.iso20022.answers import MOST_BYTES
from clawback.server.casework.models import Case, Recall
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.returns.files import recall_file
from clawback.server.casework.returns.recalling import (
    accept_recall,
    answer_by_file,
    refuse_recall,
    send_recall,
    wait_for_recall,
)
from clawback.server.casework.returns.subjects import of_recall
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import can, download, members_only, see_or_404, units_in
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act

__all__ = ["camt_056", "recall"]

Typed = Mapping[str, str]
_DONE: Final[dict[str, Callable[[Act, Recall, Typed], object]]] = {
    "send": lambda act, found, typed: send_recall(act, found.pk),
    "accept": lambda act, found, typed: accept_recall(act, found.pk, units_in(typed, found.claim.currency)),
    "refuse": lambda act, found, typed: refuse_recall(act, found.pk, typed.get("words", "")),
    "wait": lambda act, found, typed: wait_for_recall(act, found.pk, typed.get("words", "")),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, number: int) -> HttpResponse:
    """The page; a refused form is shown again with what was typed."""
    act = act_of(request)
    found = get_object_or_404(
        Recall.objects.select_related("claim__report", "claim__debtor_account", "claim__creditor_account"),
        pk=number,
    )
    subject = of_recall(found)
    see_or_404(act, [subject])
    if (
        request.method == "POST"
        and decided(request, _("Done."), lambda: _do(request, act, found)) is not None
    ):
        return redirect("recall", number)
    found.refresh_from_db()
    case = Case.objects.filter(pk=found.claim.report.case_id or 0).first()
    shown = {
        "at": act.at,
        "recall": found,
        "case": case,
        "case_path": reverse("case", args=[case.pk]) if case and can(act, "see", of_case(case)) else "",
        "typed": request.POST,
        "send": found.state == "drafted" and can(act, "send", subject),
        "answer": found.state in ("sent", "pending") and can(act, "answer", subject),
    }
    return render(request, "pages/returns/recall.html", shown)


def _do(request: HttpRequest, act: Act, found: Recall) -> object:
    done = _DONE.get(request.POST.get("do", ""))
    if done is not None:
        return done(act, found, request.POST)
    given = request.FILES.get("file")
    if given is None:
        raise FactsWrong("no file was chosen", field="file")
    return answer_by_file(act, found.pk, given.read(MOST_BYTES + 1))


@members_only
@require_safe
def camt_056(request: HttpRequest, number: int) -> HttpResponse:
    """The recall as a file."""
    act = act_of(request)
    found = get_object_or_404(Recall.objects.select_related("claim__report"), pk=number)
    see_or_404(act, [of_recall(found)])
    return download(recall_file(act, number), f"{found.reference}.xml")
