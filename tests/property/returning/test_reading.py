"""Whatever stands in a plan file, it is a whole plan or one PlanError of one line that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clawback.errors import PlanError
from clawback.returning import divide_plan, read_plan

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.toml"))
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), st.binary(max_size=6) | st.sampled_from(
        [b'"', b"=", b"[", b"}", b"0", b"-", b".", b"\n", b"\0", b"\xff", b"T17", b'"10.00"', b"{}", b"true"]
    )),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=400)
@given(sample=st.sampled_from(SAMPLES), edits=EDITS)
def test_a_changed_file_is_a_plan_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, sample: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    content = sample.read_bytes()
    for place, cut, put in edits:
        start = int(place * len(content))
        content = content[:start] + put + content[start + cut :]
    path = tmp_path_factory.getbasetemp() / "changed.toml"
    path.write_bytes(content)
    assert_whole_or_refused(path)


def assert_whole_or_refused(path: Path) -> None:
    said = None
    try:
        plan = read_plan(path)
    except PlanError as error:
        said = error
    if said is None:
        assert all(
            sum(division.pays.values()) <= plan.held for division in divide_plan(plan, plan.method).values()
        )
    else:
        assert (said.file, len(str(said).splitlines())) == (str(path), 1)
