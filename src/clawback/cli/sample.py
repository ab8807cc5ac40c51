"""`clawback sample`: the first thing to see: the packaged ledger, three stolen transfers, where the money is."""

from __future__ import annotations

from pathlib import Path

__all__ = ["CLAIMS", "sample"]

CLAIMS = {"30684": "first victim", "44959": "second victim", "71527": "third victim"}
"""Three transfers into one account of a fan-in pattern of the sample."""


def sample(*, picture: Path = Path("clawback-sample.svg")) -> None:
    """Trace three stolen transfers through the packaged sample ledger, and draw where the money went.

    Example: `clawback sample --picture /tmp/sample.svg`

    Parameters
    ----------
    picture
        Where the picture is written.
    """
    from clawback.cli.options import Reading, Walking, open_ledger, run_trace
    from clawback.cli.trace import check_endings, show
    from clawback.ledgers.sample import sample as sample_file

    check_endings(picture, None)
    ledger = open_ledger(str(sample_file()), Reading())
    print("The ledger: IBM AMLSim's sample, 120,558 simulated transfers among 20,000 accounts.")
    print("Its own opening balances would put 14,018 accounts below zero, so they are not used here:")
    print("opening balances are inferred instead.")
    victims = ", ".join(f"{victim} (transfer {claim})" for claim, victim in CLAIMS.items())
    print(f"The claims: what {victims} paid into account 13001.")
    print()
    found, _ = run_trace(ledger, Walking(claim=tuple(CLAIMS), opening="infer"), "all")
    show(found, CLAIMS, "table", picture=picture)
