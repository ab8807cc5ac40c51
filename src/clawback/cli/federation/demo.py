"""`clawback federation demo`: a scam through several institutions, traced and held while it is asked for."""

from __future__ import annotations

from pathlib import Path

__all__ = ["demo"]


def demo(*, nodes: int = 5, fail: str | None = None, picture: Path | None = None) -> None:
    """Play a scam through several institutions on this machine, trace it, hold what stands, and draw it.

    Example: `clawback federation demo --nodes 5 --fail node3`

    Each institution has a node with a key, a ledger and a database of its own. The owner of the case, a centre, asks;
    the nodes tell each other what one transfer carries, and place provisional holds as it passes. The centre sees
    institutions, tokens and amounts: no account number, no name, no ledger.

    Parameters
    ----------
    nodes
        How many institutions, 2 to 20.
    fail
        Take this node away before the trace, and bring it back: node1, node2...
    picture
        Also draw the flow of the money to this SVG file.
    """
    from clawback.cli.federation.trace import saying
    from clawback.cli.trace import check_endings
    from clawback.errors import FederationError
    from clawback.server.federated.demo import play_demo

    check_endings(picture, None)
    if not 2 <= nodes <= 20:
        raise FederationError(f"{nodes} nodes cannot be shown", remedy="choose from 2 to 20")
    names = [f"node{number}" for number in range(1, nodes + 1)]
    if fail is not None and fail not in names:
        raise FederationError(f"there is no {fail}", remedy=f"choose from node1 to node{nodes}")
    with saying() as say:
        found = play_demo(names, fail, say)
    for line in found.lines:
        print(line)
    if picture is not None:
        from clawback.ledgers.whole_file import written_whole

        with written_whole(picture) as file:
            file.write(found.picture.encode())
        print(f"The picture is in {picture}")
