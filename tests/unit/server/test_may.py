"""may(): pure, by the table alone."""

from __future__ import annotations

from itertools import product

import pytest

from clawback.server.people.conditions import CONDITIONS
from clawback.server.people.facts import MemberFacts, Subject
from clawback.server.people.may import Allowed, Refused, may
from clawback.server.people.printed import printed
from clawback.server.people.roles import KINDS, ROLES, ROLES_OF, Kind, Role
from clawback.server.people.rules import RULES
from tests.tidy.tree import ROOT

FITS = {"owner": 1, "asked": 1, "assigned": frozenset({7}), "glass": frozenset({7})}


def member(kind: Kind, *roles: Role) -> MemberFacts:
    return MemberFacts(id=7, organisation=1, kind=kind, roles=frozenset(roles))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.verb} {rule.subject} {rule.kinds[0]}")
def test_each_line_allows_and_each_of_its_conditions_refuses(rule: object) -> None:
    breaking = {
        "own": {"owner": 2},
        "asked": {"asked": 2},
        "assigned": {"assigned": frozenset()},
        "glass": {"glass": frozenset()},
        "second": {"drafted_by": frozenset({7})},
        "uninvolved": {"involved": frozenset({7})},
        "disinterested": {"interested": frozenset({7})},
        "another": {"about": 7},
    }
    assert set(breaking) == set(CONDITIONS)
    for kind, role in product(rule.kinds, rule.roles):
        if role not in ROLES_OF[kind]:
            continue
        who = member(kind, role)
        assert isinstance(may(who, rule.verb, Subject(kind=rule.subject, **FITS)), Allowed)
        others = [
            other for other in RULES if other is not rule and other[:2] == rule[:2] and role in other.roles
        ]
        for name in () if others else rule.conditions:
            answer = may(who, rule.verb, Subject(kind=rule.subject, **{**FITS, **breaking[name]}))
            assert answer == Refused(reason=CONDITIONS[name].refusal)


def test_what_no_line_allows_is_refused() -> None:
    lines = {
        (rule.verb, rule.subject, kind, role) for rule in RULES for kind in rule.kinds for role in rule.roles
    }
    pairs = {(rule.verb, rule.subject) for rule in RULES}
    for (verb, subject), kind, role in product(pairs, KINDS, ROLES):
        if (verb, subject, kind, role) not in lines:
            assert isinstance(may(member(kind, role), verb, Subject(kind=subject, **FITS)), Refused)


def test_nobody_may_do_nothing() -> None:
    assert may(None, "see", Subject(kind="case")) == Refused(reason="sign in first")


def test_an_administrator_with_another_role_may_do_nothing() -> None:
    both = member("centre", "administrator", "approver")
    assert isinstance(may(both, "add", Subject(kind="member", **FITS)), Refused)


def test_an_administrator_touches_no_case() -> None:
    verbs = {(rule.verb, rule.subject) for rule in RULES if "administrator" in rule.roles}
    of_people, of_machines = {"organisation", "member", "role", "quarantine"}, {"token", "endpoint", "event"}
    assert {subject for _, subject in verbs} == of_people | of_machines | {
        "agent code",
        "contact",
        "federation",
    }


def test_every_role_of_a_line_is_one_of_its_kinds() -> None:
    unknown = [
        (rule.verb, rule.subject, role)
        for rule in RULES
        for role in rule.roles
        if not any(role in ROLES_OF[kind] for kind in rule.kinds)
    ]
    assert unknown == []


def test_the_reference_is_the_table() -> None:
    assert (ROOT / "docs/reference/permissions.md").read_text("utf-8") == printed()
