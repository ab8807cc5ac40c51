"""name the agent that keeps an account of which no directory knows it; what the trace proposes goes on from there."""

from __future__ import annotations

from dataclasses import replace

from clawback.server.casework.accounts import UNKNOWN_AGENT
from clawback.server.casework.finding import locked
from clawback.server.casework.models import Account, AccountName, Case, Claim, Proposal
from clawback.server.casework.refusals import DoesNotFit, FactsWrong
from clawback.server.casework.statements.pseudonyms import renamed_in
from clawback.server.casework.statements.retracing import retrace
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["name_agent"]


def name_agent(act: Act, case: int, account: int, organisation: int) -> Account:
    """The account, reached by money of the case, is this agent's.

    Raises FactsWrong where it keeps no accounts, DoesNotFit where the account's agent is known, or where the agent has
    an account of that number already: then the two are one, which is for whoever told the numbers.
    """
    with deciding(act) as decision:
        worked = locked(Case, case)
        act.check("name agent", replace(of_case(worked), kind="account"))
        found = locked(Account, account)
        agent = Organisation.objects.filter(pk=organisation, kind="agent", suspended=False).first()
        if agent is None:
            raise FactsWrong("that organisation keeps no accounts", field="agent")
        if found.agent_id is not None or found.agent_code != UNKNOWN_AGENT:
            raise DoesNotFit(f"the agent of {found} is known")
        if not Proposal.objects.filter(case=worked, account=found, kind="find-agent").exists():
            raise DoesNotFit("no money of this case waits at that account")
        if Account.objects.filter(agent_code=agent.code, number=found.number).exists():
            raise DoesNotFit(f"{agent.name} has an account of that number already")
        AccountName.objects.filter(account=found, agent_code=UNKNOWN_AGENT).update(agent_code=agent.code)
        found.agent, found.agent_code = agent, agent.code
        found.save(update_fields=["agent", "agent_code"])
        renamed_in([found.pk])
        decision.enter("name", found, after={"agent": agent.pk, "case": worked.pk})
        for claim in Claim.objects.filter(report__case=worked, state="confirmed").order_by("pk"):
            retrace(claim.pk, act.at)
    return found
