"""Reports that share what a person confirmed become an operation; whoever leaves, leaves it; what is cut stays cut."""

from __future__ import annotations

import pytest

from tests.integration.server.world import NOON, make_world
from tests.integration.server.world_operations import PHONES, SITES, confirmed, followed, groups, told

pytestmark = pytest.mark.usefixtures("database")


def test_only_what_a_person_confirmed_links() -> None:
    from tests.integration.server.world_operations import accept_facts

    world = make_world()
    first, second = told(world, PHONES[0], SITES[0]), confirmed(world, PHONES[0], SITES[0])
    followed()
    assert groups() == []
    accept_facts(world, first)
    followed()
    assert groups() == [(first.pk, second.pk)]
