"""Law as data: dated, cited rules of each jurisdiction, and an engine that refuses what a basis does not allow.

    china = law.profile("cn")
    stop = law.basis(china, "stop", law.day_of(china, at))
    law.may_hold(stop, HoldQuestion(...), activations)     # Allowed(article, until) or Refused(code, reason, article)

words.py, periods.py                     the vocabulary; ISO 8601 periods
calendar.py, working_days.py, terms.py   when a period, a hold ends
profile.py, basis.py, parts.py           the records; profiles/*.toml, house.toml, facts.toml the data
reading.py, read_*.py, fields.py         TOML, read strictly
facts.py                                 the rows that bases cite, and how each was read
choosing.py, activation.py               which entry counts on a day; two counsel activate an unread one
asking/                                  one file a question; answers.py what they answer
printed.py                               docs/reference/law.md
"""

from clawback.law.activation import Activation, activate, is_usable
from clawback.law.answers import CODES, Allowed, Refused
from clawback.law.asking.holding import Emergency, HoldQuestion, confirmed_until, may_hold
from clawback.law.asking.objecting import may_object
from clawback.law.asking.releasing import may_release
from clawback.law.asking.renewing import RenewalQuestion, may_renew
from clawback.law.asking.requesting import Request, may_request
from clawback.law.asking.returning import ReturnQuestion, may_return
from clawback.law.asking.telling import may_delay_notice, may_tell
from clawback.law.basis import Basis
from clawback.law.calendar import Calendar, end_of
from clawback.law.choosing import basis, day_of, in_force
from clawback.law.facts import Fact, facts
from clawback.law.periods import Period, parse_period
from clawback.law.printed import printed
from clawback.law.profile import House, Profile
from clawback.law.reading import jurisdictions, profile, read_profile

__all__ = [
    "CODES",
    "Activation",
    "Allowed",
    "Basis",
    "Calendar",
    "Emergency",
    "Fact",
    "HoldQuestion",
    "House",
    "Period",
    "Profile",
    "Refused",
    "RenewalQuestion",
    "Request",
    "ReturnQuestion",
    "activate",
    "basis",
    "confirmed_until",
    "day_of",
    "end_of",
    "facts",
    "in_force",
    "is_usable",
    "jurisdictions",
    "may_delay_notice",
    "may_hold",
    "may_object",
    "may_release",
    "may_renew",
    "may_request",
    "may_return",
    "may_tell",
    "parse_period",
    "printed",
    "profile",
    "read_profile",
]
