"""How well stories are read, by those who read them: counts by kind and language, and nothing of any report."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from clawback.server.casework.models import VERDICTS, Fact

__all__ = ["Measured", "measured"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Verdicts on the proposals of one kind in one language."""

    kind: str
    language: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def right(self) -> int:
        """Per cent that were accepted as they were read, rounded down."""
        return 100 * self.accepted // (self.accepted + self.corrected + self.rejected)


def measured(organisation: int) -> list[Measured]:
    """Of the organisation's reports, by kind and then language."""
    said = {f"as_{each}": Count("pk", filter=Q(verdict=each)) for each in VERDICTS}
    rows = (
        Fact.objects.filter(report__organisation=organisation)
        .values_list("kind", "language")
        .annotate(**said)
        .order_by("kind", "language")
    )
    return [
        Measured(kind=kind, language=language, accepted=accepted, corrected=corrected, rejected=rejected)
        for kind, language, accepted, corrected, rejected in rows
    ]
