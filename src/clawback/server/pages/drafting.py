"""Drafting a hold request from its case: account, claims, basis, and amounts up to what may still be held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.law import Basis, day_of, in_force
from clawback.law.words import HOLDS
from clawback.server.casework.caps import Rooms
from clawback.server.casework.case_money import traced_of
from clawback.server.casework.case_records import claims_of
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Account, Case, Claim
from clawback.server.casework.operations.victims import VICTIMS, is_victims
from clawback.server.casework.refusals import NoTracedPart
from clawback.server.casework.requesting import LONGEST_REASON, draft_and_send, draft_request
from clawback.server.casework.subjects import of_case, of_new_request
from clawback.server.pages.amounts import AmountField, typed
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.pages.signing_in import members
from clawback.server.people.acting import Act
from clawback.server.shown.refused import told

__all__ = ["draft_hold_request"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """An account that may be asked about: claim -> minor units that may still be held there, in one currency."""

    account: Account
    currency: str
    room: dict[int, int]

    @property
    def key(self) -> str:
        """What the form calls it."""
        return f"{self.account.pk}-{self.currency}"

    @property
    def amount(self) -> int:
        """All of it, minor units."""
        return sum(self.room.values())


class DraftForm(forms.Form):
    """One account, one basis, an amount for each claim: `claim-N`, prefilled with its cap; on a victim's account a
    reason."""

    basis = forms.ChoiceField(label=_("Basis"), widget=forms.RadioSelect)

    def __init__(self, chosen: Choice, bases: list[Basis], data: Any = None, *, why: bool = False) -> None:
        super().__init__(data)
        self.chosen = chosen
        if why:
            self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)
        self.fields["basis"].choices = [(each.id, each.name) for each in bases]  # type: ignore[attr-defined]
        self.fields["basis"].initial = bases[0].id if bases else None
        for claim, amount in chosen.room.items():
            self.fields[f"claim-{claim}"] = AmountField(
                chosen.currency,
                most=amount,
                least=0,
                required=False,
                label=_("Claim %(number)s") % {"number": claim},
                initial=typed(amount, chosen.currency),
                help_text=_("At most %(amount)s; empty leaves the claim out.")
                % {"amount": f"{typed(amount, chosen.currency)} {chosen.currency}"},
            )

    def clean(self) -> dict[str, Any]:
        """At least one claim has an amount."""
        said = super().clean() or {}
        if not self.errors and not self.parts():
            raise forms.ValidationError(_("Give an amount for at least one claim."))
        return said

    def parts(self) -> dict[int, int]:
        """claim -> minor units, of those with an amount."""
        return {
            claim: amount
            for claim in self.chosen.room
            if (amount := self.cleaned_data.get(f"claim-{claim}") or 0) > 0
        }

    def amounts(self) -> list[forms.BoundField]:
        """The amounts, in the claims' order."""
        return [self[f"claim-{claim}"] for claim in self.chosen.room]


@require_http_methods(["GET", "POST"])
@members
def draft_hold_request(request: HttpRequest, number: int) -> HttpResponse:
    """The form; `ask` waits for an approver, `at-once` is the emergency rule's."""
    act, case = looked_at(request, Case.objects.select_related("organisation"), number, of_case)
    choices = _choices(claims_of(case))
    wanted = request.POST.get("account") or request.GET.get("account", "")
    chosen = next((each for each in choices if wanted in (each.key, str(each.account.pk))), None)
    gone = request.method == "POST" and chosen is None and wanted != ""
    if gone:  # never another account than the one that was looked at
        messages.error(request, told(NoTracedPart("nothing of the case is known to stand in that account")))
    chosen = chosen or (choices[0] if choices else None)
    bases = _bases(act, case)
    victims = chosen is not None and is_victims(chosen.account.pk, chosen.room)
    may_draft = can(act, "draft", of_new_request(case, VICTIMS if victims else "hold request"))
    said = None if gone else request.POST or None
    form = DraftForm(chosen, bases, said, why=victims and may_draft) if chosen else None
    if request.method == "POST" and form is not None and chosen is not None and form.is_valid():
        made = _make(request, act, case, chosen, form)
        if made is not None:
            return redirect("hold-request", made)
    found = {
        "at": act.at,
        "case": case,
        "choices": choices,
        "chosen": chosen,
        "bases": [(each, _has_emergency(each)) for each in bases],
        "form": form,
        "may_draft": may_draft,
        "victims": victims,
        "picked": str(form["basis"].value()) if form else "",
    }
    return render(request, "pages/draft.html", found, status=422 if request.method == "POST" else 200)


def _choices(claims: list[Claim]) -> list[Choice]:
    known = {claim.pk: claim for claim in claims if claim.state == "confirmed"}
    accounts = {claim.creditor_account_id: claim.creditor_account for claim in known.values()}
    rooms = Rooms(traced_of(claims))
    found = []
    for account in accounts.values():
        for code in sorted({claim.currency for claim in known.values()}):
            mine = {number for number, claim in known.items() if claim.currency == code}
            room = rooms.room(account, mine, code)
            if room:
                found.append(Choice(account=account, currency=code, room=room))
    return found


def _bases(act: Act, case: Case) -> list[Basis]:
    """Those of today that keep money on a holder's account."""
    profile = profile_of(case.jurisdiction)
    today = in_force(profile, day_of(profile, act.at))
    return [each for each in today if each.action in HOLDS and each.on == "holder"]


def _has_emergency(basis: Basis) -> bool:
    return basis.hold is not None and not isinstance(basis.hold.emergency, str)


def _make(request: HttpRequest, act: Act, case: Case, chosen: Choice, form: DraftForm) -> int | None:
    asked = (case.pk, chosen.account.pk, form.cleaned_data["basis"], form.parts())
    if request.POST.get("how") == "at-once":
        done = _("The request is with the agent. An approver confirms it in time, or it lapses.")
        made = decided(request, done, lambda: draft_and_send(act, *asked))
    else:
        done, reason = _("The request waits for an approver."), form.cleaned_data.get("reason", "")
        made = decided(request, done, lambda: draft_request(act, *asked, reason))
    return made.pk if made else None
