"""The directory: data, dated, that finds the agent who keeps an account; and the aliases that agents resolve."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from clawback.server.casework.finding import locked
from clawback.server.casework.merging import merge_alias
from clawback.server.casework.models import SCHEMES, Account, AccountName, AgentCode
from clawback.server.casework.naming import Names
from clawback.server.casework.refusals import FactsWrong
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["agent_of", "list_code", "resolve_alias"]


def agent_of(names: Names) -> Organisation | None:
    """The agent whose code the number carries; None where no code of it is listed."""
    wanted = Q(scheme="bank", code__in=names.bank_codes)
    if names.bic:
        wanted |= Q(scheme="bic", code=names.bic)
    if names.ifsc:
        wanted |= Q(scheme="ifsc", code=names.ifsc)
    found = AgentCode.objects.filter(wanted, until=None).select_related("agent")
    # A branch says more than a bank, and a bank's own code more than a BIC.
    ranked = sorted(found, key=lambda row: (row.scheme == "bank", len(row.code)), reverse=True)
    return ranked[0].agent if ranked else None


def list_code(act: Act, agent: Organisation, scheme: str, code: str) -> AgentCode:
    """From this day on the code is this agent's; where it was another's, that ends. Raises FactsWrong."""
    code = "".join(code.split()).upper()
    if scheme not in SCHEMES or not code:
        raise FactsWrong(f"a code is one of {', '.join(SCHEMES)}", field="code")
    if agent.kind != "agent":
        raise FactsWrong(f"{agent.name} keeps no accounts", field="agent")
    with deciding(act) as decision:
        act.check("list", Subject(kind="agent code"))
        today = act.at.date()
        before = AgentCode.objects.select_for_update().filter(scheme=scheme, code=code, until=None).first()
        if before is not None and before.agent_id == agent.pk:
            return before
        if before is not None and before.since == today:
            raise FactsWrong("that code was listed today already", field="code", remedy="wait a day")
        if before is not None:
            before.until = today
            before.save(update_fields=["until"])
        row = AgentCode.objects.create(agent=agent, scheme=scheme, code=code, since=today)
        decision.enter("list", row, after={"agent": agent.pk, "code": f"{scheme}/{code}"})
    return row


def resolve_alias(act: Act, alias: str, account: int, since: datetime | None = None) -> AccountName:
    """The account's own agent says that the alias is this account's; where it was another's, that ends.

    An account that was told by the alias before is this one. Raises DoesNotFit where a transfer is claimed under both.
    """
    name = " ".join(alias.split()).casefold()
    if not 0 < len(name) <= 140:
        raise FactsWrong("an alias has 1 to 140 characters", field="alias")
    with deciding(act) as decision:
        found = locked(Account, account)
        act.check("resolve", Subject(kind="alias", asked=found.agent_id))
        open_ones = AccountName.objects.select_for_update().filter(
            agent_code=found.agent_code, name=name, until=None
        )
        for row in open_ones:
            if row.account_id == found.pk:
                return row
            row.until = act.at
            row.save(update_fields=["until"])
        made = AccountName.objects.create(
            account=found,
            agent_code=found.agent_code,
            kind="alias",
            name=name,
            since=since or act.at,
            told_by_id=act.by.id,
        )
        decision.enter("resolve", made, after={"account": found.pk})
        merge_alias(act, name, found, since)
    return made
