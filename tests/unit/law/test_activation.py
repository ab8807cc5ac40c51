"""A basis that nobody read does nothing before two counsel read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from clawback.errors import LawError
from clawback.law import activate, is_usable, may_hold
from tests.unit.law.build import NOON, code, demo, entry, hold, money, two_counsel

STOP = entry("cn", "stop")
ASKED = hold(amount=money("5000.00", "CNY"))


def test_an_unread_basis_is_refused() -> None:
    assert code(may_hold(STOP, ASKED)) == "unverified"
    assert code(may_hold(STOP, ASKED, two_counsel(STOP))) == "allowed"


def test_it_takes_two_people() -> None:
    first, second = two_counsel(STOP)
    assert not is_usable(STOP, [first], NOON)
    assert not is_usable(STOP, [first, replace(second, counsel=first.counsel)], NOON)
    assert is_usable(STOP, [first, second], NOON)


def test_an_activation_is_of_one_text() -> None:
    changed = replace(STOP, article="s. 3")
    assert not is_usable(changed, two_counsel(STOP), NOON)
    assert is_usable(changed, two_counsel(changed), NOON)
    assert not is_usable(entry("cn", "freeze"), two_counsel(STOP), NOON)


def test_an_activation_does_not_reach_back() -> None:
    later = [replace(each, at=NOON + timedelta(seconds=1)) for each in two_counsel(STOP)]
    assert not is_usable(STOP, later, NOON)


def test_a_read_basis_and_the_demo_need_none() -> None:
    assert is_usable(entry("sg", "restriction-order"), [], NOON)
    assert not demo().verified
    assert is_usable(demo(), [], NOON)


def test_the_digest_is_of_every_word() -> None:
    assert len(STOP.digest) == 64
    assert STOP.digest == entry("cn", "stop").digest
    assert STOP.digest != replace(STOP, note="read again").digest


@pytest.mark.parametrize(("counsel", "text"), [("", "the text"), ("c1", " ")])
def test_an_activation_names_who_and_what(counsel: str, text: str) -> None:
    with pytest.raises(LawError, match="names its counsel and the text"):
        activate(STOP, counsel=counsel, text=text, at=NOON)


def test_an_activation_has_an_aware_time() -> None:
    with pytest.raises(LawError, match="no time zone"):
        activate(STOP, counsel="c1", text="the text", at=NOON.replace(tzinfo=None))
