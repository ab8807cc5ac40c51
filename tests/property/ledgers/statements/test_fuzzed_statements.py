"""Whatever bytes a statement has, reading gives rows or one error of the input."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import InputError
from clawback.ledgers.statements import CAMT053, CAMT054, MT940, PACS008
from tests.unit.ledgers.statements.build import Result, read_paths, save

SAMPLES = Path(__file__).parents[3] / "data" / "formats"
FORMATS = {"camt.053": CAMT053, "camt.054": CAMT054, "mt940": MT940, "pacs.008": PACS008}
PIECES = [
    b"",
    b"\0",
    b"<",
    b">",
    b"&x;",
    b"-",
    b"99999999999999999999",
    b"\xff",
    b":61:",
    b"\r\n",
    b"<Stmt>",
    b",",
    b"?31",
]


@st.composite
def changes(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with a few pieces cut out, doubled, moved or put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 2, 5, 20, 200])))
        put = draw(st.sampled_from(PIECES) | st.binary(max_size=6) | st.just(content[start:end] * 2))
        content = content[:start] + put + content[end:]
    return content


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data(), skip=st.booleans())
def test_mutated_files_give_rows_or_an_input_error(name: str, data: st.DataObject, skip: bool) -> None:
    samples = sorted((SAMPLES / name).glob("sample*"))
    content = data.draw(changes(data.draw(st.sampled_from(samples)).read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        paths = save(Path(folder), [content])
        aside = Path(folder) / "bad.csv" if skip else None
        try:
            found: Result | InputError = read_paths(paths, skip_bad=aside, format_=FORMATS[name])
        except InputError as error:
            found = error
    check(found)


def check(found: Result | InputError) -> None:
    """What any error is like, and any ledger's rows."""
    if isinstance(found, InputError):
        assert found.reason
        assert "\n" not in str(found)
        return
    assert len(set(found.ids)) == len(found.ids)
    assert all(row["amount"] > 0 for row in found.rows)
    assert all(row["transfer_id"] and row["debtor"][1] and row["creditor"][1] for row in found.rows)
    order = found.column("order_at")
    assert order == sorted(order)
    assert all(row["order_at"] >= row["settled_at"] for row in found.rows)


@pytest.mark.parametrize("name", FORMATS)
def test_there_are_samples_to_change(name: str) -> None:
    assert sorted((SAMPLES / name).glob("sample*"))
