"""Countries: whose numbers a language's writers use, in what order they are tried."""

from __future__ import annotations

from clawback.identifiers.words import table

__all__ = ["home", "regions"]


def regions(language: str, country: str | None) -> tuple[str, ...]:
    """Countries in the order in which a national number is tried.

    The language's own countries first, of these the report's; then the report's country.
    """
    own = tuple(table("places")["regions"].get(language, ()))
    if country is None:
        return own
    if country in own:
        return (country, *(each for each in own if each != country))
    return (*own, country) if len(own) == 1 else (country, *own)


def home(language: str, script: str, country: str | None) -> str | None:
    """The country of the report: the one given, or the language's where it has one."""
    if country is not None:
        return country
    homes: dict[str, str] = table("places")["home"]
    return homes.get(f"{language}-{script}") or homes.get(language)
