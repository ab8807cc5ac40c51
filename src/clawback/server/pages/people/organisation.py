"""The administrator's page: members of the organisation, their roles; and what its forms do."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from clawback.server.pages.deciding import decided
from clawback.server.pages.people.codes import shown
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.pages.signing_in import act_of, member_of
from clawback.server.people.acting import Act
from clawback.server.people.contacting import of_contacts
from clawback.server.people.facts import Subject
from clawback.server.people.granting import add_member, ask_role, grant_role, take_role
from clawback.server.people.inviting import invite
from clawback.server.people.models import Member, Organisation, RoleGrant
from clawback.server.people.roles import ADMINISTRATOR, ROLES_OF, Kind
from clawback.server.people.suspending import readmit_member, suspend_member

__all__ = [
    "add",
    "ask",
    "grant",
    "invite_again",
    "organisation",
    "readmit",
    "suspend",
    "take",
]


class MemberForm(forms.Form):
    """A new member."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    username = forms.CharField(label=gettext_lazy("User name"), max_length=150)


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """Members with their roles; what may be done with them, for an administrator."""
    act = act_who_may(request, "see", Subject(kind="organisation", owner=_own(request).pk))
    return _page(request, act, MemberForm())


def _page(request: HttpRequest, act: Act, form: MemberForm) -> HttpResponse:
    ours = _own(request)
    members = ours.members.select_related("user").prefetch_related("grants__asked_by").order_by("name", "pk")
    found = {
        "at": act.at,
        "organisation": ours,
        "rows": [_row(act, each) for each in members],
        "may_change": may_do(act, "change", of_contacts(ours.pk)),
        "may_add": may_do(act, "add", Subject(kind="member", owner=ours.pk)),
        "form": form,
    }
    return render(request, "pages/people/organisation.html", found)


def _own(request: HttpRequest) -> Organisation:
    member = member_of(request)
    if member is None:
        raise Http404
    return member.organisation


def _row(act: Act, member: Member) -> dict[str, object]:
    person = Subject(kind="member", owner=member.organisation_id, about=member.pk)
    role = replace(person, kind="role")
    grants = [each for each in member.grants.all() if each.ended_at is None or each.ended_at > act.at]
    held = {each.role for each in grants}
    return {
        "member": member,
        "invited": not settings.CLAWBACK_DEMO and not member.user.has_usable_password(),
        "grants": [(each, _may_grant(act, each)) for each in grants],
        "roles": _free(member, held),
        "may_ask": may_do(act, "ask", role),
        "may_take": may_do(act, "take", role),
        "may_invite": may_do(act, "invite", person),
        "may_suspend": may_do(act, "suspend", person),
    }


def _free(member: Member, held: set[str]) -> list[str]:
    """Roles that may be given: an administrator has no other, and nobody else becomes one."""
    if ADMINISTRATOR in held:
        return []
    kind = cast("Kind", member.organisation.kind)
    return [each for each in ROLES_OF[kind] if each not in held and not (held and each == ADMINISTRATOR)]


def _may_grant(act: Act, grant: RoleGrant) -> bool:
    asked = frozenset({grant.asked_by_id}) if grant.asked_by_id else frozenset()
    subject = Subject(
        kind="role", owner=grant.member.organisation_id, about=grant.member_id, drafted_by=asked
    )
    return grant.works_at is None and may_do(act, "grant", subject)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A new member, and the one-time code that lets them in."""
    ours = _own(request)
    act = act_who_may(request, "add", Subject(kind="member", owner=ours.pk))
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _page(request, act, form)

    def both() -> tuple[Member, str]:
        made = add_member(act, ours, form.cleaned_data["username"], form.cleaned_data["name"])
        return made, invite(act, made.pk)

    done = decided(request, _("The member was added. Give them a role next."), both)
    return shown(request, *done) if done else _page(request, act, form)


@require_POST
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """A fresh one-time code for a member who has lost password or factor."""
    member = _member(request, number)
    act = act_of(request)
    code = decided(request, _("There is a new one-time code."), lambda: invite(act, number))
    return shown(request, member, code) if code else redirect("organisation")


@require_POST
def suspend(request: HttpRequest, number: int) -> HttpResponse:
    """The member works no more, and is signed out."""
    _member(request, number)
    decided(request, _("The member was suspended."), lambda: suspend_member(act_of(request), number))
    return redirect("organisation")


@require_POST
def readmit(request: HttpRequest, number: int) -> HttpResponse:
    """The member works again."""
    _member(request, number)
    decided(request, _("The member works again."), lambda: readmit_member(act_of(request), number))
    return redirect("organisation")


@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """A role for a member; one of power waits for a second person."""
    member = _member(request, number)
    role = request.POST.get("role", "")
    decided(request, _("The role was asked for, or given."), lambda: ask_role(act_of(request), member, role))
    return redirect("organisation")


@require_POST
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """The second person's yes."""
    _grant(request, number)
    done = _("The role was granted; it works in 24 hours.")
    decided(request, done, lambda: grant_role(act_of(request), number))
    return redirect("organisation" if _sees(request) else "roles-asked")


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """The role ends."""
    _grant(request, number)
    decided(request, _("The role was taken."), lambda: take_role(act_of(request), number))
    return redirect("organisation")


def _member(request: HttpRequest, number: int) -> Member:
    """A member of the own organisation. Raises Http404, for anybody who is no administrator too."""
    found = get_object_or_404(
        Member.objects.select_related("organisation"), pk=number, organisation=_own(request)
    )
    act_who_may(request, "add", Subject(kind="member", owner=found.organisation_id))
    return found


def _grant(request: HttpRequest, number: int) -> RoleGrant:
    act = act_of(request)
    found = get_object_or_404(RoleGrant, pk=number, member__organisation=_own(request))
    if act.by.roles.isdisjoint({"administrator", "approver"}):
        raise Http404
    return found


def _sees(request: HttpRequest) -> bool:
    return may_do(act_of(request), "see", Subject(kind="organisation", owner=_own(request).pk))
