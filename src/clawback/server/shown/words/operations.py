"""The words of operations."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    "operation": _("operation"),
    "proposed": _("proposed by linking"),
    "worked": _("taken up"),
}
DONE: Final[dict[str, str | Promise]] = {
    "part": _("cut two reports of"),
    "propose": _("proposed"),
    "rejoin": _("took a cut back in"),
    "take_up": _("took up"),
}
