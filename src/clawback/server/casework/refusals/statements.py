"""Refusals about statements and what follows from them."""

from __future__ import annotations

from clawback.errors import InputError
from clawback.server.people.refusals import Refusal

__all__ = [
    "AskedAlready",
    "NothingProposed",
    "StatementAnswered",
    "StatementApproved",
    "StatementDoesNotFit",
    "StatementLapsed",
    "StatementNotSent",
    "StatementRefused",
    "StatementSent",
    "StatementTooLarge",
    "StatementUnbalanced",
    "StatementUnreadable",
    "SurplusDecided",
    "SurplusWaits",
]


class StatementNotSent(Refusal):
    """The statement request is a draft."""


class StatementApproved(Refusal):
    """The statement request is approved."""


class StatementSent(Refusal):
    """The statement request is with its agent."""


class StatementAnswered(Refusal):
    """The agent answered it."""


class StatementRefused(Refusal):
    """The agent refused it."""


class StatementLapsed(Refusal):
    """Nobody answered the statement request in time."""


class SurplusWaits(Refusal):
    """The surplus waits for a decision."""


class SurplusDecided(Refusal):
    """It was decided what becomes of the surplus."""


class AskedAlready(Refusal):
    """The statement is asked for already, or was refused and nothing new is known since."""


class NothingProposed(Refusal):
    """The trace does not propose this, or not any more."""


class StatementTooLarge(Refusal):
    """The file is larger, or has more entries, than one answer may."""


class StatementUnreadable(Refusal):
    """The file cannot be read. `rows` are the errors, each with file, row and field as far as they are known."""

    rows: tuple[InputError, ...] = ()


class StatementUnbalanced(Refusal):
    """Opening plus entries is not closing."""


class StatementDoesNotFit(Refusal):
    """An entry, or the time, is not of the account and the period that were asked for."""
