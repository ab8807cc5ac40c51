"""`clawback federation keys`: a node's key."""

from __future__ import annotations

from pathlib import Path

__all__ = ["keys"]


def keys(file: Path, *, show: bool = False) -> None:
    """Make a new key for a node, and print what the coordinator puts into the list of members.

    Example: `clawback federation keys /tmp/north-node.key`

    The file is the secret: keep it apart from the node's data and its backups. To change a key, make a new one some
    days before the old one ends; in the time of both, either is good.

    Parameters
    ----------
    file
        The file to make; only its owner can read it.
    show
        Print the public key of a file that is there.
    """
    from clawback.federation.trust.keys import new_secret, read_secret, write_secret
    from clawback.federation.trust.members import public_text

    if show:
        secret = read_secret(file)
    else:
        secret = new_secret()
        write_secret(secret, file)
        print(f"The secret key is in {file}: keep it apart from data and backups.")
    print(f'x = "{public_text(secret.public)}"')
    print(f"key id {secret.id}")
