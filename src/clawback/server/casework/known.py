"""May anybody outside know yet that a hold exists?"""

from __future__ import annotations

from datetime import datetime

from clawback.law import Allowed, may_tell
from clawback.server.casework.law import basis_at, basis_of
from clawback.server.casework.models import Hold, HoldRequest

__all__ = ["may_be_known", "request_may_be_known"]


def may_be_known(hold: Hold, at: datetime) -> bool:
    """Whether its holder may be told by `at`; before that, no page, code, message or figure shows the hold."""
    return isinstance(may_tell(basis_of(hold), placed_at=hold.placed_at, at=at), Allowed)


def request_may_be_known(request: HoldRequest, at: datetime) -> bool:
    """The same of a request: one for a hold that stays unknown is unknown too."""
    if request.sent_at is None:
        return False
    basis = basis_at(request.jurisdiction, request.basis, request.sent_at)
    return isinstance(may_tell(basis, placed_at=request.sent_at, at=at), Allowed)
