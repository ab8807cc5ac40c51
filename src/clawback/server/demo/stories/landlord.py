"""The landlord who was none: holders who are told, object, gave value; one who is not told yet."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.claiming import reject_claim
from clawback.server.casework.insiders.glass import break_glass
from clawback.server.casework.redress.giving import PURPOSE
from clawback.server.casework.redress.objecting import HolderWords, object_as_holder
from clawback.server.casework.redress.value_given import tell_value_given
from clawback.server.casework.sealing import digest
from clawback.server.demo.codes import CODES
from clawback.server.demo.doing import (
    asked,
    claims_of,
    facts_confirmed,
    in_case,
    notice_given,
    placed,
    reported,
)
from clawback.server.demo.living import Life

__all__ = ["landlord"]

_STORY = (
    "I rented a flat from photographs and paid a deposit, the first month and the furniture to four accounts. At the"
    " address lives somebody else, who has never let it. He wrote to me from"
    " +44 7700 900158, showed me https://quick-desk.example/flat, and I paid by way of https://pay-anybody.example/send."
)
_HOLDER = (
    "I let my room to a man who paid me for three months at once. The rest in this account are my wages from the"
    " kitchen where I work. I need them on Friday for my own rent."
)


def landlord(life: Life) -> Iterator[float]:
    """Four holds: one objected to, one with value given, one let go and not confirmed, one of which nobody is told."""
    yield 28.5
    told = reported(
        life,
        "",
        *("joon-wages", "joon-car", "joon-bicycle", "joon-quiet"),
        name="Joon Sample",
        contact="joon@example.org",
        story=_STORY,
        scam_type="rental",
        second_factor="green bicycle",
    )
    wages, car, bicycle, quiet = claims_of(told)
    yield 28.2
    facts_confirmed(life, told)
    case = in_case(life, told, "The landlord who was none")
    yield 28.0
    requests = [asked(life, case, {claim: claim.loss}) for claim in (wages, car, bicycle)]
    hidden = asked(life, case, {quiet: quiet.loss}, "quiet-hold")
    yield 27.4
    first = placed(life, "nora", requests[0], 145_000, 120_000)
    placed(life, "nora", hidden, 40_000)
    yield 27.0
    third = placed(life, "sam", requests[2], 65_000)
    yield 26.0
    second = placed(life, "olga", requests[1], 90_000, 30_000)
    notice_given(life, "nora", first, "held", 315_000)
    yield 24.0
    notice_given(life, "sam", third)
    yield 22.0
    notice_given(life, "olga", second, balance=120_000)
    yield 3.0
    reject_claim(life.act("anna"), bicycle.pk, "quarrel about goods")
    yield 2.5
    break_glass(life.act("bo"), case.pk, "Anna is ill today, and two holds end tomorrow")
    yield 1.5
    code = next(each.code for each in CODES if each.name == "held")
    object_as_holder(life.at, digest(PURPOSE, code), HolderWords(words=_HOLDER, helper="A neighbour"))
    yield 1.0
    tell_value_given(life.act("olga"), second.pk, "Sold a used car for its listed price; the papers are here")
