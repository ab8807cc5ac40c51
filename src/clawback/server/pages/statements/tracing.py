"""The trace of a case: where the money stands, how that is known, and what comes next, each with one button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.drawing.texts import CHINESE, ENGLISH, Texts
from clawback.server.casework.case_money import counted_of
from clawback.server.casework.case_records import claims_of, statement_requests_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Case, Proposal, StatementRequest, Surplus
from clawback.server.casework.statements.agents import name_agent
from clawback.server.casework.statements.deciding_surplus import keep_surplus, release_surplus
from clawback.server.casework.statements.known import Found
from clawback.server.casework.statements.measuring import Measured, measured, paid_back_by
from clawback.server.casework.statements.overview import Overview, conflicts_of, overviews, surpluses_of
from clawback.server.casework.statements.proposing import draft_next
from clawback.server.casework.subjects import of_case, of_hold, of_new_request, of_trace
from clawback.server.casework.waiting_row import due_of
from clawback.server.clocks.models import Clock
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.people.acting import Act
from clawback.server.people.may import may_anywhere
from clawback.server.people.models import Organisation
from clawback.server.shown.numbers import number_of

__all__ = ["case_trace", "decide_surplus", "draft", "panel", "proposal", "surplus"]


def panel(act: Act, case: Case) -> Mapping[str, object] | None:
    """What the case page shows of the trace; None for whom it is not."""
    if not can(act, "see", of_trace(case)):
        return None
    groups = overviews(case, act.at)
    waiting = surpluses_of(case)
    due = due_of("surplus", [each.pk for each in waiting])
    return {
        "at": act.at,
        "case": case,
        "groups": [(group, _picture(group), _beside(case, group)) for group in groups],
        "conflicts": conflicts_of(groups),
        "surpluses": [(each, due.get((each.pk, "release"))) for each in waiting],
        "unfound": records_by("agents to be found", _unfound, {-1: case.pk}),
        "may_draft": can(act, "draft", of_new_request(case)),
        "may_decide": bool(waiting) and can(act, "decide", of_hold(waiting[0].hold, "surplus")),
        "sees_statements": may_anywhere(act.by, "see", "statement request"),
        "statements": statement_requests_of(case)[::-1],
    }


def _unfound() -> QuerySet[Proposal]:
    return Proposal.objects.filter(case=-1, kind="find-agent").select_related("account").order_by("pk")


def _picture(group: Overview) -> SafeString:
    """The money-flow picture: presentation attributes alone, its words a text alternative of their own."""
    title = gettext("Where the money of this case went")
    return _drawn(group.found, tuple(group.claims), title, (get_language() or "").startswith("zh"))


@lru_cache(maxsize=64)
def _drawn(found: Found, claims: tuple[int, ...], title: str, chinese: bool) -> SafeString:
    """Kept with what is known, which is another once the facts are."""
    from clawback.tracing.picture import draw

    names = {f"C{number}": str(number) for number in claims}
    texts = _CHINESE if chinese else _ENGLISH
    drawn = draw(
        found.trace,
        names,
        rule=found.rule,
        only=set(names),
        back=paid_back_by(found),
        title=title,
        texts=texts,
    )
    return SafeString(drawn)


def _came_back(texts: Texts, word: str) -> Texts:
    """Here a return is what a plan paid: what came back to a victim in whatever way has another word."""
    return replace(texts, kinds={**texts.kinds, "returned": word})


_ENGLISH, _CHINESE = _came_back(ENGLISH, "came back"), _came_back(CHINESE, "已回到受害人账户")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Beside:
    """Why figures of a picture are not those of the case, minor units: `no_loss` was traced and came back otherwise
    than by returns; `unseen` was paid back, and by the rule is other money; `further` left by returns, and by the rule
    is more than was paid for these claims; `otherwise` came back in the picture, and not by a return."""

    told: Measured
    traced: int
    no_loss: int
    unseen: int
    further: int
    otherwise: int


def _beside(case: Case, group: Overview) -> _Beside:
    told = measured(group.found, tuple(group.claims))
    counted, _ = counted_of(claims_of(case), [group.found])
    traced = sum(told.traced.values())
    return _Beside(
        told=told,
        traced=traced,
        no_loss=traced - counted[group.currency],
        unseen=max(0, told.paid_back - told.seen),
        further=max(0, told.seen - told.paid_back),
        otherwise=told.came_back - told.seen,
    )


@require_safe
def case_trace(request: HttpRequest, number: int) -> HttpResponse:
    """The trace alone."""
    act, case = looked_at(request, Case.objects.all(), number, of_trace)
    return render(request, "pages/case_trace.html", {"at": act.at, "case": case, "panel": panel(act, case)})


@require_POST
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Drafts what the trace proposes for an account."""
    act, case = looked_at(request, Case.objects.all(), number, of_trace)
    account, kind = request.POST.get("account", ""), request.POST.get("kind", "")
    made = decided(
        request,
        _("Drafted: another member approves it."),
        lambda: draft_next(act, case.pk, number_of(account), kind),
    )
    if isinstance(made, StatementRequest):
        return redirect("statement-request", made.pk)
    return redirect("case-trace", number)


@require_POST
def decide_surplus(request: HttpRequest, number: int) -> HttpResponse:
    """An approver releases what is too much, or keeps it with reasons."""
    act, row = looked_at(
        request, Surplus.objects.all(), number, lambda each: of_trace(each.hold.request.case)
    )
    if request.POST.get("decision") == "keep":
        reason = request.POST.get("reason", "")
        decided(request, _("Kept, with your reasons."), lambda: keep_surplus(act, number, reason))
    else:
        decided(request, _("Released: the agent is told."), lambda: release_surplus(act, number))
    return redirect("case-trace", row.hold.request.case_id)


@require_safe
def surplus(request: HttpRequest, number: int) -> HttpResponse:
    """A surplus is shown with its case's trace."""
    _act, row = looked_at(
        request, Surplus.objects.all(), number, lambda each: of_trace(each.hold.request.case)
    )
    return redirect("case-trace", row.hold.request.case_id)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """A proposal is shown with its case's trace; that an agent is to be found is a task of its own."""
    act, row = looked_at(request, Proposal.objects.all(), number, lambda each: of_trace(each.case))
    if row.kind != "find-agent":
        return redirect("case-trace", row.case_id)
    may_name = can(act, "name agent", replace(of_case(row.case), kind="account"))
    if request.method == "POST":
        chosen = request.POST.get("agent", "")
        agent = int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0
        named = decided(
            request,
            _("The agent is named: the trace goes on."),
            lambda: name_agent(act, row.case_id, row.account_id, agent),
        )
        if named is not None:
            return redirect("case-trace", row.case_id)
    found = {
        "at": act.at,
        "proposal": row,
        "due_at": Clock.objects.filter(kind="proposal", subject=row.pk, done_at=None)
        .values_list("due_at", flat=True)
        .first(),
        "agents": Organisation.objects.filter(kind="agent", suspended=False).order_by("name"),
        "typed": request.POST,
        "may_name": may_name,
    }
    return render(request, "pages/find_agent.html", found, status=422 if request.method == "POST" else 200)
