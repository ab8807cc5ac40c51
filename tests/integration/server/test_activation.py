"""An unverified basis does nothing until two counsel named the text they read, for just that text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clawback.law import is_usable
from tests.integration.server.world import HOUR, NOON, World, drafted, in_case, make_world
from tests.integration.server.world_people import act_of, counsel

pytestmark = pytest.mark.usefixtures("database")


def unread() -> object:
    """A basis for a hold by a centre, in force, that the project has not read."""
    from clawback.law import day_of, in_force, jurisdictions, profile

    for name in jurisdictions():
        found = profile(name)
        for basis in in_force(found, day_of(found, NOON)):
            if not basis.verified and basis.hold is not None:
                return basis
    raise AssertionError("every basis was read: this test needs another one")


def activate(world: World, who: object, basis: object) -> None:
    from clawback.server.casework.activating import activate_basis

    assert world.centre
    activate_basis(act_of(who), basis.jurisdiction, basis.id, basis.digest, "The Act, official edition 2024")


def test_two_counsel_and_no_fewer() -> None:
    from clawback.server.casework.law import activations
    from clawback.server.casework.refusals import ActivatedAlready
    from clawback.server.people.refusals import NotAllowed

    world, basis = make_world(), unread()
    first, second = counsel(world)
    activate(world, first, basis)
    with pytest.raises(ActivatedAlready):
        activate(world, first, basis)
    assert not is_usable(basis, activations(world.centre, basis), NOON)
    with pytest.raises(NotAllowed):
        activate(world, world.people["approver"], basis)
    activate(world, second, basis)
    assert is_usable(basis, activations(world.centre, basis), NOON)
    changed = replace(basis, note="a letter more")
    assert changed.digest != basis.digest
    assert not is_usable(changed, activations(world.centre, changed), NOON)
    assert activations(world.bank, basis) == []


def test_a_stale_page_activates_nothing() -> None:
    from clawback.server.casework.activating import activate_basis
    from clawback.server.casework.refusals import FactsWrong

    world, basis = make_world(), unread()
    with pytest.raises(FactsWrong, match="changed since"):
        activate_basis(act_of(counsel(world)[0]), basis.jurisdiction, basis.id, "0" * 64, "The Act")


def test_a_request_under_an_unread_basis_is_refused_by_its_article() -> None:
    from clawback.server.casework.asking import ask
    from clawback.server.casework.refusals import LawRefuses

    world, basis = make_world(), unread()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    request.jurisdiction, request.basis = basis.jurisdiction, basis.id
    with pytest.raises(LawRefuses) as refused:
        ask(request, NOON + HOUR)
    assert basis.article in str(refused.value)
    assert refused.value.field == "unverified"
    for each in counsel(world):
        activate(world, each, basis)
    assert refusal(request) != "unverified"


def refusal(request: object) -> str:
    """What the law says against it now: read by two, it may still refuse for what it says itself."""
    from clawback.server.casework.asking import ask
    from clawback.server.casework.refusals import LawRefuses

    try:
        ask(request, NOON + HOUR)
    except LawRefuses as refused:
        return str(refused.field)
    return ""


def test_it_stands_in_the_journal() -> None:
    from clawback.server.record.models import EntryRow

    world, basis = make_world(), unread()
    activate(world, counsel(world)[0], basis)
    assert EntryRow.objects.filter(verb="activate").count() == 1
