"""One detail of an entry (`TxDtls`), read out of the XML before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.ledgers.statements.amounts import Stated, stated
from clawback.ledgers.statements.charges import StatedCharge, stated_charges
from clawback.ledgers.statements.parties import account_number, agent_of, party
from clawback.ledgers.statements.records import Account, is_reference
from clawback.ledgers.statements.tree import Tree, first, text

__all__ = ["Code", "Detail", "code_of", "detail_of"]

Code = tuple[str | None, str | None, str | None]
"""Domain, family and sub-family of a bank transaction code."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """What a detail says. References that refer to nothing are None. `amounts` are in the order in which they
    are to be taken; what was `instructed` can differ from what was booked. `direction` is CRDT, DBIT or None."""

    amounts: tuple[Stated, ...] = ()
    instructed: Stated | None = None
    direction: str | None = None
    charges: tuple[StatedCharge, ...] = ()
    code: Code = (None, None, None)
    debtor: Account | None = None
    creditor: Account | None = None
    uetr: str | None = None
    end_to_end_id: str | None = None
    reference: str | None = None


def detail_of(element: Tree) -> Detail:
    """Reads a `TxDtls` element."""
    parties, agents, refs = (first(element, name) for name in ("RltdPties", "RltdAgts", "Refs"))
    uetr = _reference(refs, "UETR")
    return Detail(
        amounts=_amounts(element),
        instructed=stated(first(element, "AmtDtls", "InstdAmt", "Amt")),
        direction=text(element, "CdtDbtInd"),
        charges=tuple(stated_charges(element)),
        code=code_of(element),
        debtor=_party(parties, agents, "Dbtr"),
        creditor=_party(parties, agents, "Cdtr"),
        uetr=uetr.lower() if uetr else None,
        end_to_end_id=_reference(refs, "EndToEndId"),
        reference=_reference(refs, "AcctSvcrRef"),
    )


def code_of(element: Tree) -> Code:
    """The domain's code in the element's `BkTxCd`; banks' own codes are not read."""
    domain = first(element, "BkTxCd", "Domn")
    if domain is None:
        return None, None, None
    return text(domain, "Cd"), text(domain, "Fmly", "Cd"), text(domain, "Fmly", "SubFmlyCd")


def _amounts(element: Tree) -> tuple[Stated, ...]:
    paths = (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "CntrValAmt", "Amt"))
    found = (stated(first(element, *path)) for path in paths)
    return tuple(one for one in found if one is not None)


def _reference(refs: Tree | None, name: str) -> str | None:
    found = text(refs, name)
    return found if is_reference(found) else None


def _party(parties: Tree | None, agents: Tree | None, role: str) -> Account | None:
    """The account and agent of the debtor or the creditor; a party that is an institution is its own agent."""
    agent = agent_of(first(agents, f"{role}Agt")) or agent_of(first(parties, role, "Agt"))
    return party(agent, account_number(first(parties, f"{role}Acct")))
