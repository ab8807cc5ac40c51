"""The public report: one question a page, each with an address of its own; whole without script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.reporting import report
from clawback.server.clocks.time import now
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.portal.draft import Typed, begin, token_of
from clawback.server.portal.refused import in_words
from clawback.server.shown.numbers import number_of
from clawback.server.shown.report_form.collecting import told_of
from clawback.server.shown.report_form.forms import Question
from clawback.server.shown.report_form.steps import Step

__all__ = ["start", "step"]


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What this is and what to do now; `begin` makes a draft."""
    takers = Organisation.objects.filter(kind__in=["centre", "police"], suspended=False).order_by("pk")
    if request.method == "POST":
        chosen = takers.filter(pk=number_of(request.POST.get("organisation", ""))).first()
        if chosen is not None:
            response = redirect("report-step", "safe")
            begin(response, chosen)
            return response
        messages.error(request, _("Choose who is to read your report."))
    typed = Typed.read(token_of(request))
    return render(request, "portal/start.html", {"takers": takers, "typed": typed, "next": _next(typed)})


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One question; an answer that is in order leads to the next."""
    if request.method == "POST":
        return _answered(request, slug)
    typed = Typed.read(token_of(request))
    if not typed.is_there or typed.code:
        return redirect("report-receipt" if typed.code else "report-start")
    found = _found(typed, slug)
    form = typed.form(found)
    if found.name == "check" and not form.is_bound:
        return _shown(request, typed, found, form, missing=_first_wrong(typed))
    return _shown(request, typed, found, form)


def _answered(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps what was typed, valid or not, under a lock: two taps on a slow line are one."""
    token = token_of(request)
    with transaction.atomic():
        typed = Typed.read(token, lock=True)
        if not typed.is_there or typed.code:
            return redirect("report-receipt" if typed.code else "report-start")
        found = _found(typed, slug)
        fields = typed.form(found).fields
        typed.said[found.slug] = {name: request.POST[name] for name in fields if name in request.POST}
        form = typed.form(found)
        if found.name == "check":
            return _sent(request, typed, found, form, token)
        if found.name == "more" and form.is_valid() and form.cleaned_data["more"] == "yes":
            del typed.said["more"]
            typed.transfers += 1
        typed.save(token)
    if not form.is_valid():
        return _shown(request, typed, found, form)
    if found.name == "more" and form.cleaned_data["more"] == "yes":
        return redirect("report-step", Step("from", typed.transfers).slug)
    return redirect("report-step", _after(typed, found).slug)


def _sent(request: HttpRequest, typed: Typed, found: Step, form: Question, token: str) -> HttpResponse:
    """Sends the report, once: the code is kept in the draft until the victim says that they have it."""
    missing = _first_wrong(typed)
    del typed.said["check"]
    if missing is not None or not form.is_valid():
        return _shown(request, typed, found, form, missing=missing)
    answers = {each: _cleaned(typed, each) for each in typed.steps()[:-1]}
    assert typed.organisation is not None, "a draft that is there is for somebody"
    try:
        told_all = told_of(answers, typed.transfers, "web")
        made = report(Act(member=None, at=now(), name="public"), typed.organisation, told_all)
    except FactsWrong as refusal:
        form.add_error(None, in_words(refusal))
        return _shown(request, typed, found, form)
    typed.code, typed.said = made.code, {}
    typed.save(token)
    return redirect("report-receipt")


def _cleaned(typed: Typed, each: Step) -> dict[str, Any]:
    form = typed.form(each)
    assert form.is_valid(), "every answer was looked at"
    return form.cleaned_data


def _first_wrong(typed: Typed) -> Step | None:
    """The first question without an answer that is in order."""
    return next((each for each in typed.steps()[:-1] if not typed.form(each).is_valid()), None)


def _next(typed: Typed) -> Step | None:
    """Where somebody who comes back goes on."""
    if not typed.is_there or typed.code:
        return None
    return _first_wrong(typed) or typed.steps()[-1]


def _found(typed: Typed, slug: str) -> Step:
    for each in typed.steps():
        if each.slug == slug:
            return each
    raise Http404


def _after(typed: Typed, found: Step) -> Step:
    steps = typed.steps()
    return steps[steps.index(found) + 1]


def _shown(
    request: HttpRequest, typed: Typed, found: Step, form: Question, *, missing: Step | None = None
) -> HttpResponse:
    steps = typed.steps()
    place = steps.index(found)
    known = {
        "form": form,
        "step": found,
        "number": place + 1,
        "count": len(steps),
        "before": steps[place - 1] if place else None,
        "typed": typed,
        "missing": missing,
        "leaving": typed.said.get("safe", {}).get("leaving") == "yes",
        "at_risk": _at_risk(typed.said.get("safe", {})),
        "answers": _answers(typed) if found.name == "check" else None,
    }
    return render(request, "portal/step.html", known)


def _at_risk(said: dict[str, str]) -> bool:
    return said.get("safe") == "no" or said.get("forced") == "yes"


def _answers(typed: Typed) -> list[tuple[Step, list[tuple[str, str]]]]:
    """What was said, question by question: labels and words as they were typed or chosen."""
    found = []
    for each in typed.steps()[:-1]:
        if each.name != "more":
            form = typed.form(each)
            rows = [(str(field.label), _in_words(form, field.name)) for field in form]
            found.append((each, [row for row in rows if row[1]] or [(rows[0][0], "–")]))
    return found


def _in_words(form: Question, name: str) -> str:
    text = str(form.data.get(name, "")) if form.is_bound else ""
    if name == "word":
        return "\u2022" * 8 if text else ""
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(text, text)) if text else ""
