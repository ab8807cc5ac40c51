"""What a reporter asks for or adds later: words, another contact, withdrawal, erasure."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clawback.server.casework.models import Report
from clawback.server.casework.victims.adding import add_words
from clawback.server.casework.victims.by_code import act_of_reporter
from clawback.server.casework.victims.contacts import change_contact
from clawback.server.casework.victims.contesting import contest_as_victim
from clawback.server.casework.victims.erasing import ask_erasure
from clawback.server.casework.victims.withdrawing import ask_withdrawal
from clawback.server.clocks.time import now
from clawback.server.people.refusals import Refusal
from clawback.server.portal.refused import in_words
from clawback.server.portal.way_in import with_code, with_word

__all__ = ["contact", "contest", "erase", "more", "withdraw"]


@require_POST
@with_code
def withdraw(request: HttpRequest, report: Report) -> HttpResponse:
    """The code is enough to ask: nothing happens before we called the contact first given."""
    said = _("We will call the contact that you gave first. Until then nothing changes.")
    return _done(request, said, lambda: ask_withdrawal(act_of_reporter(report, now()), report.pk))


@require_POST
@with_word
def more(request: HttpRequest, report: Report) -> HttpResponse:
    """Words."""
    text = request.POST.get("text", "")
    said = _("We have it. Thank you.")
    return _done(request, said, lambda: add_words(act_of_reporter(report, now()), report.pk, text))


@require_POST
@with_word
def contact(request: HttpRequest, report: Report) -> HttpResponse:
    """Another contact."""
    to = request.POST.get("contact", "")
    said = _("The contact is changed. The first one gets a message about it.")
    return _done(request, said, lambda: change_contact(act_of_reporter(report, now()), report.pk, to))


@require_POST
@with_word
def contest(request: HttpRequest, report: Report, number: int = 0) -> HttpResponse:
    """A word against a line of a plan that pays them."""
    text = request.POST.get("text", "")
    said = _("Your objection is with a reviewer. What you object to waits; the rest of the plan goes on.")
    act = act_of_reporter(report, now())
    return _done(request, said, lambda: contest_as_victim(act, report.pk, number, text))


@require_POST
@with_word
def erase(request: HttpRequest, report: Report) -> HttpResponse:
    """Erasure: at once, or when what the report is kept for has ended."""
    said = _("We noted it. This page says when your report will be erased, and why not earlier.")
    return _done(request, said, lambda: ask_erasure(act_of_reporter(report, now()), report.pk))


def _done(request: HttpRequest, said: str, decide: Callable[[], object]) -> HttpResponse:
    try:
        decide()
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, said)
    return redirect("status")
