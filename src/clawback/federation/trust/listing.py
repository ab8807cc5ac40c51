"""A list of members as a coordinator writes it, in TOML, before it is signed.

version = 1
issued_at = 2026-11-26T00:00:00Z

[[members]]
name = "north.example"
address = "https://node.north.example/"
jurisdiction = "GB"
agents = ["NRTHGB2L"]
authority = "centre.example"
redress = "https://north.example/held"

[[members.keys]]
x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
valid_from = 2026-11-26T00:00:00Z
until = 2027-11-26T00:00:00Z

[[members.gateways]]
to = "SG"
law = "Economic Crime and Corporate Transparency Act 2023"
article = "s. 188"
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from clawback.clock import format_time, to_micros
from clawback.errors import FederationError, TimeError
from clawback.federation.trust.members import Members

__all__ = ["list_of"]


def list_of(path: Path) -> Members:
    """The list of a file. Raises FederationError with the field that is wrong."""
    try:
        said = _with_texts(tomllib.loads(path.read_text("utf-8")))
    except TimeError as error:
        raise FederationError(f"this is not a list of members: {error}", file=str(path)) from None
    except (ValueError, RecursionError) as error:  # also of numbers too long, and of lists in lists
        raise FederationError(f"this is not TOML: {error}", file=str(path)) from None
    try:
        return msgspec.convert(said, Members)
    except msgspec.ValidationError as error:
        raise FederationError(f"this is not a list of members: {error}", file=str(path)) from None


def _with_texts(value: Any) -> Any:
    """Times as texts, as they stand in the signed list."""
    match value:
        case datetime():
            return format_time(to_micros(value))
        case dict():
            return {key: _with_texts(each) for key, each in value.items()}
        case list():
            return [_with_texts(each) for each in value]
        case _:
            return value
