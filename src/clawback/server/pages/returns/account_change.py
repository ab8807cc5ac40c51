"""Another account for a claim's returns, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.models import AccountChange
from clawback.server.casework.returns.changing_account import (
    approve_change,
    check_identity,
    check_name,
    name_to_check,
    refuse_change,
)
from clawback.server.casework.returns.subjects import of_change
from clawback.server.casework.states.account_change import ACCOUNT_CHANGE, OPEN_CHANGES
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import can, members_only, see_or_404
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act

__all__ = ["account_change"]

Typed = Mapping[str, str]
_DONE: Final[dict[str, Callable[[Act, int, Typed], object]]] = {
    "identity": lambda act, number, typed: check_identity(act, number, typed.get("contact", "")),
    "fits": lambda act, number, typed: check_name(act, number, fits=True),
    "differs": lambda act, number, typed: check_name(act, number, fits=False),
    "approve": lambda act, number, typed: approve_change(act, number),
    "refuse": lambda act, number, typed: refuse_change(act, number, typed.get("reason", "")),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def account_change(request: HttpRequest, number: int) -> HttpResponse:
    """The page; a refused form is shown again with what was typed. The name is shown on a wish of its own."""
    act = act_of(request)
    found = get_object_or_404(AccountChange.objects.select_related("claim__report", "account"), pk=number)
    see_or_404(act, [of_change(found)])
    wish, name = request.POST.get("do", ""), None
    if wish == "show":
        name = decided(
            request, _("That you saw the name is written down."), lambda: name_to_check(act, number)
        )
    elif (
        wish in _DONE
        and decided(request, _("Done."), lambda: _DONE[wish](act, number, request.POST)) is not None
    ):
        return redirect("account-change", number)
    found.refresh_from_db()
    return render(request, "pages/returns/account_change.html", _shown(act, found, request.POST, name))


def _shown(act: Act, found: AccountChange, typed: Typed, name: str | None) -> dict[str, object]:
    subject = of_change(found)
    steps = ACCOUNT_CHANGE.states[:-1]
    done = steps.index(found.state) if found.state in steps else -1
    return {
        "at": act.at,
        "change": found,
        "typed": typed,
        "name": name,
        "steps": [(step, index <= done) for index, step in enumerate(steps)],
        "identify": found.state == "asked" and can(act, "identify", subject),
        "check_name": found.state == "identity checked" and can(act, "name", subject),
        "approve": found.state in ("name checked", "approved once") and can(act, "approve", subject),
        "refuse": found.state in OPEN_CHANGES and can(act, "refuse", subject),
        "agent": not can(act, "refuse", subject),
    }
