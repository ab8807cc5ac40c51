"""Reports whose stories name things, confirmed by an analyst, and a linker that follows."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tests.integration.server.world import NOON, World, transfer

if TYPE_CHECKING:
    from datetime import datetime

    from clawback.server.casework.models import Report

_numbers = count(1)
PHONES = ("+44 7700 900123", "+44 7700 900456", "+44 7700 900789")
SITES = ("https://sure-gain.example/vip", "https://other-gain.example/vip", "https://third.example/vip")


def story(*things: str) -> str:
    """A story of its own that names these things of the other side."""
    words = " ".join(f"day{next(_numbers)} word{next(_numbers)}" for _ in range(3))
    return f"{words}. " + " ".join(f"They told me to use {each} for it." for each in things)


def told(
    world: World,
    *things: str,
    at: datetime = NOON,
    scam_type: str = "investment",
    text: str = "",
    creditor: str = "",
) -> Report:
    """A report, not confirmed by anybody yet."""
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told

    number = next(_numbers)
    said = Told(
        channel="telephone",
        language="en",
        name="A. Victim",
        contact=f"victim-{number}@example.org",
        story=text or story(*things),
        transfers=(transfer(debtor=f"D{number}", creditor=creditor or f"C{number}"),),
        scam_type=scam_type,
    )
    return report(world.act("intake", at), world.centre, said).report


def confirmed(world: World, *things: str, at: datetime = NOON, **said: str) -> Report:
    """The same, with every fact of it accepted as the other side's; its claims are not confirmed."""
    made = told(world, *things, at=at, **said)  # type: ignore[arg-type]
    accept_facts(world, made, at)
    return made


def accept_facts(world: World, report: Report, at: datetime = NOON) -> None:
    from clawback.server.casework.facts.deciding import Verdict, confirm_facts
    from clawback.server.casework.facts.reading import facts_in, proposed_in
    from clawback.server.casework.sealing import opened

    read = proposed_in(facts_in(report, opened(report).get("story", "")))
    verdicts = [
        Verdict(
            key=each.key,
            said="rejected" if each.kind == "scam type" else "accepted",
            role="other" if each.role else "",
        )
        for each in read
    ]
    confirm_facts(world.act("analyst", at), report.pk, verdicts)


def followed(at: datetime = NOON) -> None:
    """Linking follows all that waits, from scratch."""
    from clawback.server.casework.operations.linker import Linker

    Linker().catch_up(lambda: at)


def groups() -> list[tuple[int, ...]]:
    """The reports of each operation that is not over."""
    from clawback.server.casework.models import Operation

    live = Operation.objects.exclude(state="ended")
    return sorted(tuple(sorted(each.members.values_list("report", flat=True))) for each in live)
