"""The things by which a report may link: whose they are, what implies what, and what everybody uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from urllib.parse import urlsplit

import phonenumbers

from clawback.identifiers.hosts import domain_of, is_public
from clawback.identifiers.words import listed, table
from clawback.linking.facts import Named, ReportFacts, Thing
from clawback.linking.weights import weights

__all__ = ["id_of", "named_things", "serves_everybody", "things_of"]


def things_of(facts: ReportFacts) -> frozenset[Thing]:
    """Of the other side's certain identifiers, and of the accounts where the report's money is."""
    told = named_things(facts.identifiers).union(facts.positions)
    return frozenset(each for each in told if not serves_everybody(each)).union(facts.things)


def named_things(identifiers: Iterable[Named]) -> frozenset[Thing]:
    """What these identifiers name of the other side for certain, whether it serves everybody or not."""
    return frozenset(_independent(each) for each in identifiers if _may_link(each))


def _may_link(named: Named) -> bool:
    if named.role != "other" or not named.certain or named.kind not in weights().kinds:
        return False
    return named.agent is not None or ":BANK:" not in named.value


def _independent(named: Named) -> Thing:
    """What says the same twice counts once: an address is its domain, a number's messenger account the number."""
    if named.kind in ("url", "email"):
        host = _host(named)
        domain = domain_of(host)
        if domain is not None and not is_public(host, domain):
            return Thing("domain", domain)
    if named.kind == "handle":
        _, _, name = named.value.partition(":")
        if name.startswith("+") and name[1:].isdigit():
            return Thing("phone", name)
    return Thing(named.kind, named.value, named.agent or "")


def _host(named: Named) -> str:
    if named.kind == "email":
        return named.value.rpartition("@")[2]
    try:
        return urlsplit(named.value).hostname or ""
    except ValueError:
        return ""


def serves_everybody(thing: Thing) -> bool:
    """Whether the packaged lists say that anybody may call it, or that it hosts everybody."""
    if thing.kind == "phone":
        return thing.value in _hotlines()
    return thing.kind == "domain" and is_public(thing.value, thing.value)


@cache
def _hotlines() -> frozenset[str]:
    """As dialled in the country, and as E.164 writes it."""
    dialled = {
        (country, number) for country, numbers in table("hotlines").items() for number in listed(numbers)
    }
    codes = {country: phonenumbers.country_code_for_region(country) for country, _ in dialled}
    return frozenset(number for _, number in dialled) | {
        f"+{codes[country]}{number.lstrip('0') or number}" for country, number in dialled
    }


def id_of(thing: Thing) -> int:
    """63 bits of a digest: the same everywhere, and two of five million things meet once in a million worlds."""
    digest = blake2b("\0".join(thing).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
