"""What stands on the wire: amounts as texts of the main unit, times with an offset, numbers of records, texts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from clawback.clock import to_micros
from clawback.errors import InputError
from clawback.money import Amount, currency, format_amount, parse_amount

__all__ = ["Answer", "Moment", "Money", "Number", "Problem", "Shape", "Text", "in_units", "moment", "money"]

_RFC3339: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$"
_AMOUNT: Final = r"^(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?$"

Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The number of a record."""


class Shape(BaseModel):
    """What comes in: fields that are not known are refused, and no text stands for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Answer(BaseModel):
    """What goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_moment(text: str) -> str:
    _parsed(text)
    return text


def _parsed(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text).astimezone(UTC)
        to_micros(found)
    except (ValueError, OverflowError, InputError):
        raise ValueError("this is not a time with an offset") from None
    if not re.fullmatch(_RFC3339, text):
        raise ValueError("this is not a time with an offset")
    return found


Moment = Annotated[
    str, Field(pattern=_RFC3339, examples=["2026-11-24T09:30:00+01:00"]), AfterValidator(_is_moment)
]
"""A time (RFC 3339), always with its offset."""

Text = Annotated[str, Field(min_length=1, max_length=200)]


def moment(text: str) -> datetime:
    """The instant, aware, UTC."""
    return _parsed(text)


class Money(Shape):
    """An amount: a text of the main unit, and its currency."""

    amount: str = Field(pattern=_AMOUNT, max_length=40, examples=["1234.50"])
    currency: str = Field(pattern="^[A-Z]{3}$", examples=["EUR"])

    @model_validator(mode="after")
    def _counts(self) -> Money:
        try:
            parse_amount(self.amount, currency(self.currency))
        except InputError as error:
            raise ValueError(error.reason) from None
        return self


def money(units: int, code: str) -> Money:
    """Minor units as they are written."""
    return Money(amount=format_amount(units, currency(code)), currency=code)


def in_units(said: Money) -> Amount:
    """The amount, in minor units."""
    known = currency(said.currency)
    return Amount(parse_amount(said.amount, known), known)


class ProblemItem(Answer):
    """What is wrong where: a JSON pointer into the body, or the name of a parameter."""

    pointer: str | None = None
    parameter: str | None = None
    detail: str


class Problem(Answer):
    """Why it was refused (RFC 9457). `type` is stable; `detail` is for people."""

    type: str = Field(examples=["urn:clawback:problem:above-cap"])
    title: str
    status: int
    detail: str
    errors: list[ProblemItem] | None = None
