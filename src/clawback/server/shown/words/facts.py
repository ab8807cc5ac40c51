"""The words of facts that are read in a story."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    "phone": _("telephone number"),
    "email": _("e-mail address"),
    "url": _("web page"),
    "domain": _("web domain"),
    "ip": _("IP address"),
    "iban": _("IBAN"),
    "card": _("card number"),
    "crypto": _("address on a chain"),
    "txhash": _("transfer on a chain"),
    "uetr": _("payment reference (UETR)"),
    "company": _("company number"),
    "app": _("app"),
    "amount": _("amount"),
    "time": _("time"),
    "scam type": _("kind of scam"),
    "corrected": _("corrected"),
    # a file in which nothing was read
    "file waits": _("facts are being read in it"),
    "file locked": _("not read: a password locks it"),
    "file pictures": _("not read: it holds pictures alone"),
    "file broken": _("not read: it is damaged, or no such file"),
    "file long": _("not read: it takes too long"),
}

DONE: Final[dict[str, str | Promise]] = {"read": _("read")}
