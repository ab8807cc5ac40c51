"""The bytes of a plan file as a TOML document, or one clear PlanError. TOML 1.0, UTF-8, at most 16 MiB."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from clawback.errors import PlanError

__all__ = ["read_toml"]

_LIMIT = 16 * 1024 * 1024
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)$")
# tomllib cuts what is finer than a microsecond without a word; a plan must not be changed in silence.
_FINER = re.compile(r"= *[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}[0-9]*[1-9]")


def read_toml(path: Path) -> dict[str, object]:
    """The document in `path`. Raises PlanError with the line, as far as it is known; the file is left to the
    caller to name."""
    text = _text(_content(path))
    finer = _FINER.search(text)
    if finer:
        raise PlanError(
            "a time finer than a microsecond",
            line=text.count("\n", 0, finer.start()) + 1,
            remedy="cut it to six decimals of a second",
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text) from None
    except RecursionError:
        raise PlanError(
            "is nested too deeply to be a plan", remedy="write the plan as the manual shows"
        ) from None
    except ValueError:
        raise PlanError("has a number too long to be read", remedy='write amounts as text: "10.00"') from None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as error:
        raise PlanError(f"cannot be read ({error.strerror})", remedy="name a plan file in TOML") from None
    if len(content) > _LIMIT:
        raise PlanError("is larger than 16 MiB", remedy="split the plan")
    return content


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(
            f"is not UTF-8 (byte {error.start})",
            line=content.count(b"\n", 0, error.start) + 1,
            remedy="save the file as UTF-8",
        ) from None
    if "\0" in text:
        raise PlanError(
            "has a NUL character",
            line=text.count("\n", 0, text.index("\0")) + 1,
            remedy="save the file as UTF-8 text",
        )
    return text


def _not_toml(message: str, text: str) -> PlanError:
    place = _PLACE.search(message)
    reason = message[: place.start()] if place else message
    line = int(place[1]) if place and place[1] else text.count("\n") + 1
    return PlanError(f"is not TOML: {reason}", line=line, remedy="correct that line")
