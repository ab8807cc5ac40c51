"""Every byte that leaves a node: no account number, no name, no amount but parts of claims and what is held of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from clawback.federation.book import Movement
from clawback.federation.node import owning
from clawback.federation.node.policy import Honour, Policy
from clawback.federation.node.site import NamedKeys, transfer_key
from clawback.federation.trust.members import Members
from clawback.federation.wire.jws import parse
from tests.property.federation.cutting import moved, movements, world_of
from tests.property.federation.world import OWNER, Trouble, World, authority, certificate, changed, open_case
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import Account, PlainLimits, PlainTransfer

TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z")
AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
DIGEST = re.compile(r"[0-9a-f]{64}")
KEY = re.compile(r"e2e:[0-9a-f]{64}")
WORDS = {
    *("acks", "ask", "notice", "open", "refused", "report", "settled", "shared", "void"),
    *("confirm", "release", "over", "A-7"),
    *("standing", "exit", "returned", "overdraft", "unfollowed", "awaiting"),
    *("placed", "released", "expired", "confirmed", "above a cap", "holds on the account"),
    *("ambiguous", "policy", "was released", "was expired", "was confirmed", "holds of the day"),
    *("fifo", "lifo", "pro-rata", "own-first", "stolen-first"),
    *("EUR", "C1", "investment", "demo/hold-1", "PT24H", ""),
}
AMOUNTS_AT = re.compile(
    r"body\.rules\.[a-z-]+\.parts\.\*"
    r"|body\.rules\.[a-z-]+\.(?:traced|positions\.parts|received\.\*\.parts|sent\.\*\.parts|away\.\*\.parts)\.\*"
    r"|body\.rules\.[a-z-]+\.away\.\*\.amount"
    r"|body\.holds\.\*\.claims\.\*"
    r"|certificate\.amount|certificate\.hold\.limit"
)
POLICY = Policy(
    honours=(
        Honour(
            owner=OWNER,
            bases=("demo/hold-1",),
            most=2**62,
            most_a_day=2**62,
            holds_a_day=99,
            holds_an_account=9,
        ),
    )
)


def secretive(case: LedgerCase) -> LedgerCase:
    """Accounts with numbers, and transfers with ids, that could be nothing else."""
    accounts = {account for row in case.transfers for account in (row.debtor, row.creditor)}
    to: dict[Account, Account] = {
        each: each if each[1] == "outside" else (each[0], f"NUMBER-OF-{each[1]}-{place:09d}")
        for place, each in enumerate(sorted(accounts))
    }
    return replace(
        case,
        transfers=[
            replace(
                row,
                id=f"OWN-ID-{row.id}",
                reverses=row.reverses and f"OWN-ID-{row.reverses}",
                debtor=to[row.debtor],
                creditor=to[row.creditor],
            )
            for row in case.transfers
        ],
        claims=[f"OWN-ID-{claim}" for claim in case.claims],
        openings=None
        if case.openings is None
        else {to[each]: units for each, units in case.openings.items()},
        exits=frozenset(to[each] for each in case.exits),
    )


def named(case: LedgerCase, seed: int) -> dict[str, str]:
    """Names by end-to-end ids in which people write what they like; some transfers that are no claim have none."""
    found = {}
    for place, row in enumerate(case.transfers):
        if row.id not in case.claims and (place + seed) % 3 == 0:
            continue
        key = transfer_key(
            uetr=None,
            end_to_end_id=f"RENT OF JANE ROE {row.id}",
            amount=str(row.amount),
            currency="EUR",
            settled_on="2026-01-01",
        )
        assert key is not None
        found[row.id] = key
    return found


def leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Each value with its path; keys of maps that are no fields are `*` in it, and are values too."""
    if isinstance(value, dict):
        for key, each in value.items():
            is_field = (key.isidentifier() and not TOKEN.fullmatch(key)) or key in WORDS
            if not is_field:
                yield f"{path}.*", key
            yield from leaves(each, f"{path}.{key if is_field else '*'}")
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, path)
    elif isinstance(value, str) and value.count(".") == 2 and value.startswith("ey"):
        yield from leaves(json.loads(parse(value).payload), "certificate")
    else:
        yield path, value


def check(path: str, value: object, known: set[str]) -> None:
    if isinstance(value, bool | int) or value is None:
        assert path.rsplit(".", 1)[-1] in {
            *("number", "version", "depth", "followed", "place", "max_hops", "hop_window_us"),
            *("min_amount", "hold", "rule", "revealed"),
        }, path
        return
    assert isinstance(value, str)
    if AMOUNT.fullmatch(value):
        assert AMOUNTS_AT.fullmatch(path) or path == "certificate.limits.min_amount", path
        return
    public = value in WORDS or value in known or TIME.fullmatch(value) or KEY.fullmatch(value)
    assert public or TOKEN.fullmatch(value) or DIGEST.fullmatch(value), (path, value)


def ring() -> LedgerCase:
    """Four claims go into a ring of two accounts, where for a while one of them stands twice."""
    legs = ("AB1", "AB1", "AB1", "AB1", "BC4", "CB2", "BB2", "BC2")
    rows = [
        PlainTransfer(
            id=f"T{90 - place}",
            settled_at=1_767_225_600_000_000,
            debtor=("", leg[0]),
            creditor=("", leg[1]),
            amount=int(leg[2]),
        )
        for place, leg in enumerate(legs)
    ]
    return LedgerCase(
        transfers=rows,
        claims=["T90", "T89", "T88", "T87"],
        openings=None,
        exits=frozenset(),
        limits=PlainLimits(max_hops=2),
        as_of=None,
    )


@settings(max_examples=15)
@given(case=ledgers(), cut=st.integers(2, 6), seed=st.integers(0, 2**32))
@example(case=ring(), cut=2, seed=0)
def test_every_byte_that_leaves_a_node(case: LedgerCase, cut: int, seed: int) -> None:
    """One institution in two worlds has no node: what is known of it is the owner's."""
    case = secretive(moved(case, cut, seed))
    keys = named(case, seed)
    without = frozenset({"N0"} if seed % 2 else ())
    told = {"keys": NamedKeys(keys.items()), "reveal": False, "ledger": None, "policy": POLICY}
    world = world_of(case, seed, Trouble(), without, **told)
    changed(world, OWNER, reveal=False, keys=told["keys"])
    ask(world, case, keys)
    world.run()
    assert world.is_whole()
    decided = decide(world)
    assert decided <= {json.loads(parse(each.text).payload)["body"]["kind"] for each in world.said}
    known = {*world.sites, *members_of(world).by_agent, *without}
    touching = {name: set(touched(case, keys, name)) for name in world.sites}
    claims = {keys[claim] for claim in case.claims}
    for message in world.said:
        payload = parse(message.text).payload
        assert b"NUMBER-OF" not in payload
        assert b"JANE" not in payload
        assert b"OWN-ID" not in payload
        said = json.loads(payload)
        for path, value in leaves(said, ""):
            check(path.removeprefix("."), value, known)
        if said["body"]["kind"] == "notice":
            told = set(re.findall(r"e2e:[0-9a-f]{64}", payload.decode()))
            assert told - claims <= touching[message.to]


def decide(world: World) -> set[str]:
    """The owner confirms every other hold of its peers that stands, lets the rest go, ends all claims; what it says."""
    held = [
        (name, hold)
        for name, state in world.states.items()
        if name != OWNER
        for hold, each in sorted(state.holds.items())
        if each.state == "placed"
    ]
    for place, (name, hold) in enumerate(held):
        if place % 2:
            world.act(OWNER, partial(owning.release, case="C1", member=name, hold=hold))
        else:
            world.act(OWNER, partial(owning.confirm, case="C1", member=name, hold=hold, approver="A-7"))
    world.run()
    met = [name for name, state in world.states.items() if state.claims and name != OWNER]
    world.act(OWNER, lambda draft: owning.close(draft, "C1", list(draft.owned["C1"].certificates)))
    world.run()
    assert world.is_whole()
    return {*(["confirm"] if held else []), *(["release"] if held[1:] else []), *(["over"] if met else [])}


def members_of(world: World) -> Members:
    return world.sites[OWNER].members


def touched(case: LedgerCase, keys: dict[str, str], agent: str) -> Iterator[str]:
    for row in case.transfers:
        if row.id in keys and agent in (row.debtor[0], row.creditor[0]):
            yield keys[row.id]


def ask(world: World, case: LedgerCase, keys: dict[str, str]) -> None:
    rows: dict[str, Movement] = {row.key: row for row in movements(case, None)}
    rank = {row.id: at for at, row in enumerate(case.transfers)}
    limit = f"{2**62 // 100}.00"
    open_case(
        world,
        [
            certificate(
                keys[claim],
                rows[claim].debtor[0],
                rows[claim].settled_at,
                f"{rows[claim].amount // 100}.{rows[claim].amount % 100:02d}",
                place=rank[claim],
                hold=authority(limit),
            )
            for claim in case.claims
        ],
    )
