"""Correcting a claim before it is confirmed: the same questions, with what was told in them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clawback.money import currency, format_amount
from clawback.server.casework.models import Account, Claim
from clawback.server.casework.subjects import of_claim
from clawback.server.casework.victims.correcting import Facts, correct_claim
from clawback.server.pages.deciding import decided
from clawback.server.pages.members import members_only
from clawback.server.pages.signing_in import act_of
from clawback.server.people.may import Allowed, may
from clawback.server.shown.report_form.fields import keeper_of, reference, zone_of
from clawback.server.shown.report_form.forms import FORMS, OTHER, Question

__all__ = ["correct"]

_PARTS = ("from", "to", "amount", "when")


@members_only
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """The form; what is not in order is shown again with what was typed."""
    act = act_of(request)
    claim = Claim.objects.select_related("report__organisation", "debtor_account", "creditor_account")
    found = claim.filter(pk=place, report=number).first()
    if found is None or not isinstance(may(act.by, "correct", of_claim(found)), Allowed):
        raise Http404
    forms = _forms(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        facts = _facts({name: form.cleaned_data for name, form in forms.items()}, found)
        if decided(request, _("Corrected."), lambda: correct_claim(act, place, facts)) is not None:
            return redirect("report", number)
    return render(request, "pages/correct.html", {"forms": forms, "claim": found})


def _forms(data: Any, claim: Claim) -> dict[str, Question]:
    organisation = claim.report.organisation
    forms = {name: FORMS[name](data, organisation=organisation, prefix=name) for name in _PARTS}
    del forms["to"].fields["named"]
    if data is None:
        for name, values in _initial(claim).items():
            forms[name].initial = values
    return forms


def _initial(claim: Claim) -> dict[str, dict[str, object]]:
    code = currency(claim.currency)
    local = claim.settled_at.astimezone(zone_of(claim.report.organisation.jurisdiction))
    back = format_amount(claim.came_back, code) if claim.came_back else ""
    return {
        "from": _side(claim.debtor_account),
        "to": _side(claim.creditor_account),
        "amount": {"amount": format_amount(claim.amount, code), "currency": code.code, "came_back": back},
        "when": {
            "day": local.date(),
            "time": local.time(),
            "reference": claim.uetr or claim.end_to_end_id,
        },
    }


def _side(account: Account) -> dict[str, object]:
    return {"agent": account.agent_code if account.agent_id else OTHER, "number": account.number}


def _facts(said: dict[str, dict[str, Any]], claim: Claim) -> Facts:
    money, when = said["amount"], said["when"]
    uetr, end_to_end_id = reference(when["reference"])
    return Facts(
        debtor=_account(said["from"], claim.debtor_account),
        creditor=_account(said["to"], claim.creditor_account),
        amount=money["amount"],
        came_back=money["came_back"],
        currency=money["currency"],
        settled_at=_instant(when["settled_at"], claim),
        uetr=uetr,
        end_to_end_id=end_to_end_id[:35],
    )


def _instant(found: Any, claim: Claim) -> Any:
    """A form knows minutes: seconds that an agent told stay where nobody touched the minute."""
    old = claim.settled_at
    return old if found == old.replace(second=0, microsecond=0) else found


def _account(said: dict[str, Any], old: Account) -> tuple[str, str]:
    number = said["number"]
    if said["agent"] != OTHER:
        return said["agent"], number
    return (old.agent_code if number == old.number and not old.agent_id else keeper_of(number), number)
