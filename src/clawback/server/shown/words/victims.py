"""Reports: what reporters read, and what staff read of them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # verbs
    "call back": _("call back about"),
    "withdrawal": _("wish to withdraw a report"),
    # kinds of record
    "story": _("story"),
    "file": _("file"),
    # how a report came
    "web": _("web form"),
    "telephone": _("telephone"),
    # consent to a referral
    "consent": _("consent to a referral"),
    "reporter": _("the reporter"),
    "guardian": _("a guardian"),
    "by telephone": _("by telephone"),
    "in person": _("in person"),
    "in writing": _("in writing"),
    # scams
    "impersonation": _("impersonation"),
    "investment": _("investment"),
    "purchase": _("purchase"),
    "romance": _("romance"),
    "job": _("job offer"),
    "loan": _("loan"),
    "invoice": _("false invoice"),
    # what a reporter reads of their report
    "report received": _("We received your report"),
    "report confirmed": _("Your payments were confirmed"),
    "report worked on": _("Your report is being worked on"),
    "report rejected": _("We do not work on this report"),
    "report joined": _("Joined to an earlier report of the same payments"),
    "report referred": _("Given to another authority"),
    "report withdrawn": _("The report was withdrawn"),
    "report closed": _("The work on your report is done"),
    "report erased": _("The report was erased"),
    "withdrawal asked": _("You asked to withdraw the report"),
    "money asked for": _("We asked a bank to hold money"),
    "money held": _("Money is held for you"),
    "return planned": _("A plan says how much you get back"),
    "money paid": _("Money was sent back to your account"),
    # messages to a reporter
    "changed": _("Something new in your report"),
    "message asked": _("We wrote you something: open it with your word"),
    "contact-changed": _("Your contact was changed"),
    "account-changed": _("Your account was changed"),
    "to-be-erased": _("The day of erasure was set"),
    # a report, as staff read it
    "referral": _("referral"),
    "accept": _("accept"),
    "decline": _("decline"),
    "declined": _("declined"),
    "typing error": _("a typing error"),
    "regret": _("regret, no deception"),
    "quarrel about goods": _("a quarrel about goods"),
    "no transfer was made": _("no transfer was made"),
    "not true": _("not true"),
    "same reference": _("same reference"),
    "same debtor account": _("same account paid"),
    "same reporter": _("same reporter"),
    "same day": _("same day"),
    "same amount to the same account": _("same amount to the same account"),
    "contact": _("contact"),
    "first contact": _("contact first given"),
    "helper": _("helper"),
    "reimbursed": _("paid already by"),
    "safe": _("is safe"),
    "forced": _("is forced"),
    "leaving": _("money is still leaving"),
    "named": _("name of the creditor as told, payment"),
    "banks": _("banks as told, payment"),
    "day only": _("time of day not known, payment"),
    "yes": _("yes"),
    "no": _("no"),
    "address": _("web address"),
    "handle": _("name in an app"),
    # why a report may belong to a case
    "money came to the same account": _("money came to the same account"),
    "money of the case reached the account": _("money of the case reached the account"),
    "same number, address or name": _("same number, address or name"),
}

DONE: Final[dict[str, str | Promise]] = {
    "claim": _("noted"),
    "join": _("joined to another"),
    "separate": _("stands by itself again"),
    "move": _("moved to the report that it was joined to"),
    "report": _("took"),
    "withdraw": _("withdrew"),
}
