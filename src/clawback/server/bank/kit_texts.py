"""What the kit says, in English and Chinese."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["FIELDS", "FORM", "PAGE", "REASONS", "RULES", "STEPS", "Pair"]


class Pair(NamedTuple):
    """One text in two languages."""

    en: str
    zh: str


PAGE: Final = {
    "title": Pair("How to answer a hold request", "如何答复止付请求"),
    "about": Pair(
        "A centre asks you to hold money that came to an account of yours by a scam. You need no software: this page, "
        "a form and a spreadsheet are enough. You never tell us the name of the account's holder.",
        "反诈中心请求贵机构止付一笔因诈骗转入贵机构账户的款项。无需任何软件：本页、一份表格和一个电子表格即可。贵机构无需告知账户持有人的姓名。",
    ),
    "steps": Pair("A hold request", "止付请求"),
    "statement": Pair("A statement request", "账户明细请求"),
    "columns": Pair(
        "Fill in statement-answer.csv, one row for each entry of the account from the named credit on, and say the "
        "balance just before it. Times with their offset, amounts with a point: 2026-11-24T09:30:00+08:00, 1234.50. "
        "Opening and entries add up to closing, or the answer is refused with the row.",
        "填写 statement-answer.csv：从请求所列入账起，账户每笔明细一行，并注明该笔入账前的余额。"
        "时间须带时区，金额用小数点：2026-11-24T09:30:00+08:00，"
        "1234.50。期初余额加各笔明细须等于期末余额，否则将按行退回。",
    ),
    "rules": Pair("What always holds", "始终适用"),
}

STEPS: Final = (
    Pair(
        "Look for the credit in the account: amount, day, reference. If it is not there, hold nothing and answer "
        "“no such credit”.",
        "在账户中查找该笔入账：金额、日期、附言。找不到则不止付，答复“无此入账”。",
    ),
    Pair(
        "Take off what the law protects: wages, benefits, the minimum sum. Write down how much that was.",
        "扣除依法受保护的款项：工资、救济金、最低生活保障额，并写明扣除多少。",
    ),
    Pair(
        "Hold what is left of the amount asked for, and never more. Later credits stay free.",
        "在请求金额以内止付剩余部分，绝不多止付。之后入账的款项不受影响。",
    ),
    Pair(
        "Fill in hold-answer.pdf, have it signed, and send it by the channel agreed with the centre before the time on "
        "the request. You get the hold's number and its end in return.",
        "填写 hold-answer.pdf，签字后在请求所列时限前通过与中心约定的渠道发送。"
        "随后您会收到止付编号和到期时间。",
    ),
)

RULES: Final = (
    Pair(
        "A hold ends by itself at the time that you were told, unless you are told in writing that it was renewed.",
        "止付到期自动解除，除非书面通知贵机构已续期。",
    ),
    Pair(
        "When you are told to release, do it at once and confirm it within the hour.",
        "接到解除通知后应立即解除，并在一小时内确认。",
    ),
    Pair(
        "Whether the holder is told now, later or not at all stands on the request. If they object, send it on "
        "the same day.",
        "是否、何时通知账户持有人，以请求所载为准。持有人提出异议的，当日转交。",
    ),
    Pair(
        "Call the number that you know, not one on the request, if anything looks odd. The centre never asks for a "
        "password or a code.",
        "如有疑问，请拨打贵机构已知的电话，不要拨打请求上的号码。中心绝不索要密码或验证码。",
    ),
)

FORM: Final = {
    "title": Pair("Answer to a hold request", "止付请求答复书"),
    "about": Pair(
        "Copy the facts of the request, then give either an amount or a reason.",
        "请填写请求信息，然后填写止付金额或拒绝理由，二者择一。",
    ),
    "reasons": Pair("Or: nothing is held, because", "或：未予止付，理由是"),
    "sign": Pair("For the institution", "机构签章"),
    "name": Pair("Name, position, date and time", "姓名、职务、日期和时间"),
    "signature": Pair("Signature and stamp", "签字、盖章"),
}

FIELDS: Final = (
    Pair("Number of the request (R-...)", "请求编号（R-…）"),
    Pair("Institution", "机构"),
    Pair("Account number", "账号"),
    Pair("Credit found: amount, day, reference", "查到的入账：金额、日期、附言"),
    Pair("Protected by law, taken off", "依法扣除的受保护金额"),
    Pair("HELD: amount and currency", "已止付：金额和币种"),
    Pair("Held since (day, time, time zone)", "止付起始（日期、时间、时区）"),
)

REASONS: Final = {
    "no-such-account": Pair("No such account", "无此账户"),
    "no-such-credit": Pair("No such credit", "无此入账"),
    "several-credits-match": Pair("Several credits match", "有多笔入账相符"),
    "credit-already-returned": Pair("Credit already returned", "该入账已退回"),
    "name-and-account-differ": Pair("Name and account differ", "户名与账号不符"),
    "no-funds": Pair("No funds", "无可用资金"),
    "funds-left-already": Pair("Funds left already", "资金已转出"),
    "held-by-another-order": Pair("Held by another order", "已被其他命令冻结"),
    "basis-not-valid-here": Pair("Basis not valid here", "该法律依据在此不适用"),
    "beyond-the-basis": Pair("Beyond the basis", "超出法律依据"),
    "protected": Pair("Protected", "依法受保护"),
    "duplicate": Pair("Duplicate", "重复请求"),
    "other": Pair("Other (in words)", "其他（请说明）"),
}
