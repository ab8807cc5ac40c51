"""Pages about statements and the trace: the request (each side's own), the agent's answer, the trace of a case."""
