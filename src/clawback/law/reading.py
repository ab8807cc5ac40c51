"""Reading a profile: strict, whole, with one error that says the file and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from clawback.clock import parse_zone
from clawback.errors import LawError, TimeError
from clawback.law.basis import DEMO, Basis
from clawback.law.fields import Fields
from clawback.law.profile import Profile
from clawback.law.read_basis import read_basis
from clawback.law.read_house import read_house

__all__ = ["jurisdictions", "profile", "read_profile"]


def jurisdictions() -> tuple[str, ...]:
    """The names of the profiles that are shipped, `demo` not among them."""
    places = files("clawback.law").joinpath("profiles").iterdir()
    names = (place.name.removesuffix(".toml") for place in places if place.name.endswith(".toml"))
    return tuple(sorted(name for name in names if name != DEMO))


def profile(jurisdiction: str, *, demo: bool = False) -> Profile:
    """The shipped profile of a jurisdiction: `cn`, `gb`, ... in small letters.

    The invented law of `demo` is had with `demo=True` alone, and then nothing else refuses it. Raises LawError.
    """
    if jurisdiction == DEMO and not demo:
        raise LawError(
            "the demo profile is invented law", remedy="use it with --demo, or choose a jurisdiction"
        )
    if jurisdiction != DEMO and jurisdiction not in jurisdictions():
        raise LawError(
            f"there is no profile {jurisdiction!r}", remedy=f"choose one of {', '.join(jurisdictions())}"
        )
    return _shipped(jurisdiction)


@cache
def _shipped(jurisdiction: str) -> Profile:
    place = files("clawback.law").joinpath("profiles", f"{jurisdiction}.toml")
    return _parse(place.read_text("utf-8"), f"law/profiles/{jurisdiction}.toml", jurisdiction)


def read_profile(path: str | Path) -> Profile:
    """The profile of a TOML file; its jurisdiction is the file's name without `.toml`. Raises LawError."""
    path = Path(path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LawError(f"cannot be read: {error}", file=str(path)) from None
    return _parse(text, str(path), path.stem)


def _parse(text: str, file: str, jurisdiction: str) -> Profile:
    try:
        top = Fields(tomllib.loads(text), file)
    except (ValueError, RecursionError) as error:  # also of numbers too long, and of lists in lists
        raise LawError(f"is not TOML: {error}", file=file) from None
    name, country, zone = top.text("name"), top.text("country"), _zone(top)
    house = read_house(top)
    tables = top.take("basis")
    top.end()
    if not isinstance(tables, list) or not tables:
        raise LawError("has no basis", file=file, remedy="write at least one [[basis]]")
    bases = tuple(
        read_basis(Fields(table, file, f"basis[{row}]"), jurisdiction, country, zone, house)
        for row, table in enumerate(tables)
    )
    _check_bases(bases, file)
    return Profile(jurisdiction=jurisdiction, name=name, country=country, zone=zone, house=house, bases=bases)


def _zone(top: Fields) -> str:
    zone = top.text("zone")
    try:
        if zone != "unknown":
            parse_zone(zone)
    except TimeError as error:
        raise top.error("zone", error.reason, error.remedy) from None
    return zone


def _check_bases(bases: Sequence[Basis], file: str) -> None:
    """No id has two entries in force on one day; what a basis follows is there."""
    ids = {basis.id for basis in bases}
    for row, basis in enumerate(bases):
        place = f"basis[{row}]"
        if any(_overlap(basis, other) for other in bases[:row] if other.id == basis.id):
            raise LawError(f"two entries of {basis.id} are in force on one day", file=file, field=place)
        for other_id in basis.hold.follows if basis.hold else ():
            if other_id not in ids:
                raise LawError(
                    f"follows {other_id}, which is not there", file=file, field=f"{place}.hold.follows"
                )


def _overlap(one: Basis, other: Basis) -> bool:
    if not isinstance(one.valid_from, date) or not isinstance(other.valid_from, date):
        return False
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return max(one.valid_from, other.valid_from) <= last
