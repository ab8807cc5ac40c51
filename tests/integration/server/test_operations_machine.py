"""Any order of confirmations, withdrawals, cuts and cuts taken back, followed at any moment, by one linker or by a new
one: the operations are those that the library finds from scratch in what is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clawback.linking.book import Book
from clawback.linking.facts import Named, ReportFacts, Thing
from clawback.linking.things import things_of
from tests.integration.server.world import NOON, World, make_world, member, transfer
from tests.integration.server.world_operations import accept_facts

if TYPE_CHECKING:
    from clawback.server.casework.models import Report

pytestmark = pytest.mark.usefixtures("database_of_module")
NUMBERS = [f"+4477009001{place:02}" for place in range(5)]
STORIES = [
    "",
    "They said that the parcel was held at the border and that I had to pay the duty at once, or else it went back.",
    "They said that the parcel was held at the border and that I had to pay the duty today, or else it went back.",
]
_numbers = count(1)
TYPES = ("investment", "bank", "other")
STEPS = st.one_of(
    st.tuples(
        st.just("told"),
        st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True),
        st.sampled_from(STORIES),
        st.sampled_from(TYPES),
        st.integers(0, 400),
        st.sampled_from(["", "A", "B"]),
    ),
    st.tuples(st.sampled_from(["rejected", "cut", "rejoined"]), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.sampled_from(["followed", "anew"])),
)


@pytest.fixture(scope="module")
def world(database_of_module: str) -> World:
    return make_world()


class Lived:
    """One organisation's history, and what the library is told of it."""

    def __init__(self, world: World) -> None:
        from clawback.server.casework.operations.linker import Linker
        from clawback.server.people.models import Organisation

        place = Organisation.objects.count()
        self.centre = Organisation.objects.create(
            kind="centre", code=f"c-{place}", name="C", jurisdiction="demo"
        )
        people = {role: member(self.centre, role) for role in ("intake", "analyst")}
        self.world = World(centre=self.centre, bank=world.bank, other_bank=world.other_bank, people=people)
        self.linker, self.place = Linker(), place
        self.facts: dict[int, ReportFacts] = {}
        self.cuts: set[tuple[int, int]] = set()

    def told(self, numbers: list[str], story: str, kind: str, days: int, account: str) -> None:
        from clawback.server.casework.claiming import confirm_claim

        at = NOON - timedelta(days=days)
        text = story + "".join(f" They called from {each} about it." for each in numbers)
        report = self._report(text, kind, at, account)
        accept_facts(self.world, report, NOON)
        positions: tuple[Thing, ...] = ()
        if account:
            claim = confirm_claim(self.world.act("analyst"), report.claims.get().pk)
            positions = (Thing("account", claim.creditor_account.number, "north"),)
        named = tuple(Named(kind="phone", value=each) for each in numbers)
        if report.facts.exists() or account:
            self.facts[report.pk] = ReportFacts(
                number=report.pk,
                received=at,
                identifiers=named,
                positions=positions,
                text=text if report.facts.exists() else "",
                scam_type=kind,
            )

    def _report(self, text: str, kind: str, at: datetime, account: str) -> Report:
        from clawback.server.casework.reporting import report
        from clawback.server.casework.told import Told
        from clawback.server.people.acting import Act

        number = f"{self.place}-{next(_numbers)}"
        said = Told(
            channel="telephone",
            language="en",
            name="V",
            contact=f"{number}@example.org",
            story=text,
            transfers=(transfer(debtor=f"D{number}", creditor=f"{self.place}{account or number}"),),
            scam_type=kind,
        )
        act = Act(member=self.world.people["intake"].facts(NOON), at=at)
        return report(act, self.centre, said).report

    def rejected(self, one: int, _other: int) -> None:
        from clawback.server.casework.victims.rejecting import reject_report

        if self.facts:
            number = sorted(self.facts)[one % len(self.facts)]
            reject_report(self.world.act("intake"), number, "regret")
            del self.facts[number]
            self.cuts = {pair for pair in self.cuts if number not in pair}

    def cut(self, one: int, other: int) -> None:
        from clawback.server.casework.models import Operation
        from clawback.server.casework.operations.cutting import part_reports

        self.followed()
        found = list(Operation.objects.filter(organisation=self.centre).exclude(state="ended").order_by("pk"))
        if found:
            operation = found[one % len(found)]
            inside = sorted(operation.members.values_list("report", flat=True))
            first = inside[other % (len(inside) - 1)]
            second = inside[inside.index(first) + 1]
            part_reports(self.world.act("analyst"), operation.pk, first, second, "another group's")
            self.cuts.add((first, second))

    def rejoined(self, one: int, _other: int) -> None:
        from clawback.server.casework.models import Cut, Operation
        from clawback.server.casework.operations.cutting import rejoin_reports

        self.followed()
        for pair in sorted(self.cuts)[one % (len(self.cuts) + 1) :][:1]:
            there = Operation.objects.filter(members__report__in=pair).first()
            if there is not None:
                row = Cut.objects.get(one=pair[0], other=pair[1], taken_back_at=None)
                rejoin_reports(self.world.act("analyst"), there.pk, row.pk)
                self.cuts.discard(pair)

    def followed(self) -> None:
        self.linker.catch_up(lambda: NOON)

    def anew(self) -> None:
        """Another linker, which begins from scratch."""
        from clawback.server.casework.operations.linker import Linker

        self.linker = Linker()
        self.followed()

    def kept(self) -> list[tuple[int, ...]]:
        from clawback.server.casework.models import Operation

        live = Operation.objects.filter(organisation=self.centre).exclude(state="ended")
        return sorted(tuple(sorted(each.members.values_list("report", flat=True))) for each in live)

    def expected(self) -> list[tuple[int, ...]]:
        """By the library, each thing under its hash, for ties are decided by it."""
        from clawback.server.casework.operations.keeping import hash_of

        book = Book(
            ReportFacts(
                number=each.number,
                received=each.received,
                things=tuple(Thing(one.kind, hash_of(self.centre.pk, one)) for one in things_of(each)),
                text=each.text,
                scam_type=each.scam_type,
            )
            for each in self.facts.values()
        )
        for one, other in sorted(self.cuts):
            book.cut(one, other)
        return book.operations()


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a history takes long to live again
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_whatever_happened_the_operations_are_those_of_what_is_left(
    world: World, steps: list[tuple[object, ...]]
) -> None:
    lived = Lived(world)
    for name, *said in steps:
        getattr(lived, str(name))(*said)
    lived.followed()
    assert lived.kept() == lived.expected()
