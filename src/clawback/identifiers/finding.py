"""All identifiers of a text.

Where two finders claim the same characters, the stronger reading stands (a check digit before a cue before a
shape), then the longer, then the one that begins first. What joins another by right (the domain of a URL, the
telephone of a messenger's account, the company of a key) stands with it and falls with it. A reading as "no identifier"
blocks weaker ones. What may be a person's number is a company's only where a word and the check digit both say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clawback.identifiers import (
    account,
    account_keys,
    account_pairs,
    app,
    card,
    company,
    crypto,
    email,
    handle,
    iban,
    ip,
    person_id,
    phone,
    txhash,
    uetr,
    url,
)
from clawback.identifiers.found import CHECKED, Candidate, Identifier
from clawback.identifiers.reading import Reading
from clawback.identifiers.role import role_of

__all__ = ["find"]

_FINDERS: tuple[Callable[[Reading], Iterator[Candidate]], ...] = (
    crypto.find, txhash.find, uetr.find, iban.find, account_pairs.find, account_keys.find, person_id.find, company.find,
    url.find, email.find, ip.find, handle.find, card.find, account.find, phone.find, app.find,
)  # fmt: skip

_OWNED = {"phone", "email", "card", "account", "iban", "handle", "crypto", "company", "person_id"}
"""Kinds of which the victim has some too; the domain of an e-mail address is whose the address is."""


def find(reading: Reading) -> list[Identifier]:
    """Identifiers in order of their place; each value once a place."""
    candidates = [each for finder in _FINDERS for each in finder(reading)]
    stands = [each for each in resolved(candidates) if each.kind]
    mails = {(each.start, each.end) for each in stands if each.kind == "email"}
    return [
        _identifier(each, reading, each.kind in _OWNED or (each.start, each.end) in mails) for each in stands
    ]


def resolved(candidates: list[Candidate]) -> list[Candidate]:
    """Those that stand, by the rule above."""
    stands: list[Candidate] = []
    covered = _Covered()
    persons = {(each.start, each.end) for each in candidates if each.kind == "person_id"}
    for each in sorted(candidates, key=_rank):
        if each.joins or (_of_company_in_doubt(each) and (each.start, each.end) in persons):
            continue
        if covered.add(each.start, each.end):
            stands.append(each)
    hosts = {(each.start, each.end) for each in stands if each.kind in ("url", "email")}
    places = hosts | {(each.start, each.end) for each in stands if each.kind == "handle"}
    keys = {(each.start, each.end) for each in stands if each.kind == "account"}
    joined = [
        each
        for each in candidates
        if each.joins and (each.start, each.end) in {"company": keys, "domain": hosts}.get(each.kind, places)
    ]
    unique = {(each.kind, each.value, each.start): each for each in [*stands, *joined]}
    return sorted(unique.values(), key=lambda each: (each.start, each.end, each.joins))


def _of_company_in_doubt(each: Candidate) -> bool:
    return each.kind == "company" and each.strength < CHECKED + 5


def _rank(each: Candidate) -> tuple[int, int, int]:
    return -each.strength, each.start - each.end, each.start


class _Covered:
    """Characters that a stronger reading has, by hundreds, so that a long text costs no more a place."""

    def __init__(self) -> None:
        self._by: dict[int, list[tuple[int, int]]] = {}

    def add(self, start: int, end: int) -> bool:
        """Takes the characters; False where one of them is taken."""
        blocks = range(start // 100, (end - 1) // 100 + 1)
        if any(left < end and start < right for block in blocks for left, right in self._by.get(block, ())):
            return False
        for block in blocks:
            self._by.setdefault(block, []).append((start, end))
        return True


def _identifier(each: Candidate, reading: Reading, owned: bool) -> Identifier:
    start, end = reading.view.span(each.start, each.end)
    text = reading.view.given[start:end]
    if each.kind == "person_id":
        text = "".join("*" if char.isalnum() else char for char in text)
    role = role_of(reading, each.start, each.kind) if owned else "other"
    return Identifier(
        kind=each.kind, value=each.value, text=text, start=start, end=end, role=role,
        certain=each.certain, because=each.because, agent=each.agent,
    )  # fmt: skip
