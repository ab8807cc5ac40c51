"""Transfer ids and aliases, each made unique: the second of a name is `NAME#2`."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.ledgers.statements.told import Transfer

__all__ = ["unique_ids"]


def unique_ids(transfers: Sequence[Transfer]) -> tuple[list[str], list[str | None]]:
    """Ids and aliases, beside `transfers`. They do not depend on the order of these, and no alias is an id."""
    order = sorted(range(len(transfers)), key=lambda i: _key(transfers[i]))
    ids = [""] * len(transfers)
    aliases: list[str | None] = [None] * len(transfers)
    used: dict[str, int] = {}
    kept = {one.name for one in transfers} | {one.alias for one in transfers if one.alias is not None}
    for i in order:
        ids[i] = _unused(transfers[i].name, used, kept)
    for i in order:
        alias = transfers[i].alias
        if alias is not None:
            aliases[i] = _unused(alias, used, kept)
    return ids, aliases


def _key(one: Transfer) -> tuple[object, ...]:
    return (one.name, one.settled_at, one.place, one.debtor, one.creditor, one.amount, one.currency)


def _unused(name: str, used: dict[str, int], kept: set[str]) -> str:
    """`kept` are names that somebody has as they are: `A#2` is not made where a transfer is called so."""
    count = used.get(name, 0) + 1
    while count > 1 and f"{name}#{count}" in kept:
        count += 1
    used[name] = count
    return name if count == 1 else f"{name}#{count}"
