"""Which decision follows when a clock is due."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.ending import KIND as HOLD
from clawback.server.casework.federation.asking import SUBJECT as QUESTION
from clawback.server.casework.federation.forgetting import FORGET, forget_letters, tell_over
from clawback.server.casework.federation.holding import end_peer_hold
from clawback.server.casework.federation.knowing import HOLD_KIND as PEER_HOLD
from clawback.server.casework.federation.seats import KIND as SEAT
from clawback.server.casework.federation.seats import let_lapse, look_again
from clawback.server.casework.insiders.forgetting import FORGET_LOOKS, forget_looks
from clawback.server.casework.insiders.forgetting import KIND as ORGANISATION
from clawback.server.casework.insiders.glass import KIND as GLASS
from clawback.server.casework.insiders.glass import mend_glass
from clawback.server.casework.lapsing import KIND as REQUEST
from clawback.server.casework.machines.keeping import KIND as KEPT
from clawback.server.casework.machines.keeping import forget
from clawback.server.casework.models import HoldRequest, Recall, StatementRequest
from clawback.server.casework.redress.amending import KIND as AMENDMENT
from clawback.server.casework.redress.amending import mark_amendment_overdue
from clawback.server.casework.redress.forgetting import FORGET_WORDS, forget_words
from clawback.server.casework.redress.objecting import HAND_OVER
from clawback.server.casework.redress.objecting import KIND as OBJECTION
from clawback.server.casework.redress.reviewing import LET_GO, hand_over, uphold_unanswered
from clawback.server.casework.redress.silence import (
    SILENCE_VERBS,
    ask_second_contact,
    lapse_unanswered,
    remind,
)
from clawback.server.casework.redress.value_given import KIND as VALUE_GIVEN
from clawback.server.casework.redress.value_given import accept_value_given
from clawback.server.casework.redress.withholding import KIND as NOTICE
from clawback.server.casework.redress.withholding import mark_notice_overdue, tell_holder
from clawback.server.casework.releasing import expire_hold, mark_overdue
from clawback.server.casework.requesting import lapse_unconfirmed
from clawback.server.casework.returns.approving import mark_plan_overdue
from clawback.server.casework.returns.changing_account import begin_change
from clawback.server.casework.returns.recalling import lapse_recall
from clawback.server.casework.statements.deciding_surplus import release_undecided
from clawback.server.casework.statements.forgetting import FORGET_ENTRIES, forget_entries
from clawback.server.casework.statements.forgetting import KIND as CASE
from clawback.server.casework.statements.proposing import PROPOSAL, mark_agent_unfound
from clawback.server.casework.statements.pseudonyms import destroy_key
from clawback.server.casework.statements.requesting import STATEMENT, lapse_statement
from clawback.server.casework.statements.retracing import retrace_claim
from clawback.server.casework.statements.surplus_rows import SURPLUS_KIND
from clawback.server.casework.victims.erasing import erase_report
from clawback.server.casework.victims.keeping import KIND as REPORT
from clawback.server.clocks.running import Verbs

__all__ = ["VERBS"]

VERBS: Final[Verbs] = {
    (REQUEST, "lapse"): lapse_unanswered,
    **{
        (kind, verb): follow(model)
        for kind, model in ((REQUEST, HoldRequest), (STATEMENT, StatementRequest), ("recall", Recall))
        for verb, follow in zip(SILENCE_VERBS, (remind, ask_second_contact), strict=True)
    },
    (REQUEST, "lapse unconfirmed"): lapse_unconfirmed,
    (HOLD, "expire"): expire_hold,
    ("release", "overdue"): mark_overdue,
    (KEPT, "forget"): forget,
    (NOTICE, "tell"): tell_holder,
    (NOTICE, "overdue"): mark_notice_overdue,
    (AMENDMENT, "overdue"): mark_amendment_overdue,
    (OBJECTION, HAND_OVER): hand_over,
    (OBJECTION, LET_GO): uphold_unanswered,
    (VALUE_GIVEN, "accept"): accept_value_given,
    # statements and what follows from them
    (STATEMENT, "lapse"): lapse_statement,
    ("statement", "destroy key"): destroy_key,
    (PROPOSAL, "find agent"): mark_agent_unfound,
    (SURPLUS_KIND, "release"): release_undecided,
    ("claim", "retrace"): retrace_claim,
    ("plan", "overdue"): mark_plan_overdue,
    ("recall", "lapse"): lapse_recall,
    ("account change", "begin"): begin_change,
    (REPORT, "erase"): erase_report,
    (GLASS, "mend"): mend_glass,
    # what is kept no longer
    (CASE, FORGET_ENTRIES): forget_entries,
    (NOTICE, FORGET_WORDS): forget_words,
    (ORGANISATION, FORGET_LOOKS): forget_looks,
    # peers of the federation
    (SEAT, "lapse"): let_lapse,
    (QUESTION, "look again"): look_again,
    (QUESTION, "tell over"): tell_over,
    (SEAT, FORGET): forget_letters,
    (PEER_HOLD, "end"): end_peer_hold,
}
