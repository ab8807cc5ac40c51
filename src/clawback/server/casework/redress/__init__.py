"""Redress: notices to holders, objections, and the life of a placed hold at its agent.

withholding.py, giving.py   when the holder may be told; the codes, and that they were given
objecting.py, reviewing.py  a holder objects; a reviewer with no part in the hold decides, or another, or the clock
letting_go.py  asking_release.py    released where the basis lets us, else asked of those who may
value_given.py, guarding.py the agent's further answers
reaching.py                 messages to the second contacts of agents
suspending.py, amending.py  what rests while an objection waits; a notice told anew when less is held, or longer
beyond.py, silence.py       an agent that refuses more than the basis allows, or says nothing
reading.py                  what a holder is shown
guard_figures.py            what regulators see of those who ask, and of those who do not answer
knowing.py                  what other parts ask of this one
"""

from clawback.server.casework.redress.knowing import may_be_known, open_objections, stops_of

__all__ = ["may_be_known", "open_objections", "stops_of"]
