"""add a file to an objection that waits: its holder with their code, or the agent that they gave it to; open it: by
its holder with their code, by its reviewer on record."""

from __future__ import annotations

from datetime import datetime

from clawback.server.casework import stored_files
from clawback.server.casework.finding import locked
from clawback.server.casework.insiders.opened import keep_opening
from clawback.server.casework.models import NoticeCode, Objection, ObjectionFile
from clawback.server.casework.redress.objecting import act_of_holder, holder_of
from clawback.server.casework.redress.sealing import key_of_notice
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.refusals import FactsWrong, NoSuchRecord, UnknownCode
from clawback.server.casework.states.objection import OBJECTION
from clawback.server.casework.stored_files import MOST, looked_at
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, deciding

__all__ = [
    "add_objection_file",
    "files_of_holder",
    "open_objection_file",
    "open_own_file",
    "record_objection_file",
]


def add_objection_file(at: datetime, code: str, name: str, data: bytes) -> ObjectionFile:
    """Keeps a file of the holder with this keyed hash of a code, with their objection that waits.

    Raises UnknownCode, NoSuchRecord where none waits, FileRefused.
    """
    row = holder_of(code, at)
    if row is None:
        raise UnknownCode("no report or hold has this code", field="code")
    kind, clean = looked_at(name, data)
    with deciding(act_of_holder(row, at)) as decision:
        open_one = Objection.objects.filter(notice=row.notice_id, holder=row.holder, state="made")
        number = open_one.values_list("pk", flat=True).first()
        if number is None:
            raise NoSuchRecord("there is no objection that waits")
        return _added(decision, locked(Objection, number), name, kind, clean)


def record_objection_file(act: Act, number: int, name: str, data: bytes) -> ObjectionFile:
    """Keeps a file that a holder gave to the account's agent, with their objection that waits.

    Raises FileRefused, and the refusal of a state where it does not wait.
    """
    kind, clean = looked_at(name, data)
    with deciding(act) as decision:
        made = locked(Objection, number)
        act.check("record", of_objection(made))
        OBJECTION.step(made.state, "withdraw")  # what may be taken back waits
        return _added(decision, made, name, kind, clean)


def _added(decision: Decision, made: Objection, name: str, kind: str, clean: bytes) -> ObjectionFile:
    if made.files.count() >= MOST:
        raise FactsWrong(f"an objection has at most {MOST} files", field="file")
    kept = stored_files.keep(key_of_notice(made.notice), name, clean)
    file = ObjectionFile.objects.create(
        objection=made,
        kind=kind,
        size=len(clean),
        place=kept.place,
        sealed_name=kept.sealed_name,
        sent_at=decision.act.at,
    )
    decision.enter("add", file, after={"objection": made.pk, "kind": kind, "size": len(clean)})
    return file


def files_of_holder(row: NoticeCode) -> dict[int, list[tuple[ObjectionFile, str]]]:
    """Objection -> its files with their names, of this holder alone."""
    found: dict[int, list[tuple[ObjectionFile, str]]] = {}
    rows = ObjectionFile.objects.filter(objection__notice=row.notice_id, objection__holder=row.holder)
    key = None
    for file in rows.order_by("pk"):
        key = key or key_of_notice(row.notice)
        found.setdefault(file.objection_id, []).append((file, stored_files.name_of(key, file)))
    return found


def open_own_file(row: NoticeCode, number: int) -> tuple[str, str, bytes]:
    """Kind, name and bytes of a holder's own file. Raises NoSuchRecord."""
    rows = ObjectionFile.objects.filter(objection__notice=row.notice_id, objection__holder=row.holder)
    file = rows.filter(pk=number).first()
    if file is None:
        raise NoSuchRecord(f"there is no file {number}")
    return _opened(row, file)


def open_objection_file(act: Act, objection: int, number: int) -> tuple[str, str, bytes]:
    """Kind, name and bytes, for a reviewer with no part in the hold; opening it is recorded. Raises NoSuchRecord."""
    with deciding(act) as decision:
        made = locked(Objection, objection)
        act.check("open", of_objection(made))
        file = made.files.filter(pk=number).first()
        if file is None:
            raise NoSuchRecord(f"there is no file {number}")
        decision.enter("open", file, after={"objection": objection})
        keep_opening(act, file, made.notice.hold.request.case)
        return _opened(made, file)


def _opened(of: NoticeCode | Objection, file: ObjectionFile) -> tuple[str, str, bytes]:
    key = key_of_notice(of.notice)
    return file.kind, stored_files.name_of(key, file), stored_files.read(key, file)
