"""Files by which agents pay returns, recall transfers, are asked for statements: ISO 20022, without Django or network.

    build_pain_001(batch)          a customer's order: pain.001.001.09
    build_pacs_008(batch)          between agents: pacs.008.001.08
    build_camt_056(recall)         a recall: camt.056.001.08
    read_recall_answer(data)       its answers: camt.029.001.09, pacs.004.001.09
    build_camt_060(asked)          a request for a statement: camt.060.001.05

records.py                         what the files are made of
tree.py                            accounts, agents and amounts as elements
pain_001.py, pacs_008.py, camt_056.py, camt_060.py, answers.py   one file a message
"""

from clawback.returning.iso20022.answers import RecallAnswer, read_recall_answer
from clawback.returning.iso20022.camt_056 import build_camt_056
from clawback.returning.iso20022.camt_060 import build_camt_060
from clawback.returning.iso20022.pacs_008 import build_pacs_008
from clawback.returning.iso20022.pain_001 import build_pain_001
from clawback.returning.iso20022.records import Batch, Keeper, Order, RecallOrder, StatementAsk

__all__ = [
    "Batch",
    "Keeper",
    "Order",
    "RecallAnswer",
    "RecallOrder",
    "StatementAsk",
    "build_camt_056",
    "build_camt_060",
    "build_pacs_008",
    "build_pain_001",
    "read_recall_answer",
]
