"""Whatever bytes stand in a file, our own formats give batches or one of our errors, nothing else."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import InputError
from clawback.ledgers.formats import find
from clawback.ledgers.reading import SCHEMA, Notes, ReadOptions

DATA = Path(__file__).parents[2] / "data/formats"
TEXT = (DATA / "csv/sample.csv").read_bytes()
BINARY = {
    name: (DATA / name).read_bytes()
    for name in ("parquet/sample.parquet", "arrow/sample.arrow", "arrow/sample.arrows")
}
BITS = st.one_of(
    st.sampled_from(
        [b"", b"\0", b"\n", b"\r", b"\r\n", b'"', b'""', b",", b";", b"-", b".", b"9" * 30, b"1e5"]
    ),
    st.sampled_from(
        [b"\xff", b"\xed\xa0\x80", b"\xc2\x85", "\ufeff".encode(), b"\xff\xfe", b"T24:00", b"+99:99"]
    ),
    st.binary(max_size=12),
)


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with a few places overwritten, cut out, doubled, or cut off."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 60)))
        how = draw(st.sampled_from(["put", "put", "overwrite", "double", "cut off"]))
        bits = draw(BITS)
        if how == "put":
            content = content[:start] + bits + content[end:]
        elif how == "overwrite":
            content = content[:start] + bits + content[start + len(bits) :]
        elif how == "double":
            content = content[:end] + content[start:]
        else:
            content = content[:start]
    return content


def read(content: bytes, options: ReadOptions) -> int | None:
    """How many transfers the content gives, or None where it is refused, in one line."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        path.write_bytes(content)
        notes = Notes(options=options)
        try:
            batches = list(find(path, options).read([path], options, notes))
        except InputError as error:
            said = str(error)
        else:
            said = ""
        finally:
            notes.close()
    if said:
        assert said.isprintable()
        return None
    return sound(batches)


def sound(batches: list[Any]) -> int:
    """How many rows the batches have, all of which keep what a reader promises."""
    assert all(batch.schema == SCHEMA for batch in batches)
    table = pa.Table.from_batches(batches, SCHEMA)
    table.validate(full=True)
    for name in ("transfer_id", "settled_at", "debtor_account", "creditor_account", "amount", "currency"):
        assert table[name].null_count == 0
    assert all(amount > 0 for amount in table["amount"].to_pylist())
    return len(table)


@given(changed(TEXT))
def test_csv(content: bytes) -> None:
    rows = read(content, ReadOptions(format="csv"))
    assert rows is None or rows <= content.count(b"\n") + 1


@given(changed(TEXT), st.sampled_from([gzip.compress, zstandard.compress]), st.data())
def test_packed_csv(content: bytes, pack: object, data: st.DataObject) -> None:
    packed = pack(content)  # type: ignore[operator]
    rows = read(data.draw(changed(packed)), ReadOptions(format="csv"))
    assert rows is None or rows <= content.count(b"\n") + 1


@given(st.binary(max_size=300), st.sampled_from(["csv", "parquet", "arrow"]))
def test_anything(content: bytes, name: str) -> None:
    assert read(content, ReadOptions(format=name)) in (None, 0)


@given(st.text(alphabet='transfer_id,amount\n\r"\0 é', max_size=300))
def test_any_text(content: str) -> None:
    assert read(content.encode(), ReadOptions(format="csv")) in (None, 0)


@given(st.sampled_from(sorted(BINARY)), st.data())
def test_typed_columns(name: str, data: st.DataObject) -> None:
    rows = read(data.draw(changed(BINARY[name])), ReadOptions(format=name.split("/", 1)[0]))
    assert rows is None or rows <= 26


@given(changed(TEXT))
def test_bad_rows_may_be_set_aside_and_the_others_stay(content: bytes) -> None:
    whole = read(content, ReadOptions(format="csv"))
    with TemporaryDirectory() as folder:
        kept = read(content, ReadOptions(format="csv", skip_bad=Path(folder) / "bad.csv"))
    assert whole is None or kept == whole
