"""Which decision follows when a clock is due."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.ending import KIND as HOLD
from clawback.server.casework.lapsing import KIND as REQUEST
from clawback.server.casework.lapsing import lapse_request
from clawback.server.casework.releasing import expire_hold, mark_overdue
from clawback.server.casework.requesting import lapse_unconfirmed
from clawback.server.casework.statements.deciding_surplus import release_undecided
from clawback.server.casework.statements.proposing import PROPOSAL, mark_agent_unfound
from clawback.server.casework.statements.pseudonyms import destroy_key
from clawback.server.casework.statements.requesting import STATEMENT, lapse_statement
from clawback.server.casework.statements.surpluses import SURPLUS_KIND
from clawback.server.clocks.running import Verbs

__all__ = ["VERBS"]

VERBS: Final[Verbs] = {
    (REQUEST, "lapse"): lapse_request,
    (REQUEST, "lapse unconfirmed"): lapse_unconfirmed,
    (HOLD, "expire"): expire_hold,
    ("release", "overdue"): mark_overdue,
    # statements and what follows from them
    (STATEMENT, "lapse"): lapse_statement,
    ("statement", "destroy key"): destroy_key,
    (PROPOSAL, "find agent"): mark_agent_unfound,
    (SURPLUS_KIND, "release"): release_undecided,
}
