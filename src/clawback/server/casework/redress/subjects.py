"""What may() is told of a notice and of an objection: they are their hold's."""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.models import Account, Notice, Objection
from clawback.server.casework.subjects import of_hold
from clawback.server.people.facts import Subject

__all__ = ["of_account", "of_notice", "of_objection"]


def of_notice(notice: Notice, kind: str = "notice") -> Subject:
    return of_hold(notice.hold, kind)


def of_objection(objection: Objection) -> Subject:
    """Whoever let an objection's time pass had a part in it."""
    found = of_hold(objection.notice.hold, "objection")
    passed = {objection.passed_over_id} - {None}
    return replace(found, involved=found.involved | frozenset(each for each in passed if each is not None))


def of_account(account: Account) -> Subject:
    return Subject(kind="account", asked=account.agent_id)
