"""Pictures of where money went, drawn from plain rows."""

from clawback.drawing.picture import draw_money_flow
from clawback.drawing.rows import ENDS, KINDS, FlowPosition, FlowTransfer, MoneyFlow
from clawback.drawing.texts import CHINESE, ENGLISH, Texts

__all__ = [
    "CHINESE",
    "ENDS",
    "ENGLISH",
    "KINDS",
    "FlowPosition",
    "FlowTransfer",
    "MoneyFlow",
    "Texts",
    "draw_money_flow",
]
