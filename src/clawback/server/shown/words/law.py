"""Words of the law profiles."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # who decides, to the law
    "agency": _("authority"),
    "court": _("court"),
    "fiu": _("financial intelligence unit"),
    # words of the law
    "stated": _("as the order states"),
    "none": _("none"),
    "unknown": _("not known"),
    "uncapped": _("without limit"),
    # who is asked
    "victim": _("victim"),
    "holder": _("holder"),
}
