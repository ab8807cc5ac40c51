"""Peers of the federation: what they say, where money is, why something is refused or not held."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # kinds of record
    "peer question": _("question to peers"),
    "peerquestion": _("question to peers"),
    "provisional hold": _("provisional hold"),
    "peerhold": _("provisional hold"),
    "peer hold": _("provisional hold"),
    "letter abroad": _("letter abroad"),
    "letterabroad": _("letter abroad"),
    "hold for a peer": _("hold for a peer"),
    "holdforpeer": _("hold for a peer"),
    "a provisional hold is in force": _("a provisional hold is in force"),
    # what is at an account
    "standing": _("stands there"),
    "awaiting": _("not answered yet"),
    "exit": _("left as cash, by card or to an exchange"),
    "returned": _("back at the victim"),
    "overdraft": _("repaid an overdraft"),
    "unfollowed": _("beyond the limits of the trace"),
    # messages
    "letter open": _("a claim is opened"),
    "letter notice": _("parts of a transfer"),
    "letter report": _("a report on a case"),
    "letter ask": _("a report is asked for"),
    "letter acks": _("word that it is done"),
    "letter settled": _("word that a change is done"),
    "letter refused": _("a refusal"),
    "letter shared": _("word that two cases trace a transfer"),
    "letter carries": _("which case carries a claim"),
    "letter void": _("what was said is void"),
    "letter over": _("claims that are over"),
    "letter confirm": _("a hold is confirmed"),
    "letter release": _("a hold is let go"),
    "letter find": _("a question of the laboratory"),
    "letter here": _("an answer of the laboratory"),
    # why nothing, or not all, is held
    "policy": _("the institution's policy leaves it to a person"),
    "holds on the account": _("a hold is on the account already"),
    "holds of the day": _("as many holds as its policy allows in a day"),
    "above a cap": _("a part is above a cap"),
    "left by a person": _("a person of the institution left it unheld"),
    # what our own node holds
    "left": _("left to a person"),
    "over": _("nothing stands there any more"),
    "tell": _("tell the holder"),
    "carry": _("say which case carries a claim of"),
    "free": _("say whether the case that carried a claim paid it:"),
    "was expired": _("a hold there ran out and is not placed again"),
    "was released": _("a hold there was released and is not placed again"),
    "was confirmed": _("the hold there is confirmed as it stands"),
    # refusals of the protocol
    "replay": _("it came before"),
    "shared": _("two cases trace it, and have not said which one carries it"),
    "wrong recipient": _("it is for another"),
    "unknown key": _("no member has this key"),
    "not the author": _("the key is another member's"),
    "bad signature": _("the signature is wrong"),
    "too early": _("it was sent at a time that is not yet"),
    "oversized": _("it is too large"),
    "future version": _("it is of a later version"),
    "not a message": _("it is no message"),
    "ambiguous": _("several transfers have this key"),
    "no such credit": _("there is no such credit"),
    "no such debit": _("there is no such debit"),
    "no certificate": _("a claim has no certificate"),
    "bad certificate": _("a certificate is not good"),
    "parts over the credit": _("the parts are more than the credit"),
    "no amount": _("a part is no amount"),
    "no such rule": _("there is no such rule"),
    "other currency": _("it is in another currency"),
    "other limits": _("its limits are others than those of the claims here"),
    "told by another": _("the debtor's institution, or another centre, tells of it already"),
    "not settling": _("the books of two institutions contradict each other"),
    "no gateway": _("no law is named by which it may cross the border"),
    "guarded": _("the guard refused"),
    "no such case": _("there is no such case"),
    "no such hold": _("there is no such hold"),
    "not revealed": _("this is told to nobody"),
}
DONE: Final[dict[str, str | Promise]] = {
    "leave": _("left to a person:"),
    "carry": _("said which case carries a claim of"),
    "free": _("said that the case which carried a claim did not pay it:"),
    "share": _("found a claim traced by another case too:"),
}
