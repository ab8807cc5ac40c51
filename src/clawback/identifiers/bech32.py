"""Bech32 and bech32m (BIP 173, BIP 350): an address of a chain with its witness version and checksum."""

from __future__ import annotations

from stdnum.bitcoin import b32decode, bech32_checksum
from stdnum.exceptions import ValidationError

__all__ = ["holds"]

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_FIRST, _LATER = 1, 0x2BC830A3
"""What the checksum comes to: of witness version 0 (bech32), of the later ones (bech32m)."""


def holds(address: str, chain: str) -> bool:
    """Whether an address that begins with `chain` and "1" is in one case, whole, and its checksum holds."""
    text = address.lower()
    if (
        address not in (text, address.upper())
        or not text.startswith(f"{chain}1")
        or not 14 <= len(text) <= 90
    ):
        return False
    values = [_ALPHABET.find(char) for char in text[len(chain) + 1 :]]
    if len(values) < 8 or -1 in values or values[0] > 16:
        return False
    named = [*(ord(char) >> 5 for char in chain), 0, *(ord(char) & 31 for char in chain)]
    if bech32_checksum([*named, *values]) != (_LATER if values[0] else _FIRST):
        return False
    try:
        length = len(b32decode(values[1:-6]))
    except ValidationError:
        return False
    return 2 <= length <= 40 and (values[0] > 0 or length in (20, 32))
