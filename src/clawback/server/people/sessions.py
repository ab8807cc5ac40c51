"""Where a member is signed in, and ending that."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from clawback.server.people.models import Member

__all__ = ["end_session", "end_sessions", "sessions_of"]


def sessions_of(member: Member) -> list[UserSession]:
    """The sessions that are open, those used last in front."""
    found = UserSession.objects.purge_and_list(member.user)
    return sorted(found, key=lambda each: each.last_seen_at, reverse=True)


def end_sessions(member: Member) -> None:
    """Signs the member out everywhere."""
    for each in UserSession.objects.filter(user=member.user):
        each.end()


def end_session(member: Member, number: int) -> None:
    """Signs one of the member's own sessions out; nothing where there is none by that number."""
    for each in UserSession.objects.filter(user=member.user, pk=number):
        each.end()
