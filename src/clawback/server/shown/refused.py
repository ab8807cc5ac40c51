"""Why something was refused, in the reader's language."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = ["told"]


def told(refusal: Refusal) -> str:
    """A sentence for the reader."""
    return str(refusal)
