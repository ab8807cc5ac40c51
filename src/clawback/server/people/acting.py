"""Who decides, and when: what every decision is given first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clawback.errors import Bug
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Refused, may
from clawback.server.people.refusals import NotAllowed

__all__ = ["Act"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """A decision's author and instant (aware UTC). `member` is None where a clock decides, or a person with a code.

    `token` is the number of the token by which a machine of the member's organisation decides: the member is then the
    token's own, and the journal names the token.
    """

    member: MemberFacts | None
    at: datetime
    name: str = "clock"
    token: int | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise Bug("a decision is made at an aware time")

    @property
    def who(self) -> str:
        """The author as the journal names them: an identifier that says nothing without our records."""
        if self.token is not None:
            return f"token/{self.token}"
        return f"member/{self.member.id}" if self.member else self.name

    @property
    def by(self) -> MemberFacts:
        """The member. Raises Bug where none acts."""
        if self.member is None:
            raise Bug(f"{self.name} is no member")
        return self.member

    def check(self, verb: str, subject: Subject) -> None:
        """Raises NotAllowed unless the member may. Only clocks and people with a code act without being one."""
        answer = may(self.member, verb, subject)
        if isinstance(answer, Refused):
            raise NotAllowed(answer.reason)
