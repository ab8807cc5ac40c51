"""The notice of a hold: its codes, that it was given, what its holders and its agent say, who has it wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clawback.law.words import Actor
from clawback.server.casework.law import basis_of
from clawback.server.casework.models import MOST_HOLDERS, Hold, Notice
from clawback.server.casework.redress.amending import give_amendment
from clawback.server.casework.redress.giving import confirm_given, make_codes
from clawback.server.casework.redress.guarding import flag_account
from clawback.server.casework.redress.letting_go import answer_release_request
from clawback.server.casework.redress.objecting import HolderWords, record_objection
from clawback.server.casework.redress.reading import notice_for_holder
from clawback.server.casework.redress.subjects import of_account, of_notice
from clawback.server.casework.redress.value_given import KIND as VALUE_GIVEN
from clawback.server.casework.redress.value_given import set_aside_value_given, tell_value_given
from clawback.server.casework.redress.withholding import allow_notice, delay_notice
from clawback.server.casework.refusals import FactsWrong, NoSuchRecord
from clawback.server.casework.subjects import of_hold
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, check_may, only_members
from clawback.server.pages.redress.panel import redress_panel
from clawback.server.pages.redress.typed import time, units
from clawback.server.people.acting import Act
from clawback.server.shown.languages import languages

__all__ = ["hold_notice"]

Deciding = Callable[[HttpRequest, Act, Notice], object]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only_members
def hold_notice(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """What is done about the notice of a hold. Codes are shown in the answer that makes them, and never again."""
    hold = Hold.objects.select_related("request__account", "request__case").filter(pk=number).first()
    notice = Notice.objects.filter(hold=number).first()
    if hold is None or notice is None:
        raise Http404
    check_may(act, "see", of_hold(hold))
    if request.GET.get("letters") == "amended" and can(act, "give", of_notice(notice)):
        return _letters(request, act, notice, [""] * notice.codes.count(), amended=True)
    if request.method != "POST":
        return _page(request, act, hold, notice)
    if request.POST.get("do") == "codes":
        codes = decided(
            request,
            _("Print the letters now: the codes are shown once."),
            lambda: _codes(request, act, notice),
        )
        return _page(request, act, hold, notice) if codes is None else _letters(request, act, notice, codes)
    if request.POST.get("do") not in _DECISIONS:
        raise Http404
    done, decide = _DECISIONS[request.POST["do"]]
    if decided(request, done, lambda: decide(request, act, notice)) is None:
        return _page(request, act, hold, notice)
    return redirect("hold-notice", number=number)


def _codes(request: HttpRequest, act: Act, notice: Notice) -> list[str]:
    balance = units(request.POST.get("balance", ""), notice.hold.request.currency, "balance")
    return make_codes(act, notice.pk, _number(request, "holders", 1), balance)


def _letters(
    request: HttpRequest, act: Act, notice: Notice, codes: list[str], *, amended: bool = False
) -> HttpResponse:
    """With a code each; none in letters that amend those before."""
    notice.refresh_from_db()
    letters = [{"holder": holder, "code": code} for holder, code in enumerate(codes, 1)]
    shown = {
        "at": act.at,
        "notice": notice_for_holder(notice),
        "letters": letters,
        "amended": amended,
        "in_languages": ("en", "zh-hans"),
    }
    return render(request, "pages/redress/letters.html", shown)


def _number(request: HttpRequest, field: str, otherwise: int) -> int:
    """Raises FactsWrong where something else was sent."""
    text = request.POST.get(field, "").strip()
    if text and not (text.isdecimal() and len(text) < 10):
        raise FactsWrong("choose one", field=field)
    return int(text) if text else otherwise


def _given(request: HttpRequest, act: Act, notice: Notice) -> object:
    given_at = time(request.POST.get("given_at", ""), act.at, "given_at")
    return confirm_given(act, notice.pk, _number(request, "holder", 1), given_at)


def _amended(request: HttpRequest, act: Act, notice: Notice) -> object:
    given_at = time(request.POST.get("given_at", ""), act.at, "given_at")
    number = _number(request, "number", 0)
    if not notice.amendments.filter(pk=number).exists():
        raise NoSuchRecord("there is no such amendment of this notice")
    return give_amendment(act, number, given_at)


def _record(request: HttpRequest, act: Act, notice: Notice) -> object:
    said = request.POST
    told = HolderWords(
        words=said.get("words", ""),
        language=said.get("language", "en"),
        helper=said.get("helper", ""),
        wants_help="wants_help" in said,
        contact=said.get("contact", ""),
    )
    return record_objection(act, notice.pk, _number(request, "holder", 1), told)


def _value(request: HttpRequest, act: Act, notice: Notice) -> object:
    return tell_value_given(act, notice.hold_id, request.POST.get("value", ""))


def _flag(request: HttpRequest, act: Act, notice: Notice) -> object:
    guarded = request.POST.get("guarded") == "yes"
    return flag_account(act, notice.hold.request.account_id, guarded=guarded)


def _delay(request: HttpRequest, act: Act, notice: Notice) -> object:
    by = cast("Actor", request.POST.get("ordered_by", ""))
    until = time(request.POST.get("until", ""), act.at, "until")
    return delay_notice(act, notice.hold_id, until, by, request.POST.get("order", ""))


def _allow(request: HttpRequest, act: Act, notice: Notice) -> object:
    return allow_notice(act, notice.hold_id)


def _set_aside(request: HttpRequest, act: Act, notice: Notice) -> object:
    return set_aside_value_given(act, _number(request, "number", 0), request.POST.get("reasons", ""))


def _answer(request: HttpRequest, act: Act, notice: Notice) -> object:
    granted = request.POST.get("granted") == "yes"
    number = _number(request, "number", 0)
    return answer_release_request(act, number, granted=granted, answer=request.POST.get("answer", ""))


_DECISIONS: Final[Mapping[str, tuple[Promise, Deciding]]] = {
    "given": (_("Noted when the notice was given."), _given),
    "amended": (_("Noted when the notice was given."), _amended),
    "record": (_("The objection is with a reviewer."), _record),
    "value": (_("Noted that value was given."), _value),
    "flag": (_("The account's flag is changed."), _flag),
    "delay": (_("The notice waits."), _delay),
    "allow": (_("The holder may be told."), _allow),
    "set aside": (_("The hold stays, with your reasons."), _set_aside),
    "answer": (_("The answer is recorded."), _answer),
}


def _page(request: HttpRequest, act: Act, hold: Hold, notice: Notice) -> HttpResponse:
    notice.refresh_from_db()
    shown = {
        **(redress_panel(act, hold) or {}),
        "may_give": can(act, "give", of_notice(notice)),
        "may_delay": notice.state != "given" and can(act, "delay", of_notice(notice)),
        "may_allow": notice.state == "withheld" and can(act, "tell", of_notice(notice)),
        "may_record": can(act, "record", of_notice(notice, "objection")),
        "may_tell_value": can(act, "tell", of_hold(hold, VALUE_GIVEN)),
        "may_set_aside": can(act, "set aside", of_hold(hold, VALUE_GIVEN)),
        "may_answer": can(act, "record", of_hold(hold, "release request")),
        "may_flag": can(act, "flag", of_account(hold.request.account)),
        "delay_by": basis_of(hold).notice.delay_by,
        "holders": range(1, MOST_HOLDERS + 1),
        "spoken": languages(),
        "typed": request.POST,
    }
    return render(request, "pages/redress/notice.html", shown)
