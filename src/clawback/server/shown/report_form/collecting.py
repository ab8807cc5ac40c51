"""Answers become what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language

from clawback.money import Amount, currency
from clawback.server.casework.told import IDENTIFIERS, Told, ToldIdentifier, ToldTransfer
from clawback.server.shown.report_form.fields import keeper_of, reference
from clawback.server.shown.report_form.forms import OTHER
from clawback.server.shown.report_form.steps import Step

__all__ = ["told_of"]

Answers = Mapping[Step, Mapping[str, Any]]
"""The cleaned answers of each question."""

_BETWEEN = re.compile(r"[,;\n\uff0c\u3001]+")


def told_of(answers: Answers, transfers: int, channel: str, language: str = "") -> Told:
    """The report. Raises FactsWrong where the answers contradict each other."""
    you, safe = answers[Step("you")], answers[Step("safe")]
    return Told(
        channel=channel,
        language=language or get_language() or "en",
        name=you["name"],
        contact=you["contact"],
        helper=you["helper"],
        story=answers[Step("story")]["story"],
        scam_type=answers[Step("kind")]["scam_type"],
        transfers=tuple(_transfer(answers, place) for place in range(1, transfers + 1)),
        reimbursed=answers[Step("back")]["reimbursed"],
        safe=safe["safe"],
        forced=safe["forced"],
        leaving=safe["leaving"],
        second_factor=answers[Step("word")]["word"],
        identifiers=tuple(_identifiers(answers[Step("traces")])),
    )


def _transfer(answers: Answers, place: int) -> ToldTransfer:
    debtor, creditor = answers[Step("from", place)], answers[Step("to", place)]
    money, when = answers[Step("amount", place)], answers[Step("when", place)]
    uetr, end_to_end_id = reference(when["reference"])
    sides = [("from", debtor["other"]), ("to", creditor["other"])]
    return ToldTransfer(
        debtor=_account(debtor),
        creditor=_account(creditor),
        amount=Amount(money["amount"], currency(money["currency"])),
        came_back=money["came_back"],
        settled_at=when["settled_at"],
        uetr=uetr,
        end_to_end_id=end_to_end_id[:35],
        named=creditor["named"],
        banks="; ".join(f"{side}: {name}" for side, name in sides if name),
        day_only=when["time"] is None,
    )


def _account(said: Mapping[str, Any]) -> tuple[str, str]:
    number = said["number"]
    return (keeper_of(number) if said["agent"] == OTHER else said["agent"], number)


def _identifiers(said: Mapping[str, Any]) -> Iterator[ToldIdentifier]:
    for kind in IDENTIFIERS:
        for value in dict.fromkeys(each.strip() for each in _BETWEEN.split(said[kind])):
            if value:
                yield ToldIdentifier(kind=kind, value=value)
