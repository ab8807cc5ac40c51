"""Why reports are linked, as sentences in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clawback.server.casework.operations.shared import Shared
from clawback.server.shown.words import WORDS

__all__ = ["said", "said_aside"]


def said(shared: Shared) -> str:
    """What two reports share, and whether others do."""
    if shared.kind == "text":
        return _("Both tell nearly the same story.")
    known = {"kind": _kind(shared), "value": shared.value, "others": _others(shared)}
    if shared.money:
        return _("Money of both came to the %(kind)s %(value)s; %(others)s.") % known
    return _("Both name the %(kind)s %(value)s; %(others)s.") % known


def said_aside(shared: Shared) -> str:
    """What some reports share, and what links none of them."""
    known = {"of": shared.of, "kind": _kind(shared), "value": shared.value, "others": _others(shared)}
    return (
        _("%(of)s of them name the %(kind)s %(value)s; %(others)s. It serves everybody, and links nothing.")
        % known
    )


def _kind(shared: Shared) -> str:
    return str(WORDS.get(shared.kind, shared.kind))


def _others(shared: Shared) -> str:
    if not shared.others:
        return _("no other report does")
    return ngettext("%(n)s other report does too", "%(n)s other reports do too", shared.others) % {
        "n": shared.others
    }
