"""Machines of organisations: by what they sign in, what keeps a request from being done twice, what they are told.

    tokens.py       make and end a token; whose a secret is
    signing.py      RFC 9421: signing a request, as both sides do
    signatures.py   a request's signature, checked
    keeping.py      what was answered under an Idempotency-Key
    endpoints.py    where events go: make and end an address, send again what was given up
    events.py       which entries of the journal are events, and whose
    spreading.py    from the journal's entries to deliveries
    addresses.py    which addresses are spoken to
    sending.py      sending, by the worker, outside of any transaction
    refusals.py     why not

An event is no second row beside the decision: it is the entry of the journal that the decision made. Its number is the
entry's, so that whoever is told can have it proved.
"""
