"""Accounts, agents and amounts as elements of ISO 20022."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from clawback.errors import PlanError
from clawback.money import Amount, format_amount

__all__ = [
    "UETR",
    "add",
    "add_account",
    "add_agent",
    "add_amount",
    "instant",
    "plain",
    "start",
    "written",
]

UETR = re.compile(r"[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}")
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")


def start(message: str, root: str) -> tuple[Any, Any]:
    """The document of a message such as `pain.001.001.09`, and its one child."""
    space = f"urn:iso:std:iso:20022:tech:xsd:{message}"
    names: Any = {None: space}
    document = etree.Element(f"{{{space}}}Document", nsmap=names)
    return document, add(document, root)


def add(parent: Any, path: str, text: str | None = None) -> Any:
    """The element at the end of `path` (`PmtId/EndToEndId`), each step made anew under `parent`."""
    space = etree.QName(parent).namespace
    for name in path.split("/"):
        parent = etree.SubElement(parent, f"{{{space}}}{name}")
    if text is not None:
        parent.text = plain(text)
    return parent


def plain(text: str) -> str:
    """Text as XML can carry it, without control characters. Raises PlanError where nothing is left."""
    found = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if not found:
        raise PlanError("a text of the message is empty")
    return found


def add_account(parent: Any, name: str, number: str) -> None:
    """An IBAN whose check digits are right, or another number."""
    if _IBAN.fullmatch(number) and _remainder(number) == 1:
        add(parent, f"{name}/Id/IBAN", number)
        return
    if len(number) > 34:
        raise PlanError("the account number is longer than ISO 20022 has room for", field="account")
    add(parent, f"{name}/Id/Othr/Id", number)


def _remainder(iban: str) -> int:
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97


def add_agent(parent: Any, name: str, code: str) -> None:
    """By its BIC, or another code of its own."""
    if _BIC.fullmatch(code):
        add(parent, f"{name}/FinInstnId/BICFI", code)
    else:
        add(parent, f"{name}/FinInstnId/Othr/Id", code[:35])


def add_amount(parent: Any, name: str, amount: Amount) -> None:
    """Decimal text with the currency's own decimals."""
    found = add(parent, name, format_amount(amount.units, amount.currency))
    found.set("Ccy", amount.currency.code)


def instant(at: datetime) -> str:
    """To the second, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(document: Any) -> bytes:
    """The whole file."""
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True))
