"""Statement requests and answers, as tests need them. Amounts are cents; hours count from three before noon."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from clawback.money import currency, format_amount
from tests.integration.server.world import HOUR, NOON, World

if TYPE_CHECKING:
    from clawback.server.casework.models import Account, Case, Claim, Statement, StatementRequest

START = NOON - 3 * HOUR
COLUMNS = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind"),
)
Row = tuple[str, float, str, str, int]
"""name, hours after START, debtor and creditor as agent/number, cents"""


def room_for(account: Account, claims: Mapping[int, Claim]) -> dict[int, int]:
    """Claim -> minor units that may still be asked for on the account."""
    from clawback.server.casework.caps import FALLBACK, Rooms
    from clawback.server.casework.statements.known import groups_of

    code = next(iter(claims.values())).currency
    return Rooms(groups_of(claims.values(), FALLBACK)).room(account, claims, code)


def csv_of(*rows: Row, kind: str = "transfer") -> bytes:
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for name, hours, debtor, creditor, units in rows:
        at = (START + timedelta(hours=hours)).isoformat()
        amount = format_amount(units, currency("EUR"))
        write.writerow([name, at, *debtor.split("/"), *creditor.split("/"), amount, "EUR", kind])
    return out.getvalue().encode()


def confirmed(world: World, *claims: Claim) -> None:
    """The debtor's agent's word for each, and for who its victim is."""
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.returns.vouching import vouch

    for claim in claims:
        confirm_evidence(world.act("other responder"), claim.pk)
        vouch(world.act("other responder"), claim.pk)


def asked(
    world: World, case: Case, claim: Claim, account: int | None = None, at: datetime = NOON
) -> StatementRequest:
    """A statement request that is with its agent."""
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement

    where = account or claim.creditor_account_id
    request = draft_statement(world.act("analyst", at), case.pk, where, claim.pk, "statement")
    return approve_statement(world.act("approver", at), request.pk)


def answer(
    world: World,
    request: StatementRequest,
    *rows: Row,
    opening: int = 0,
    closing: int | None = None,
    until: float = 3,
    kind: str = "entries",
    person: str = "responder",
    at: datetime = NOON,
) -> Statement:
    """An answer whose closing balance is right unless it is given."""
    from clawback.server.casework.statements.answering import Answer, answer_statement

    own = str(request.account).replace(":", "/")
    right = opening + sum(units * ((into == own) - (out == own)) for _, _, out, into, units in rows)
    told = Answer(
        kind=kind,
        begins_at=request.begins_at,
        ends_at=START + timedelta(hours=until),
        file="answer.csv",
        data=csv_of(*rows),
        opening=opening if kind == "entries" else None,
        closing=(right if closing is None else closing) if kind == "entries" else None,
    )
    return answer_statement(world.act(person, at), request.pk, told)


def camt_of(number: str, opening: int, *entries: tuple[float, str, int, bool]) -> bytes:
    """A camt.053 of an account: (hours after START, the other side's number, cents, debit) each."""

    def amount(units: int) -> str:
        return f'<Amt Ccy="EUR">{format_amount(units, currency("EUR"))}</Amt><CdtDbtInd>'

    closing = opening + sum(-units if debit else units for _, _, units, debit in entries)
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{amount(units)}CRDT</CdtDbtInd>"
        f"<Dt><Dt>{START.date()}</Dt></Dt></Bal>"
        for code, units in (("OPBD", opening), ("CLBD", closing))
    )
    told = "".join(
        f"<Ntry><NtryRef>{place}</NtryRef>{amount(units)}{'DBIT' if debit else 'CRDT'}</CdtDbtInd>"
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>{(START + timedelta(hours=hours)).isoformat()}</DtTm></BookgDt>"
        f"<ValDt><Dt>{START.date()}</Dt></ValDt><NtryDtls><TxDtls><RltdPties>"
        f"<{'Cdtr' if debit else 'Dbtr'}Acct><Id><Othr><Id>{other}</Id></Othr></Id>"
        f"</{'Cdtr' if debit else 'Dbtr'}Acct></RltdPties></TxDtls></NtryDtls></Ntry>"
        for place, (hours, other, units, debit) in enumerate(entries, 1)
    )
    return (
        '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-24T12:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S</Id>"
        f"<Acct><Id><Othr><Id>{number}</Id></Othr></Id><Svcr><FinInstnId><BICFI>NORTHXX1</BICFI></FinInstnId></Svcr>"
        f"</Acct>{balances}{told}</Stmt></BkToCstmrStmt></Document>"
    ).encode()
