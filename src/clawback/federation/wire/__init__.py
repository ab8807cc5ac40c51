"""What stands on the wire between two nodes (docs/reference/federation.md).

canonical.py   one way to write a value as bytes: RFC 8785
jws.py         signed bytes: RFC 7515 compact, Ed25519 (RFC 8037)
envelope.py    who says it to whom, when, until when; the message's id
messages.py    what is said, one type a kind
"""
