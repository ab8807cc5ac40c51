"""What stands around the entries of an MT940: account, number, opening and closing balance."""

from __future__ import annotations

import re

from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.mt940_fields import Field
from clawback.ledgers.statements.mt940_line import day, decimal
from clawback.ledgers.statements.naming import is_iban
from clawback.ledgers.statements.records import Account, Balance, Side, Statement
from clawback.money import parse_amount

__all__ = ["Header"]

_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9]{1,14},[0-9]{0,12})")
_NUMBER = re.compile(r"([0-9]{1,18})(?:/([0-9]{1,18}))?")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_INSTITUTION = re.compile(rf"({_BIC.pattern}|[0-9]{{5,11}})/(.+)")


class Header:
    """Takes the fields of a message that are not entries, one after the other."""

    def __init__(self, sender: str) -> None:
        self.opening: Balance | None = None
        self.closing: Balance | None = None
        self.currency = ""
        self._sender = sender
        self._reference = self._number = self._account = self._agent = ""
        self._pages = [False, False]

    @property
    def id(self) -> str:
        """The statement's id: what :20: and :28C: say, for many banks write the same :20: each day."""
        return f"{self._reference}/{self._number}" if self._number else self._reference

    def read(self, field: Field, notes: Notes) -> None:
        """Takes one field; tags that are not needed are passed over. Raises InputError."""
        text = field.lines[0].strip()
        if field.tag == "20":
            self._reference = text
        elif field.tag in ("25", "25P"):
            self._account = text
            self._agent = field.lines[1].strip() if field.tag == "25P" and len(field.lines) > 1 else ""
        elif field.tag in ("28", "28C"):
            self._number = text
        elif field.tag in ("60F", "60M"):
            self.opening = self._balance(text, notes)
            self._pages[0] = field.tag == "60M"
        elif field.tag in ("62F", "62M"):
            self.closing = self._balance(text, notes)
            self._pages[1] = field.tag == "62M"

    def _balance(self, text: str, notes: Notes) -> Balance:
        found = _BALANCE.fullmatch(text)
        if found is None:
            raise LedgerError(f"{text[:60]!r} is no balance", remedy="it should be like C260131EUR1000,50")
        if self.currency not in ("", found[3]):
            raise LedgerError(f"the balance is in {found[3]}, the statement in {self.currency}")
        self.currency = found[3]
        units = parse_amount(decimal(found[4]), notes.currency(self.currency))
        return Balance(
            units=units if found[1] == "C" else -units, date=day(found[2], "the balance's date").isoformat()
        )

    def statement(self, file: str, sides: list[Side], unread: int) -> Statement:
        """The whole. Raises LedgerError where a field that must be there is not."""
        if not self._account:
            raise self._without(":25:")
        if self.opening is None:
            raise self._without(":60F:")
        if self.closing is None:
            raise self._without(":62F:")
        number = _NUMBER.fullmatch(self._number)
        return Statement(
            source="mt940",
            file=file,
            id=self.id,
            account=self._own(),
            sides=sides,
            opening={self.currency: self.opening},
            closing={self.currency: self.closing},
            number=(int(number[1]), int(number[2] or 0)) if number else (),
            intermediate_opening=self._pages[0],
            intermediate_closing=self._pages[1],
            unread=unread,
        )

    def _without(self, tag: str) -> LedgerError:
        return LedgerError(
            f"the message {self.id} ends without {tag}", field=tag, remedy="fetch the file again"
        )

    def _own(self) -> Account:
        """The account of :25:, which may have its agent before it and its currency behind. A BIC (of :25P:, of
        :25:, of the envelope) comes before a bank code."""
        found = _INSTITUTION.fullmatch(self._account)
        before, number = (found[1], found[2]) if found else ("", self._account)
        number = "".join(number.split())
        bare = number.removesuffix(self.currency)
        if bare.isdecimal() or is_iban(bare):
            number = bare
        bic = next((one for one in (self._agent, before, self._sender) if _BIC.fullmatch(one)), "")
        return (bic or before, number)
