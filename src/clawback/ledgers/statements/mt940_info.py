"""Field :86: of an MT940: what the bank says about an entry. Three ways of writing it are read.

    166?00CREDIT?20EREF+INV-7?21SVWZ+Rent?30BETADEFF?31DE54100200300000000002    German banks: ?30, ?31 the other side
    /EREF/INV-7//ORDP//DE54100200300000000002/NAME/...                           code words between slashes
    /TRTP/SEPA/IBAN/NL73EPSI0123456789/BIC/EPSINL2A/EREF/INV-7                   the same, without a party word

Names are not read. What is written otherwise names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clawback.ledgers.reading import OUTSIDE
from clawback.ledgers.statements.records import Account, is_reference

__all__ = ["Info", "info_of"]

_STRUCTURED = re.compile(r"([0-9]{3})[^0-9A-Za-z\s]?(?=[?@~][0-9]{2})")
_SUBFIELD = re.compile(r"[?@~]([0-9]{2})([^?@~]*)")
_PURPOSE = frozenset(f"{n}" for n in (*range(20, 30), *range(60, 64)))
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF)\+")
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_ACCOUNT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|[0-9][0-9.]{4,33}")
_PARTIES = ("ORDP", "BENM", "CNTP")
_WORD = re.compile(
    r"EREF|UETR|ORDP|BENM|CNTP|IBAN|BIC|ACCT|NAME|ID|ADDR|REMI|TRTP|CSID|MARF|PREF|TRCD|ISDT|USTD|STRD|KREF|MREF"
    r"|SVWZ|PURP|ULTD|ULTB|RTRN|OCMT|CHGS|EXCH|SVCL|RREF|INFO|BUSP|CRED|SUPP"
)


@dataclass(frozen=True, slots=True)
class Info:
    """What it says: the other side, references (None where they refer to nothing), the German code (GVC)."""

    other: Account
    end_to_end_id: str | None = None
    uetr: str | None = None
    gvc: str | None = None


def info_of(lines: Sequence[str], debit: bool) -> Info:
    """Reads the field of an entry; `debit` says which of two parties is the other side."""
    text = "".join(lines)
    structured = _STRUCTURED.match(text)
    if structured:
        return _german(structured[1], text[structured.end() :])
    return _slashes(text, "BENM" if debit else "ORDP")


def _german(gvc: str, text: str) -> Info:
    subfields = _SUBFIELD.findall(text)
    of = {code: value.strip() for code, value in subfields}
    purpose = _SEPA.split("".join(value for code, value in subfields if code in _PURPOSE))
    said = {word: value.strip() for word, value in zip(purpose[1::2], purpose[2::2], strict=True)}
    number = of.get("31") or said.get("IBAN", "").partition(" ")[0]
    agent = of.get("30") or said.get("BIC", "").partition(" ")[0]
    return Info(_account(agent, number), _reference(said.get("EREF")), None, gvc)


def _slashes(text: str, party: str) -> Info:
    found: dict[tuple[str, str], list[str]] = {}
    for at, word, value in _words(text):
        found.setdefault((at, word), []).append(value)
    other = ("", OUTSIDE)
    for at in (party, "CNTP", ""):
        values = [v for word in (at, "IBAN", "ACCT", "BIC") for v in found.get((at, word), [])]
        number = next((v for v in map(_squeezed, values) if _ACCOUNT.fullmatch(v)), "")
        agent = next((v for v in map(_squeezed, values) if _BIC.fullmatch(v)), "")
        if number or agent:
            other = _account(agent, number)
            break
    said = {word: " ".join(values) for (_, word), values in found.items()}
    uetr = _reference(said.get("UETR"))
    return Info(other, _reference(said.get("EREF")), uetr.lower() if uetr else None)


def _words(text: str) -> Iterator[tuple[str, str, str]]:
    """Party word it stands under, code word, and each piece of text that follows it."""
    party = word = ""
    pieces = text.split("/")
    for piece in pieces[1:] if text.startswith("/") else []:
        if _WORD.fullmatch(piece):
            word = piece
            party = (
                piece
                if piece in _PARTIES
                else party
                if piece in ("IBAN", "ACCT", "BIC", "NAME", "ID")
                else ""
            )
        elif piece and word:
            yield party, word, piece


def _account(agent: str, number: str) -> Account:
    agent, number = _squeezed(agent), _squeezed(number)
    return (agent, number or OUTSIDE)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _reference(text: str | None) -> str | None:
    return text.strip() if text is not None and is_reference(text) else None
