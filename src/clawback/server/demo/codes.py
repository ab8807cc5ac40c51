"""Codes that a visitor of the demo may enter on the public pages. A real code is drawn at random, and shown once."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["CODES", "DemoCode"]


class DemoCode(NamedTuple):
    """`code` opens the page at `address`; `about` says what stands there."""

    name: str
    code: str
    address: str
    about: str | Promise


CODES: Final = (
    DemoCode("paid back", "1000 2000 3000 4001", "/status/", _("a victim whose money came back")),
    DemoCode("worked on", "1000 2000 3000 4002", "/status/", _("a victim whose report is worked on")),
    DemoCode("held", "1000 2000 3000 5001", "/notice/", _("a holder who objects to a hold")),
)
