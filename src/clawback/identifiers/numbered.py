"""Numbers of a register, by shape, cue and check: companies, whose number is kept, and persons, whose is masked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from clawback.identifiers.found import CHECKED, CUED, Candidate
from clawback.identifiers.reading import Reading
from clawback.identifiers.words import Phrases, listed, table

__all__ = ["Register", "found_in", "registers"]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: how its numbers look, which words name it, which module's `is_valid` checks them."""

    name: str
    shape: re.Pattern[str]
    cues: frozenset[str]
    check: str | None
    bare: bool
    near: tuple[str, ...]
    home: str | None
    """The country in whose reports alone the bare shape is enough: elsewhere it may be another's."""

    def holds(self, number: str) -> bool:
        """Whether the register's check digit, if it has one, holds."""
        return self.check is None or bool(_check(self.check).is_valid(number))

    def at_home(self, reading: Reading) -> bool:
        """Whether the text is of the register's country: the report's, or the language's first where none is said."""
        return self.home in (None, reading.country or next(iter(reading.regions), None))


@cache
def _check(module: str) -> Any:
    return import_module(module)


@cache
def registers(file: str) -> tuple[Register, ...]:
    """The registers of a TOML file; what has a plus before it is a telephone's number, whatever its digits."""
    return tuple(
        Register(
            name=name,
            shape=re.compile(
                rf"(?<![0-9A-Za-z.+\-])(?<![0-9] )(?:{each['shape']})(?![0-9A-Za-z]|-[0-9]|[ ][0-9]{{3}})",
                re.IGNORECASE,
            ),
            cues=frozenset(listed(each.get("cues", ""))),
            check=each.get("check"),
            bare=each.get("bare", False),
            near=tuple(listed(each.get("near", ""))),
            home=each.get("home"),
        )
        for name, each in table(file).items()
    )


@cache
def _words(file: str) -> Phrases:
    return Phrases({register.name: register.cues for register in registers(file)})


def found_in(reading: Reading, file: str, kind: str) -> Iterator[Candidate]:
    """Numbers of the file's registers: their shape alone where that is enough, else after a word that names them."""
    text = reading.view.plain
    for register in registers(file):
        if register.bare and register.at_home(reading):
            for match in register.shape.finditer(text):
                if register.holds(_number(match[0])):
                    yield _candidate(register, match, kind, said=False)
    named = {register.name: register for register in registers(file)}
    for said in _words(file).within(reading.view.lower):
        for register in (named[name] for name in said.means):
            found = register.shape.search(text, said.end, min(said.end + 48, len(text)))
            if (
                found is not None
                and _close(text[said.end : found.start()])
                and _is_near(register, reading, said.start)
            ):
                yield _candidate(register, found, kind, said=True)


def _close(gap: str) -> bool:
    return len(gap) <= 24 and not re.search(r"[0-9.。，,;；\n]", gap.removeprefix("."))


def _is_near(register: Register, reading: Reading, start: int) -> bool:
    around = reading.view.lower[max(start - 60, 0) : start + 60]
    return not register.near or any(word in around for word in register.near)


def _number(text: str) -> str:
    return re.sub(r"[ ./\-()]", "", text).upper()


def _candidate(register: Register, match: re.Match[str], kind: str, *, said: bool) -> Candidate:
    """A check that holds outranks a word that names the register, and both together outrank either.

    A number whose check fails is kept where a word names it, and is not certain: somebody mistyped it.
    """
    name, number = register.name.split(" ")[0], _number(match[0])
    checked = register.check is not None and register.holds(number)
    return Candidate(
        kind=kind,
        value=f"{name}:{number}" if kind == "company" else None,
        start=match.start(),
        end=match.end(),
        strength=(CHECKED + 5 if said else CHECKED + 3) if checked else CUED + 5,
        because=f"{name}, check digit holds" if checked else f"the form of {name}",
        certain=checked or register.check is None,
    )
