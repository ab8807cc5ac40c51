"""Explaining a trace: the arithmetic of one account, in steps that a reader redoes with a pocket calculator."""

from clawback.tracing.explaining.explain import explain
from clawback.tracing.explaining.records import OWN, Explanation, Gathered, Line, Parts
from clawback.tracing.explaining.told import to_dict

__all__ = ["OWN", "Explanation", "Gathered", "Line", "Parts", "explain", "to_dict"]
