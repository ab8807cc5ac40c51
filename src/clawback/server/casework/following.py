"""Which decision follows when a clock is due."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.ending import KIND as HOLD
from clawback.server.casework.lapsing import KIND as REQUEST
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.releasing import expire_hold, mark_overdue
from clawback.server.casework.requesting import lapse_unconfirmed
from clawback.server.casework.returns.approving import mark_plan_overdue
from clawback.server.casework.returns.changing_account import begin_change
from clawback.server.casework.returns.recalling import lapse_recall
from clawback.server.clocks.running import Verbs

__all__ = ["VERBS"]

VERBS: Final[Verbs] = {
    (REQUEST, "lapse"): lapse_request,
    (REQUEST, "lapse unconfirmed"): lapse_unconfirmed,
    (HOLD, "expire"): expire_hold,
    ("release", "overdue"): mark_overdue,
    ("plan", "overdue"): mark_plan_overdue,
    ("recall", "lapse"): lapse_recall,
    ("account change", "begin"): begin_change,
}
