"""The words that a profile of law is written in; a word that is not here is refused."""

from __future__ import annotations

from typing import Final, Literal

UNKNOWN: Final = "unknown"
Unknown = Literal["unknown"]
"""Not found in any source that was read. It allows nothing: see what each question does with it."""

Action = Literal[
    "hold", "account-freeze", "victim-restriction", "delay", "statement", "recall", "return", "referral"
]
HOLDS: Final[tuple[Action, ...]] = ("hold", "account-freeze", "victim-restriction", "delay")
"""The actions that keep money where it is: each has terms of a hold."""

Actor = Literal["agent", "agency", "centre", "court", "fiu", "police", "victim"]
"""Who acts under a basis. `agent` is the institution that keeps the account the basis is on; `agency` an authority
that is neither police, court nor financial intelligence unit (`fiu`); `centre` the one that works with this program.
A police unit that works with it is `police`."""

Side = Literal["victim", "holder"]
"""Whose account: the victim's own, or that of the holder whom money of a claim reached. Never both."""

Extent = Literal["amount", "account"]

Notice = Literal["required", "delayed", "forbidden", "unknown"]

Suspends = Literal["return", "hold"]
"""What rests while an objection waits: the return of what is held, or the hold itself and its return too."""

Dated = Literal["in-force", "issued", "seen"]
"""What the first day of a basis is: the day it came into force, the day it was issued, or no more than the day on
which a source shows it in force (it may be older)."""

Unit = Literal["hours", "days", "working-days"]

Ends = Literal["same-time", "end-of-day"]

RunsFrom = Literal["placing", "order", "report", "complaint", "receipt", "disclosure", "refusal"]
"""The instant from which a period counts: of the hold itself, of the order, of the victim's report to the agent, of
the complaint to the police, of the receipt of the payment order, of the disclosure to the authority, of its refusal."""

LaterCredits = Literal["included", "excluded", "unknown"]

GoodFaith = Literal["stops-following", "no-protection", "unknown"]

Rule = Literal["fifo", "lifo", "pro-rata", "own-first", "stolen-first", "unknown"]
"""An allocation rule of tracing."""

Method = Literal["traced", "pari-passu", "rising-tide", "cn-2016-art-8", "court", "reimbursers"]
"""How held money divides: the methods of return; `court` where a court says how; `reimbursers` where it is shared by
those who already reimbursed the victim, in proportion to what each paid."""

Content = Literal[
    "account",
    "amount",
    "creditor-agent",
    "creditor-agent-bic",
    "creditor-agent-place",
    "debtor-account",
    "debtor-agent",
    "holder-name",
    "intermediary-agent",
    "nature-of-suspicion",
    "remarks",
    "settled-at",
    "victim-name",
    "victim-place",
]
"""What a request must say, where its basis lists it. `holder-name` is the name as told to the victim."""

Refusal = Literal[
    "no-such-account",
    "no-such-credit",
    "several-credits-match",
    "credit-already-returned",
    "name-and-account-differ",
    "no-funds",
    "funds-left-already",
    "held-by-another-order",
    "basis-not-valid-here",
    "beyond-the-basis",
    "protected",
    "duplicate",
    "other",
]
"""Why an agent does not place a hold."""

NextStep = Literal[
    "ask-again", "statement-request", "ask-who-leads", "draft-for-a-court", "ask-a-person", "stop"
]
"""What follows an agent's refusal: ask again with the payment as it was sent; ask for the account's statement; ask who
leads the other order; draft for a court; a person decides; nothing more is asked."""
