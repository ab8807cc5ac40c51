"""The worker goes on whatever fails beside its clocks: a hold ends in time though a disk or a key is broken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from clawback import clock
from tests.integration.server.world import in_case, make_world, placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from clawback.server.data_folder import DataFolder

pytestmark = pytest.mark.usefixtures("database")


def rounds(most: int) -> Callable[[float], bool]:
    """A rest that ends the work after so many rounds."""
    left = [most]

    def rest(_seconds: float) -> bool:
        left[0] -= 1
        return left[0] < 0

    return rest


def test_a_round_that_fails_ends_no_hold_late(data_folder: DataFolder) -> None:
    from clawback.server.jobs import work
    from clawback.server.people.models import RoleGrant
    from clawback.server.record.models import CheckpointRow

    ago, world = clock.now() - timedelta(days=3), make_world()
    RoleGrant.objects.update(asked_at=ago, works_at=ago)
    case, (claim,) = in_case(world, at=ago)
    hold = placed(world, case, claim, at=ago)
    known = data_folder.path / "journal.last"
    before = known.read_bytes() if known.exists() else None
    known.write_text("not what was there")
    try:
        work(rounds(3))
    finally:
        known.unlink()
        if before is not None:
            known.write_bytes(before)
    hold.refresh_from_db()
    assert (hold.state, hold.expired) == ("ended", 100_000)
    assert not CheckpointRow.objects.exists(), "what fails keeps back what comes after it"


def test_events_are_sent_on_whatever_one_of_them_is(data_folder: DataFolder) -> None:
    """A key that is no key fails every sending; the thread lives, and each delivery keeps its number of tries."""
    from clawback.server.casework.machines.sending import send_all
    from clawback.server.casework.models import Delivery, Endpoint

    now, world = clock.now(), make_world()
    endpoint = Endpoint.objects.create(
        organisation=world.centre,
        address="https://127.0.0.1/",
        made_by=world.people["administrator"],
        made_at=now,
        from_entry=0,
    )
    Delivery.objects.create(
        endpoint=endpoint,
        entry=0,
        event="hold.released",
        about="/api/v1/holds/1",
        happened_at=now,
        due_at=now,
    )
    key = data_folder.path / "keys" / "events.key"
    before = key.read_bytes() if key.exists() else None
    key.write_bytes(b"short")
    try:
        send_all(rounds(3))
    finally:
        key.unlink()
        if before is not None:
            key.write_bytes(before)
    assert Delivery.objects.get().tries == 1
