"""Whatever bytes stand in a file, a reader of a data set gives batches or one of our errors, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.errors import InputError
from clawback.ledgers import amlsim, amlworld, ethereum, finbench, med
from clawback.ledgers.reading import SCHEMA, Format, Notes, ReadOptions

DATA = Path(__file__).parents[2] / "data/formats"
SAMPLES = [
    (amlsim.FORMAT, "amlsim/sample/transactions.csv"),
    (amlsim.FORMAT, "amlsim/sample/nodes.csv"),
    (finbench.FORMAT, "finbench/sample/AccountTransferAccount.csv"),
    (finbench.FORMAT, "finbench/sample/LoanDepositAccount.csv"),
    (amlworld.FORMAT, "amlworld/sample.csv"),
    (med.FORMAT, "med/sample.json"),
    (med.FORMAT, "med/sample.xml"),
    *(
        (ethereum.FORMAT, f"ethereum/{kind}.{form}")
        for kind in ("normal", "internal", "tokens")
        for form in ("json", "csv")
    ),
]
BITS = st.sampled_from(
    [
        *(
            b"",
            b"\0",
            b"\n",
            b"\r",
            b'"',
            b",",
            b"|",
            b"-",
            b"0",
            b"9" * 30,
            b"1e5",
            b"NaN",
            b".",
            b"\xff",
            b"\xed\xa0\x80",
        ),
        *(
            b"{",
            b"}",
            b"[",
            b"null",
            b"true",
            b"\\ud800",
            b"<",
            b">",
            b"&b;",
            b"<!DOCTYPE a>",
            b"\xef\xbb\xbf",
            b"\x1f\x8b",
        ),
    ]
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), BITS | st.binary(max_size=6)), min_size=1, max_size=5
)


@pytest.mark.parametrize(("format_", "name"), SAMPLES, ids=lambda each: each if isinstance(each, str) else "")
@settings(max_examples=25)
@given(changes=CHANGES, aside=st.booleans(), unit=st.sampled_from([None, "gwei"]))
def test_a_changed_sample_is_read_or_refused(
    format_: Format, name: str, changes: list[tuple[float, int, bytes]], aside: bool, unit: str | None
) -> None:
    content = (DATA / name).read_bytes()
    for place, length, bits in changes:
        start = int(place * len(content))
        content = content[:start] + bits + content[start + length :]
    assert_read_or_refused(format_, name, content, aside, unit)


@pytest.mark.parametrize(("format_", "name"), SAMPLES, ids=lambda each: each if isinstance(each, str) else "")
@settings(max_examples=10)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(format_: Format, name: str, content: bytes) -> None:
    assert_read_or_refused(format_, name, content, aside=False, unit=None)


def assert_read_or_refused(format_: Format, name: str, content: bytes, aside: bool, unit: str | None) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        if "/sample/" in name:
            shutil.copytree((DATA / name).parent, folder, dirs_exist_ok=True)
        path.write_bytes(content)
        source = Path(folder) if "/sample/" in name else path
        format_.recognise(path, content[: 1 << 16])
        options = ReadOptions(skip_bad=path.with_name("aside") if aside else None, unit=unit)
        notes = Notes(options=options)
        try:
            for batch in format_.read([source], options, notes):
                batch.validate(full=True)
                assert batch.schema == SCHEMA
                assert all(amount > 0 for amount in batch.column("amount").to_pylist())
        except InputError as error:
            refusal = str(error)
        else:
            refusal = ""
        finally:
            notes.close()
        assert "\n" not in refusal
