"""The words of facts that are read in a story."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["WORDS"]

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
}
