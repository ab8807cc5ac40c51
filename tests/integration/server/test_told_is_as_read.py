"""A number, address or name typed in a field of its own is the one that is read in another's story."""

from __future__ import annotations

import pytest

from tests.integration.server.test_facts_of_a_story import keys_of, signed_in, story_told
from tests.integration.server.world import make_world, transfer

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("kind", "typed", "fact"),
    [
        ("telephone", "0044 7700 900 456", "phone +447700900456"),
        ("address", "golden-gains.example/join", "domain golden-gains.example"),
        ("handle", "Telegram: @Sure_Gain_Teacher", "handle telegram:sure_gain_teacher"),
        ("handle", "t.me/sure_gain_teacher", "handle telegram:sure_gain_teacher"),
    ],
)
def test_what_is_told_links_with_what_is_read(kind: str, typed: str, fact: str) -> None:
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told, ToldIdentifier
    from clawback.server.casework.victims.duplicates import linked_by_identifiers

    world = make_world()
    read = story_told(world)
    chosen = {f"{keys_of(read)[fact]}-said": "accepted", f"{keys_of(read)[fact]}-role": "other"}
    assert signed_in(world, "intake").post(f"/reports/{read.pk}/facts/", chosen).status_code == 302
    said = Told(
        channel="telephone",
        language="en",
        name="B. Victim",
        contact=f"told-{kind}-{len(typed)}@example.org",
        story="",
        transfers=(transfer(),),
        identifiers=(ToldIdentifier(kind=kind, value=typed),),
    )
    told = report(world.act("intake"), world.centre, said).report
    assert linked_by_identifiers(told) == [read.pk]


def test_what_is_nothing_of_its_kind_is_kept_as_it_was_typed() -> None:
    from clawback.server.casework.facts.as_read import as_read
    from clawback.server.casework.told import ToldIdentifier

    assert as_read(ToldIdentifier(kind="handle", value=" @teacher "), "GB") == [("handle", "@teacher")]
    assert as_read(ToldIdentifier(kind="telephone", value="+00 555 0142"), None) == [
        ("telephone", "+00 555 0142")
    ]
