"""Bar, picture, closing report and home agree: what each word counts is reckoned here in a second, plain way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from datetime import datetime

    from clawback.server.casework.case_money import CaseMoney
    from clawback.server.casework.models import Case
    from tests.integration.server.world import World

KINDS = ("traced", "standing now", "exit", "came back", "overdraft", "unfollowed")


def check_agreement(world: World, case: Case, at: datetime) -> None:
    """Of a case that is the only one of its organisation with holds."""
    from clawback.server.casework.returns.counting import case_figures

    bars = _bars(case, at)
    plain, closing = _plain(case), {row.currency: row for row in case_figures(case)}
    assert bars.keys() == closing.keys()
    for code, bar in bars.items():
        end = closing[code]
        assert (bar.lost, bar.held, bar.let_go, bar.returned) == plain[code]
        assert (end.lost, end.in_force, end.let_go, end.returned) == plain[code]
    _check_home(world, plain, at)
    _check_pictures(world, case, bars, at)


def _bars(case: Case, at: datetime) -> dict[str, CaseMoney]:
    from clawback.server.casework.case_money import money_of
    from clawback.server.casework.case_records import claims_of
    from clawback.server.casework.statements.proposing import found_of_case

    return {row.currency: row for row in money_of(case, claims_of(case), found_of_case(case, at))}


def _plain(case: Case) -> dict[str, tuple[int, int, int, int]]:
    """Lost, held, let go, returned: claim by claim, hold by hold, line by line."""
    from clawback.server.casework.models import Claim, Hold, PlanLine

    lost, held, let_go, returned = (Counter[str]() for _ in range(4))
    for claim in Claim.objects.filter(report__case=case, state="confirmed"):
        lost[claim.currency] += claim.amount - claim.came_back
    for hold in Hold.objects.filter(request__case=case):
        held[hold.request.currency] += hold.in_force
        let_go[hold.request.currency] += hold.placed - hold.in_force
    for line in PlanLine.objects.filter(plan__case=case, state="confirmed"):
        let_go[line.plan.currency] -= line.amount
        returned[line.plan.currency] += line.amount
    codes = {*lost, *held, *returned}
    return {code: (lost[code], held[code], let_go[code], returned[code]) for code in codes}


def _check_home(world: World, plain: dict[str, tuple[int, int, int, int]], at: datetime) -> None:
    from clawback.server.casework.figures import figures_for

    home = {row.currency: row for row in figures_for(world.people["analyst"].facts(at))}
    for code, (_, *figures) in plain.items():
        row = home.get(code)
        assert ([row.held, row.released, row.returned] if row else [0, 0, 0]) == figures, code


def _check_pictures(world: World, case: Case, bars: dict[str, CaseMoney], at: datetime) -> None:
    """What a picture states and what stands beside it make up the bar's figures."""
    from clawback.server.casework.models import PlanLine
    from clawback.server.pages.statements.tracing import panel

    shown = panel(world.act("analyst", at), case)
    assert shown is not None
    traced, gone, paid = Counter[str](), Counter[str](), Counter[str]()
    for group, picture, beside in shown["groups"]:
        told, code = stated(picture), group.currency
        assert told["traced"] == sum(told[kind] for kind in KINDS[1:])
        assert told["came back"] == beside.told.paid_back - beside.unseen + beside.further + beside.otherwise
        assert told["traced"] == _by_hand(group)
        traced[code] += told["traced"] - beside.no_loss
        gone[code] += told["exit"] + told["overdraft"] + told["unfollowed"]
        paid[code] += beside.told.paid_back
    lines = PlanLine.objects.filter(plan__case=case, state="confirmed", part__claim__state="confirmed")
    returned = Counter[str]()
    for line in lines:
        returned[line.plan.currency] += line.amount
    assert paid == returned
    for code, bar in bars.items():
        assert (bar.traced, bar.gone) == (traced[code], gone[code])


def stated(picture: str) -> Counter[str]:
    """Word -> minor units, as the head of a picture has them: a word, its share, its amount."""
    texts = [each.text or "" for each in ET.fromstring(picture).iter() if each.tag.endswith("text")]
    found = Counter[str]()
    for kind in KINDS:
        if kind in texts:
            rest = texts[texts.index(kind) + 1 :]
            found[kind] = next(_units(each) for each in rest if "%" not in each)
    return found


def _units(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def _by_hand(group: object) -> int:
    """From what `clawback trace --output json` would say of the same ledger."""
    ours = {f"C{number}" for number in group.claims}  # type: ignore[attr-defined]
    found = group.found  # type: ignore[attr-defined]
    said = found.trace.to_dict()["rules"][found.rule]["traced"]
    return sum(_units(amount) for claim, amount in said.items() if claim in ours)
