"""A node behind HTTP: what the door refuses, what is kept, and nodes over a folder of ledgers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clawback
from clawback.clock import format_time
from clawback.errors import FederationError
from clawback.federation.lab.answer import answer
from clawback.federation.lab.asking import trace_folder
from clawback.federation.node.gate import admit
from clawback.federation.node.state import State
from clawback.federation.running.posting import Answer
from clawback.federation.running.running import RunningNode
from clawback.federation.running.server import check_reveal
from clawback.federation.running.store import MemoryStore
from clawback.federation.wire.envelope import LONGEST, MEDIA_TYPE
from clawback.federation.wire.messages import Ask
from clawback.ledgers.lookup import find_transfer
from clawback.tracing.limits import Limits
from tests.property.federation.cutting import moved
from tests.property.federation.world import NOW, OWNER, chain, members, secret
from tests.property.strategies import LedgerCase, ledgers
from tests.reference import RULES
from tests.unit.federation.saying import DAY, said


@pytest.fixture
def node() -> Iterator[RunningNode]:
    world = chain(2)
    found = RunningNode(
        world.sites["B1"],
        MemoryStore("B1"),
        now=lambda: clawback.clock.from_micros(NOW),  # type: ignore[attr-defined]
    )
    found.start()
    yield found
    found.stop()


def posted(node: RunningNode, text: bytes, **headers: str) -> tuple[int, Answer]:
    url = urlsplit(node.address)
    connection = HTTPConnection(url.hostname or "", url.port, timeout=120)
    connection.request("POST", "/", text, {"Content-Type": MEDIA_TYPE, **headers})
    found = connection.getresponse()
    data = found.read()
    connection.close()
    return found.status, msgspec.json.decode(data, type=Answer) if data else Answer()


def test_a_message_is_kept_once(node: RunningNode) -> None:
    text = said(OWNER, "B1", Ask(causes=[], case="C1")).encode()
    assert posted(node, text) == (202, Answer())
    node.wait(lambda state: bool(state.seen), 120)
    assert posted(node, text) == (409, Answer(refusal="replay"))


@pytest.mark.parametrize(
    ("text", "headers", "status", "refusal"),
    [
        (b"x", {}, 400, "not a message"),
        (b"x", {"Content-Type": "application/json"}, 400, "not a message"),
        (b"x", {"Content-Type": MEDIA_TYPE.replace("=1", "=2")}, 415, "future version"),
        (b"x", {"Content-Length": str(LONGEST + 1)}, 413, "oversized"),
        ("é".encode(), {}, 400, "not a message"),
        (said(OWNER, "B2", Ask(causes=[], case="C1")).encode(), {}, 403, "wrong recipient"),
        (said(OWNER, "B1", Ask(causes=[], case="C1"), key=secret("x")).encode(), {}, 403, "unknown key"),
        (said(OWNER, "B1", Ask(causes=[], case="C1"), until=format_time(NOW)).encode(), {}, 410, "expired"),
    ],
)
def test_the_door_refuses_by_name_and_logs_it(
    node: RunningNode, text: bytes, headers: dict[str, str], status: int, refusal: str
) -> None:
    found, told = posted(node, text, **headers)
    assert (found, told.refusal) == (status, refusal)
    assert not node.state.seen


@pytest.mark.parametrize(("gone", "said_then"), [(False, 1), (True, 0)])
def test_what_was_kept_has_its_effect_after_a_restart_unless_its_author_left(
    gone: bool, said_then: int
) -> None:
    """Though its key is over by then."""
    site, store = chain(2).sites["B1"], MemoryStore("B1")
    text = said(OWNER, "B1", Ask(causes=[], case="C1"))
    store.came(admit(site, State(), text, NOW)[0], text, NOW)
    left = members(*(each for each in site.members.members if not gone or each.name != OWNER))
    late = clawback.clock.from_micros(NOW + 400 * DAY)  # type: ignore[attr-defined]
    node = RunningNode(replace(site, members=left), store, now=lambda: late)
    node.start()
    node.wait(lambda state: not store.inbox, 120)
    node.stop()
    assert store.inbox == {}
    assert node.state.number == said_then


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "node.example", "::"])
def test_a_node_that_reveals_listens_on_loopback_alone(host: str) -> None:
    with pytest.raises(FederationError, match="reveal"):
        check_reveal(True, host)
    check_reveal(False, host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_loopback_it_may(host: str) -> None:
    assert check_reveal(True, host) is None


def in_time(case: LedgerCase) -> LedgerCase:
    """No two at one time: the order of ties that no file has both of is nobody's."""
    rows = [replace(row, settled_at=row.settled_at + rank) for rank, row in enumerate(case.transfers)]
    return replace(case, transfers=rows)


def write_folder(case: LedgerCase, folder: Path) -> Path:
    """The joined ledger, and a file for each agent with the transfers that touch it."""
    columns = ["transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent"]
    columns += ["creditor_account", "amount", "currency", "kind", "reverses"]
    rows = [
        dict(
            zip(
                columns,
                (
                    *(row.id, format_time(row.settled_at), *row.debtor, *row.creditor),
                    *(f"{row.amount // 100}.{row.amount % 100:02d}", "EUR", row.kind, row.reverses or ""),
                ),
                strict=True,
            )
        )
        for row in case.transfers
    ]
    for path in folder.iterdir():
        path.unlink()
    agents = {account[0] for row in case.transfers for account in (row.debtor, row.creditor)}
    for name in (None, *agents):
        with (folder / ("joined.txt" if name is None else f"{name}.csv")).open("w", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(
                row for row in rows if name in (None, row["debtor_agent"], row["creditor_agent"])
            )
    return folder / "joined.txt"


@settings(max_examples=8)
@given(case=ledgers(), cut=st.integers(2, 6), seed=st.integers(0, 2**32))
def test_over_http_it_is_the_trace_of_the_joined_ledger(
    tmp_path_factory: pytest.TempPathFactory, case: LedgerCase, cut: int, seed: int
) -> None:
    case = in_time(moved(case, cut, seed))
    folder = tmp_path_factory.mktemp("ledgers")
    ledger = clawback.read_ledger(write_folder(case, folder), format="csv")
    met = {account for row in case.transfers for account in (row.debtor, row.creditor)}
    exits = [f"{agent}/{account}" for agent, account in sorted(case.exits & met)]
    limits = Limits(
        max_hops=case.limits.max_hops,
        hop_window=None if case.limits.hop_window is None else f"{case.limits.hop_window // 1_000_000}s",
        min_amount=None
        if case.limits.min_amount is None
        else f"{case.limits.min_amount // 100}.{case.limits.min_amount % 100:02d}",
    )
    found = answer(trace_folder(folder, claims=case.claims, limits=limits, exits=exits), RULES)
    central = clawback.trace(ledger, claims=case.claims, limits=limits, exits=exits).to_dict()
    for bound in central["bounds"]:
        del bound["balance"]
    assert found["limits"] == central["limits"]
    assert found["bounds"] == central["bounds"]
    assert by_name(found["claims"]) == by_name(central["claims"])
    for rule in RULES:
        one, other = found["rules"][rule], central["rules"][rule]
        assert (one["traced"], one["positions"]) == (other["traced"], other["positions"])
        assert {row["transfer_id"]: row for row in one["transfers"]} == {
            row["transfer_id"]: row for row in other["transfers"]
        }
    assert all(find_transfer(ledger, name) is not None for name in case.claims)


def by_name(claims: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {each["id"]: each for each in claims}
