"""What an agent told as a part of a transfer, and the creditor's statement shows whole, is that whole transfer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clawback.server.casework.statements.facts import Account, AnswerFact, EntryFact
from clawback.server.casework.statements.merging import DAY

__all__ = ["widened"]


def widened(current: Mapping[Account, Sequence[AnswerFact]]) -> dict[Account, list[AnswerFact]]:
    """The answers, the parts in them grown to the amounts that the other side shows."""
    taken: set[tuple[int, int]] = set()
    return {
        account: [each if each.is_whole else _widened(each, current, taken) for each in answers]
        for account, answers in sorted(current.items())
    }


def _widened(
    parts: AnswerFact, current: Mapping[Account, Sequence[AnswerFact]], taken: set[tuple[int, int]]
) -> AnswerFact:
    entries = []
    for entry in parts.entries:
        found = _shown(parts.account, entry, current.get(entry.other, ()), taken)
        if found is not None:
            taken.add((found[0], found[1].place))
            entry = replace(entry, amount=found[1].amount)
        entries.append(entry)
    return replace(parts, entries=tuple(entries))


def _shown(
    account: Account, entry: EntryFact, answers: Sequence[AnswerFact], taken: set[tuple[int, int]]
) -> tuple[int, EntryFact] | None:
    near = [
        (answer.number, each)
        for answer in answers
        if answer.is_whole
        for each in answer.entries
        if not each.debit
        and each.other == account
        and each.amount >= entry.amount
        and (answer.number, each.place) not in taken
        and (_same(each, entry) or abs(each.settled_at - entry.settled_at) <= DAY)
    ]
    if not near:
        return None
    return min(
        near,
        key=lambda one: (not _same(one[1], entry), abs(one[1].settled_at - entry.settled_at), one[1].place),
    )


def _same(one: EntryFact, other: EntryFact) -> bool:
    return bool(one.uetr and one.uetr == other.uetr) or bool(
        one.end_to_end_id and one.end_to_end_id == other.end_to_end_id
    )
