"""Amounts are grouped by thousands in Chinese banking, not by ten thousands, and with a comma."""

NUMBER_GROUPING = 3
THOUSAND_SEPARATOR = ","
DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i"
