"""object: a holder says with their code, or through their agent, why a hold is wrong; they may take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from unicodedata import normalize

from clawback.law import Allowed, end_of, may_object
from clawback.law.asking.common import days_of
from clawback.server.casework.codes import check_pace, wrong_code
from clawback.server.casework.finding import locked
from clawback.server.casework.law import basis_of, citation, profile_of
from clawback.server.casework.models import Notice, NoticeCode, Objection
from clawback.server.casework.redress.giving import PURPOSE
from clawback.server.casework.redress.knowing import known
from clawback.server.casework.redress.reviewers import pick_reviewer
from clawback.server.casework.redress.sealing import fingerprint, is_kept, sealed
from clawback.server.casework.redress.subjects import of_notice, of_objection
from clawback.server.casework.redress.suspending import rest_hold, resume_hold
from clawback.server.casework.refusals import (
    FactsWrong,
    NoSuchRecord,
    NoticeWithheld,
    NotKept,
    ObjectedAlready,
    UnknownCode,
)
from clawback.server.casework.sealing import digest
from clawback.server.casework.states.objection import OBJECTION
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding
from clawback.server.walls import everything

__all__ = [
    "HAND_OVER",
    "KIND",
    "HolderWords",
    "act_of_holder",
    "find_code",
    "holder_of",
    "object_as_holder",
    "record_objection",
    "withdraw_as_holder",
    "withdraw_objection",
]

KIND: Final = "objection"
HAND_OVER: Final = "hand over"
_LONGEST: Final = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class HolderWords:
    """What a holder says. Raises FactsWrong where they say nothing, or a book.

    `helper` is who helps them, by name; `wants_help` that they were recruited, threatened or held, and want help first;
    `contact` where they can be reached safely for that.
    """

    words: str
    language: str = "en"
    helper: str = ""
    wants_help: bool = False
    contact: str = ""

    def __post_init__(self) -> None:
        if not self.words.strip() and not self.wants_help:
            raise FactsWrong("say why the hold is wrong", field="words")
        if len(self.words) > _LONGEST or len(self.helper) > 200 or len(self.contact) > 300:
            raise FactsWrong(f"at most {_LONGEST} characters", field="words")
        if not 2 <= len(self.language) <= 12:
            raise FactsWrong("name a language", field="language")


def find_code(address: str, code: str, at: datetime) -> NoticeCode:
    """The row of a code that somebody at `address` entered. Raises UnknownCode, TooManyTries.

    A notice that is withheld is not found, by the same question as a code that was never made.
    """
    check_pace(address, at)
    found = holder_of(digest(PURPOSE, _digits(code)), at)
    if found is None:
        raise wrong_code(address, at)
    return found


def _digits(code: str) -> str:
    """However it is typed: with hyphens, or in the wide digits of a Chinese keyboard."""
    return "".join(each for each in normalize("NFKC", code) if each in "0123456789")


def holder_of(code: str, at: datetime) -> NoticeCode | None:
    """The row of a code's keyed hash, where the hold may be known at `at`."""
    rows = NoticeCode.objects.filter(known(at, "notice__"), code=code)
    with everything():
        return rows.select_related("notice__hold__request__account", "notice__hold__request__case").first()


def object_as_holder(at: datetime, code: str, told: HolderWords) -> Objection:
    """By the keyed hash of a code. Raises UnknownCode, ObjectedAlready."""
    row = holder_of(code, at)
    if row is None:
        raise UnknownCode("no report or hold has this code", field="code")
    return _object(act_of_holder(row, at), row.notice_id, row.holder, told)


def record_objection(act: Act, number: int, holder: int, told: HolderWords) -> Objection:
    """The agent records what a holder told it, on notice `number`."""
    return _object(act, number, holder, told)


def act_of_holder(row: NoticeCode, at: datetime) -> Act:
    """The holder decides something of their own; whoever calls this found their code."""
    return Act(member=None, at=at, name=f"holder/{row.pk}")


def _object(act: Act, number: int, holder: int, told: HolderWords) -> Objection:
    with deciding(act) as decision:
        notice = locked(Notice, number)
        if act.member is not None:
            act.check("record", of_notice(notice, "objection"))
        if not Notice.objects.filter(known(act.at), pk=number).exists():
            raise NoticeWithheld("the holder may not be told yet")
        code = notice.codes.filter(holder=holder).first()
        if code is None:
            raise NoSuchRecord(f"no code was made for holder {holder}", field="holder")
        if not is_kept(notice):
            raise NotKept("the hold is long over: what was said against it was erased")
        if notice.objections.filter(holder=holder, state="made").exists():
            raise ObjectedAlready("an objection waits for its decision already", remedy="wait for it")
        late, due_at = _terms(notice, code.given_at or code.made_at, act.at)
        made = Objection.objects.create(
            notice=notice,
            holder=holder,
            made_at=act.at,
            late=late,
            language=told.language,
            wants_help=told.wants_help,
            told=b"",
            recorded_by_id=act.member.id if act.member else None,
        )
        said = {"contact": told.contact, "helper": told.helper, "words": told.words}
        made.told = sealed(notice, f"{made}/told", said)
        reviewer = pick_reviewer(made, act.at)
        made.reviewer_id = reviewer.pk if reviewer else None
        made.save(update_fields=["told", "reviewer"])
        rest_hold(act, notice.hold)
        set_clock(KIND, made.pk, HAND_OVER, at=act.at, due_at=due_at, counts_for_person=True)
        decision.enter(
            "object",
            made,
            basis=citation(notice.hold.request.jurisdiction, notice.hold.request.basis),
            after={
                "hold": notice.hold_id,
                "late": int(late),
                "state": made.state,
                "told": fingerprint(made.told),
                "wants_help": int(told.wants_help),
            },
        )
    return made


def _terms(notice: Notice, told_at: datetime, at: datetime) -> tuple[bool, datetime]:
    """Whether it is late, and by when it is decided. What is late is decided all the same, in the house's own time."""
    basis = basis_of(notice.hold)
    house = profile_of(notice.hold.request.jurisdiction).house
    answer = may_object(basis, told_at=told_at, made_at=at, house=house)
    if isinstance(answer, Allowed) and answer.until is not None:
        return False, answer.until
    late = not isinstance(answer, Allowed) and answer.code == "objection-late"
    return late, end_of(at, house.objection_decided_within, days_of(basis))


def withdraw_objection(act: Act, number: int) -> Objection:
    """The holder takes it back, through the agent."""
    return _withdraw(act, number)


def withdraw_as_holder(at: datetime, code: str) -> Objection:
    """The holder takes their open objection back, by the keyed hash of their code. Raises UnknownCode, NoSuchRecord."""
    row = holder_of(code, at)
    if row is None:
        raise UnknownCode("no report or hold has this code", field="code")
    made = row.notice.objections.filter(holder=row.holder, state="made").first()
    if made is None:
        raise NoSuchRecord("there is no objection that waits")
    return _withdraw(act_of_holder(row, at), made.pk)


def _withdraw(act: Act, number: int) -> Objection:
    with deciding(act) as decision:
        made = locked(Objection, number)
        if act.member is not None:
            act.check("withdraw", of_objection(made))
        before, made.state = made.state, OBJECTION.step(made.state, "withdraw")
        made.decided_at = act.at
        made.save(update_fields=["state", "decided_at"])
        stop_clocks(KIND, made.pk, at=act.at)
        resume_hold(act, made.notice.hold)
        decision.enter("withdraw", made, before={"state": before}, after={"state": made.state})
    return made
