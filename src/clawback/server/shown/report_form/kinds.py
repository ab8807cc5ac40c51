"""The listed scam types, in a victim's words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["CURRENCY_OF", "SCAM_TYPES"]

SCAM_TYPES: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("investment", _("An investment with sure gains")),
    ("romance", _("Somebody I met online, and trusted")),
    ("romance-investment", _("Somebody I met online, who had an investment for me")),
    ("task", _("Small tasks for pay, for which I had to pay first")),
    ("job", _("A job")),
    ("purchase", _("Goods or services that never came")),
    ("rental", _("A flat or room")),
    ("bank", _("Somebody who said they were my bank")),
    ("police", _("Somebody who said they were the police or an authority")),
    ("customer-service", _("Somebody who said they were customer service")),
    ("family", _("Somebody who said they were family, a friend or my boss")),
    ("invoice", _("An invoice with another account on it")),
    ("phishing", _("A false page or message that asked for my data")),
    ("remote-access", _("Somebody who had me let them into my device")),
    ("loan", _("A loan with fees to pay first")),
    ("advance-fee", _("A prize or inheritance with fees to pay first")),
    ("recovery", _("Somebody who said they would get lost money back")),
    ("game", _("A game or betting site")),
    ("extortion", _("Threats")),
    ("other", _("Something else")),
)

CURRENCY_OF: Final = {
    "gb": "GBP",
    "cn": "CNY",
    "hk": "HKD",
    "sg": "SGD",
    "my": "MYR",
    "th": "THB",
    "in": "INR",
    "br": "BRL",
    "au": "AUD",
    "us": "USD",
}
"""What is offered first in a jurisdiction; elsewhere the euro."""
