"""Another account for a claim's returns: five people, the contact known before, and three days.

A code alone changes nothing: whoever has it may ask, and what follows is done by members, by a contact that the
asker did not choose, while the first contact is told.
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from clawback.server.casework.accounts import account_of
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.models import AccountChange
from clawback.server.casework.refusals import DoesNotFit, FactsWrong, UnknownContact
from clawback.server.casework.returns.subjects import of_change
from clawback.server.casework.sealing import digest, opened
from clawback.server.casework.states.account_change import ACCOUNT_CHANGE, OPEN_CHANGES
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.subjects import of_claim
from clawback.server.casework.telling import tell_victims
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["WAITS", "approve_change", "ask_change", "begin_change", "check_identity", "check_name"]
__all__ += ["name_to_check", "refuse_change"]

WAITS = timedelta(hours=72)
_KIND = "account change"


def ask_change(act: Act, number: int, agent_code: str, account: str) -> AccountChange:
    """A member asks for the victim, or the victim by their code (`act.member` is None). The first contact is told."""
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        if act.member is not None:
            act.check("ask", of_claim(claim, "account change"))
        CLAIM.step(claim.state, "withdraw")
        if claim.report.case is not None:
            check_open(claim.report.case)
        if claim.account_changes.filter(state__in=OPEN_CHANGES).exists():
            raise DoesNotFit("another account is asked for already: that is decided first")
        where = account_of(agent_code, account)
        if where.pk in (claim.debtor_account_id, claim.creditor_account_id):
            raise FactsWrong("this is an account of the reported transfer itself", field="account")
        change = AccountChange.objects.create(
            claim=claim, account=where, asked_by_id=act.member.id if act.member else None, asked_at=act.at
        )
        tell_victims(claim, "account-changed", act.at, to_first_contact=True)
        decision.enter("ask", change, after={"state": change.state, "claim": claim.pk})
    return change


def check_identity(act: Act, number: int, contact: str) -> AccountChange:
    """The victim was asked anew who they are, by `contact`. Raises UnknownContact for one not given first."""
    with deciding(act):
        change = locked(AccountChange, number)
        act.check("identify", of_change(change))
        if not hmac.compare_digest(digest("contact", contact), change.claim.teller.reporter):
            raise UnknownContact(
                "this contact was not given with the report",
                field="contact",
                remedy="call the contact first given; one told later proves nothing",
            )
        change.identity_by_id, change.identity_at = act.by.id, act.at
        return _step(act, change, "check identity")


def name_to_check(act: Act, number: int) -> str:
    """The victim's name, for the new account's agent to compare; that it was looked at is written down."""
    with deciding(act) as decision:
        change = locked(AccountChange, number)
        act.check("name", of_change(change))
        ACCOUNT_CHANGE.step(change.state, "check name")
        decision.enter("open", change, after={"what": "name"})
        return opened(change.claim.teller)["name"]


def check_name(act: Act, number: int, *, fits: bool) -> AccountChange:
    """The new account's agent compared the victim's name with its holder's; where they differ, that is the end."""
    with deciding(act):
        change = locked(AccountChange, number)
        act.check("name", of_change(change))
        if not fits:
            return _refuse(act, change, "the name and the account differ")
        change.name_by_id, change.name_at = act.by.id, act.at
        return _step(act, change, "check name")


def approve_change(act: Act, number: int) -> AccountChange:
    """One of two approvals; 72 hours after the second it is in force, and the first contact is told again."""
    with deciding(act):
        change = locked(AccountChange, number)
        act.check("approve", of_change(change))
        if change.first_id is None:
            change.first_id = act.by.id
            return _step(act, change, "approve")
        change.second_id, change.approved_at, change.begins_at = act.by.id, act.at, act.at + WAITS
        _step(act, change, "approve")
        set_clock(_KIND, change.pk, "begin", at=act.at, due_at=change.begins_at)
        tell_victims(change.claim, "account-changed", act.at, to_first_contact=True)
    return change


def begin_change(number: int, act: Act) -> None:
    """Its time came (by a clock): plans that are drafted from now on pay to it."""
    with deciding(act):
        change = locked(AccountChange, number)
        change.ended_at = act.at
        _step(act, change, "begin")


def refuse_change(act: Act, number: int, reason: str) -> AccountChange:
    """At any time before it is in force: the first contact said no, or something does not fit."""
    if not reason.strip():
        raise FactsWrong("a refusal has a reason", field="reason")
    with deciding(act):
        change = locked(AccountChange, number)
        act.check("refuse", of_change(change))
        return _refuse(act, change, reason)


def _refuse(act: Act, change: AccountChange, reason: str) -> AccountChange:
    change.reason, change.ended_at = reason[:200], act.at
    _step(act, change, "refuse")
    stop_clocks(_KIND, change.pk, at=act.at)
    return change


def _step(act: Act, change: AccountChange, verb: str) -> AccountChange:
    with deciding(act) as decision:
        before, change.state = change.state, ACCOUNT_CHANGE.step(change.state, verb)
        change.save()
        after: dict[str, Value] = {"state": change.state}
        decision.enter(verb.split()[0], change, before={"state": before}, after=after)
    return change
