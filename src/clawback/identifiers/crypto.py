"""Addresses on chains, CHAIN:address, whose checksum holds; SOL, and ETH in one case, have but a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import bitcoin

from clawback.identifiers import bech32
from clawback.identifiers.base58 import RIPPLE, checked, decoded
from clawback.identifiers.found import CHECKED, Candidate
from clawback.identifiers.keccak import keccak_256
from clawback.identifiers.reading import Reading

__all__ = ["chain_of", "find"]

_HEX = re.compile(r"(?<![a-zA-Z0-9])0[xX][0-9a-fA-F]{40}(?![a-zA-Z0-9])")
_WORD = re.compile(
    r"(?<![a-zA-Z0-9])(?:[1-9A-HJ-NP-Za-km-z]{25,44}|(?:bc1|ltc1|BC1|LTC1)[a-zA-Z0-9]{20,70})(?![a-zA-Z0-9])"
)


def find(reading: Reading) -> Iterator[Candidate]:
    """Every word of the text that is an address of a chain."""
    for pattern in (_HEX, _WORD):
        for match in pattern.finditer(reading.view.plain):
            found = chain_of(match[0])
            if found is not None:
                yield Candidate(
                    kind="crypto",
                    value=":".join(found),
                    start=match.start(),
                    end=match.end(),
                    strength=CHECKED + 5,
                    because=_why(found[0], match[0]),
                )


def _why(chain: str, text: str) -> str:
    digits = text[2:]
    if chain == "SOL" or (chain == "ETH" and digits in (digits.lower(), digits.upper())):
        return f"the form of an address of {chain}"
    return f"an address of {chain} whose form and checksum hold"


def chain_of(text: str) -> tuple[str, str] | None:
    """Chain and canonical address; None where the form is no chain's, or its checksum fails."""
    if text[:2] in ("0x", "0X"):
        return _ethereum(text)
    for chain, begins in (("BTC", "bc"), ("LTC", "ltc")):
        if text[: len(begins) + 1].lower() == f"{begins}1":
            return (chain, text.lower()) if bech32.holds(text, begins) else None
    if bitcoin.is_valid(text):
        return "BTC", text
    body = checked(text)
    if body is not None and len(body) == 21 and body[0] in (0x41, 0x30, 0x32):
        return "TRON" if body[0] == 0x41 else "LTC", text
    if text[0] == "r" and (ripple := checked(text, RIPPLE)) and len(ripple) == 21 and ripple[0] == 0:
        return "XRP", text
    if 43 <= len(text) <= 44 and _mixed(text):
        raw = decoded(text)
        return ("SOL", text) if raw is not None and len(raw) == 32 else None
    return None


def _ethereum(text: str) -> tuple[str, str] | None:
    """EIP-55: one case is no checksum; of mixed case each letter must agree with the digest."""
    digits = text[2:]
    if digits in (digits.lower(), digits.upper()):
        return "ETH", "0x" + digits.lower()
    digest = keccak_256(digits.lower().encode()).hex()
    agrees = all(
        char.isdigit() or char.isupper() == (int(nibble, 16) >= 8)
        for char, nibble in zip(digits, digest, strict=False)
    )
    return ("ETH", "0x" + digits.lower()) if agrees else None


def _mixed(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.islower, text)) and any(map(str.isupper, text))
