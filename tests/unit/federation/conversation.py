"""Every kind of message, said once: the examples of docs/reference/federation.md.

`python -m tests.unit.federation.conversation` writes them into the page anew.
"""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec.structs import replace

from clawback.clock import format_time
from clawback.federation.node import owning
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.site import NamedKeys
from clawback.federation.node.state import State
from clawback.federation.trust.members import Members
from clawback.federation.wire.jws import parse
from clawback.federation.wire.messages import Carried, Find, Notice
from tests.property.federation.world import (
    NOW,
    OWNER,
    World,
    authority,
    certificate,
    chain,
    changed,
    member,
    open_case,
    site,
)
from tests.tidy.tree import ROOT
from tests.unit.federation.saying import certified, said

PAGE = ROOT / "docs/reference/federation.md"
BLOCK = re.compile(r"(<!-- message: ([a-z ]+) -->\n+```json\n)(.*?)(\n```)", re.DOTALL)
KEYS = {f"T{at}": f"uetr:{at}a6f30e5-7d1e-4b6f-9a33-5c1f0b6e7d0{at}" for at in range(4)}
CLAIM = KEYS["T0"]
POLICY = Policy(
    honours=(Honour(owner=OWNER, bases=("demo/hold-1",), most=10**6, most_a_day=10**7, holds_a_day=10),)
)


def examples() -> dict[str, dict[str, Any]]:
    """kind -> the payload of the first message of that kind; of reports also the first that tells of what was received,
    and of what went away."""
    found: dict[str, dict[str, Any]] = {}
    for world in (_whole(), _away(), _shared(), _lied(), _revealed()):
        for message in world.said:
            payload = _of_one_rule(json.loads(parse(message.text).payload))
            for name in _names(payload["body"]):
                found.setdefault(name, payload)
    return found


def _names(body: dict[str, Any]) -> list[str]:
    told = body["rules"]["fifo"] if body["kind"] == "report" else {}
    return [body["kind"], *(f"report {what}" for what in ("received", "away") if told.get(what))]


def _of_one_rule(payload: dict[str, Any]) -> dict[str, Any]:
    """The same under fifo alone, that it be read to its end."""
    rules = payload["body"].get("rules", {})
    payload["body"] |= {"rules": {"fifo": rules["fifo"]}} if "fifo" in rules else {}
    return payload


def claim(case: str = "C1", owner: str = OWNER, hold: bool = True) -> Any:
    settled_at = NOW - 86_400_000_000
    more: dict[str, Any] = {"hold": authority("100.00")} if hold else {}
    return certificate(CLAIM, "B1", settled_at, "100.00", case=case, owner=owner, **more)


def _started() -> World:
    return chain(3, policy=POLICY, keys=NamedKeys(KEYS.items()))


def _whole() -> World:
    """Asked, traced, held, confirmed, released, and over."""
    world = _started()
    open_case(world, [claim()])
    world.run()
    ((name, _),) = world.states["B2"].holds.items()
    world.act(OWNER, lambda draft: owning.confirm(draft, "C1", "B2", name, "A-7"))
    world.run()
    world.act(OWNER, lambda draft: owning.release(draft, "C1", "B2", name))
    world.run()
    world.act(OWNER, lambda draft: owning.close(draft, "C1", [CLAIM]))
    world.run()
    return world


def _away() -> World:
    """B3 is no member."""
    world = _started()
    listed = world.sites[OWNER].members
    less = replace(listed, members=[each for each in listed.members if each.name != "B3"])
    for name in world.sites:
        changed(world, name, members=less)
    open_case(world, [claim()])
    world.run()
    return world


def _shared() -> World:
    """Two owners trace one transfer, and agree."""
    world = _started()
    listed = world.sites[OWNER].members
    more = Members(version=2, issued_at=listed.issued_at, members=[*listed.members, member("police")])
    for name in world.sites:
        changed(world, name, members=more)
    world.sites["police"], world.states["police"] = site("police", more), State()
    for case, owner in (("C1", OWNER), ("C2", "police")):
        open_case(world, [claim(case, owner, hold=False)], case, owner)
        world.run()
    world.act(OWNER, lambda draft: owning.carry(draft, "C1", CLAIM, "C2"))
    world.run()
    world.act("police", lambda draft: owning.carry(draft, "C2", CLAIM, "C2"))
    world.run()
    return world


def _lied() -> World:
    """B2 invents parts, is asked, and what it said is voided; another invention is refused outright."""
    world = _started()
    open_case(world, [claim()])
    world.run()
    for amount, version in (("80.00", 9), ("80.01", 10)):
        carried = Carried(parts={CLAIM: amount}, depth=2, followed=True)
        body = Notice(
            causes=["C1"],
            transfer=KEYS["T2"],
            settled_at=format_time(NOW),
            version=version,
            rules={"fifo": carried},
            certificates={CLAIM: certified(claim=CLAIM)},
        )
        world.deliver("B3", [said("B2", "B3", body, number=version)])
    world.run()
    return world


def _revealed() -> World:
    world = chain(2, reveal=True)
    world.act(OWNER, lambda draft: draft.send("B1", Find(transfers=["T0", "T1", "T9"])))
    world.run()
    return world


def pasted(page: str) -> str:
    """The page with the examples as they are said now."""
    found = examples()
    return BLOCK.sub(
        lambda block: block[1] + json.dumps(found[block[2]], indent=1, ensure_ascii=False) + block[4], page
    )


if __name__ == "__main__":
    PAGE.write_text(pasted(PAGE.read_text("utf-8")), "utf-8")
