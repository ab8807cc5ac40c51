"""Who is signed in: a password and a second factor; in a demo, a person chosen on a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from clawback.server.casework.kept_sql import records_by
from clawback.server.clocks.time import now
from clawback.server.demo.codes import CODES
from clawback.server.demo.to_do import TO_DO
from clawback.server.people.acting import Act
from clawback.server.people.models import Member, Organisation
from clawback.server.shown.numbers import number_of

__all__ = [
    "NoSignUp",
    "SignedIn",
    "WithMember",
    "act_of",
    "choose_person",
    "member_of",
    "members",
    "sign_in",
    "user_name",
]

_PORTAL = ("/report/", "/status/", "/notice/")
_SECOND_FACTOR = ("/accounts/", "/static/", "/language/", "/healthz", "/api/", *_PORTAL)


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for themself: an administrator adds members."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class WithMember(AuthenticationBackend):  # type: ignore[misc]
    """allauth's way to sign in; who has a session is read with their member and organisation, which each page needs."""

    def get_user(self, user_id: int | str) -> User | None:
        found = records_by("who is signed in", _with_member, {-1: int(user_id)})
        return found[0] if found and self.user_can_authenticate(found[0]) else None


def _with_member() -> QuerySet[User]:
    return User.objects.select_related("member__organisation").filter(pk=-1)


class SignedIn:
    """Middleware: who is signed in (`member_of`), and the way to a second factor for whoever has none yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = None
        if request.user.is_authenticated:
            member = getattr(request.user, "member", None)
            if member and (member.suspended or member.organisation.suspended):
                logout(request)
                return redirect(settings.LOGIN_URL)
            if member and not settings.CLAWBACK_DEMO and self._lacks_second_factor(request):
                return redirect(reverse("mfa_index"))
        request.member = member  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        """A page of members is for members, unless it says otherwise (`login_not_required`)."""
        ours = view.__module__.startswith("clawback.server.pages.")
        if ours and member_of(request) is None and getattr(view, "login_required", True):
            return redirect(settings.LOGIN_URL)
        return None

    def _lacks_second_factor(self, request: HttpRequest) -> bool:
        if request.path.startswith(_SECOND_FACTOR):
            return False
        return not Authenticator.objects.filter(user=request.user, type__in=["totp", "webauthn"]).exists()


def sign_in(request: HttpRequest, member: Member) -> None:
    """Signs in a member who has just shown who they are; the session is one that they can see and end."""
    login(request, member.user, backend=f"{__name__}.WithMember")
    record_authentication(request, member.user, method="password", reauthenticated=True)
    UserSession.objects.create_from_request(request)


def user_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Whose wrong passwords axes counts: allauth's form calls the field otherwise than Django's."""
    return ((credentials or {}).get("username") or request.POST.get("login", "")).strip().lower()


def act_of(request: HttpRequest) -> Act:
    """Who decides in this request, and when: the request has one instant."""
    known = getattr(request, "act", None)
    if isinstance(known, Act):
        return known
    at = now()
    member = member_of(request)
    act = Act(member=member.facts(at) if member else None, at=at)
    request.act = act  # type: ignore[attr-defined]
    return act


def member_of(request: HttpRequest) -> Member | None:
    """Who is signed in, None for nobody."""
    found = getattr(request, "member", None)
    return found if isinstance(found, Member) else None


def members(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for members alone: nobody signed in is sent to sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **more: object) -> HttpResponseBase:
        if member_of(request) is None:
            return redirect(settings.LOGIN_URL)
        return view(request, *args, **more)

    return guarded


@login_not_required
@require_http_methods(["GET", "POST"])
def choose_person(request: HttpRequest) -> HttpResponse:
    """A demo's way to sign in: choose who you are. There is no such page without --demo."""
    if not settings.CLAWBACK_DEMO:
        raise Http404
    if request.method == "POST":
        chosen = _people().filter(pk=number_of(request.POST.get("member", "")), suspended=False).first()
        if chosen is not None:
            sign_in(request, chosen)
            return redirect("home")
    people = Prefetch("members", _people().select_related("user").prefetch_related("grants").order_by("pk"))
    groups = [
        (
            organisation,
            [(person, TO_DO.get(person.user.username, "")) for person in organisation.members.all()],
        )
        for organisation in Organisation.objects.prefetch_related(people).order_by("pk")
    ]
    return render(request, "pages/choose_person.html", {"groups": groups, "demo_codes": CODES})


def _people() -> QuerySet[Member]:
    """Members that are people: as whom a token acts, nobody signs in."""
    return Member.objects.filter(user__is_active=True)
