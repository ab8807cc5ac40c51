"""merge two rows that are one account: an alias was told before its agent said whose it is.

Everything that names the one names the other from then on, and what is traced there is traced anew. An alias that was
somebody else's when the money came is left alone: aliases move.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Min, Q

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.finding import locked, locked_claims
from clawback.server.casework.models import Account, Claim, LinkedThing, Proposal, Statement
from clawback.server.casework.naming import canonical
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.refusals import DoesNotFit
from clawback.server.clocks.setting import stop_clocks
from clawback.server.people.acting import Act
from clawback.server.people.models import Interest
from clawback.server.record.deciding import deciding

__all__ = ["merge_alias"]


def merge_alias(act: Act, alias: str, account: Account, since: datetime | None) -> None:
    """Within its agent's word that the alias is this account's, `since` then (None: it does not say).

    Raises DoesNotFit where one transfer is claimed under both names: the reports are joined first.
    """
    told = Account.objects.filter(agent_code=account.agent_code, number=canonical(alias)).exclude(
        pk=account.pk
    )
    for other in told.order_by("pk"):
        if since is None or not _used_before(other, since):
            _merge(act, locked(Account, other.pk), account)


def _claims(account: Account) -> Q:
    return Q(debtor_account=account) | Q(creditor_account=account)


def _used_before(account: Account, since: datetime) -> bool:
    first = Claim.objects.filter(_claims(account)).aggregate(first=Min("settled_at"))["first"]
    return first is not None and first < since


def _merge(act: Act, other: Account, account: Account) -> None:
    with deciding(act) as decision:
        locked_claims(Claim.objects.filter(_claims(other) | _claims(account)).values_list("pk", flat=True))
        for row in Proposal.objects.filter(account=other):
            stop_clocks("proposal", row.pk, at=act.at)
            row.delete()
        try:
            with transaction.atomic():
                _move(other, account)
        except IntegrityError:
            raise DoesNotFit(
                f"{other} and {account} are one account, and something is told under both names",
                remedy="join the reports of the same transfer first",
            ) from None
        decision.enter("merge", account, after={"account": other.pk})
        linked = LinkedThing.objects.filter(account=other)
        reports = sorted(set(linked.values_list("report", flat=True)))
        linked.delete()  # under the hash of the other name
        other.delete()
        for number in reports:
            keep_for_linking(number)
        trace_anew(
            act, Claim.objects.filter(_claims(account), state="confirmed").values_list("pk", flat=True)
        )


def _move(other: Account, account: Account) -> None:
    """Every row that names the one names the other; what was computed from statements is computed anew."""
    for relation in Account._meta.related_objects:  # noqa: SLF001 - public in Django
        rows = relation.related_model._base_manager  # noqa: SLF001 - public in Django
        rows.filter(**{relation.field.name: other}).update(**{relation.field.name: account})
    mine = Interest.objects.filter(kind="account", subject=account.pk).values("member")
    theirs = Interest.objects.filter(kind="account", subject=other.pk)
    theirs.filter(member__in=mine).delete()
    theirs.update(subject=account.pk)
    if other.guarded and not account.guarded:
        account.guarded = True
        account.save(update_fields=["guarded"])
    Statement.objects.filter(Q(request__account=account) | Q(entries__other=account)).distinct().update(
        relinked=F("relinked") + 1
    )
