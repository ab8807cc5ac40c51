"""Which answers count: a newer one for the same time replaces the older, entry by entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from clawback.server.casework.statements.facts import Account, AnswerFact, EntryFact

__all__ = ["current_answers", "joins_badly"]


def current_answers(answers: Iterable[AnswerFact]) -> dict[Account, list[AnswerFact]]:
    """For each account the answers that count, in the order of their times, none overlapping another.

    Of an older answer what lies before a newer one is kept, and what lies after it too; a whole answer is never
    replaced by one of parts only.
    """
    by_account: defaultdict[Account, list[AnswerFact]] = defaultdict(list)
    for answer in sorted(answers, key=lambda each: (each.is_whole, each.number)):
        kept = [rest for older in by_account[answer.account] for rest in _left_of(older, answer)]
        by_account[answer.account] = sorted([*kept, answer], key=lambda each: (each.begins, each.number))
    return dict(by_account)


def _left_of(older: AnswerFact, newer: AnswerFact) -> list[AnswerFact]:
    """What still counts of the older one: before the newer begins, and after it ends."""
    if older.is_whole != newer.is_whole:
        return [] if older.begins <= newer.ends and newer.begins <= older.ends else [older]
    if older.ends < newer.begins or newer.ends < older.begins:
        return [older]
    left = []
    if older.begins < newer.begins:
        left.append(_cut(older, older.begins, newer.begins - 1))
    if older.ends > newer.ends:
        left.append(_cut(older, newer.ends + 1, older.ends))
    return left


def _cut(answer: AnswerFact, begins: int, ends: int) -> AnswerFact:
    """The answer for a part of its time, its balances moved along."""
    kept = tuple(entry for entry in answer.entries if begins <= entry.settled_at <= ends)
    if answer.opening is None:
        return replace(answer, begins=begins, ends=ends, entries=kept)
    before = sum(_signed(entry) for entry in answer.entries if entry.settled_at < begins)
    opening = answer.opening + before
    closing = opening + sum(_signed(entry) for entry in kept)
    return replace(answer, begins=begins, ends=ends, entries=kept, opening=opening, closing=closing)


def _signed(entry: EntryFact) -> int:
    return -entry.amount if entry.debit else entry.amount


def joins_badly(answers: Iterable[AnswerFact]) -> list[tuple[AnswerFact, AnswerFact]]:
    """Pairs of neighbours in time of which the later does not open with what the earlier closed with."""
    whole = [each for each in answers if each.is_whole]
    return [
        (before, after)
        for before, after in pairwise(whole)
        if after.begins == before.ends + 1 and before.closing != after.opening
    ]
