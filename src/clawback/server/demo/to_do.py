"""What waits for people of the demo when a visitor comes: where to begin. The page to sign in shows it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["TO_DO"]

TO_DO: Final[dict[str, str | Promise]] = {
    "ines": _("A report came in minutes ago: confirm its facts"),
    "anna": _("The trace proposes what to ask for next"),
    "carla": _("An emergency hold is to be confirmed, a surplus let go"),
    "deniz": _("A request on a guarded account needs an approver"),
    "ravi": _("A holder objects: decide within four hours"),
    "otto": _("Somebody broke the glass of a case: take note"),
    "admin-two": _("A role waits for a second person"),
    "nora": _("A statement is asked for"),
    "sven": _("Customers' transfers are to be confirmed"),
    "rita": _("A request came half an hour ago: hold, or refuse"),
    "admin-river": _("Make a token, and let a simulated bank answer"),
    "olga": _("A request waits since yesterday: the second contact was asked"),
    "sam": _("A release is not confirmed: the money is still blocked"),
    "hana": _("Somebody who is not safe was referred to you"),
    "per": _("A basis of the law waits for a second counsel"),
    "liam": _("A report was referred to you"),
    "greta": _("See who asks, and who does not answer"),
}
"""Member's user name -> a line."""
