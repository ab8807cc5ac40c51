"""The return plan: methods side by side, notice and objections, its lines, and what the member may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from clawback.server.casework.federation.carrying import not_carried
from clawback.server.casework.models import Contest, Plan, PlanLine
from clawback.server.casework.returns.approving import approve_plan, pay_plan
from clawback.server.casework.returns.contesting import contest_line, decide_line
from clawback.server.casework.returns.files import FORMATS, orders_file
from clawback.server.casework.returns.noticing import notice_plan
from clawback.server.casework.returns.paying import pay_again
from clawback.server.casework.returns.planning import divide_again, withdraw_plan
from clawback.server.casework.returns.subjects import of_line, of_plan
from clawback.server.casework.states.plan import UNSENT
from clawback.server.casework.subjects import for_one, of_case
from clawback.server.casework.victims.contesting import open_contest
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import can, download, members_only, number_in, see_or_404
from clawback.server.pages.returns.methods import side_by_side
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act

__all__ = ["orders", "plan"]

Typed = Mapping[str, str]

_DONE: Final[dict[str, Callable[[Act, int, Typed], object]]] = {
    "notice": lambda act, number, typed: notice_plan(act, number),
    "approve": lambda act, number, typed: approve_plan(act, number),
    "pay": lambda act, number, typed: pay_plan(act, number),
    "divide again": lambda act, number, typed: divide_again(act, number),
    "withdraw": lambda act, number, typed: withdraw_plan(act, number, typed.get("reason", "")),
    "contest": lambda act, number, typed: contest_line(act, _line(number, typed), typed.get("reason", "")),
    "stands": lambda act, number, typed: _decide(act, _line(number, typed), typed, stands=True),
    "falls": lambda act, number, typed: _decide(act, _line(number, typed), typed, stands=False),
    "pay again": lambda act, number, typed: pay_again(act, _line(number, typed)),
}
_OPEN: Final = "read"
_VERBS: Final = {"drafted": ("notice",), "noticed": ("approve",), "approved": ("pay",)}


def _decide(act: Act, line: int, typed: Typed, *, stands: bool) -> object:
    return decide_line(act, line, stands=stands, reason=typed.get("reason", ""))


def _line(plan: int, typed: Typed) -> int:
    """A line of this plan; 0 for one of another."""
    number = number_in(typed, "line")
    return number if PlanLine.objects.filter(pk=number, plan=plan).exists() else 0


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """The page; a refused form is shown again with what was typed."""
    act = act_of(request)
    found = get_object_or_404(Plan.objects.select_related("case"), pk=number)
    see_or_404(act, [of_plan(found)])
    if request.POST.get("do") == _OPEN:
        said = decided(
            request,
            _("You opened a victim's words. This was recorded."),
            lambda: open_contest(act, _contest(number, request.POST)),
        )
        return _page(request, act, found, {number_in(request.POST, "contest"): said} if said else {})
    done = _DONE.get(request.POST.get("do", "")) if request.method == "POST" else None
    if done is not None and decided(request, _("Done."), lambda: done(act, number, request.POST)) is not None:
        return redirect("plan", number)
    found.refresh_from_db()
    return _page(request, act, found, {})


def _contest(plan: int, typed: Typed) -> int:
    """What a victim said of a line of this plan; 0 for one of another."""
    number = number_in(typed, "contest")
    return number if Contest.objects.filter(pk=number, line__plan=plan).exists() else 0


def _page(request: HttpRequest, act: Act, found: Plan, words: Mapping[int, tuple[str, str]]) -> HttpResponse:
    with for_one(act.by.id, [found.case_id]):
        return render(request, "pages/returns/plan.html", _shown(act, found, request.POST, words))


def _shown(act: Act, found: Plan, typed: Typed, words: Mapping[int, tuple[str, str]]) -> dict[str, object]:
    subject = of_plan(found)
    lines = list(
        found.lines.select_related(
            "claim", "account", "reimbursement__agent", "part__hold__request__agent", "plan__case"
        )
        .prefetch_related("contests")
        .order_by("pk")
    )
    live = [line for line in lines if line.state != "withdrawn"]
    runs = found.state == "noticed" and found.notice_until is not None and act.at < found.notice_until
    verbs = [verb for verb in _VERBS.get(found.state, ()) if can(act, verb, subject)]
    return {
        "at": act.at,
        "plan": found,
        "sees_case": can(act, "see", of_case(found.case)),
        "typed": typed,
        "methods": side_by_side(found),
        "total": sum(line.amount for line in live),
        "confirmed": sum(line.amount for line in live if line.state == "confirmed"),
        "lines": [_row(act, line, words) for line in lines],
        "shared": not_carried({line.claim_id for line in live if line.state in UNSENT}),
        "verbs": [] if runs else verbs,
        "waits": verbs if runs else [],
        "contested": sum(line.state == "contested" for line in live),
        "again": found.state in ("drafted", "noticed") and can(act, "draft", subject),
        "withdraw": found.state in ("drafted", "noticed", "approved") and can(act, "withdraw", subject),
        "files": _files(lines),
        "forms": sorted(FORMATS),
    }


def _row(act: Act, line: PlanLine, words: Mapping[int, tuple[str, str]]) -> dict[str, object]:
    subject = of_line(line)
    said = list(line.contests.all())
    return {
        "said": [(each, *words.get(each.pk, ("", ""))) for each in said],
        "read": bool(said) and can(act, "open", subject),
        "line": line,
        "contest": line.state in ("open", "approved", "due") and can(act, "contest", subject),
        "decide": line.state == "contested" and can(act, "decide", subject),
        "again": line.state == "bounced" and can(act, "pay", of_plan(line.plan)),
    }


def _files(lines: list[PlanLine]) -> dict[int, str]:
    """Agent -> its name, of those with due lines."""
    requests = [line.part.hold.request for line in lines if line.state == "due"]
    return {request.agent_id: request.agent.name for request in requests}


@members_only
@require_safe
def orders(request: HttpRequest, number: int, agent: int, form: str) -> HttpResponse:
    """The due lines of one agent as a file."""
    act = act_of(request)
    lines = PlanLine.objects.filter(plan=number, part__hold__request__agent=agent)
    found = get_object_or_404(Plan, pk=number)
    see_or_404(act, [of_plan(found), *(of_line(line) for line in lines[:1])])
    data = decided(request, _("The file was made."), lambda: orders_file(act, number, agent, form))
    if data is None:
        return redirect("plan" if can(act, "see", of_plan(found)) else "due-lines", *_args(act, found))
    return download(data, f"clawback-{found}-{form}.xml")


def _args(act: Act, found: Plan) -> list[int]:
    return [found.pk] if can(act, "see", of_plan(found)) else []
