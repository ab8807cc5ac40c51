"""`may`: the one answer to whether a member may do something. Pure: the same facts give the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clawback.server.people.conditions import CONDITIONS
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.roles import ADMINISTRATOR
from clawback.server.people.rules import RULES, Rule

__all__ = ["Allowed", "Refused", "asks_who", "may", "may_anywhere"]

_LINES: Final[dict[tuple[str, str], tuple[Rule, ...]]] = {
    pair: tuple(rule for rule in RULES if (rule.verb, rule.subject) == pair)
    for pair in {(rule.verb, rule.subject) for rule in RULES}
}
"""(verb, subject) -> its lines, in order: every page asks for dozens of pairs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """It may be done; `rule` is the line of the table that says so."""

    rule: Rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """It may not be done; `reason` is a sentence for the member."""

    reason: str


def may(member: MemberFacts | None, verb: str, subject: Subject) -> Allowed | Refused:
    """Whether `member` (None: nobody signed in) may `verb` the subject.

    Of several lines for one role the first whose conditions hold counts; else the reason is that of the line that
    failed last.
    """
    if member is None:
        return Refused(reason="sign in first")
    if ADMINISTRATOR in member.roles and len(member.roles) > 1:
        return Refused(reason="an administrator has no other role")
    reason = f"none of your roles may {verb} a {subject.kind}"
    for rule in _LINES.get((verb, subject.kind), ()):
        if not _fits(member, rule):
            continue
        failed = [name for name in rule.conditions if not CONDITIONS[name].holds(member, subject)]
        if not failed:
            return Allowed(rule=rule)
        reason = CONDITIONS[failed[0]].refusal
    return Refused(reason=reason)


def may_anywhere(member: MemberFacts, verb: str, kind: str) -> bool:
    """Whether some subject of this kind could be one that the member may `verb`: for showing a way, never for a yes."""
    if ADMINISTRATOR in member.roles and len(member.roles) > 1:
        return False
    return any(_fits(member, rule) for rule in _LINES.get((verb, kind), ()))


def asks_who(verb: str, kind: str) -> bool:
    """Whether a line of it asks who was involved: where none does, nobody need look for that."""
    return any("uninvolved" in rule.conditions for rule in _LINES.get((verb, kind), ()))


def _fits(member: MemberFacts, rule: Rule) -> bool:
    return member.kind in rule.kinds and not member.roles.isdisjoint(rule.roles)
