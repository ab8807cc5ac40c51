"""What became of money that was held for claims that are over: let go by us, asked of others, or both."""

from __future__ import annotations

from collections import Counter

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from clawback.server.casework.ending import Ended
from clawback.server.casework.models import Hold, ReleaseRequest
from clawback.server.shown.templatetags.clawback import money, words

__all__ = ["said_of"]


def said_of(first: str | Promise, done: Ended) -> str:
    """`first`, then what was let go, and what others were asked to let go."""
    said = [str(first)]
    gone: Counter[str] = Counter()
    for each in done.released:
        gone[_currency(each.hold)] += each.amount
    if gone:
        said.append(
            _("Let go: %(amounts)s.") % {"amounts": ", ".join(_money(*each) for each in gone.items())}
        )
    said += [_asked(request) for request in done.asked]
    return " ".join(said)


def _asked(request: ReleaseRequest) -> str:
    return _("%(hold)s: we may not let it go. Its release, %(amount)s, is asked of: %(ask)s.") % {
        "hold": request.hold,
        "amount": _money(_currency(request.hold), request.amount),
        "ask": words(request.ask),
    }


def _currency(hold: Hold) -> str:
    return hold.request.currency


def _money(code: str, units: int) -> str:
    return strip_tags(money(units, code))
