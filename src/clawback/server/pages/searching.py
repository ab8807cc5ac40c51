"""Search by an exact identifier, with a case or a reason; nothing is listed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.models import Case
from clawback.server.casework.refusals import TooManyTries
from clawback.server.casework.searching import Found, search
from clawback.server.casework.subjects import for_one, of_case
from clawback.server.pages.addresses import address_of
from clawback.server.pages.looking import can
from clawback.server.pages.signing_in import act_of, members
from clawback.server.people.acting import Act
from clawback.server.people.may import may_anywhere
from clawback.server.people.refusals import Refusal
from clawback.server.shown.refused import told

__all__ = ["search_page"]


class SearchForm(forms.Form):
    """What, and why."""

    sought = forms.CharField(
        label=_("Account, telephone number, web address, handle or UETR; or a number such as C-12, R-3, H-4"),
        help_text=_("The whole of it, exactly. A part finds nothing."),
        max_length=200,
    )
    case = forms.IntegerField(
        label=_("For case number"),
        required=False,
        min_value=1,
        max_value=2**62,
        help_text=_("One that you work."),
    )
    reason = forms.CharField(
        label=_("Or for what reason"),
        required=False,
        max_length=200,
        help_text=_("Kept with your name, and shown to the auditor. Name no person."),
    )


@require_http_methods(["GET", "POST"])
@members
def search_page(request: HttpRequest) -> HttpResponse:
    """The form; after a search what it found."""
    act = act_of(request)
    if not may_anywhere(act.by, "search", "case"):
        raise Http404
    form = SearchForm(request.POST or None)
    status, found = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            found, status = _searched(act, form)
    cases = found.cases if found else []
    with for_one(act.by.id, [case.pk for case in cases]):
        rows = [(case, _path(act, case)) for case in cases] if found else None
    return render(request, "pages/search.html", {"form": form, "rows": rows, "at": act.at}, status=status)


def _searched(act: Act, form: SearchForm) -> tuple[Found | None, int]:
    said: dict[str, Any] = form.cleaned_data
    try:
        return search(act, said["sought"], said["reason"], said["case"]), 200
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error("sought" if refusal.field == "account" else field, told(refusal))
        return None, 429 if isinstance(refusal, TooManyTries) else 422


def _path(act: Act, case: Case) -> str:
    """Empty where the member does not work the case: they ask to be assigned."""
    return address_of("case", case.pk) if can(act, "see", of_case(case)) else ""
