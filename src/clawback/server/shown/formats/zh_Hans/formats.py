"""Amounts are grouped by thousands in Chinese banking, not by ten thousands, and with a comma."""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
