"""Every word that stands on a picture, in English and in Chinese."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE", "ENGLISH", "Texts"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """The words of one language; names in braces are filled in by the drawing.

    `kinds` holds the word of each end: standing, exit, returned, overdraft, unfollowed.
    """

    language: str
    traced: str
    kinds: dict[str, str]
    rule: str
    snapshot: str
    as_of: str
    amounts_in: str
    claim: str
    claims: str
    account: str
    accounts: str
    gathered: str
    gathered_claims: str
    share: str
    less_than: str
    other_claims: str
    other_agents: str
    no_agent: str
    no_name: str
    bounds: str
    exact_bounds: str
    whose: str
    thickness: str
    how_to_read: str
    smallest: str
    scale_stretched: str
    scale_breaks: str
    gathered_note: str
    bounds_note: str
    days: str
    hours: str
    minutes: str
    seconds: str
    described: str
    described_claim: str
    described_end: str
    described_nothing: str


ENGLISH = Texts(
    language="en",
    traced="traced",
    kinds={
        "standing": "standing now",
        "exit": "exit",
        "returned": "returned",
        "overdraft": "overdraft",
        "unfollowed": "unfollowed",
    },
    rule="Rule: {rule}",
    snapshot="Ledger snapshot: {snapshot}",
    as_of="as of {time} UTC",
    amounts_in="amounts in {currency}",
    claim="1 claim",
    claims="{count} claims",
    account="1 account",
    accounts="{count} accounts",
    gathered="{count} accounts, {share}",
    gathered_claims="{count} claims, {share}",
    share="{number} %",
    less_than="< {number} %",
    other_claims="{count} other claims",
    other_agents="{count} other agents",
    no_agent="accounts",
    no_name="(no name)",
    bounds="low {low} – high {high}",
    exact_bounds="the same under all five rules",
    whose="Whose money",
    thickness="thickness of {amount}",
    how_to_read=(
        "A bar is an account while it holds stolen money. A ribbon is a transfer; its left end is the moment "
        "it settled. A framed end at the right is money that stands there now."
    ),
    smallest="The smallest amounts are drawn thicker than they are.",
    scale_stretched="Time (UTC) runs to the right, not to scale: busy stretches are widened.",
    scale_breaks="A torn edge shortens a pause, as long as it says.",
    gathered_note=(
        "Small accounts of a lane are gathered in one dashed bar; % is the most they held at one time, "
        "or took in, of all that is traced. Their transfers close in time are drawn together."
    ),
    bounds_note=(
        "low and high are the least and the greatest over the five rules, each used in every account; they "
        "are not limits over every mixture of rules."
    ),
    days="{count} d",
    hours="{count} h",
    minutes="{count} min",
    seconds="{count} s",
    described="{traced} {currency} of {claims} were traced under the rule {rule}, {as_of}.",
    described_claim="Claim {claim}: {amount}.",
    described_end="{kind}: {amount} at {account}.",
    described_nothing="No money of a claim moved.",
)

CHINESE = Texts(
    language="zh-Hans",
    traced="已追踪",
    kinds={
        "standing": "现存资金",
        "exit": "流出",
        "returned": "已退回",
        "overdraft": "抵透支",
        "unfollowed": "未再追踪",
    },
    rule="分配规则：{rule}",
    snapshot="账本快照：{snapshot}",
    as_of="截至 {time} UTC",
    amounts_in="金额单位 {currency}",
    claim="1 笔被骗款",
    claims="{count} 笔被骗款",
    account="1 个账户",
    accounts="{count} 个账户",
    gathered="{count} 个账户，{share}",
    gathered_claims="{count} 笔被骗款，{share}",
    share="{number}%",
    less_than="< {number}%",
    other_claims="其他 {count} 笔",
    other_agents="其他 {count} 家机构",
    no_agent="账户",
    no_name="（无名）",
    bounds="最低 {low} – 最高 {high}",
    exact_bounds="五种规则下相同",
    whose="资金归属",
    thickness="{amount} 的粗细",
    how_to_read=(
        "横条表示持有被骗资金期间的账户；飘带表示一笔转账，其左端为结算时刻；"
        "右端加框的部分是现在仍在该账户中的资金。"
    ),
    smallest="极小的金额画得比实际略粗。",
    scale_stretched="时间（UTC）自左向右，非等比例：繁忙时段已放宽。",
    scale_breaks="锯齿处缩短了没有转账的时段，其时长已注明。",
    gathered_note="每个机构的小额账户合并为一条虚线边横条；百分比为其同一时刻最多持有（或收到）的金额占全部已追踪金额的比例。时间相近的转账合并绘制。",
    bounds_note="最低和最高是五种规则各自用于所有账户时的最小值和最大值，并非任意混用规则时的界限。",
    days="{count} 天",
    hours="{count} 小时",
    minutes="{count} 分",
    seconds="{count} 秒",
    described="按规则 {rule}，{as_of}，共追踪 {claims}，计 {traced} {currency}。",
    described_claim="被骗款 {claim}：{amount}。",
    described_end="{kind}：{amount}，位于 {account}。",
    described_nothing="没有被骗资金发生转移。",
)
