"""One name for an account, whether a story names it, a claim paid to it, or money was traced there."""

from __future__ import annotations

from django.db.models import Q

from clawback.identifiers.card import is_card
from clawback.linking.facts import Thing
from clawback.server.casework.models import Account, AccountName, AgentCode
from clawback.server.casework.naming import canonical, names_of

__all__ = ["as_kept", "thing_of"]


def thing_of(account: Account) -> Thing:
    """An account of ours: an IBAN needs no agent, nor does the number of a card."""
    if names_of(account.number).is_iban:
        return Thing("iban", account.number)
    if is_card(account.number):
        return Thing("card", account.number)
    return Thing("account", account.number, account.agent_code)


def as_kept(thing: Thing) -> Thing:
    """What a story names, as thing_of() has it where the directory lists the account's agent; else as it is."""
    country, _, written = thing.value.partition(":")
    if thing.kind != "account" or not thing.agent or not written:
        return thing
    code = Q(scheme="bic", code=thing.agent) | Q(scheme="bank", code=f"{country}/{thing.agent}")
    code |= Q(scheme="ifsc", code=thing.agent[:4]) if country == "IN" else Q()
    listed = AgentCode.objects.filter(code, until=None).select_related("agent").first()
    if listed is None:
        return thing
    number = canonical(written.partition(":")[2])
    known = AccountName.objects.filter(agent_code=listed.agent.code, name=number, until=None)
    row = known.select_related("account").order_by("pk").first()
    return thing_of(row.account) if row else Thing("account", number, listed.agent.code)
