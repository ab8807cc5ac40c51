"""The pictures of the manual are those that the program draws now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.docs.consoles import ROOT
from tests.integration.docs.session import terminal

if TYPE_CHECKING:
    from pathlib import Path

CASE = "docs/tutorial/data"
DRAWN = {
    "sample": ["clawback sample"],
    "flow": ["clawback trace tests/data/formats/csv/sample.csv --claim T3 --claim T7"],
    "case": [
        f"clawback ledger build {CASE}/linden.xml {CASE}/erle.xml {CASE}/coin.csv ledger",
        f"clawback trace ledger --claims {CASE}/claims.csv --opening {CASE}/openings.csv",
    ],
}
"""A picture of docs/images -> the commands that draw it, the last with `--picture`."""
SHOWN_IN = {
    "sample": ("docs/how-to/trace.md",),
    "flow": ("docs/how-to/picture.md",),
    "case": ("docs/tutorial/from-statement-to-workbook.md",),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_committed_picture_is_what_is_drawn(name: str, tmp_path: Path) -> None:
    *before, last = DRAWN[name]
    with terminal(tmp_path) as session:
        for command in (*before, f"{last} --picture drawn.svg"):
            printed, status = session.run(command)
            assert status == 0, printed
    committed = (ROOT / f"docs/images/{name}.svg").read_text("utf-8")
    assert committed == (tmp_path / "drawn.svg").read_text("utf-8"), f"draw it again: {last} --picture"


@pytest.mark.parametrize("name", SHOWN_IN)
def test_the_pages_show_it(name: str) -> None:
    for page in SHOWN_IN[name]:
        assert f"images/{name}.svg)" in (ROOT / page).read_text("utf-8"), page


def test_every_picture_is_asked_for() -> None:
    assert {path.stem for path in (ROOT / "docs/images").glob("*.svg")} == set(DRAWN) == set(SHOWN_IN)
