"""A node's state and messages in a PostgreSQL database of its own. Each call is one transaction.

Messages are kept as they were signed, in the order in which they came and went, and are never changed; each has an
entry in the node's journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from clawback.federation.node.draft import Outgoing, Step
from clawback.federation.node.state import State
from clawback.federation.running.store import Kept, entry_of
from clawback.journal.hashing import leaf_hash
from clawback.journal.storage import Place, Row
from clawback.journal.tree import append, root_of

__all__ = ["PostgresStore", "make_database"]

_TABLES = """
create table if not exists node_state (one boolean primary key default true check (one), state bytea not null);
create table if not exists node_inbox (message text primary key, signed text not null);
create table if not exists node_outbox (
  place bigserial primary key, message text unique not null, recipient text not null
);
create table if not exists node_message (
  place bigint primary key, message text not null, way text not null check (way in ('send', 'receive')),
  signed text not null, entry bytea not null, unique (message, way)
);
create table if not exists node_refusal (place bigserial primary key, at bigint not null, refusal text not null);
create table if not exists node_tree (level int, index bigint, hash bytea not null, primary key (level, index));
"""


_STATES = msgspec.json.Decoder(State)  # prepared while one thread imports this: see wire/envelope.py


class PostgresStore:
    """A store for the node `name`; `messages` and `size` count what it has sent."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self._database = psycopg.connect(url, autocommit=True)
        self._database.execute(_TABLES)
        self._entries = int(self._one("select count(*) from node_message")[0])
        self.messages, self.size = 0, 0

    def close(self) -> None:
        """Ends the connection."""
        self._database.close()

    def load(self) -> Kept:
        found = self._database.execute("select state from node_state").fetchone()
        state = State() if found is None else _STATES.decode(found[0])
        inbox = self._database.execute("select message, signed from node_inbox").fetchall()
        outbox = self._database.execute(
            "select o.message, o.recipient, m.signed from node_outbox o "
            "join node_message m on m.message = o.message and m.way = 'send' order by o.place"
        ).fetchall()
        return Kept(
            state=state,
            inbox=dict(inbox),
            outbox=tuple(Outgoing(id=message, to=to, text=text) for message, to, text in outbox),
        )

    def came(self, message: str, text: str, now: int) -> None:
        with self._database.transaction():
            self._database.execute("insert into node_inbox values (%s, %s)", (message, text))
            self._enter("receive", message, text, now)

    def keep(self, step: Step, taken: Iterable[str], now: int) -> None:
        with self._database.transaction():
            self._database.execute(
                "insert into node_state (state) values (%s) on conflict (one) do update set state = excluded.state",
                (msgspec.json.encode(step.state),),
            )
            self._database.execute("delete from node_inbox where message = any(%s)", (list(taken),))
            for each in step.outgoing:
                self._database.execute(
                    "insert into node_outbox (message, recipient) values (%s, %s)", (each.id, each.to)
                )
                self._enter("send", each.id, each.text, now)
        self.messages += len(step.outgoing)
        self.size += sum(len(each.text) for each in step.outgoing)

    def received(self, message: str) -> None:
        self._database.execute("delete from node_outbox where message = %s", (message,))

    def refused(self, text: str, refusal: str, now: int) -> None:
        self._database.execute("insert into node_refusal (at, refusal) values (%s, %s)", (now, refusal))

    def root(self) -> bytes:
        """The root of the journal's tree."""
        return root_of(self, self._entries)

    def read(self, places: Iterable[Place]) -> list[bytes]:
        """Hashes of the journal's tree, as journal/tree.py asks for them."""
        return [
            bytes(self._one("select hash from node_tree where level = %s and index = %s", place)[0])
            for place in places
        ]

    def _enter(self, way: str, message: str, text: str, now: int) -> None:
        """A message in the journal; one that the node sends itself comes and goes, and has two entries."""
        entry = entry_of(self.name, way, message, sha256(text.encode()).hexdigest(), now)
        self._database.execute(
            "insert into node_message values (%s, %s, %s, %s, %s)", (self._entries, message, way, text, entry)
        )
        self._write(append(self, self._entries, [leaf_hash(entry)]))
        self._entries += 1

    def _write(self, rows: list[Row]) -> None:
        for row in rows:
            self._database.execute(
                "insert into node_tree values (%s, %s, %s)", (row.level, row.index, row.hash)
            )

    def _one(self, text: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
        found = self._database.execute(text, values).fetchone()
        assert found is not None, "a row that is always there"
        return found


def make_database(url: str, name: str) -> None:
    """Makes an empty database, as a role that may; `url` names another one of the same server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
