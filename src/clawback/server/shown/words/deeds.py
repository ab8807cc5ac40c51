"""What was done, of deeds that wait for nobody: the journal's verbs in the past."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    "notice of a hold": _("notice of a hold"),
}
DONE: Final[dict[str, str | Promise]] = {
    "accept": _("accepted"),
    "activate": _("activated"),
    "answer": _("answered"),
    "ask_to_erase": _("asked to erase"),
    "ask_to_withdraw": _("asked to withdraw"),
    "begin": _("brought into force"),
    "break": _("broke the glass of"),
    "bring": _("brought back"),
    "change": _("changed"),
    "check": _("checked"),
    "close": _("closed"),
    "code": _("made the code of"),
    "contest": _("objected to"),
    "contradict": _("found a contradiction in"),
    "correct": _("corrected"),
    "count": _("added up the figures of"),
    "cut": _("cut down"),
    "decide": _("decided"),
    "declare": _("declared"),
    "delay": _("put off"),
    "destroy": _("destroyed"),
    "divide": _("divided"),
    "end": _("ended"),
    "erase": _("erased"),
    "fetch": _("fetched"),
    "find": _("found"),
    "flag": _("flagged"),
    "forget": _("forgot what was kept of"),
    "give": _("gave"),
    "guard": _("the guard refused"),
    "hand_over": _("handed over"),
    "invite": _("invited"),
    "keep": _("kept"),
    "lift": _("lifted"),
    "list": _("listed"),
    "make": _("made"),
    "mend": _("mended"),
    "name": _("named the agent of"),
    "note": _("took note of"),
    "notice": _("made known"),
    "object": _("objected by"),
    "quarantine": _("set apart after a restore"),
    "receive": _("received"),
    "record": _("recorded"),
    "reduce": _("reduced"),
    "refer": _("referred"),
    "reimburse": _("reimbursed"),
    "remind": _("reminded of"),
    "resolve": _("resolved"),
    "set_aside": _("set aside"),
    "tell": _("told of"),
    "uphold": _("upheld"),
    "void": _("voided"),
}
