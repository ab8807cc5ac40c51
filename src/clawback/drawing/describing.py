"""The picture in words, for those who cannot see it."""

from __future__ import annotations

from clawback.drawing.following import HELD, ORIGIN
from clawback.drawing.gathering import Bar
from clawback.drawing.head import moment
from clawback.drawing.labels import count_of
from clawback.drawing.sheet import Content
from clawback.drawing.svg import clean

__all__ = ["describe"]


def describe(content: Content) -> str:
    """What was traced, whose it was, and every end that is drawn, in the order drawn."""
    texts, figures = content.flow.texts, content.figures
    if not content.streams and not figures.traced:
        return texts.described_nothing
    claims = count_of(figures.claims, texts.claim, texts.claims)
    said = [
        texts.described.format(
            traced=content.labels.amount(figures.traced),
            currency=content.flow.currency.code,
            claims=claims,
            rule=clean(content.flow.rule),
            as_of=moment(content),
        )
    ]
    for claim, units in _claims(content):
        said.append(texts.described_claim.format(claim=claim, amount=content.labels.amount(units)))
    for bar, units in figures.bars.items():
        if units and bar.form != ORIGIN:
            said.append(_end(content, bar, units))
    return " ".join(said)


def _claims(content: Content) -> list[tuple[str, int]]:
    named: list[tuple[str, int]] = []
    for members, units in zip(content.shading.members, content.shading.units, strict=True):
        name = clean(content.flow.claims[members[0]]) or members[0]
        if len(members) > 1:
            name = content.flow.texts.other_claims.format(count=len(members))
        named.append((name, units))
    return named


def _end(content: Content, bar: Bar, units: int) -> str:
    texts = content.flow.texts
    kind = texts.kinds["standing" if bar.form == HELD else bar.form]
    agent = content.gathering.lanes[bar.lane]
    if bar.account is None:
        lane = (
            texts.other_agents.format(count=content.gathering.other_agents) if agent is None else clean(agent)
        )
        count = count_of(len(content.gathering.accounts[bar]), texts.account, texts.accounts)
        where = f"{lane} ({count})" if lane else count
    else:
        where = " / ".join(filter(None, (clean(agent or ""), clean(bar.account[1]) or texts.no_name)))
    return texts.described_end.format(kind=kind, amount=content.labels.amount(units), account=where)
