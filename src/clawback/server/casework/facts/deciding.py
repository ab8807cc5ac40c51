"""confirm facts: a person accepts, corrects or rejects what was read out of a report's story and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clawback.journal.canonical import to_canonical
from clawback.journal.encryption import ReportKey
from clawback.reports.kinds import KINDS
from clawback.server.casework.facts.in_files import facts_of_files
from clawback.server.casework.facts.reading import (
    IDENTIFIERS,
    SCAM_TYPE,
    Proposed,
    facts_in,
    proposed_in,
    read_in_place,
)
from clawback.server.casework.finding import locked
from clawback.server.casework.models import VERDICTS, Fact, Identifier, Report
from clawback.server.casework.operations.keeping import keep_facts
from clawback.server.casework.refusals import FactNotRead, NotKept
from clawback.server.casework.sealing import digest, key_of, opened
from clawback.server.casework.subjects import of_report
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["ROLES", "Verdict", "confirm_facts"]

ROLES = ("other", "victim", "unknown")
_LONGEST = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What is said of the proposal `key`; `value` is what should stand in its place where it is corrected."""

    key: str
    said: str
    value: str = ""
    role: str = ""


def confirm_facts(act: Act, number: int, verdicts: list[Verdict]) -> list[Fact]:
    """Keeps what was said of each proposal; those of which nothing was said stay proposed.

    What the other side used becomes an identifier by which reports find each other; an account whose agent is not
    known does not. The story is read again here, so that nothing is kept that is not read in it; of files what was read
    and sealed. Raises FactNotRead,
    with nothing kept, where a correction is not of its kind, or a fact was decided before.
    """
    with deciding(act) as decision:
        report = locked(Report, number)
        act.check("confirm", of_report(report, "claim"))
        act.check("open", of_report(report, "story"))
        if report.erased_at is not None:
            raise NotKept("this report was erased")
        key, story = key_of(report), opened(report).get("story", "")
        known = _known(report, story)
        before = set(report.facts.values_list("kind", "in_file", "start"))
        made = []
        for each in verdicts:
            if each.key not in known:
                raise FactNotRead("this is not read in the report", field=each.key)
            proposed, language = known[each.key]
            place = (proposed.kind, proposed.in_file, proposed.start)
            if place in before:
                raise FactNotRead("this was decided before", field=each.key)
            before.add(place)
            kept = _kept(report, story, proposed, each)
            made.append(_fact(act, report, key, language, proposed, each.said, kept))
        said = [each.verdict for each in made]
        decision.enter("confirm", report, after={f"{each}_facts": said.count(each) for each in VERDICTS})
        keep_facts(report.pk)
    return made


def _known(report: Report, story: str) -> dict[str, tuple[Proposed, str]]:
    """Key -> what is proposed in the story and the files, with the language it was read in."""
    facts = facts_in(report, story)
    known = {each.key: (each, facts.language) for each in proposed_in(facts)}
    for _file, found in facts_of_files(report):
        if found is not None:
            known |= {each.key: (each, found.language) for each in found.proposed}
    return known


def _kept(report: Report, story: str, proposed: Proposed, verdict: Verdict) -> Proposed | None:
    """The fact that is kept, None where it is rejected. Raises FactNotRead."""
    if verdict.said not in VERDICTS:
        raise FactNotRead("say whether it is right", field=verdict.key)
    if verdict.said == "rejected":
        return None
    role = verdict.role or proposed.role
    if proposed.role and role not in ROLES:
        raise FactNotRead("say whose it is", field=verdict.key)
    if verdict.said == "accepted":
        return replace(proposed, role=role)
    return replace(_corrected(report, story, proposed, verdict), role=role)


def _corrected(report: Report, story: str, proposed: Proposed, verdict: Verdict) -> Proposed:
    typed = verdict.value.strip()
    if proposed.kind == SCAM_TYPE:
        if typed not in KINDS:
            raise FactNotRead("there is no such kind of scam", field=verdict.key)
        return replace(proposed, value=typed)
    found = read_in_place(report, story, proposed, typed) if 0 < len(typed) <= _LONGEST else None
    if found is None:
        raise FactNotRead(
            "what was written is not of that kind", field=verdict.key, remedy="write it in full"
        )
    return found


def _fact(
    act: Act,
    report: Report,
    key: ReportKey,
    language: str,
    proposed: Proposed,
    said: str,
    kept: Proposed | None,
) -> Fact:
    if kept is not None:
        _use(report, key, kept)
    told = {"read": _plain(proposed), **({"kept": _plain(kept)} if kept is not None else {})}
    return Fact.objects.create(
        report=report,
        kind=proposed.kind,
        in_file=proposed.in_file,
        start=proposed.start,
        language=language,
        verdict=said,
        certain=proposed.certain,
        sealed=key.seal("fact", to_canonical(told)),
        decided_by_id=act.by.id,
        decided_at=act.at,
    )


def _plain(fact: Proposed) -> Mapping[str, str]:
    return {name: getattr(fact, name) for name in ("value", "text", "role", "agent") if getattr(fact, name)}


def _use(report: Report, key: ReportKey, kept: Proposed) -> None:
    if kept.kind == SCAM_TYPE:
        report.scam_type = "" if kept.value == "none" else kept.value
        report.save(update_fields=["scam_type"])
    if kept.kind not in IDENTIFIERS or kept.role != "other" or (":BANK:" in kept.value and not kept.agent):
        return
    value = f"{kept.value} {kept.agent}".strip()
    Identifier.objects.get_or_create(
        report=report,
        kind=kept.kind,
        digest=digest(f"identifier/{kept.kind}", value),
        defaults={"sealed": key.seal("identifier", value.encode())},
    )
