"""Account numbers, references and times as a victim writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clawback.clock import parse_zone
from clawback.law.words import UNKNOWN
from clawback.server.casework.directory import agent_of
from clawback.server.casework.law import profile_of
from clawback.server.casework.naming import names_of, sort_code_of
from clawback.server.clocks.time import now

__all__ = ["checked_account", "keeper_of", "moment", "reference", "zone_of"]

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_SPACING = re.compile(r"[\s.\-]+")
_UETR = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NOON = time(12)
_OLDEST = timedelta(days=3653)


def checked_account(text: str) -> str:
    """The number in one spelling; what looks like an IBAN must be one. A sort code stays apart from its number, for
    only so is it known to be one. Raises ValidationError."""
    typed = unicodedata.normalize("NFKC", text)
    if written := sort_code_of(typed):
        return " ".join(written)
    plain = _SPACING.sub("", typed).upper()
    if not plain or len(plain) > 64 or not plain.isprintable():
        raise ValidationError(_("Write the number as it stands in your bank's app or on a statement."))
    if _IBAN.fullmatch(plain) and not _is_iban(plain):
        raise ValidationError(
            _("This looks like an IBAN, but a letter or digit is wrong. Please compare it again.")
        )
    return plain


def keeper_of(number: str) -> str:
    """Whose account it is where nobody chose an agent: whoever the directory finds, else country and bank code of an
    IBAN, else `unknown`."""
    found = agent_of(names_of(number))
    if found is not None:
        return found.code
    if not _IBAN.fullmatch(number) or not _is_iban(number):
        return "unknown"
    from schwifty import IBAN

    iban = IBAN(number)
    return f"{iban.country_code}-{iban.bank_code}".lower()[:40]


def _is_iban(number: str) -> bool:
    from schwifty import IBAN
    from schwifty.exceptions import SchwiftyException

    try:
        IBAN(number)
    except SchwiftyException:
        return False
    return True


def reference(text: str) -> tuple[str, str]:
    """(UETR, end-to-end id) of what the victim has: one of them is empty."""
    plain = text.strip()
    if _UETR.fullmatch(plain.lower()):
        return plain.lower(), ""
    return "", plain


def zone_of(jurisdiction: str) -> ZoneInfo:
    """The jurisdiction's own zone; UTC where it has none of its own."""
    zone = profile_of(jurisdiction).zone
    return ZoneInfo("UTC") if zone == UNKNOWN else parse_zone(zone)


def moment(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """When it was, aware; noon where the time is not known, or the present if that is earlier. Raises ValidationError.

    Where clocks went back an hour comes twice: the earlier counts.
    """
    present = now()
    found = datetime.combine(day, at or _NOON, tzinfo=zone)
    if at is None and day == present.astimezone(zone).date():
        found = min(found, present.astimezone(zone))
    if found > present + timedelta(minutes=5):
        raise ValidationError(_("This time is in the future. Please look at it again."))
    if found < present - _OLDEST:
        raise ValidationError(_("This is more than ten years ago. Please look at the year again."))
    return found.astimezone(ZoneInfo("UTC"))
