"""What a report says, as a frozen record; `to_dict()` is the JSON of `clawback extract`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clawback.identifiers.found import Identifier
from clawback.reports.amounts import FoundAmount
from clawback.reports.kinds import Kind
from clawback.reports.times import FoundTime

__all__ = ["Facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts proposed from a report's text, for a person to accept or correct; nothing here is a finding.

    Places count characters of the text as given. `scam_types` are ordered, their probabilities calibrated and
    summing to 1 over all types. `read_to` is how many characters were read.
    """

    language: str
    identifiers: tuple[Identifier, ...]
    amounts: tuple[FoundAmount, ...]
    times: tuple[FoundTime, ...]
    scam_types: tuple[Kind, ...]
    read_to: int

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and dictionaries, ready for JSON."""
        return {
            "language": self.language,
            "identifiers": [each.to_dict() for each in self.identifiers],
            "amounts": [each.to_dict() for each in self.amounts],
            "times": [each.to_dict() for each in self.times],
            "scam_types": [each.to_dict() for each in self.scam_types],
        }
