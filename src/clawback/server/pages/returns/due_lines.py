"""What an agent does for returns: lines to pay, victims to vouch for, what it reimbursed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.models import Claim, PlanLine
from clawback.server.casework.redress.suspending import bars_return
from clawback.server.casework.refusals import NoSuchRecord
from clawback.server.casework.returns.coming_back import HOW, bring_back_told
from clawback.server.casework.returns.files import FORMATS
from clawback.server.casework.returns.paying import bounce_line, confirm_line, deny_line, send_line
from clawback.server.casework.returns.reimbursing import reimburse
from clawback.server.casework.returns.subjects import of_line, of_reimbursement
from clawback.server.casework.returns.vouching import vouch
from clawback.server.casework.subjects import of_claim
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import can, members_only, number_in, units_in
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act

__all__ = ["due_lines"]

Typed = Mapping[str, str]
_MOST = 200


def _reimburse(act: Act, number: int, typed: Typed) -> object:
    claim = Claim.objects.filter(pk=number).first()
    if claim is None or not can(act, "reimburse", of_reimbursement(claim, act.by.organisation)):
        raise NoSuchRecord("there is no such claim at your accounts")
    units = units_in(typed, claim.currency)
    return reimburse(act, number, units, typed.get("account", ""), typed.get("proof", ""))


def _bring(act: Act, number: int, typed: Typed) -> object:
    claim = Claim.objects.filter(pk=number).first()
    if claim is None or not can(act, "bring", of_claim(claim, "money back")):
        raise NoSuchRecord("there is no such claim at your accounts")
    return bring_back_told(act, number, units_in(typed, claim.currency), typed.get("how", ""))


_DONE: Final[dict[str, Callable[[Act, int, Typed], object]]] = {
    "send": lambda act, number, typed: send_line(act, number),
    "confirm": lambda act, number, typed: confirm_line(act, number),
    "bounce": lambda act, number, typed: bounce_line(act, number, typed.get("words", "")),
    "deny": lambda act, number, typed: deny_line(act, number, typed.get("words", "")),
    "vouch": lambda act, number, typed: vouch(act, number),
    "reimburse": _reimburse,
    "bring": _bring,
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def due_lines(request: HttpRequest) -> HttpResponse:
    """Empty for those who keep no accounts; a refused form is shown again with what was typed."""
    act = act_of(request)
    done = _DONE.get(request.POST.get("do", "")) if request.method == "POST" else None
    number = number_in(request.POST, "number")
    if done is not None and decided(request, _("Done."), lambda: done(act, number, request.POST)) is not None:
        return redirect("due-lines")
    lines = _lines(act)
    found = {
        "at": act.at,
        "typed": request.POST,
        "number": number,
        "lines": lines,
        "claims": _claims(act),
        "files": {line.plan for line, _ in lines if line.state == "due"},
        "agent": act.by.organisation,
        "forms": sorted(FORMATS),
        "manners": HOW[1:],
    }
    return render(request, "pages/returns/due_lines.html", found)


def _lines(act: Act) -> list[tuple[PlanLine, bool]]:
    """Lines of this agent that wait for its word, and whether the member may give it."""
    found = PlanLine.objects.filter(
        part__hold__request__agent=act.by.organisation, state__in=["due", "sent", "bounced"]
    )
    lines = found.select_related("plan__case", "account", "part__hold__request__account").order_by("pk")
    seen = [line for line in lines[:_MOST] if can(act, "see", of_line(line))]
    for line in seen:
        line.barred = line.state == "due" and bars_return(line.part.hold)  # type: ignore[attr-defined]
    return [(line, can(act, "confirm", of_line(line))) for line in seen]


def _claims(act: Act) -> list[dict[str, object]]:
    """Confirmed claims whose victims have their account here."""
    found = Claim.objects.filter(
        debtor_account__agent=act.by.organisation, state="confirmed", report__case__isnull=False
    )
    rows = found.select_related("report", "debtor_account", "creditor_account", "vouching").order_by("-pk")
    return [
        {"claim": claim, "vouched": hasattr(claim, "vouching"), "back": claim.reimbursements.order_by("pk")}
        for claim in rows[:_MOST]
        if can(act, "vouch", of_claim(claim, "identity"))
    ]
