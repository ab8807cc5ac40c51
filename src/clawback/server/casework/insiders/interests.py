"""declare an interest: the account of a member or their kin is another organisation's matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import IntegrityError, transaction

from clawback.server.casework.accounts import account_of
from clawback.server.casework.models import Account, Case, Claim, Report
from clawback.server.casework.refusals import FactsWrong, NoSuchRecord
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import RELATIONS, Interest
from clawback.server.people.refusals import NotOurMatter
from clawback.server.record.deciding import deciding

__all__ = ["KINDS", "check_our_matter", "declare_interest", "declare_interest_in_account"]

_MODELS: Final[dict[str, type[Account | Case | Report]]] = {
    "account": Account,
    "case": Case,
    "report": Report,
}
KINDS: Final = tuple(_MODELS)


def declare_interest_in_account(act: Act, agent: str, number: str, relation: str) -> Interest:
    """The same for an account by its agent and number, which nobody may have reported yet."""
    with deciding(act):
        return declare_interest(act, "account", account_of(agent, number).pk, relation)


def declare_interest(act: Act, kind: str, number: int, relation: str) -> Interest:
    """The member's word, which stays. Raises NoSuchRecord, and FactsWrong where it was said before."""
    if kind not in _MODELS or relation not in RELATIONS:
        raise FactsWrong("an interest is in an account, a report or a case: own, kin's or friend's")
    with deciding(act) as decision:
        act.check("declare", Subject(kind="interest", owner=act.by.organisation))
        if not _MODELS[kind]._default_manager.filter(pk=number).exists():  # noqa: SLF001 - public in Django
            raise NoSuchRecord(f"there is no {kind} {number}")
        try:
            with transaction.atomic():
                row = Interest.objects.create(
                    member_id=act.by.id, kind=kind, subject=number, relation=relation, told_at=act.at
                )
        except IntegrityError:
            raise FactsWrong("you declared that already") from None
        decision.enter("declare", row, after={"kind": kind, "subject": number, "relation": relation})
    return row


def check_our_matter(organisation: int, *, accounts: Iterable[int] = (), case: int | None = None) -> None:
    """Raises NotOurMatter where a member of the organisation said that an account, or one that the case's claims
    name, is their own or their kin's: another organisation or unit takes it."""
    named = set(accounts)
    if case is not None:
        for pair in Claim.objects.filter(report__case=case).values_list("debtor_account", "creditor_account"):
            named |= set(pair)
    told = Interest.objects.filter(member__organisation=organisation, relation__in=["own", "kin"])
    if told.filter(kind="account", subject__in=named).exists() or (
        case is not None and told.filter(kind="case", subject=case).exists()
    ):
        raise NotOurMatter(
            "a member of your organisation, or their kin, has an interest in it",
            remedy="refer it to another organisation or unit",
        )
