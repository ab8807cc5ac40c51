"""suspend and readmit a member."""

from __future__ import annotations

from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Member
from clawback.server.people.refusals import SuspendedAlready
from clawback.server.people.sessions import end_sessions
from clawback.server.record.deciding import deciding

__all__ = ["readmit_member", "suspend_member"]


def suspend_member(act: Act, number: int) -> Member:
    """The member has no role any more, and is signed out everywhere at once."""
    member = _set(act, number, "suspend", suspended=True)
    end_sessions(member)
    return member


def readmit_member(act: Act, number: int) -> Member:
    """The member has the roles again that did not end meanwhile."""
    return _set(act, number, "readmit", suspended=False)


def _set(act: Act, number: int, verb: str, *, suspended: bool) -> Member:
    with deciding(act) as decision:
        member = Member.objects.select_for_update().get(pk=number)
        act.check("suspend", Subject(kind="member", owner=member.organisation_id, about=member.pk))
        if member.suspended is suspended:
            raise SuspendedAlready(f"{member.name} is {'' if suspended else 'not '}suspended")
        member.suspended = suspended
        member.save(update_fields=["suspended"])
        decision.enter(verb, member, after={"suspended": int(suspended)})
    return member
