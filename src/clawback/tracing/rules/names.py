"""The names of the rules in the order in which every table, answer and tie lists them."""

from __future__ import annotations

from clawback.errors import TraceError

__all__ = ["FIFO", "LIFO", "OWN_FIRST", "PRO_RATA", "RULES", "STOLEN_FIRST", "chosen_rules"]

RULES = ("fifo", "lifo", "pro-rata", "own-first", "stolen-first")
FIFO, LIFO, PRO_RATA, OWN_FIRST, STOLEN_FIRST = range(5)


def chosen_rules(rule: str) -> tuple[str, ...]:
    """The rules that `rule` names: all five for `all`. Raises TraceError."""
    if rule == "all":
        return RULES
    if rule not in RULES:
        raise TraceError(f"{rule!r} is not an allocation rule", remedy=f"choose {', '.join(RULES)} or all")
    return (rule,)
