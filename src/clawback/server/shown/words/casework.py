"""Requests, holds, claims and cases."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # verbs
    "approve": _("approve"),
    "confirm": _("confirm"),
    "answer": _("answer"),
    "decide": _("decide"),
    "draft": _("draft"),
    "place": _("place"),
    "reject": _("reject"),
    "release": _("release"),
    # how far it went with an agent that does not answer
    "renew": _("renew"),
    "send": _("send"),
    # kinds of record
    "account": _("account"),
    "case": _("case"),
    "claim": _("claim"),
    "evidence": _("evidence"),
    "hold": _("hold"),
    "hold request": _("hold request"),
    "report": _("report"),
    "search": _("search"),
    # states
    "received": _("received"),
    "in case": _("in a case"),
    "rejected": _("rejected"),
    "duplicate": _("second report"),
    "referred": _("referred"),
    "reported": _("reported"),
    "told": _("told by the victim"),
    "found": _("found by the creditor's agent"),
    "answered": _("answered"),
    "placed": _("in force"),
    "ended": _("ended"),
    "released": _("released"),
    "expired": _("expired"),
    "paid over": _("paid over"),
    "overdue": _("overdue"),
    # why an agent refuses
    "no-such-account": _("there is no such account"),
    "no-such-credit": _("there is no such credit in the account"),
    "several-credits-match": _("several credits match"),
    "credit-already-returned": _("the credit was returned already"),
    "name-and-account-differ": _("name and account differ"),
    "no-funds": _("there are no funds"),
    "funds-left-already": _("the funds left already"),
    "held-by-another-order": _("held by another order"),
    "basis-not-valid-here": _("the basis is not valid here"),
    "beyond-the-basis": _("beyond the basis"),
    "protected": _("all of it is protected: wages, benefits, minimum sum"),
    "other": _("another reason, in words"),
}

DONE: Final[dict[str, str | Promise]] = {
    "approve": _("approved"),
    "attribute": _("attributed anew"),
    "ask": _("applied for"),
    "confirm": _("confirmed"),
    "draft": _("drafted"),
    "drop": _("found not needed any more"),
    "expire": _("let expire"),
    "extend": _("extended"),
    "lapse": _("let lapse"),
    "link": _("linked a report to"),
    "open": _("opened"),
    "overdue": _("found unconfirmed in time"),
    "place": _("placed"),
    "refuse": _("refused"),
    "reject": _("rejected"),
    "release": _("released"),
    "renew": _("renewed"),
    "see": _("looked at"),
    "send": _("sent"),
}
