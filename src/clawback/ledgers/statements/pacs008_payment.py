"""One payment (`CdtTrfTxInf`) of a pacs.008 message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from clawback.errors import LedgerError, TimeError
from clawback.ledgers.reading import OUTSIDE, Notes
from clawback.ledgers.statements.amounts import units_of
from clawback.ledgers.statements.parties import account_number, agent_of, party
from clawback.ledgers.statements.records import Account, is_reference
from clawback.ledgers.statements.times import Moment, When, date_of, moment
from clawback.ledgers.statements.told import Transfer
from clawback.ledgers.statements.tree import Tree, first, text

__all__ = ["Group", "group_of", "transfer_of"]


@dataclass(frozen=True, slots=True)
class Group:
    """The header of a message: its id, and the settlement date of payments that state none themselves."""

    id: str
    settled_on: str | None


def group_of(element: Tree) -> Group:
    """Reads a `GrpHdr` element."""
    return Group(text(element, "MsgId") or "", text(element, "IntrBkSttlmDt"))


def transfer_of(element: Tree, group: Group, place: int, notes: Notes) -> Transfer:
    """The payment with this number in its message. Raises InputError."""
    zone = notes.options.timezone
    units, currency = units_of(first(element, "IntrBkSttlmAmt"), notes)
    if units == 0:
        raise LedgerError("the amount is 0", field="IntrBkSttlmAmt")
    settled = _settled(element, group, zone)
    uetr, own, end_to_end = (_reference(element, name) for name in ("UETR", "TxId", "EndToEndId"))
    uetr = uetr.lower() if uetr else None
    return Transfer(
        debtor=_party(element, "Dbtr"),
        creditor=_party(element, "Cdtr"),
        amount=units,
        currency=currency,
        kind="transfer",
        settled_at=settled.micros,
        bare=settled.bare,
        name=uetr or own or end_to_end or f"{group.id}:{place}",
        place=(group.id, place),
        debited_at=_indicated(element, "DbtDtTm", zone),
        credited_at=_indicated(element, "CdtDtTm", zone),
        end_to_end_id=end_to_end,
        uetr=uetr,
        reference=own,
    )


def _settled(element: Tree, group: Group, zone: tzinfo | None) -> Moment:
    """The time it was debited, else credited, with the settlement system; else its acceptance, if that is on
    the settlement date (as of instant payments); else that date at midnight."""
    for name in ("DbtDtTm", "CdtDtTm"):
        at = _indicated(element, name, zone)
        if at is not None:
            return Moment(at, False)
    on = text(element, "IntrBkSttlmDt") or group.settled_on
    accepted = When(text(element, "AccptncDtTm"))
    if accepted.date_time is not None and (on is None or date_of(accepted) == on[:10]):
        on_time = moment(accepted, zone)
        assert on_time is not None, "it has a date-time"
        return on_time
    found = moment(When(date=on), zone)
    if found is None:
        raise TimeError("the payment has no settlement date", remedy="IntrBkSttlmDt should say it")
    return found


def _indicated(element: Tree, name: str, zone: tzinfo | None) -> int | None:
    found = moment(When(text(element, "SttlmTmIndctn", name)), zone)
    return found.micros if found else None


def _reference(element: Tree, name: str) -> str | None:
    found = text(element, "PmtId", name)
    return found if is_reference(found) else None


def _party(element: Tree, role: str) -> Account:
    agent = agent_of(first(element, f"{role}Agt"))
    return party(agent, account_number(first(element, f"{role}Acct"))) or ("", OUTSIDE)
