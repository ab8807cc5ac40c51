"""The journal: an append-only record of every decision, a Merkle log that cannot be changed unseen.

    rows = append(storage, size, [leaf_hash(entry.to_bytes())])     # store them with the entry, in one transaction
    note = signed(Checkpoint(origin=..., size=..., root=root_of(storage, size)), signer)
    verify(file, keys)                                              # offline, anywhere, by anyone

hashing.py, storage.py, tree.py, proofs.py    the RFC 6962 tree: hashes, stored rows, proofs, their checking
canonical.py, commitment.py, entry.py         one way to write an entry; values that it fixes without saying them
encoding.py, keys.py, note.py, signing.py     C2SP signed notes: Ed25519 keys, signatures, cosignatures
checkpoint.py, stories.py                     C2SP checkpoints; whether two of them tell one story
log_file.py, redact.py, verify.py             the file to download; what an outsider gets; checking it offline
witness.py, witness_file.py                   who watches from elsewhere
encryption.py                                 a key for each report, so that a person can be erased

Nothing here knows Django, a database or a network.
"""
