"""Claims and their certificates: opening them, and checking who signed."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.clock import parse_time
from clawback.errors import InputError
from clawback.federation.guard import check_certificate, crosses
from clawback.federation.node.draft import Draft
from clawback.federation.node.over import is_over
from clawback.federation.node.sharing import carrier_of, named, tell_shared
from clawback.federation.node.site import Site
from clawback.federation.reaching import WalkLimits
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.settled import ClaimRow
from clawback.federation.trust.certificates import Certificate, read_certificate
from clawback.federation.wire.jws import NotSigned, verify
from clawback.federation.wire.messages import Open
from clawback.money import parse_amount

__all__ = [
    "add",
    "carrying",
    "certificate_text",
    "check_certificate_of",
    "claim_rows",
    "limits_of",
    "started_here",
    "take_open",
]


def carrying(draft: Draft) -> dict[str, Certificate]:
    """claim -> the certificate under which it is traced here: of the case that all name, else of the first."""
    return {
        claim: read_certificate(cases[_carrier(draft, claim)])[0] for claim, cases in draft.claims.items()
    }


def certificate_text(draft: Draft, claim: str) -> str:
    """The same, as it is handed on."""
    return draft.claims[claim][_carrier(draft, claim)]


def _carrier(draft: Draft, claim: str) -> str:
    return carrier_of(named(draft, claim)) or next(iter(draft.claims[claim]))


def claim_rows(draft: Draft) -> list[ClaimRow]:
    """The claims in their order, each with the key of its transfer in our book."""
    return [
        ClaimRow(
            order=(parse_time(certificate.settled_at), certificate.place),
            name=claim,
            key=started_here(draft.site, claim) or "",
        )
        for claim, certificate in carrying(draft).items()
    ]


def started_here(site: Site, claim: str) -> str | None:
    """The key in our book of the reported transfer, where exactly one debit of ours has its name."""
    found = list(_debits(site, claim))
    return found[0] if len(found) == 1 else None


def _debits(site: Site, claim: str) -> Iterator[str]:
    """Transfers out of accounts of ours with that name; one to an account of ours is a debit too."""
    if site.book is None:
        return
    for own in site.keys.own_of(claim):
        rank = site.book.rank(own)
        if rank is not None and site.book.is_own(site.book.movement(rank).debtor):
            yield own


def limits_of(draft: Draft) -> WalkLimits:
    """The limits under which all claims here are traced."""
    for cases in draft.claims.values():
        said = read_certificate(next(iter(cases.values())))[0].limits
        least = None if said.min_amount is None else parse_amount(said.min_amount, draft.site.currency)
        return WalkLimits(max_hops=said.max_hops, hop_window=said.hop_window_us, min_amount=least)
    return WalkLimits()


def check_certificate_of(draft: Draft, claim: str, text: str) -> Certificate:
    """The certificate, good at this time for this claim. Raises RefusedError."""
    site = draft.site
    try:
        certificate, signed = read_certificate(text)
        owner = site.members.get(certificate.owner)
        public = None if owner is None else owner.key(signed.key_id, draft.now)
        if public is None:
            raise RefusedError(Refusal.BAD_CERTIFICATE, "not signed by its owner with a key that is good now")
        verify(signed, public)
        over = parse_time(certificate.until) <= draft.now
        parse_amount(certificate.amount, site.currency)
        parse_time(certificate.settled_at)
    except (NotSigned, InputError) as error:
        raise RefusedError(Refusal.BAD_CERTIFICATE, str(error)[:200]) from None
    if over or certificate.claim != claim:
        raise RefusedError(Refusal.BAD_CERTIFICATE, "over" if over else "of another claim")
    if certificate.currency != site.currency.code:
        raise RefusedError(Refusal.OTHER_CURRENCY, certificate.currency)
    _check_limits(draft, certificate)
    _check_case(draft, certificate)
    return certificate


def _check_case(draft: Draft, certificate: Certificate) -> None:
    """A case has one owner: whoever calls its own by the name of another's would be told of both. A name that begins
    with a member's, and a stroke, is that member's to give."""
    case, owner = certificate.case, certificate.owner
    named = case.rpartition("/")[0]
    if named == owner:
        return
    if draft.site.members.get(named) is not None:
        raise RefusedError(Refusal.BAD_CERTIFICATE, "the case is named for another member")
    # One of its certificates is enough: the others were held against it when they came.
    text = next((cases[case] for cases in draft.claims.values() if case in cases), None)
    owners = {read_certificate(text)[0].owner} if text else {draft.reported.get(case, ("", "", ""))[2]}
    if any(each != owner and draft.site.members.get(each) is not None for each in owners):
        raise RefusedError(Refusal.BAD_CERTIFICATE, "the case is another owner's")


def _check_limits(draft: Draft, certificate: Certificate) -> None:
    for claim, cases in draft.claims.items():
        if claim != certificate.claim:
            other = read_certificate(next(iter(cases.values())))[0]
            if other.limits != certificate.limits:
                raise RefusedError(Refusal.OTHER_LIMITS, f"case {other.case}")
            return


def take_open(draft: Draft, author: str, body: Open) -> None:
    """A claim starts here. Raises RefusedError."""
    try:
        claim = read_certificate(body.certificate)[0].claim
    except NotSigned as error:
        raise RefusedError(Refusal.BAD_CERTIFICATE, str(error)[:200]) from None
    certificate = check_certificate_of(draft, claim, body.certificate)
    if certificate.owner != author:
        raise RefusedError(Refusal.BAD_CERTIFICATE, "of another owner")
    _check_border(draft, certificate)
    _check_start(draft.site, certificate)
    if is_over(draft, claim, body.certificate):
        return  # it comes after the message that ended it
    draft.ended.pop(certificate.case, None)
    known = certificate.case in draft.claims.get(claim, {})
    add(draft, claim, certificate.case, body.certificate)
    if len(draft.claims[claim]) > 1 and not known:
        tell_shared(draft, claim)


def _check_border(draft: Draft, certificate: Certificate) -> None:
    """An owner abroad opens claims here only through a gateway, and past the guard."""
    owner, here = (draft.site.members.get(name) for name in (certificate.owner, draft.site.name))
    if owner is not None and here is not None and crosses(owner, here):
        guarded = check_certificate(certificate, owner, here)
        if guarded is not None:
            raise RefusedError(Refusal.GUARDED, str(guarded))


def _check_start(site: Site, certificate: Certificate) -> None:
    """The reported transfer is in the book, once, as the certificate has it."""
    found = list(_debits(site, certificate.claim))
    if len(found) > 1:
        raise RefusedError(Refusal.AMBIGUOUS, certificate.claim)
    if not found or site.book is None:
        raise RefusedError(Refusal.NO_SUCH_DEBIT, certificate.claim)
    rank = site.book.rank(found[0])
    assert rank is not None, "it was found in the book"
    movement = site.book.movement(rank)
    if movement.debtor[0] != certificate.starts or movement.amount != parse_amount(
        certificate.amount, site.currency
    ):
        raise RefusedError(Refusal.BAD_CERTIFICATE, "the book has another amount or agent")


def add(draft: Draft, claim: str, case: str, text: str) -> None:
    """Keeps a certificate; accounts are settled again where it is new here."""
    cases = draft.claims.get(claim, {})
    if cases.get(case) != text:
        draft.claims[claim] = {**cases, case: text}
        draft.dirty = True
