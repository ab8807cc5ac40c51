"""Elements copied out of the parser, as far as anything in them is read.

What is not in `WANTED` is not copied: no names of persons, no addresses, no words about what a payment is for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["Tree", "every", "first", "text", "tree"]

_NAMES = """
Acct AcctSvcrRef AccptncDtTm Agt Amt AmtDtls BIC BICFI Bal BkTxCd BookgDt Cd CdOrPrtry CdtDbtInd CdtDtTm CdtLine
Cdtr CdtrAcct CdtrAgt ChrgInclInd Chrgs ClrSysMmbId CntrValAmt DbtDtTm Dbtr DbtrAcct DbtrAgt Domn Dt DtTm
ElctrncSeqNb EndToEndId FinInstnId Fmly IBAN Id Incl InstdAmt IntrBkSttlmAmt IntrBkSttlmDt LglSeqNb MmbId MsgId
NtfctnPgntn NtryRef Othr PgNb PmtId Prtry Pty Rcrd Refs RltdAgts RltdPties RvslInd StmtPgntn Sts SttlmTmIndctn
SubFmlyCd Svcr Tp TtlChrgsAndTaxAmt TxAmt TxId UETR ValDt
"""

WANTED = frozenset(_NAMES.split())
"""Local names of all elements that are read. Entries and their details are copied one by one."""

_MESSAGES = "{urn:iso:std:iso:20022:tech:xsd:"


class Tree:
    """An element, and those in it that are wanted; lxml's own are slow to walk twice.

    `content` is the trimmed text of an element that holds no others, None where it is empty; `currency` is the
    attribute Ccy of an amount.
    """

    __slots__ = ("children", "content", "currency")

    def __init__(self, children: dict[str, list[Tree]], content: str | None, currency: str | None) -> None:
        self.children = children
        self.content = content
        self.currency = currency


_LEAF: dict[str, list[Tree]] = {}


def tree(element: Any) -> Tree:
    """A copy of what is wanted below the element."""
    children: dict[str, list[Tree]] = {}
    for child in element:
        name, is_amount = _wanted(child.tag)
        if not name:
            continue
        if len(child):
            found = tree(child)
        else:
            content = child.text
            found = Tree(
                _LEAF, content.strip() or None if content else None, child.get("Ccy") if is_amount else None
            )
        if name in children:
            children[name].append(found)
        else:
            children[name] = [found]
    return Tree(children, None, None)


@lru_cache(4096)
def _wanted(tag: str) -> tuple[str, bool]:
    """The local name, empty where it is not wanted or of another namespace, and whether it is an amount."""
    space, _, name = tag.rpartition("}")
    wanted = name in WANTED and space.startswith(_MESSAGES)
    return (name if wanted else "", name.endswith("Amt"))


def first(element: Tree | None, *names: str) -> Tree | None:
    """The first element down this path of local names, or None; `element` may be None itself."""
    for name in names:
        if element is None:
            return None
        found = element.children.get(name)
        element = found[0] if found else None
    return element


def text(element: Tree | None, *names: str) -> str | None:
    """The trimmed text of the element down this path, None where there is none or it is empty."""
    found = first(element, *names)
    return None if found is None else found.content


def every(element: Tree, name: str) -> list[Tree]:
    """All children of this local name."""
    return element.children.get(name, [])
