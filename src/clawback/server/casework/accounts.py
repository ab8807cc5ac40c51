"""One account, one row, by whatever name it comes."""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.directory import agent_of
from clawback.server.casework.models import Account, AccountName
from clawback.server.casework.naming import Names, canonical, names_of
from clawback.server.people.models import Organisation

__all__ = ["account_of", "canonical"]

UNKNOWN_AGENT = "unknown"


def account_of(agent_code: str, number: str) -> Account:
    """The row of an account, made at its first mention.

    `agent_code` is the short name of the organisation that keeps it; where it is empty the directory is asked, and an
    account that it does not know is kept under `unknown`, without an agent: no request is sent. Raises FactsWrong.
    """
    names = names_of(number)
    if agent_code in ("", UNKNOWN_AGENT):
        found = agent_of(names)
        agent_code = found.code if found else UNKNOWN_AGENT
    if agent_code == UNKNOWN_AGENT and names.ifsc:  # of nobody in particular the number alone is no name
        names = replace(names, national=frozenset())
    alias = " ".join(number.split()).casefold()
    return _known(agent_code, names, alias) or _made(agent_code, names)


def _known(agent_code: str, names: Names, alias: str) -> Account | None:
    there = Account.objects.filter(agent_code=agent_code, number=names.number).first()
    if there is not None:
        return there
    others = {names.number, *names.national, alias}
    plain = Account.objects.filter(agent_code=agent_code, number__in=names.national).order_by("pk").first()
    if plain is not None:
        return plain
    known = AccountName.objects.filter(agent_code=agent_code, name__in=others, until=None)
    row = known.select_related("account").order_by("pk").first()
    return row.account if row else None


def _made(agent_code: str, names: Names) -> Account:
    agent = Organisation.objects.filter(kind="agent", code=agent_code).first()
    made, fresh = Account.objects.get_or_create(
        agent_code=agent_code, number=names.number, defaults={"agent": agent}
    )
    if fresh and names.national:
        AccountName.objects.bulk_create(
            [
                AccountName(account=made, agent_code=agent_code, kind="national", name=name)
                for name in sorted(names.national)
            ],
            ignore_conflicts=True,
        )
    return made
