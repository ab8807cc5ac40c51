"""IBANs whose check digits hold, with the agent's BIC where the number says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from clawback.identifiers.found import CHECKED, Candidate
from clawback.identifiers.reading import Reading

__all__ = ["find"]

_SHAPE = re.compile(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:[ \-.]?[a-z0-9]){11,30}", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Candidate]:
    """The longest reading at each place whose length is its country's and whose check digits hold."""
    for match in _SHAPE.finditer(reading.view.plain):
        text = match[0]
        while len(text) >= 15:
            value = re.sub(r"[ \-.]", "", text).upper()
            if iban.is_valid(value, check_country=False):
                yield Candidate(
                    kind="iban",
                    value=value,
                    start=match.start(),
                    end=match.start() + len(text),
                    strength=CHECKED + 3,
                    because=_because(value),
                )
                break
            text = text[:-1].rstrip(" -.")


def _because(value: str) -> str:
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        bic = IBAN(value).bic
    except SchwiftyException:
        bic = None
    return f"check digits hold; agent {bic}" if bic else "check digits hold"
