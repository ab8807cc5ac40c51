"""What came in last: a hold with its statement and recall on the way, an emergency hold, reports of the day."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.models import Account
from clawback.server.casework.redress.guarding import flag_account
from clawback.server.casework.referring import approve_referral, draft_referral, note_consent, send_referral
from clawback.server.casework.requesting import draft_and_send, draft_request
from clawback.server.casework.returns.recalling import draft_recall, send_recall
from clawback.server.casework.statements.requesting import approve_statement, draft_statement
from clawback.server.casework.victims.by_code import act_of_reporter
from clawback.server.casework.victims.files import add_file
from clawback.server.casework.victims.rejecting import reject_report
from clawback.server.demo.doing import (
    asked,
    claims_of,
    confirmed,
    facts_confirmed,
    in_case,
    notice_given,
    placed,
    reported,
)
from clawback.server.demo.living import Life

__all__ = ["at_risk", "friend_in_need", "just_now", "not_a_claim", "parents_flat"]

_PETRA = (
    "Somebody wrote as my son, from a new number. He had lost his telephone and had two bills to pay today. I paid"
    " both. My son called in the evening and knew nothing of it. The number was +44 7700 900142, the bills stood on"
    " https://quick-desk.example/bill, and I paid by way of https://pay-anybody.example/send."
)
_TOMAS = (
    "We wrote for four months. She was to come on Friday, and was held at the border without money, she said."
    " She wrote from +44 7700 900158 and asked me to pay on https://quick-desk.example/border, which sent me on to"
    " https://pay-anybody.example/send."
)
_LIN = (
    "对方自称购物平台客服，说我被误开了会员，让我加微信：kefu_vip0142，打开 https://quxiao-huiyuan.example/vip，"
    "要转账“验证”才能取消。转完才发现是骗子，刚转出不到三小时。"
)
_AMIR = (
    "Two men stand by while I make transfers. They have my passport. Please do not call in the evening. The messages"
    " they show me come from +44 7700 900142, with https://quick-desk.example/work and https://pay-anybody.example/send."
)


def parents_flat(life: Life) -> Iterator[float]:
    """Held at North, its statement asked for; a recall is sent; one on a guarded account waits for an approver."""
    yield 24.5
    told = reported(
        life,
        "ines",
        *("petra-north", "petra-river"),
        name="Petra Sample",
        contact="petra@example.org",
        story=_PETRA,
        scam_type="family",
    )
    first, second = claims_of(told)
    yield 24.2
    facts_confirmed(life, told)
    case = in_case(life, told, "A son with a new number")
    request = asked(life, case, {first: first.loss})
    yield 23.7
    hold = placed(life, "nora", request, 200_000)
    yield 20.0
    confirmed(life, first, second)
    notice_given(life, "nora", hold, balance=200_000)
    yield 10.0
    flag_account(life.act("rita"), Account.objects.get(pk=second.creditor_account_id).pk, guarded=True)
    yield 5.0
    statement = draft_statement(life.act("anna"), case.pk, first.creditor_account_id, first.pk, "statement")
    approve_statement(life.act("carla"), statement.pk)
    yield 4.5
    recall = draft_recall(life.act("anna"), first.pk)
    yield 4.0
    send_recall(life.act("sven"), recall.pk)
    yield 1.0
    draft_request(life.act("anna"), case.pk, second.creditor_account_id, "hold", {second.pk: second.loss})


def friend_in_need(life: Life) -> Iterator[float]:
    """Sent by one analyst under the emergency rule: an approver confirms, the agent answers."""
    yield 1.0
    told = reported(
        life,
        "",
        "tomas",
        name="Tomás Sample",
        contact="tomas@example.org",
        story=_TOMAS,
        scam_type="romance",
        second_factor="blue kettle",
    )
    yield 0.5
    facts_confirmed(life, told)
    case = in_case(life, told, "A friend at the border")
    (claim,) = claims_of(told)
    yield 0.4
    draft_and_send(life.act("anna"), case.pk, claim.creditor_account_id, "hold", {claim.pk: claim.loss})


def at_risk(life: Life) -> Iterator[float]:
    """A person who is forced: a support body is asked first."""
    yield 8.0
    told = reported(
        life,
        "ines",
        "amir",
        name="Amir Sample",
        contact="+00 555 0177",
        story=_AMIR,
        scam_type="extortion",
        safe="no",
        forced="yes",
    )
    yield 7.5
    facts_confirmed(life, told)
    needs = "Is made to pass on money, and watched. Call before noon only; say that it is about a parcel."
    referral = draft_referral(life.act("ines"), told.pk, life.organisation("support-1").pk, needs)
    yield 7.2
    note_consent(life.act("ines"), referral.pk, "reporter", "by telephone", life.at)
    approve_referral(life.act("carla"), referral.pk)
    send_referral(life.act("ines"), referral.pk)


def not_a_claim(life: Life) -> Iterator[float]:
    """A number mistyped is no scam."""
    yield 60.0
    told = reported(
        life,
        "ines",
        "typing-error",
        name="Olu Sample",
        contact="olu@example.org",
        story="I typed one digit wrong and paid a stranger.",
        scam_type="other",
    )
    yield 59.0
    reject_report(life.act("ines"), told.pk, "typing error")


def just_now(life: Life) -> Iterator[float]:
    """Minutes ago, from a telephone, in Chinese, with a file."""
    yield 0.15
    told = reported(
        life,
        "",
        "lin",
        name="林小雨",
        contact="lin@example.org",
        story=_LIN,
        scam_type="customer-service",
        language="zh-hans",
        second_factor="小雨伞",
        leaving="yes",
    )
    yield 0.12
    note = "客服：请把款项转到安全账户，验证后立即退回。\n".encode()
    add_file(act_of_reporter(told, life.at), told.pk, "chat.txt", note)
