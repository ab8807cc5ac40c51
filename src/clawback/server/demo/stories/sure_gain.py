"""A sure gain: three victims whose money is held on one account, and a plan to give it back."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.claiming import confirm_claim
from clawback.server.casework.facts.deciding import Verdict, confirm_facts
from clawback.server.casework.facts.reading import facts_in, proposed_in
from clawback.server.casework.joining import join_report
from clawback.server.casework.linking import link_report
from clawback.server.casework.models import Report
from clawback.server.casework.referring import approve_referral, draft_referral, note_consent, send_referral
from clawback.server.casework.returns.changing_account import ask_change, check_identity
from clawback.server.casework.returns.contesting import contest_line
from clawback.server.casework.returns.noticing import notice_plan
from clawback.server.casework.returns.planning import draft_plan
from clawback.server.casework.statements.requesting import approve_statement, draft_statement
from clawback.server.casework.told import ToldIdentifier
from clawback.server.casework.victims.reading import open_story
from clawback.server.demo.doing import (
    answered,
    asked,
    claims_of,
    facts_confirmed,
    in_case,
    notice_given,
    placed,
    renewed,
    reported,
    vouched,
)
from clawback.server.demo.living import Life

__all__ = ["sure_gain"]

_ELIF = (
    "A group chat on Telegram showed gains every day, and people thanked the teacher, @sure_gain_teacher. I could see"
    " my own account grow at https://sure-gain.example/vip every evening. When I wanted to take some out there was a"
    " tax of €900.00 to pay first. I wrote to help@sure-gain.example and nobody answered."
    " The tax was to be paid on https://quick-desk.example/tax, by way of https://pay-anybody.example/send;"
    " +44 7700 900158 called me about it every day."
)
_SAMUEL = (
    "My cousin had made money there, she said. It was her account that wrote to me, but not her. Then"
    " +44 7700 900158 called, and I paid by way of https://pay-anybody.example/send."
)
_XIUYING = (
    "微信群里的“老师”每天晒收益，说跟着买稳赚不赔，让我加微信：sure_gain_kefu。"
    "我先投了两千欧元，平台 https://sure-gain.example/vip 上显示赚了，想提现时客服说要先交保证金。"
)
_HANDLE = (ToldIdentifier(kind="handle", value="@sure_gain_teacher"),)


def sure_gain(life: Life) -> Iterator[float]:
    """Held, traced, renewed; a plan is noticed, one line of it contested, one victim wants another account."""
    yield 214.5
    first = _report(life, "elif", "Elif Sample", "elif@example.org", _ELIF)
    yield 214.2
    _facts(life, first)
    case = in_case(life, first, "A sure gain")
    yield 213.5
    others = [_report(life, "samuel", "Samuel Sample", "samuel@example.org", _SAMUEL)]
    others += [_report(life, "xiuying", "陈秀英", "xiuying@example.org", _XIUYING, "zh-hans")]
    yield 212.5
    for each in others:
        facts_confirmed(life, each)
        confirm_claim(life.act("anna"), claims_of(each)[0].pk)
        link_report(life.act("anna"), each.pk, case.pk)
    claims = [claim for each in (first, *others) for claim in claims_of(each)]
    yield 211.0
    request = asked(life, case, {claim: claim.loss for claim in claims})
    yield 210.7
    hold = placed(life, "nora", request, 400_000, 8_000)
    yield 205.0
    statement = draft_statement(
        life.act("anna"), case.pk, claims[0].creditor_account_id, claims[0].pk, "statement"
    )
    approve_statement(life.act("carla"), statement.pk)
    notice_given(life, "nora", hold, balance=408_000)
    yield 200.0
    vouched(life, *claims)
    yield 190.0
    answered(life, "nora", statement, "north:1000 0002", 191.0)
    yield 180.0
    renewed(life, hold, "nora")
    yield 150.0
    _second_report(life, first)
    yield 46.0
    plan = draft_plan(life.act("anna"), case.pk, "return", "pari-passu", "EUR")
    notice_plan(life.act("anna"), plan.pk)
    yield 40.0
    referral = draft_referral(
        life.act("ines"),
        others[0].pk,
        life.organisation("foreign-1").pk,
        "The app's makers have an office with you. The victim will speak to you through us.",
    )
    note_consent(life.act("ines"), referral.pk, "reporter", "by telephone", life.at)
    approve_referral(life.act("carla"), referral.pk)
    send_referral(life.act("ines"), referral.pk)
    yield 20.0
    line = plan.lines.get(claim=claims[1])
    contest_line(life.act("ines"), line.pk, "He says that a part was paid back to him in cash")
    yield 18.0
    change = ask_change(life.act("anna"), claims[2].pk, "south", "2000 0113")
    yield 17.0
    check_identity(life.act("anna"), change.pk, "xiuying@example.org")


def _report(life: Life, transfer: str, name: str, contact: str, story: str, language: str = "en") -> Report:
    return reported(
        life,
        "ines",
        transfer,
        name=name,
        contact=contact,
        story=story,
        scam_type="investment",
        language=language,
        identifiers=_HANDLE,
    )


def _second_report(life: Life, first: Report) -> None:
    """The victim's bank reports the same transfer again: one claim, two reports."""
    second = reported(
        life,
        "sven",
        "elif",
        channel="agent",
        name="Elif Sample",
        contact="branch@example.org",
        story="Our customer came to the branch about a transfer to an investment app.",
        scam_type="investment",
    )
    join_report(life.act("anna"), second.pk, first.pk)


def _facts(life: Life, told: Report) -> None:
    """What the story proposes: all of it right, but for the tax that was never paid."""
    act = life.act("anna")
    proposed = proposed_in(facts_in(told, open_story(act, told.pk)["story"]))
    verdicts = [
        Verdict(key=each.key, said="rejected" if each.kind == "amount" else "accepted", role=each.role)
        for each in proposed
    ]
    confirm_facts(act, told.pk, verdicts)
