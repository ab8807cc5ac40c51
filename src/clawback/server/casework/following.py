"""Which decision follows when a clock is due."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.ending import KIND as HOLD
from clawback.server.casework.insiders.glass import KIND as GLASS
from clawback.server.casework.insiders.glass import mend_glass
from clawback.server.casework.lapsing import KIND as REQUEST
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.releasing import expire_hold, mark_overdue
from clawback.server.casework.requesting import lapse_unconfirmed
from clawback.server.clocks.running import Verbs

__all__ = ["VERBS"]

VERBS: Final[Verbs] = {
    (REQUEST, "lapse"): lapse_request,
    (REQUEST, "lapse unconfirmed"): lapse_unconfirmed,
    (HOLD, "expire"): expire_hold,
    ("release", "overdue"): mark_overdue,
    (GLASS, "mend"): mend_glass,
}
