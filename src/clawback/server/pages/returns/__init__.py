"""Pages of returns: the plan, what an agent pays, recalls, another account, the end of a case."""
