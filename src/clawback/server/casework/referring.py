"""draft, approve, send a referral; accept or decline it: a person at risk to a support body, a report elsewhere."""

from __future__ import annotations

from datetime import datetime

from clawback.errors import LawError
from clawback.journal.encryption import ReportKey
from clawback.law import Request, day_of, in_force, may_request
from clawback.server.casework.federation.guarding import (
    check_report_crosses,
    check_words,
    crosses_border,
    guarded,
)
from clawback.server.casework.finding import locked
from clawback.server.casework.law import activations, actor_of, allowed, citation, profile_of
from clawback.server.casework.models import HOW, WHO, Referral, Report
from clawback.server.casework.operations.keeping import keep_for_linking
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.redress.sealing import key_of_notice
from clawback.server.casework.refusals import ConsentMissing, FactsWrong, LawRefuses
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.referral import REFERRAL
from clawback.server.casework.states.report import REPORT
from clawback.server.casework.subjects import of_consent, of_new_referral, of_opening, of_referral
from clawback.server.casework.telling import tell
from clawback.server.casework.victims.ending import end_what_it_told
from clawback.server.casework.victims.keeping import keep_until_erased
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import Value, deciding
from clawback.server.walls import everything

__all__ = [
    "answer_referral",
    "approve_referral",
    "basis_to_refer",
    "check_needs",
    "draft_referral",
    "enter_referral",
    "needs_consent",
    "note_consent",
    "opened_referral",
    "send_referral",
]

_LONGEST = 5_000
_TO = ("support", "foreign", "centre", "police")


def draft_referral(act: Act, report: int, to: int, needs: str, *, whole: bool = False) -> Referral:
    """`needs` is what they need to know, and all that they will see. Raises FactsWrong, LawRefuses, GuardRefuses."""
    about = Report.objects.filter(pk=report).first()
    with guarded(act, about), deciding(act):
        told = locked(Report, report)
        act.check("draft", of_new_referral(told))
        there = Organisation.objects.filter(pk=to, kind__in=_TO, suspended=False).first()
        if there is None or there.pk == told.organisation_id:
            raise FactsWrong("a referral goes to a support body or another authority", field="to")
        check_needs(needs)
        if told.referrals.filter(to=there).exclude(state="declined").exists():
            raise FactsWrong("this report was referred there already", field="to")
        if whole:
            REPORT.step(told.state, "refer")
        jurisdiction, basis = told.organisation.jurisdiction, basis_to_refer(told.organisation, act.at)
        if crosses_border(told.organisation, there):
            check_report_crosses(act, told, there, citation(jurisdiction, basis), needs)
        made = Referral.objects.create(
            organisation=told.organisation,
            report=told,
            to=there,
            whole=whole,
            told=key_of(told).seal("referral", needs.strip().encode()),
            jurisdiction=jurisdiction,
            basis=basis,
            drafted_by_id=act.by.id,
            drafted_at=act.at,
        )
        enter_referral(act, made, "draft")
    return made


def check_needs(needs: str) -> None:
    """Raises FactsWrong where nothing is said, or a book."""
    if not needs.strip() or len(needs) > _LONGEST:
        raise FactsWrong(f"say what they need to know, at most {_LONGEST} characters", field="needs")


def basis_to_refer(organisation: Organisation, at: datetime) -> str:
    """The entry of the law by which this organisation refers. Raises LawRefuses where there is none."""
    try:
        profile = profile_of(organisation.jurisdiction)
    except LawError as error:
        raise LawRefuses(str(error)) from None
    day = day_of(profile, at)
    by = actor_of(organisation)
    for basis in in_force(profile, day, "referral"):
        if by in basis.ordered_by:
            allowed(may_request(basis, Request(at=at, by=by), activations(organisation, basis)))
            return basis.id
    raise LawRefuses(
        "no entry of the law here says that we refer", remedy="see docs/how-to/add-a-jurisdiction.md"
    )


def approve_referral(act: Act, number: int) -> Referral:
    """Another person than drafted it. Raises ReferralSent and the like."""
    return _step(act, number, "approve", approved_by_id=act.by.id)


def send_referral(act: Act, number: int) -> Referral:
    """It stands on the pages of those it goes to from now on. Raises ConsentMissing where it needs consent."""
    check_may_send()
    with deciding(act):
        found = _step(act, number, "send", sent_at=act.at)
        if needs_consent(found) and not found.consent_how:
            raise ConsentMissing(
                "nobody noted that the person consents to this referral",
                remedy="ask them, and note who consented, how and when",
            )
    return found


def needs_consent(referral: Referral) -> bool:
    """Whether it goes only with consent: one of a person to a support body, and any that leaves the country."""
    return referral.to.kind == "support" or crosses_border(referral.organisation, referral.to)


def note_consent(act: Act, number: int, who: str, how: str, given_at: datetime) -> Referral:
    """Who consented (one of WHO), how (one of HOW) and when, before it is sent. Raises FactsWrong, ReferralSent."""
    if who not in WHO or how not in HOW:
        raise FactsWrong("say who consented, and how", field="consent")
    if given_at > act.at:
        raise FactsWrong("consent is noted once it was given", field="given_at")
    with deciding(act) as decision:
        found = locked(Referral, number)
        act.check("note", of_consent(found))
        if who == ("holder" if found.report_id else "reporter"):
            raise FactsWrong("they have no part in it", field="consent")
        if found.sent_at is not None:
            REFERRAL.step(found.state, "note consent")
        found.consent_who, found.consent_how = who, how
        found.consent_at, found.consent_by_id = given_at, act.by.id
        found.save(update_fields=["consent_who", "consent_how", "consent_at", "consent_by"])
        after: dict[str, Value] = {"who": who, "how": how, "given": given_at.isoformat()}
        decision.enter("note", found, after={"consent": "given", **after})
    return found


def answer_referral(act: Act, number: int, verb: str, words: str = "") -> Referral:
    """They `accept` or `decline`. A whole report that is accepted is theirs: its claims end here."""
    about = Referral.objects.filter(pk=number).first()
    with guarded(act, about), deciding(act):
        if about is not None and crosses_border(about.organisation, about.to):
            act.check(verb, of_referral(about))
            check_words(words)
        found = _step(
            act, number, verb, answered_by_id=act.by.id, answered_at=act.at, words=words.strip()[:200]
        )
        if found.whole and found.report_id is not None and found.state == "accepted":
            _hand_over(act, locked(Report, found.report_id))
    return found


def _step(act: Act, number: int, verb: str, **changes: object) -> Referral:
    with deciding(act):
        found = locked(Referral, number)
        act.check(verb, of_referral(found))
        before, found.state = found.state, REFERRAL.step(found.state, verb)
        for name, value in changes.items():
            setattr(found, name, value)
        found.save()
        enter_referral(act, found, verb, before)
    return found


def enter_referral(act: Act, found: Referral, verb: str, before: str = "") -> None:
    """What was done with it, in the journal."""
    of: dict[str, Value] = (
        {"report": found.report_id} if found.report_id else {"objection": found.objection_id or 0}
    )
    with deciding(act) as decision:
        decision.enter(
            verb,
            found,
            basis=citation(found.jurisdiction, found.basis),
            before={"state": before} if before else None,
            after={"state": found.state, **of, "to": found.to_id},
        )


def _hand_over(act: Act, report: Report) -> None:
    with deciding(act) as decision:
        before, report.state = report.state, REPORT.step(report.state, "refer")
        report.save(update_fields=["state"])
        decision.enter("refer", report, before={"state": before}, after={"state": report.state})
        end_what_it_told(act, report, "the report was referred elsewhere")
        keep_for_linking(report.pk)
        keep_until_erased(act, report)
        tell(report, "changed", act.at)


def opened_referral(act: Act, number: int) -> tuple[Referral, str]:
    """The referral with what it tells; opening it is recorded."""
    with deciding(act) as decision:
        found = locked(Referral, number)
        act.check("see" if found.report_id else "open", of_opening(found))
        decision.enter("open", found, after={"state": found.state})
    with everything():  # the key is not for those whom it is referred to; these words are
        needs = _key(found).open("referral", bytes(found.told)).decode() if found.told else ""
    return found, needs


def _key(referral: Referral) -> ReportKey:
    if referral.report is not None:
        return key_of(referral.report)
    assert referral.objection is not None, "it is of a report, or of an objection"
    return key_of_notice(referral.objection.notice)
