"""The table of permissions: who may do what to what. What no line allows is refused.

Each line is (verb, subject, kinds of organisation, roles, conditions). The verbs are those of the glossary, and `see`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from clawback.server.people.roles import KINDS, Kind, Role

__all__ = ["RULES", "Rule"]

_OURS: Final[tuple[Kind, ...]] = ("centre", "police")
_AGENT: Final[tuple[Kind, ...]] = ("agent",)
_WORK: Final[tuple[str, ...]] = ("own", "assigned", "disinterested")
_GLASS: Final[tuple[str, ...]] = ("own", "glass", "disinterested")
_CASE_ROLES: Final[tuple[Role, ...]] = ("intake", "analyst", "approver", "reviewer", "counsel")


class Rule(NamedTuple):
    """A member of one of `kinds` with one of `roles` may `verb` a `subject` where all `conditions` hold."""

    verb: str
    subject: str
    kinds: tuple[Kind, ...]
    roles: tuple[Role, ...]
    conditions: tuple[str, ...] = ()


RULES: Final[tuple[Rule, ...]] = (
    # people
    Rule("see", "organisation", KINDS, ("administrator", "auditor"), ("own",)),
    Rule("add", "member", KINDS, ("administrator",), ("own",)),
    Rule("suspend", "member", KINDS, ("administrator",), ("own", "another")),
    Rule("ask", "role", KINDS, ("administrator",), ("own", "another")),
    Rule("grant", "role", KINDS, ("administrator", "approver"), ("own", "another", "second")),
    Rule("take", "role", KINDS, ("administrator",), ("own", "another")),
    Rule("declare", "interest", KINDS, ("intake", "analyst", "approver", "reviewer", "responder"), ("own",)),
    Rule("invite", "member", KINDS, ("administrator",), ("own", "another")),
    Rule("add", "organisation", _OURS, ("administrator",), ()),
    # law
    Rule("see", "law", _OURS, ("analyst", "approver", "reviewer", "counsel", "auditor"), ()),
    Rule("activate", "basis", _OURS, ("counsel",), ("own",)),
    # insiders
    Rule("see", "opening", _OURS, ("auditor",), ("own",)),
    Rule("break", "glass", _OURS, _CASE_ROLES, ("own", "disinterested")),
    Rule("note", "glass", _OURS, ("auditor", "approver"), ("own", "second")),
    Rule("ask", "export", _OURS, ("analyst", "approver", "auditor"), ("own",)),
    Rule("approve", "export", _OURS, ("approver",), ("own", "second")),
    Rule("fetch", "export", _OURS, ("analyst", "approver", "auditor"), ("own", "assigned")),
    # after a restore
    Rule("see", "quarantine", _OURS, ("administrator", "approver", "auditor"), ()),
    Rule("lift", "quarantine", _OURS, ("administrator", "approver"), ("second",)),
    Rule("see", "enquiry", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("answer", "enquiry", _AGENT, ("responder",), ("asked",)),
    # reports and claims
    Rule("report", "report", _OURS, ("intake", "analyst"), ("own",)),
    Rule("report", "report", _AGENT, ("responder",), ()),
    Rule("see", "report", _OURS, ("intake", "analyst", "approver"), ("own", "disinterested")),
    Rule("open", "story", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("open", "story", _OURS, ("approver",), _GLASS),
    Rule("open", "story", _OURS, ("approver",), _WORK),
    Rule("confirm", "claim", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("confirm", "doubted claim", _OURS, ("approver",), ("own", "disinterested")),
    Rule("reject", "claim", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("confirm", "evidence", _AGENT, ("responder",), ("asked",)),
    # cases
    Rule("open", "case", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("assign", "case", _OURS, ("approver",), ("own", "disinterested")),
    Rule("assign", "case", _OURS, ("analyst",), _WORK),
    Rule("see", "case", _OURS, _CASE_ROLES, _GLASS),
    Rule("see", "case", _OURS, _CASE_ROLES, _WORK),
    Rule("see", "case", _OURS, ("auditor",), ("own",)),
    Rule("search", "case", _OURS, ("intake", "analyst", "approver"), ("own",)),
    # hold requests
    Rule("draft", "hold request", _OURS, ("analyst",), _WORK),
    Rule("send", "hold request", _OURS, ("analyst",), _WORK),
    Rule("approve", "hold request", _OURS, ("approver",), (*_WORK, "second")),
    Rule("confirm", "hold request", _OURS, ("approver",), (*_WORK, "second")),
    Rule("see", "hold request", _OURS, ("intake", "analyst", "approver", "reviewer"), _GLASS),
    Rule("see", "hold request", _OURS, ("intake", "analyst", "approver", "reviewer"), _WORK),
    Rule("see", "hold request", _OURS, ("auditor",), ("own",)),
    Rule("see", "hold request", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("place", "hold request", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("refuse", "hold request", _AGENT, ("responder",), ("asked", "disinterested")),
    # holds
    Rule("see", "hold", _OURS, ("intake", "analyst", "approver", "reviewer"), _GLASS),
    Rule("see", "hold", _OURS, ("intake", "analyst", "approver", "reviewer"), _WORK),
    Rule("see", "hold", _OURS, ("auditor",), ("own",)),
    Rule("see", "hold", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("release", "hold", _OURS, ("approver",), _WORK),
    Rule("release", "hold", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("renew", "hold", _OURS, ("approver",), _WORK),
    Rule("confirm", "release", _AGENT, ("responder",), ("asked",)),
    # the journal
    Rule("see", "journal", _OURS, ("auditor", "approver", "counsel"), ()),
    Rule("see", "journal", ("agent", "regulator"), ("auditor",), ()),
)
