"""Accounts named by a key: UPI, PIX, CLABE, PromptPay, PayNow, the alias of an Argentine CBU."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stdnum.br import cnpj, cpf
from stdnum.sg import uen

from clawback.identifiers.found import CHECKED, CUED, Candidate
from clawback.identifiers.phone import number_of
from clawback.identifiers.reading import Reading
from clawback.identifiers.runs import Run

__all__ = ["clabe_holds", "find"]

_UPI = re.compile(
    r"(?<![a-z0-9.@_-])([a-z0-9][a-z0-9._-]{1,49})@([a-z]{2,15})(?![a-z0-9@]|[.-][a-z0-9])", re.IGNORECASE
)
_PIX_CUE = re.compile(r"\bpix\b|\bchaves?\b", re.IGNORECASE)
_MAIL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]+(?:\.[a-z0-9-]+){1,3}", re.IGNORECASE)
_NATIONAL = re.compile(
    r"(?<![0-9])(?:[0-9]{2}\.?[0-9]{3}\.?[0-9]{3}/[0-9]{4}-?[0-9]{2}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2})(?![0-9])"
)
_CNPJ = re.compile(r"\bcnpj\b", re.IGNORECASE)
_RANDOM = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE)
_ALIAS = re.compile(
    r"(?<!\w)alias(?:[ ](?:cbu|cvu|de mercado pago|mp|es|era))?[ ]?[:=]?[ ]?[\"'“]?"
    r"(?P<alias>[a-z0-9]{1,20}+(?:[.-][a-z0-9]{1,20}+){1,5})(?![a-z0-9])(?![a-z0-9@.-]{0,20}@)",
    re.IGNORECASE,
)
_SG_UEN = re.compile(
    r"(?<![a-z0-9])(?:[0-9]{8,9}[a-z]|[ts][0-9]{2}[a-z]{2}[0-9]{4}[a-z])(?![a-z0-9])", re.IGNORECASE
)


def find(reading: Reading) -> Iterator[Candidate]:
    """Keys of each scheme, where the scheme's form or a word says so."""
    yield from _upi(reading)
    yield from _pix(reading)
    yield from _paynow_of_company(reading)
    yield from _alias(reading)
    for run in reading.runs:
        yield from _clabe(run, reading)
        yield from _proxy(run, reading)


def _upi(reading: Reading) -> Iterator[Candidate]:
    """`name@handle`, whose handle has no dot."""
    for match in _UPI.finditer(reading.view.plain):
        yield _key(
            f"IN:UPI:{match[0].lower()}", match.start(), match.end(), match[2].lower(), "a UPI address"
        )


def _pix(reading: Reading) -> Iterator[Candidate]:
    text = reading.view.plain
    for cue in _PIX_CUE.finditer(text):
        for pattern in (_RANDOM, _MAIL, _NATIONAL):
            match = pattern.search(text, cue.end(), cue.end() + 95)
            if match and match.start() - cue.end() <= 45:
                said = re.sub("[./-]", "", match[0]) if pattern is _NATIONAL else match[0].lower()
                found = _key(f"BR:PIX:{said}", match.start(), match.end(), None, "a PIX key")
                yield found
                if pattern is _NATIONAL and len(said) == 14 and _CNPJ.search(text, cue.end(), match.start()):
                    yield from _of_company(found, f"BR:CNPJ:{said}", cnpj.is_valid(said), "BR:CNPJ")
    for run in reading.runs:
        near = reading.cue(run.start)
        if near is None or not (
            "pix" in near.means or _PIX_CUE.search(text, reading.clause(run.start), run.start)
        ):
            continue
        key = pix_key(run.digits, run.plus)
        if key is not None and not set(near.means) & {"order", "tracking"}:
            yield _key(f"BR:PIX:{key}", run.start, run.end, None, "a PIX key")


def pix_key(digits: str, plus: bool) -> str | None:
    """The key of digits: a CPF, a CNPJ, or a telephone in E.164."""
    if not plus and (cpf.is_valid(digits) or cnpj.is_valid(digits)):
        return digits
    found = number_of(digits, plus, ("BR",), False)
    return found[0] if found else None


def _clabe(run: Run, reading: Reading) -> Iterator[Candidate]:
    if len(run.digits) != 18 or not clabe_holds(run.digits):
        return
    cue = reading.cue(run.start)
    if (cue is not None and set(cue.means) & {"clabe", "account"}) or reading.country == "MX":
        yield _key(
            f"MX:CLABE:{run.digits}", run.start, run.end, run.digits[:3], "18 digits whose check digit holds"
        )


def clabe_holds(digits: str) -> bool:
    """Whether the last of 18 digits is the check digit: weights 3, 7, 1, each product modulo 10."""
    total = sum(int(digit) * (3, 7, 1)[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return (10 - total % 10) % 10 == int(digits[17])


def _proxy(run: Run, reading: Reading) -> Iterator[Candidate]:
    """A telephone or identity number that stands for an account in Thailand or Singapore."""
    cue = reading.cue(run.start)
    for meaning, country, scheme in (("promptpay", "TH", "PROMPTPAY"), ("paynow", "SG", "PAYNOW")):
        if cue is not None and meaning in cue.means:
            found = number_of(run.digits, run.plus, (country,), False)
            value = found[0] if found else run.digits if len(run.digits) in (13, 15) else None
            if value is not None:
                yield _key(
                    f"{country}:{scheme}:{value}", run.start, run.end, None, f"after a word for {scheme}"
                )


def _alias(reading: Reading) -> Iterator[Candidate]:
    """The words that stand for an Argentine account, 6 to 20 characters."""
    for match in _ALIAS.finditer(reading.view.plain) if reading.country in ("AR", None) else ():
        if 6 <= len(match["alias"]) <= 20:
            yield _key(
                f"AR:ALIAS:{match['alias'].lower()}",
                *match.span("alias"),
                None,
                "after the word for an alias",
            )


def _paynow_of_company(reading: Reading) -> Iterator[Candidate]:
    """A company's number that stands for its account in Singapore; the company is named by it too."""
    for match in _SG_UEN.finditer(reading.view.plain):
        cue = reading.cue(match.start())
        if cue is not None and "paynow" in cue.means:
            number, checked = match[0].upper(), uen.is_valid(match[0])
            why = _how(checked, "SG:UEN")
            key = _key(
                f"SG:PAYNOW:{number}", match.start(), match.end(), None, f"{why}; after a word for PAYNOW"
            )
            yield from _of_company(key, f"SG:UEN:{number}", checked, "SG:UEN")


def _of_company(key: Candidate, company: str, checked: bool, register: str) -> Iterator[Candidate]:
    """The key, before every other reading of its number, and with it the company whose number it is."""
    yield replace(key, strength=CHECKED + 6, certain=checked)
    why = _how(checked, register)
    yield replace(key, kind="company", value=company, because=why, certain=checked, joins=True)


def _how(checked: bool, register: str) -> str:
    return f"{register}, check digit holds" if checked else f"the form of {register}"


def _key(value: str, start: int, end: int, agent: str | None, why: str) -> Candidate:
    return Candidate(
        kind="account",
        value=value,
        start=start,
        end=end,
        strength=max(CHECKED, CUED) + 4,
        because=why,
        agent=agent,
    )
