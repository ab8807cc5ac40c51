"""The specification shows what nodes say, and says every kind of message, every refusal and every state."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from clawback.federation.node.gate import admit
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal
from clawback.federation.wire.canonical import to_canonical
from clawback.federation.wire.envelope import LONGEST, MEDIA_TYPE, TYPE
from clawback.federation.wire.messages import Body
from tests.property.federation.world import NOW, chain, member, members, secret, site
from tests.unit.federation.conversation import BLOCK, PAGE, examples, pasted

TEXT = PAGE.read_text("utf-8")
KINDS = [kind.__struct_config__.tag for kind in get_args(Body)]
LISTED = members(*chain(3).sites["centre"].members.members, member("police"))


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, Any]]:
    return examples()


def test_its_examples_are_what_nodes_say() -> None:
    assert pasted(TEXT) == TEXT, "run python -m tests.unit.federation.conversation"


def test_every_kind_has_an_example() -> None:
    shown = [block[2] for block in BLOCK.finditer(TEXT)]
    assert sorted(shown) == sorted([*KINDS, "report received", "report away"])


@pytest.mark.parametrize("name", [block[2] for block in BLOCK.finditer(TEXT)])
def test_an_example_is_let_in_by_its_recipient(name: str, said: dict[str, dict[str, Any]]) -> None:
    payload, kind = said[name], name.split()[0]
    text = secret(payload["author"]).sign(TYPE, to_canonical(payload))
    here = site(payload["recipient"], LISTED)
    message, envelope = admit(here, State(), text, NOW)
    assert len(message) == 64
    assert envelope.body.__struct_config__.tag == kind


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_named_with_its_status(refusal: Refusal) -> None:
    assert re.search(rf"^\| `{refusal.text}` \| {refusal.status} \|", TEXT, re.MULTILINE)


def test_no_refusal_is_named_that_there_is_not() -> None:
    named = re.findall(r"^\| `([a-z -]+)` \| [0-9]{3} \|", TEXT, re.MULTILINE)
    assert sorted(named) == sorted(each.text for each in Refusal)


@pytest.mark.parametrize("fact", [MEDIA_TYPE, TYPE, f"{LONGEST:,}"])
def test_its_constants_are_ours(fact: str) -> None:
    assert fact in TEXT


def test_every_field_is_explained() -> None:
    fields = {field for kind in get_args(Body) for field in kind.__struct_fields__}
    assert {field for field in fields if f"`{field}`" not in TEXT} == set()
