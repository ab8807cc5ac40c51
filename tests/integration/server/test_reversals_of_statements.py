"""A statement's reversal takes back what its transfer brought: money of the claim, and no other's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import NOON, in_case, make_world, transfer
from tests.integration.server.world_statements import START, asked, camt_of

pytestmark = pytest.mark.usefixtures("database")

HEAD = (
    "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,kind"
)


def rows(*, reverses: str) -> bytes:
    """1000.00 of the claim and 500.00 of nobody's come; then 500.00 go back whence the latter came."""
    times = [(START + timedelta(hours=hours)).isoformat() for hours in (0, 1, 2)]
    lines = [
        f"{HEAD},reverses",
        f"R1,{times[0]},south,D1,north,C1,1000.00,EUR,transfer,",
        f"R2,{times[1]},south,X9,north,C1,500.00,EUR,transfer,",
        f"R3,{times[2]},north,C1,south,X9,500.00,EUR,{'reversal' if reverses else 'transfer'},{reverses}",
    ]
    return "\n".join(lines).encode()


def standing_after(data: bytes, file: str, closing: int | None) -> tuple[int, int]:
    from clawback.server.casework.caps import standing_of
    from clawback.server.casework.statements.answering import Answer, answer_statement

    world = make_world()
    case, (claim,) = in_case(world, transfer(100_000, "D1"))
    request = asked(world, case, claim)
    told = Answer(
        kind="entries",
        begins_at=request.begins_at,
        ends_at=START + timedelta(hours=3),
        file=file,
        data=data,
        opening=0,
        closing=closing,
    )
    answer_statement(world.act("responder", NOON), request.pk, told)
    standing = standing_of(claim.creditor_account, {claim.pk: claim})
    return standing.low, standing.high


def test_a_reversal_takes_its_own_money_back_by_every_rule() -> None:
    assert standing_after(rows(reverses="R2"), "a.csv", 100_000) == (100_000, 100_000)


def test_of_another_transfer_it_stays_open_whose_money_it_took() -> None:
    assert standing_after(rows(reverses=""), "a.csv", 100_000) == (50_000, 100_000)


def test_a_reversal_of_a_camt_053_is_one() -> None:
    plain = camt_of(
        "C1", 0, (0.0, "D1", 100_000, False), (1.0, "X9", 50_000, False), (2.0, "X9", 50_000, True)
    )
    named = "<TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><RltdPties>"
    told = plain.decode().replace("<TxDtls><RltdPties>", named)
    last = told.rindex("<Sts>")
    data = f"{told[:last]}<RvslInd>true</RvslInd>{told[last:]}".encode()
    assert standing_after(data, "a.xml", None) == (100_000, 100_000)
