"""What is true of money is so in the database, whoever writes the row."""

from __future__ import annotations

import pytest

from tests.integration.server.world import NOON, drafted, in_case, make_world, placed

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update casework_hold set in_force = in_force - 1", "hold_sum"),
        ("update casework_hold set in_force = in_force - 1, released = released + 1", "its reductions"),
        ("update casework_holdpart set in_force = in_force - 1", "its parts"),
        ("update casework_hold set state = 'ended'", "hold_ended"),
        ("update casework_hold set until = until + interval '1 day'", "its clock"),
        ("delete from clocks_clock where verb = 'expire'", "its clock"),
        ("update clocks_clock set done_at = due_at, outcome = 'stopped' where verb = 'expire'", "its clock"),
        ("update casework_holdrequest set amount = amount + 1", "its parts"),
        ("update casework_holdrequest set approved_by_id = drafted_by_id", "request_four_eyes"),
        ("update casework_holdrequest set state = 'forgotten'", "request_state"),
        ("delete from casework_hold", "never forgotten"),
        ("update casework_claim set came_back = amount + 1", "claim_amounts"),
    ],
)
def test_it_is_refused(statement: str, why: str) -> None:
    from django.db import DatabaseError, connection, transaction

    world = make_world()
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    with pytest.raises(DatabaseError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_requests_at_once_do_not_share_what_is_left() -> None:
    import threading

    from django.db import connection

    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.refusals import AboveCap

    world = make_world()
    case, (claim,) = in_case(world)
    refused = []

    def ask() -> None:
        try:
            drafted(world, case, claim, 60_000)
        except AboveCap:
            refused.append(1)
        finally:
            connection.close()

    both = [threading.Thread(target=ask) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(refused) == 1
    assert HoldRequest.objects.get().drafted_at == NOON
