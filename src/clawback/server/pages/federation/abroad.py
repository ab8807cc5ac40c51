"""A letter to an authority abroad: what it asks, what the member may do with it. Printed, the page is the letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.federation.writing_abroad import (
    answer_letter,
    approve_letter,
    claims_of,
    of_letter,
    send_letter,
    withdraw_letter,
)
from clawback.server.casework.law import citation
from clawback.server.casework.models import LetterAbroad
from clawback.server.casework.timeline import decided_about
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at, only_members
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act
from clawback.server.shown.report_form.kinds import SCAM_TYPES

__all__ = ["decide", "letter_abroad"]

_ROWS: Final = LetterAbroad.objects.select_related("question__case__organisation", "question__seat")
_DEEDS: Final[dict[str, tuple[str | Promise, Callable[[Act, int, str], LetterAbroad]]]] = {
    "approve": (_("Approved: another member sends it."), lambda act, row, _: approve_letter(act, row)),
    "send": (_("Noted as sent."), lambda act, row, _: send_letter(act, row)),
    "answer": (_("The answer is noted."), answer_letter),
    "withdraw": (_("Withdrawn: it does not go."), withdraw_letter),
}
_KINDS: Final = dict(SCAM_TYPES)
_OPEN: Final = {"drafted": ("approve", "withdraw"), "approved": ("send", "withdraw"), "sent": ("answer",)}


@require_safe
@only_members
def letter_abroad(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """The letter; a refused word is typed anew."""
    _act, row = looked_at(request, _ROWS, number, of_letter)
    subject, question, claims = of_letter(row), row.question, claims_of(row)
    found = {
        "at": act.at,
        "row": row,
        "case": question.case,
        "currency": question.seat.currency,
        "holds": bool(question.hold_basis),
        "basis": citation(question.case.jurisdiction, question.hold_basis or question.basis),
        "claims": [(each, _KINDS.get(each.report.scam_type, ""), row.parts[str(each.pk)]) for each in claims],
        "may": [verb for verb in _OPEN.get(row.state, ()) if can(act, verb, subject)],
        "timeline": told_timeline(act, decided_about([f"letterabroad/{row.pk}"]), act.by.organisation),
    }
    return render(request, "pages/federation/abroad.html", found)


@require_POST
@only_members
def decide(request: HttpRequest, act: Act, number: int, deed: str) -> HttpResponse:
    """approve, send, answer, withdraw."""
    looked_at(request, _ROWS, number, of_letter)
    done, make = _DEEDS[deed]
    decided(request, done, lambda: make(act, number, request.POST.get("words", "")))
    return redirect("letter-abroad", number)
