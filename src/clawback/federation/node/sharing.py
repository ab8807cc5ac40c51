"""A claim that several cases have open: which of them carries it is said by the owners of all, and they are told so."""

from __future__ import annotations

from clawback.federation.node.draft import Draft
from clawback.federation.node.state import Sharing
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.wire.messages import Carries, Shared

__all__ = ["carrier_of", "heard", "is_shared", "named", "take_carries", "tell_shared"]


def is_shared(draft: Draft, claim: str) -> bool:
    """Whether several cases have it open and do not all name the same one."""
    return len(draft.claims[claim]) > 1 and carrier_of(named(draft, claim)) is None


def carrier_of(cases: dict[str, str]) -> str | None:
    """The case that all name, of `cases`: case -> the one that it names, empty while it names none."""
    named = set(cases.values())
    carrier = named.pop() if len(named) == 1 else ""
    return carrier if carrier in cases else None


def heard(known: Sharing | None, said: Shared) -> Sharing:
    """What an owner knows of a claim of its own once this is said too, which may come late: whoever carried it by the
    word of all and has it open no more is kept."""
    carrier = carrier_of(said.cases) or ""
    if known is None:
        return Sharing(version=said.version, cases=said.cases, carrier=carrier)
    before = known.carrier or carrier_of(known.cases) or ""
    late = said.version <= known.version
    version, cases = (known.version, known.cases) if late else (said.version, said.cases)
    ended = {*known.ended, before, carrier} - cases.keys() - {""}
    last = before or carrier if late else carrier or before
    return Sharing(version=version, cases=cases, carrier=last if last in cases else "", ended=sorted(ended))


def named(draft: Draft, claim: str) -> dict[str, str]:
    """Each case that has it open, and which one it names."""
    said = draft.carriers.get(claim, {})
    return {case: said.get(case, "") for case in draft.claims[claim]}


def tell_shared(draft: Draft, claim: str) -> None:
    """Each owner is told which cases have it, and what each says; the last one left is told that it is alone."""
    cases = draft.claims.get(claim, {})
    owners = sorted({read_certificate(text)[0].owner for text in cases.values()})
    draft.event("shared", claim=claim, cases=draft.names(list(cases)))
    for owner in owners:
        draft.send(owner, Shared(claim=claim, version=draft.number + 1, cases=named(draft, claim)))


def take_carries(draft: Draft, author: str, body: Carries) -> None:
    """An owner says which case carries a shared claim. Raises RefusedError."""
    cases = draft.claims.get(body.claim, {})
    own = [case for case, text in cases.items() if read_certificate(text)[0].owner == author]
    if not own or body.case not in cases:
        raise RefusedError(Refusal.NO_SUCH_CASE, body.case)
    said = draft.carriers.get(body.claim, {})
    draft.carriers[body.claim] = {**said, **dict.fromkeys(own, body.case)}
    tell_shared(draft, body.claim)
    if not is_shared(draft, body.claim):
        draft.dirty = True
        draft.event("carried", claim=body.claim, case=body.case)
