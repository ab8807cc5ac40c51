"""A trace as a workbook (.xlsx): one sheet a rule, with formulas that recompute. No macros, no external links."""

from clawback.cli.workbook.writing import write_workbook

__all__ = ["write_workbook"]
