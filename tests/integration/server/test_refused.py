"""Every refusal has a sentence in every language, and the law's refusals name their article."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.utils import translation

from clawback.law import CODES
from clawback.server.people.conditions import CONDITIONS

pytestmark = pytest.mark.usefixtures("server")


def every_refusal() -> list[type]:
    """All classes of refusals, wherever they are defined: every module of the server is imported."""
    import clawback.server
    from clawback.server.people.refusals import Refusal

    for module in pkgutil.walk_packages(clawback.server.__path__, "clawback.server."):
        if "migrations" not in module.name and not module.name.endswith(("wsgi", ".locale")):
            importlib.import_module(module.name)
    found: list[type] = []
    waiting = [Refusal]
    while waiting:
        for each in waiting.pop().__subclasses__():
            found.append(each)
            waiting.append(each)
    return found


def test_every_refusal_has_a_sentence() -> None:
    from clawback.server.shown.refusal_words import SENTENCES

    without = sorted({each.__name__ for each in every_refusal()} - SENTENCES.keys())
    assert without == [], (
        f"add to SENTENCES in server/shown/refusal_words.py, and its translation to your catalogue: {without}"
    )
    unknown = sorted(SENTENCES.keys() - {each.__name__ for each in every_refusal()})
    assert unknown == [], f"take out of SENTENCES in server/shown/refusal_words.py: {unknown}"


def test_the_laws_refusals_are_said_as_the_law_says_them() -> None:
    from clawback.server.shown.refusal_words import LAW

    with translation.override("en"):
        assert {code: str(text) for code, text in LAW.items()} == dict(CODES)


def test_every_reason_of_a_missing_permission_has_a_sentence() -> None:
    from clawback.server.shown.refusal_words import NOT_ALLOWED

    assert {each.refusal for each in CONDITIONS.values()} <= NOT_ALLOWED.keys()


def test_english_has_the_detail_and_chinese_the_sentence_and_the_numbers() -> None:
    from clawback.server.casework.refusals import FactsWrong, NoSuchRecord
    from clawback.server.shown.refused import told

    with translation.override("en"):
        assert told(FactsWrong("a case has a title", field="title")) == "A case has a title."
    with translation.override("zh-hans"):
        assert told(FactsWrong("a case has a title", field="title")) == "所填事实有误。"
        assert told(NoSuchRecord("there is no claim 12")) == "没有该记录，或您无权知悉。（12）"


def test_the_law_names_its_article_in_both_languages() -> None:
    from clawback.law import Refused
    from clawback.server.casework.law import allowed
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.shown.refused import told

    answer = Refused(
        code="not-theirs",
        reason="agent may not act under this basis",
        article="Act 1, art. 2",
        details=(("by", "agent"),),
    )
    with pytest.raises(LawRefuses) as caught:
        allowed(answer)
    with translation.override("en"):
        assert told(caught.value) == "Agent may not act under this basis. (Act 1, art. 2)"
    with translation.override("zh-hans"):
        assert told(caught.value) == "金融机构不得依据该条文行事（Act 1, art. 2）"


def test_a_permission_says_why() -> None:
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.shown.refused import told

    with translation.override("zh-hans"):
        assert told(NotAllowed("you are not assigned to the case")) == "您未被指派承办该案件"
        assert told(NotAllowed("none of your roles may approve a hold request")) == "您无权这样做。"
