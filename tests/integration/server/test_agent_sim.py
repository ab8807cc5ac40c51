"""`clawback agent-sim` against the server: a bank that is honest, slow or refusing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clawback.cli.app import run
from tests.integration.server.live import live
from tests.integration.server.test_api_of_an_agent import sent
from tests.integration.server.test_commands_as_typed import example
from tests.integration.server.world import NOON, World, make_world
from tests.integration.server.world_api import token

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """North Bank's C1 has the credit of the world's transfer; 500.00 of it is free."""
    rows = [
        "account,currency,balance,protected,entry,settled_on",
        f"c 1,EUR,700.00,200.00,1000.00,{NOON.date()}",
        f"c 1,EUR,700.00,200.00,-300.00,{NOON.date()}",
        f"D1,EUR,0.00,0.00,-1000.00,{NOON.date()}",
    ]
    path = tmp_path / "bank.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def played(world: World, ledger: Path, *options: str, organisation: str = "bank", **said: str) -> int:
    secret = token(world, getattr(world, organisation), "responder", **said)
    with live() as url:
        return run(["agent-sim", url, "--token", secret, "--ledger", str(ledger), "--once", *options])


def test_an_honest_bank_holds_what_is_free(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from clawback.server.casework.models import Hold

    world = make_world()
    request = sent(world)
    assert played(world, ledger) == 0
    hold = Hold.objects.get()
    assert (hold.request_id, hold.placed, hold.protected) == (request.pk, 50_000, 20_000)
    assert f"R-{request.pk} placed 500.00 EUR" in capsys.readouterr().out


def test_the_example_of_its_help_plays_a_bank(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As printed, but for the address and the token, which are each demo's own."""
    world = make_world()
    request = sent(world)
    words = example("agent-sim")
    monkeypatch.setenv("CLAWBACK_TOKEN", token(world, world.bank, "responder"))
    with live() as url:
        assert run([words[0], url, *words[2:]]) == 0
    assert f"R-{request.pk} " in capsys.readouterr().out


def test_an_honest_bank_confirms_a_debit(ledger: Path) -> None:
    from clawback.server.casework.models import Claim

    world = make_world()
    sent(world)
    assert played(world, ledger, organisation="other_bank") == 0
    assert Claim.objects.get().evidence == "confirmed"


def test_an_honest_bank_answers_a_statement_request(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from clawback.server.casework.models import Statement
    from tests.integration.server.world import in_case
    from tests.integration.server.world_statements import asked

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    assert played(world, ledger) == 0
    statement = Statement.objects.get(request=request)
    assert (statement.opening, statement.closing, statement.entry_count) == (0, 70_000, 2)
    assert f"S-{request.pk} answered, 2 entries" in capsys.readouterr().out
    entries = statement.entries.order_by("place").values_list("debit", "amount", "other__number")
    assert list(entries) == [(False, 100_000, "D1"), (True, 30_000, None)]


def test_a_refusing_bank_refuses(ledger: Path) -> None:
    world = make_world()
    request = sent(world)
    assert played(world, ledger, "--behaviour", "refusing") == 0
    request.refresh_from_db()
    assert (request.state, request.refusal) == ("refused", "no-funds")


def test_a_slow_bank_waits_until_half_its_time_is_over(ledger: Path) -> None:
    from clawback.server.clocks.time import go_ahead

    world = make_world()
    request = sent(world)
    assert played(world, ledger, "--behaviour", "slow") == 0
    request.refresh_from_db()
    assert request.state == "sent"
    go_ahead(timedelta(hours=13))
    assert played(world, ledger, "--behaviour", "slow") == 0
    request.refresh_from_db()
    assert request.state == "answered"


def test_a_bank_without_the_credit_holds_nothing(tmp_path: Path) -> None:
    world = make_world()
    request = sent(world)
    path = tmp_path / "bank.csv"
    path.write_text("account,currency,balance,protected,entry,settled_on\nC1,EUR,700.00,0.00,,\n", "utf-8")
    assert played(world, path) == 0
    request.refresh_from_db()
    assert request.refusal == "no-such-credit"


def test_a_bank_with_a_key_signs(ledger: Path, tmp_path: Path) -> None:
    from clawback.server.casework.machines.signing import public_text

    world = make_world()
    request = sent(world)
    key = Ed25519PrivateKey.generate()
    file = tmp_path / "key.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = public_text(key.public_key())
    assert played(world, ledger, public_key=public) == 2, "unsigned it is refused"
    assert played(world, ledger, "--key", str(file), public_key=public) == 0
    request.refresh_from_db()
    assert request.state == "answered"


@pytest.mark.parametrize("url", ["http://bank.example", "ftp://x", "nothing"])
def test_a_token_does_not_go_in_the_open(url: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agent-sim", url, "--token", "clawback_0", "--ledger", str(ledger), "--once"]) == 2
    assert capsys.readouterr().err.startswith("clawback: ")
