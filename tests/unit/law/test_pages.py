"""What the pages show is what the engine says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clawback.errors import LawError
from clawback.law import CODES, may_hold, printed, read_profile
from clawback.law import basis as chosen
from tests.unit.law.build import NOON, code, entry, hold, money, two_counsel

DOCS = Path(__file__).parents[3] / "docs"
HOW_TO = (DOCS / "how-to/add-a-jurisdiction.md").read_text("utf-8")
SHOWN = re.findall(r"```toml\n(.*?)```", HOW_TO, re.DOTALL)


@pytest.fixture
def examplia(tmp_path: Path) -> Path:
    path = tmp_path / "xx.toml"
    path.write_text(SHOWN[1], "utf-8")
    return path


def test_the_reference_is_printed_from_the_profiles() -> None:
    assert (DOCS / "reference/law.md").read_text("utf-8") == printed()


def test_the_reference_has_every_refusal() -> None:
    assert [each for each in CODES if f"| `{each}` |" not in printed()] == []


def test_the_manual_s_profile_is_whole(examplia: Path) -> None:
    stop = chosen(read_profile(examplia), "stop", NOON.date())
    question = hold(settled_at=NOON)
    assert code(may_hold(stop, question)) == "unverified"
    assert code(may_hold(stop, question, two_counsel(stop))) == "allowed"


def test_the_manual_s_error_is_the_one_that_is_raised(examplia: Path) -> None:
    examplia.write_text(SHOWN[1].replace("renewals = 2", "renewals = 0"), "utf-8")
    with pytest.raises(LawError) as error:
        read_profile(examplia)
    assert str(error.value).replace(f"{examplia.parent}/", "") in HOW_TO


def test_the_explanation_shows_what_is_answered() -> None:
    stop = entry("cn", "stop")
    page = (DOCS / "explanation/law-as-data.md").read_text("utf-8")
    asked = hold(amount=money("5000.00", "CNY"), held_on_account=2)
    refused = may_hold(stop, asked, two_counsel(stop))
    assert code(refused) == "held-often-enough"
    assert f'reason="{refused.reason}"' in page  # type: ignore[union-attr]
    assert f'article="{refused.article}"' in page
