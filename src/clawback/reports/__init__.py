"""Facts out of a report's text: language, amounts, times, identifiers, kind of scam."""
