"""The made-up journal of tests/data/journal, and what may be done to it.

`python -m tests.unit.journal.sample` writes the files anew; a test holds them against this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from clawback.journal.checkpoint import Checkpoint, signed
from clawback.journal.commitment import Opening, commit
from clawback.journal.entry import Entry
from clawback.journal.hashing import Frontier, leaf_hash
from clawback.journal.keys import Key, KeyKind, Signer, new_signer
from clawback.journal.log_file import Item, Record, write_items
from clawback.journal.note import Note
from clawback.journal.redact import redact
from clawback.journal.signing import cosign
from clawback.journal.verify import Verified, verify

FOLDER = Path(__file__).parents[2] / "data/journal"
ORIGIN = "centre.example/journal"
START = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DECISIONS = [
    ("code/R-1", "report", "report/R-1", "", {}, {"state": "received", "told_by": "made-up name"}),
    ("member/M-4", "confirm", "report/R-1", "", {"state": "received"}, {"state": "confirmed"}),
    ("member/M-7", "request", "hold_request/Q-1", "demo/hold", {}, {"state": "drafted", "amount": 125000}),
    ("member/M-9", "approve", "hold_request/Q-1", "demo/hold", {"state": "drafted"}, {"state": "approved"}),
    ("agent/B2", "place", "hold/H-1", "demo/hold", {}, {"state": "placed", "amount": 98000}),
    ("code/H-1", "object", "objection/O-1", "demo/hold", {}, {"state": "made", "reasons": "my wages"}),
    ("member/M-5", "release", "hold/H-1", "demo/hold", {"amount": 98000}, {"amount": 60000}),
    ("clock", "expire", "hold/H-1", "demo/hold", {"state": "placed"}, {"state": "ended"}),
]
AFTER_CHECKPOINT = (3, 5, 8)


def made(seed: str) -> Callable[[int], bytes]:
    """Bytes that look random and are the same each time. For tests alone: a real nonce or key is drawn."""
    return lambda size: sha256(seed.encode()).digest()[:size]


LOG = new_signer(ORIGIN, KeyKind.LOG, made("log"))
WITNESS = new_signer("witness.example/w1", KeyKind.WITNESS, made("witness"))
OTHER = new_signer("witness.example/w2", KeyKind.WITNESS, made("other"))
KEYS = (LOG.key, WITNESS.key)


def record(number: int) -> Record:
    who, verb, subject, basis, before, after = DECISIONS[number]
    openings = {
        f"{side}.{name}": commit(value, made(f"{number} {side} {name}"))
        for side, values in (("before", before), ("after", after))
        for name, value in values.items()
    }
    entry = Entry(
        who=who,
        verb=verb,
        subject=subject,
        basis=basis,
        time=START + timedelta(minutes=7 * number),
        before=_committed("before.", openings),
        after=_committed("after.", openings),
    )
    return Record(number=number, data=entry.to_bytes(), openings=openings)


def _committed(side: str, openings: dict[str, Opening]) -> dict[str, str]:
    return {
        name.removeprefix(side): each.commitment() for name, each in openings.items() if name.startswith(side)
    }


def journal(records: Iterable[Record], sizes: Iterable[int], signer: Signer = LOG) -> list[Item]:
    """The records with a checkpoint after each of these sizes, signed, and cosigned from the second on."""
    tree, items, marks = Frontier(), list[Item](), set(sizes)
    for each in records:
        items.append(each)
        tree.push(leaf_hash(each.data))
        if tree.size in marks:
            items.append(note(tree, signer, cosigned=tree.size > min(marks)))
    return items


def note(tree: Frontier, signer: Signer, cosigned: bool) -> Note:
    found = signed(Checkpoint(origin=signer.name, size=tree.size, root=tree.root()), signer)
    at = START + timedelta(hours=1, minutes=tree.size)
    return found.with_signature(cosign(WITNESS, found.text, at)) if cosigned else found


def sample() -> list[Item]:
    return journal(map(record, range(len(DECISIONS))), AFTER_CHECKPOINT)


def rebuilt() -> list[Item]:
    """The same journal told otherwise and signed anew: entry 4 is gone, and entry 7 has come."""
    told = [record(number) for number in (0, 1, 2, 3, 5, 6, 7, 7)]
    return journal(
        [Record(number=number, data=each.data, openings=each.openings) for number, each in enumerate(told)],
        AFTER_CHECKPOINT,
    )


def to_bytes(items: Iterable[Item]) -> bytes:
    return b"".join(write_items(items))


def resealed(lines: Iterable[bytes]) -> bytes:
    """Lines (with the first and without the last) as a file whose digest is right: what a forger would do."""
    body = b"".join(lines)
    return body + f"end {sha256(body).hexdigest()}\n".encode()


def checked(data: bytes, keys: tuple[Key, ...] = KEYS, kept: Iterable[Note] = ()) -> Verified:
    return verify(BytesIO(data), keys, kept)


def files() -> Iterator[tuple[str, bytes]]:
    """What stands in tests/data/journal."""
    whole = to_bytes(sample())
    yield "sample.journal", whole
    yield "redacted.journal", to_bytes(redact(sample()))
    lines = whole.splitlines(keepends=True)[:-1]
    yield "altered.journal", resealed(line.replace(b"member/M-9", b"member/M-8") for line in lines)
    yield "rebuilt.journal", to_bytes(rebuilt())
    yield (
        "sample.keys",
        "".join(("# the journal, and a witness of it\n", *(f"{key.text()}\n" for key in KEYS))).encode(),
    )
    (kept,) = (each for each in sample() if isinstance(each, Note) and each.text.split("\n")[1] == "5")
    yield "kept.checkpoint", kept.to_bytes()


if __name__ == "__main__":
    for name, data in files():
        (FOLDER / name).write_bytes(data)
