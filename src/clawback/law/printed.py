"""The reference page of the law: printed from the profiles, so that it says what the engine does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clawback.law.answers import CODES
from clawback.law.basis import Basis
from clawback.law.facts import facts
from clawback.law.parts import HoldTerms
from clawback.law.profile import Profile
from clawback.law.reading import jurisdictions, profile

__all__ = ["printed"]

_HEAD = """# Law

What every profile says, printed from the profiles themselves. It is no legal advice. `unknown` means that no source
that was read says it, and then it allows nothing. A basis that is not verified does nothing before two counsel
activated it. What the columns mean is in [law as data](../explanation/law-as-data.md).
"""
_BASES = (
    "basis",
    "action",
    "law",
    "verified",
    "in force",
    "decides",
    "may ask",
    "notice to the holder",
    "facts",
)
_HOLDS = ("basis", "extent", "first", "renewals", "total", "runs from", "counted in", "lets go", "emergency")
_RETURNS = ("basis", "methods", "public notice", "paid within", "late claims", "what is over")


def printed() -> str:
    """The text of `docs/reference/law.md`."""
    known = [profile(each) for each in jurisdictions()] + [profile("demo", demo=True)]
    parts = [_HEAD, *(_profile(each) for each in known), _refusals(), _facts()]
    return "\n".join(parts)


def _profile(of: Profile) -> str:
    parts = [f"## {of.name} (`{of.jurisdiction}`)\n", _table(_BASES, map(_basis, of.bases))]
    holds = [_hold(each.id, each.hold) for each in of.bases if each.hold]
    returns = [_return(each) for each in of.bases if each.returns]
    if holds:
        soon = f"Holds (no more than {of.house.emergency_period} before the debtor's agent confirms each claim):\n"
        parts += [soon, _table(_HOLDS, holds)]
    if returns:
        parts += ["Returns:\n", _table(_RETURNS, returns)]
    kept = of.house
    parts.append(
        f"Kept: identities {kept.identities} after the case, references of statement entries that no part reaches"
        f" {kept.statement_entries} after the case, holders' words {kept.holders_words} after the hold, openings and"
        f" searches {kept.openings}.\n"
    )
    return "\n".join(parts)


def _basis(basis: Basis) -> Sequence[object]:
    until = f" to {basis.valid_to}" if basis.valid_to else ""
    return (
        f"`{basis.id}`: {basis.name}",
        basis.action,
        basis.citation,
        "yes" if basis.verified else "no",
        f"{basis.valid_from} ({basis.dated}){until}",
        _list(basis.ordered_by),
        _list(basis.asked_by),
        _notice(basis),
        _list(basis.facts),
    )


def _notice(basis: Basis) -> str:
    rule = basis.notice
    if rule.rule in ("forbidden", "unknown"):
        return rule.rule
    delay = f" {rule.delay}" if rule.delay else ""
    by = f", {_list(rule.delay_by)} may delay it" if rule.delay_by else ""
    return f"{rule.rule}{delay}, within {rule.within}{by}"


def _hold(basis_id: str, terms: HoldTerms) -> Sequence[object]:
    calendar = terms.calendar
    place = f" ({calendar.country})" if calendar.unit == "working-days" else ""
    emergency = terms.emergency
    return (
        f"`{basis_id}`",
        terms.extent,
        terms.first,
        _renewals(terms),
        terms.total,
        terms.runs_from,
        f"{calendar.unit}{place}",
        _list(terms.released_by),
        emergency if isinstance(emergency, str) else f"confirmed in {emergency.confirm_within}",
    )


def _renewals(terms: HoldTerms) -> str:
    if terms.renewal in ("none", "unknown"):
        return terms.renewal
    return f"{'any number' if terms.renewals == 'uncapped' else terms.renewals} x {terms.renewal}"


def _return(basis: Basis) -> Sequence[object]:
    terms = basis.returns
    assert terms is not None
    return (
        f"`{basis.id}`",
        _list(terms.methods),
        terms.public_notice if terms.notice_for == "none" else f"{terms.public_notice} ({terms.notice_for})",
        terms.pay_within,
        terms.late_claims,
        terms.remainder,
    )


def _refusals() -> str:
    rows = [(f"`{code}`", sentence) for code, sentence in CODES.items()]
    return "## Refusals\n\n" + _table(("code", "sentence"), rows)


def _facts() -> str:
    rows = [(fact.id, fact.mark, fact.source.replace("|", "/")) for fact in facts().values()]
    head = "## Facts\n\nV: the text itself was read. S: a secondary source. U: general knowledge, read nowhere.\n\n"
    return head + _table(("fact", "mark", "source"), rows)


def _list(names: Sequence[str] | str) -> str:
    return names if isinstance(names, str) else ", ".join(names) or "nobody"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
