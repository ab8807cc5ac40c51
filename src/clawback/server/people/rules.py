"""The table of permissions: who may do what to what. What no line allows is refused.

Each line is (verb, subject, kinds of organisation, roles, conditions). The verbs are those of the glossary, and `see`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from clawback.server.people.roles import KINDS, Kind, Role

__all__ = ["RULES", "Rule"]

_OURS: Final[tuple[Kind, ...]] = ("centre", "police")
_AGENT: Final[tuple[Kind, ...]] = ("agent",)
_ELSEWHERE: Final[tuple[Kind, ...]] = ("support", "foreign", "centre", "police")
_WORK: Final[tuple[str, ...]] = ("own", "assigned", "disinterested")
_GLASS: Final[tuple[str, ...]] = ("own", "glass", "disinterested")
_APART: Final[tuple[str, ...]] = ("own", "uninvolved", "disinterested")
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
    Rule("change", "contact", KINDS, ("administrator",), ("own",)),
    Rule("change", "contact", _OURS, ("administrator",), ()),
    Rule("approve", "contact", KINDS, ("administrator",), ("own", "second")),
    Rule("approve", "contact", _OURS, ("administrator",), ("second",)),
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
    # the victim's side
    Rule("correct", "claim", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("ask", "report", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("withdraw", "report", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("see", "message", _OURS, ("intake", "analyst", "auditor"), ("own",)),
    Rule("draft", "referral", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("note", "consent", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("approve", "referral", _OURS, ("approver",), ("own", "disinterested", "second")),
    Rule("send", "referral", _OURS, ("intake", "analyst", "approver"), ("own", "disinterested")),
    Rule("see", "referral", _OURS, ("intake", "analyst", "approver"), ("own", "disinterested")),
    Rule("see", "referral", _ELSEWHERE, ("support-worker", "liaison", "intake"), ("asked", "disinterested")),
    Rule(
        "accept", "referral", _ELSEWHERE, ("support-worker", "liaison", "intake"), ("asked", "disinterested")
    ),
    Rule(
        "decline", "referral", _ELSEWHERE, ("support-worker", "liaison", "intake"), ("asked", "disinterested")
    ),
    # cases
    Rule("open", "case", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("link", "case", _OURS, ("intake", "analyst"), _WORK),
    Rule("assign", "case", _OURS, ("approver",), ("own", "disinterested")),
    Rule("assign", "case", _OURS, ("analyst",), _WORK),
    Rule("see", "case", _OURS, _CASE_ROLES, _GLASS),
    Rule("see", "case", _OURS, _CASE_ROLES, _WORK),
    Rule("see", "case", _OURS, ("auditor",), ("own",)),
    Rule("search", "case", _OURS, ("intake", "analyst", "approver"), ("own",)),
    # operations
    Rule("see", "operation", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("see", "operation", _OURS, ("auditor",), ("own",)),
    Rule("note", "operation", _OURS, ("intake", "analyst"), ("own", "disinterested")),
    Rule("take up", "operation", _OURS, ("analyst",), ("own", "disinterested")),
    Rule("part", "operation", _OURS, ("analyst",), ("own", "disinterested")),
    Rule("rejoin", "operation", _OURS, ("analyst",), ("own", "disinterested")),
    # hold requests
    Rule("draft", "hold request", _OURS, ("analyst",), _WORK),
    Rule("draft", "hold request on a victim", _OURS, ("approver",), _WORK),
    Rule("send", "hold request", _OURS, ("analyst",), _WORK),
    Rule("approve", "hold request", _OURS, ("approver",), (*_WORK, "second")),
    Rule("confirm", "hold request", _OURS, ("approver",), (*_WORK, "second")),
    Rule("see", "hold request", _OURS, _CASE_ROLES, _GLASS),
    Rule("see", "hold request", _OURS, _CASE_ROLES, _WORK),
    Rule("see", "hold request", _OURS, ("auditor",), ("own",)),
    Rule("see", "hold request", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("place", "hold request", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("refuse", "hold request", _AGENT, ("responder",), ("asked", "disinterested")),
    # holds
    Rule("see", "hold", _OURS, _CASE_ROLES, _GLASS),
    Rule("see", "hold", _OURS, _CASE_ROLES, _WORK),
    Rule("see", "hold", _OURS, ("auditor",), ("own",)),
    Rule("see", "hold", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("release", "hold", _OURS, ("approver",), _WORK),
    Rule("release", "hold", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("renew", "hold", _OURS, ("approver",), _WORK),
    Rule("confirm", "release", _AGENT, ("responder",), ("asked",)),
    # the directory
    Rule("name agent", "account", _OURS, ("analyst", "approver"), _WORK),
    Rule("list", "agent code", _OURS, ("administrator",), ()),
    Rule("resolve", "alias", _AGENT, ("responder",), ("asked",)),
    # machines
    Rule("see", "token", KINDS, ("administrator", "auditor"), ("own",)),
    Rule("make", "token", KINDS, ("administrator",), ("own",)),
    Rule("end", "token", KINDS, ("administrator",), ("own",)),
    Rule("see", "endpoint", KINDS, ("administrator", "auditor"), ("own",)),
    Rule("make", "endpoint", KINDS, ("administrator",), ("own",)),
    Rule("end", "endpoint", KINDS, ("administrator",), ("own",)),
    Rule("send", "event", KINDS, ("administrator",), ("own",)),
    # redress
    Rule("see", "notice", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("give", "notice", _AGENT, ("responder",), ("asked",)),
    Rule("delay", "notice", _OURS, ("approver",), _WORK),
    Rule("tell", "notice", _OURS, ("counsel",), _WORK),
    Rule("see", "objection", _OURS, ("reviewer",), ("own", "disinterested")),
    Rule("see", "objection", _OURS, ("auditor",), ("own",)),
    Rule("open", "objection", _OURS, ("reviewer",), _APART),
    Rule("decide", "objection", _OURS, ("reviewer",), _APART),
    Rule("draft", "holder referral", _OURS, ("reviewer",), _APART),
    Rule("see", "holder referral", _OURS, ("reviewer", "approver"), ("own", "disinterested")),
    Rule("open", "holder referral", _OURS, ("reviewer", "approver"), _APART),
    Rule("note", "holder consent", _OURS, ("reviewer",), ("own", "disinterested")),
    Rule("approve", "holder referral", _OURS, ("reviewer", "approver"), _APART),
    Rule("send", "holder referral", _OURS, ("reviewer", "approver"), ("own", "disinterested")),
    Rule("see", "holder referral", ("support",), ("support-worker",), ("asked", "disinterested")),
    Rule("open", "holder referral", ("support",), ("support-worker",), ("asked", "disinterested")),
    Rule("accept", "holder referral", ("support",), ("support-worker",), ("asked", "disinterested")),
    Rule("decline", "holder referral", ("support",), ("support-worker",), ("asked", "disinterested")),
    Rule("record", "objection", _AGENT, ("responder",), ("asked",)),
    Rule("withdraw", "objection", _AGENT, ("responder",), ("asked",)),
    Rule("record", "release request", _OURS, ("approver",), _WORK),
    Rule("tell", "value given", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("set aside", "value given", _OURS, ("approver",), _WORK),
    Rule("flag", "account", _AGENT, ("responder",), ("asked",)),
    Rule("see", "silence", ("regulator",), ("auditor",), ()),
    Rule("see", "guard figures", _OURS, ("auditor",), ("own",)),
    Rule("see", "guard figures", ("regulator",), ("auditor",), ()),
    # statement requests, and what the trace lets go
    Rule("draft", "statement request", _OURS, ("analyst",), _WORK),
    Rule("approve", "statement request", _OURS, ("approver",), (*_WORK, "second")),
    Rule("see", "statement request", _OURS, ("analyst", "approver"), _WORK),
    Rule("see", "statement request", _OURS, ("auditor",), ("own",)),
    Rule("see", "statement request", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("answer", "statement request", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("refuse", "statement request", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("see", "trace", _OURS, ("analyst", "approver", "reviewer"), _WORK),
    Rule("see", "trace", _OURS, ("auditor",), ("own",)),
    Rule("decide", "surplus", _OURS, ("approver",), _WORK),
    # plans of return
    Rule("vouch", "identity", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("vouch", "identity", ("police",), ("analyst", "approver"), _WORK),
    Rule("see", "plan", _OURS, ("intake", "analyst", "approver", "reviewer"), _WORK),
    Rule("see", "plan", _OURS, ("auditor",), ("own",)),
    Rule("draft", "plan", _OURS, ("analyst",), _WORK),
    Rule("notice", "plan", _OURS, ("analyst",), _WORK),
    Rule("approve", "plan", _OURS, ("approver",), (*_WORK, "uninvolved")),
    Rule("pay", "plan", _OURS, ("analyst", "approver"), _WORK),
    Rule("withdraw", "plan", _OURS, ("analyst", "approver"), _WORK),
    Rule("contest", "plan line", _OURS, ("intake", "analyst", "approver"), _WORK),
    Rule("open", "plan line", _OURS, ("intake", "analyst", "approver", "reviewer"), _WORK),
    Rule("decide", "plan line", _OURS, ("reviewer",), (*_WORK, "uninvolved")),
    Rule("see", "plan line", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("send", "plan line", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("confirm", "plan line", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("reimburse", "reimbursement", _AGENT, ("responder",), ("asked", "disinterested")),
    # recalls and money back
    Rule("draft", "recall", _OURS, ("analyst",), _WORK),
    Rule("see", "recall", _OURS, ("intake", "analyst", "approver", "reviewer"), _WORK),
    Rule("see", "recall", _OURS, ("auditor",), ("own",)),
    Rule("see", "recall", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("send", "recall", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("answer", "recall", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("bring", "money back", _OURS, ("analyst",), _WORK),
    Rule("bring", "money back", _AGENT, ("responder",), ("asked", "disinterested")),
    # another account for a return
    Rule("see", "account change", _OURS, ("intake", "analyst", "approver"), _WORK),
    Rule("see", "account change", _AGENT, ("responder",), ("asked",)),
    Rule("ask", "account change", _OURS, ("intake", "analyst"), _WORK),
    Rule("identify", "account change", _OURS, ("analyst",), _WORK),
    Rule("name", "account change", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("approve", "account change", _OURS, ("approver",), (*_WORK, "uninvolved")),
    Rule("refuse", "account change", _OURS, ("analyst", "approver"), _WORK),
    # the end of a case
    Rule("close", "case", _OURS, ("approver",), _WORK),
    Rule("dismiss", "proposal", _OURS, ("analyst", "approver"), _WORK),
    Rule("dismiss", "hold request", _OURS, ("analyst", "approver"), _WORK),
    Rule("dismiss", "statement request", _OURS, ("analyst", "approver"), _WORK),
    # peers of the federation
    Rule("see", "federation", (*_OURS, "agent"), ("administrator", "auditor", "analyst"), ("own",)),
    Rule("see", "hold for a peer", _AGENT, ("responder", "approver", "auditor"), ("asked",)),
    Rule("place", "hold for a peer", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("refuse", "hold for a peer", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("release", "hold for a peer", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("tell", "hold for a peer", _AGENT, ("responder",), ("asked", "disinterested")),
    Rule("see", "peer question", _OURS, ("analyst", "approver", "reviewer"), _WORK),
    Rule("see", "peer question", _OURS, ("auditor",), ("own",)),
    Rule("draft", "peer question", _OURS, ("analyst",), _WORK),
    Rule("approve", "peer question", _OURS, ("approver",), (*_WORK, "second")),
    Rule("see", "letter abroad", _OURS, ("analyst", "approver"), _WORK),
    Rule("see", "letter abroad", _OURS, ("auditor",), ("own",)),
    Rule("approve", "letter abroad", _OURS, ("approver",), _WORK),
    Rule("send", "letter abroad", _OURS, ("analyst", "approver"), (*_WORK, "uninvolved")),
    Rule("answer", "letter abroad", _OURS, ("analyst", "approver"), _WORK),
    Rule("withdraw", "letter abroad", _OURS, ("analyst", "approver"), _WORK),
    Rule("carry", "peer question", _OURS, ("approver",), _WORK),
    Rule("free", "peer question", _OURS, ("approver",), _WORK),
    Rule("confirm", "provisional hold", _OURS, ("approver",), (*_WORK, "second")),
    Rule("release", "provisional hold", _OURS, ("approver",), _WORK),
    # the journal
    Rule("see", "journal", _OURS, ("auditor", "approver", "counsel"), ()),
    Rule("see", "journal", ("agent", "regulator"), ("auditor",), ()),
    Rule("fetch", "journal", _OURS, ("auditor", "approver", "counsel"), ()),
)
