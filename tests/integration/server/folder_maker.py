"""A program of the tests: FOLDER COUNT makes a demo's folder with so many holds, placed an hour ago."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from clawback import clock
from clawback.server.data_folder import open_folder
from clawback.server.embedded import Embedded
from clawback.server.starting import migrate, set_up
from tests.integration.server.world import HOUR, in_case, make_world, placed, transfer


def make(count: int) -> None:
    from clawback.server.people.models import RoleGrant

    ago, world = clock.now() - HOUR, make_world()
    RoleGrant.objects.update(asked_at=ago - 48 * HOUR, works_at=ago - 24 * HOUR)
    told = [transfer(1000 + n, creditor=f"C{n}", settled_at=ago - 3 * HOUR) for n in range(count)]
    case, claims = in_case(world, *told, at=ago)
    for claim in claims:
        placed(world, case, claim, at=ago)


folder = open_folder(Path(sys.argv[1]), demo=True)
database = Embedded(folder.database)
database.start()
os.environ.update(CLAWBACK_DATA=str(folder.path), DATABASE_URL=database.url(), CLAWBACK_PLAIN_HTTP="1")
set_up()
migrate()
make(int(sys.argv[2]))
database.stop()
