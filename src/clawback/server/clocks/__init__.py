"""What happens when: one table, one worker, each row exactly once, its effect in the same transaction.

models.py    the table, the worker's heartbeat, outages, the demo's own time
time.py      what time it is here
setting.py   setting and stopping clocks, from within a decision
running.py   running what is due, though workers crash or two run
outages.py   after an outage of ours people get the lost time added
"""
