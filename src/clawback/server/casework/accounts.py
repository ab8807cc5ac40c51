"""One account, one row, by whatever spelling it comes."""

from __future__ import annotations

import re

from clawback.server.casework.models import Account
from clawback.server.casework.refusals import FactsWrong
from clawback.server.people.models import Organisation

__all__ = ["account_of", "canonical"]

_SPACING = re.compile(r"[\s.\-]+")


def canonical(number: str) -> str:
    """The account number in capitals, without spacing. Raises FactsWrong where nothing is left, or too much."""
    found = _SPACING.sub("", number).upper()
    if not found or len(found) > 64 or not found.isprintable():
        raise FactsWrong(f"{number[:40]!r} is not an account number", field="account")
    return found


def account_of(agent_code: str, number: str) -> Account:
    """The row of an account, made at its first mention; its agent is the organisation with that code, if any."""
    agent = Organisation.objects.filter(kind="agent", code=agent_code).first()
    found, _ = Account.objects.get_or_create(
        agent_code=agent_code, number=canonical(number), defaults={"agent": agent}
    )
    return found
