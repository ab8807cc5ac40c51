"""Whether two checkpoints tell one story."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.errors import JournalError
from clawback.journal.checkpoint import Checkpoint
from clawback.journal.proofs import verify_consistency

__all__ = ["check_one_story"]


def check_one_story(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes] = ()) -> None:
    """Raises JournalError unless the journal of `new` begins with all that the journal of `old` said.

    `proof` is the consistency proof from the smaller to the larger; none is needed where the sizes are equal. Two
    checkpoints of one size with two roots, both signed by the journal's key, are all that is needed to show that
    its keeper told two stories: keep both notes.
    """
    if old.origin != new.origin:
        raise JournalError(f"these are two journals: {old.origin[:80]} and {new.origin[:80]}")
    if old.size > new.size:
        raise JournalError(f"the journal was cut short: {new.size} entries where there were {old.size}")
    verify_consistency(old.size, old.root, new.size, new.root, proof)
