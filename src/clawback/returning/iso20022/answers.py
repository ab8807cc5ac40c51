"""What is answered to a recall: camt.029 (a word) and pacs.004 (the money).

The file comes from outside: no entities, no network, libxml2's own limits, 1 MiB, one transfer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from clawback.errors import MoneyError, PlanError
from clawback.money import currency, is_official, parse_amount

__all__ = ["MOST_BYTES", "RecallAnswer", "read_recall_answer"]

MOST_BYTES = 1 << 20
_MESSAGE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.029|pacs\.004)\.001\.[0-9]{2}")
_KINDS: Final = {
    "CNCL": "accepted",
    "ACCR": "accepted",
    "RJCR": "refused",
    "PDCR": "pending",
    "PDNG": "pending",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallAnswer:
    """`kind` is `accepted` (the money will come), `pending`, `refused`, or `paid`: `units` of `currency` came.

    `case` is the recall's own reference, `uetr` and `end_to_end` those of the transfer, empty where not given.
    """

    kind: str
    case: str = ""
    uetr: str = ""
    end_to_end: str = ""
    units: int = 0
    currency: str = ""
    reason: str = ""


def read_recall_answer(data: bytes) -> RecallAnswer:
    """The answer in a file. Raises PlanError for anything but one camt.029 or pacs.004 about one transfer."""
    document = _parsed(data)
    message = _MESSAGE.fullmatch(etree.QName(document).namespace or "")
    if message is None or etree.QName(document).localname != "Document":
        raise PlanError(
            "this is neither a camt.029 nor a pacs.004", remedy="choose the answer that the other agent sent"
        )
    return _word(document) if message[1] == "camt.029" else _money(document)


def _parsed(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise PlanError("the file is larger than 1 MiB, which no answer to a recall is")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PlanError(f"the file is not XML: {' '.join(error.msg.split())}", line=error.lineno) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PlanError("the XML declares a document type", remedy="ask for the file without <!DOCTYPE>")
    return root


def _word(document: Any) -> RecallAnswer:
    entry = _only(document, "CxlDtls/TxInfAndSts", least=0)
    said = _text(document, "Sts/Conf") or (_text(entry, "TxCxlSts") if entry is not None else "")
    if said not in _KINDS:
        raise PlanError(f"{said or 'nothing'} is not a status of a recall", field="Sts")
    found = document if entry is None else entry
    return RecallAnswer(
        kind=_KINDS[said],
        case=_text(document, "RslvdCase/Id") or _text(found, "RslvdCase/Id"),
        uetr=_text(found, "OrgnlUETR"),
        end_to_end=_text(found, "OrgnlEndToEndId"),
        reason=_reason(found, "CxlStsRsnInf"),
    )


def _money(document: Any) -> RecallAnswer:
    entry = _only(document, "TxInf", least=1)
    amount = _only(entry, "RtrdIntrBkSttlmAmt", least=1)
    code = amount.get("Ccy", "")
    if not is_official(code):
        raise PlanError(f"{code!r} is not a currency", field="RtrdIntrBkSttlmAmt")
    try:
        units = parse_amount((amount.text or "").strip(), currency(code))
    except MoneyError as error:
        raise PlanError(error.reason, field="RtrdIntrBkSttlmAmt") from None
    if units <= 0:
        raise PlanError("nothing came back", field="RtrdIntrBkSttlmAmt")
    return RecallAnswer(
        kind="paid",
        uetr=_text(entry, "OrgnlUETR"),
        end_to_end=_text(entry, "OrgnlEndToEndId"),
        units=units,
        currency=code,
        reason=_reason(entry, "RtrRsnInf"),
    )


def _find(parent: Any, path: str) -> list[Any]:
    """Elements at the path from `parent`, or from the one child of a Document."""
    if etree.QName(parent).localname == "Document":
        parent = parent[0] if len(parent) else parent
    return list(parent.iterfind("/".join(f"{{*}}{name}" for name in path.split("/"))))


def _only(parent: Any, path: str, *, least: int) -> Any:
    found = _find(parent, path)
    if not least <= len(found) <= 1:
        raise PlanError(f"the file has {len(found)} elements {path}: one transfer is answered at a time")
    return found[0] if found else None


def _text(parent: Any, path: str) -> str:
    found = _find(parent, path)
    return (found[0].text or "").strip() if found else ""


def _reason(parent: Any, name: str) -> str:
    """The code, or words of their own; at most 140 characters."""
    for path in (f"{name}/Rsn/Cd", f"{name}/Rsn/Prtry", f"{name}/AddtlInf"):
        if said := _text(parent, path):
            return said[:140]
    return ""
