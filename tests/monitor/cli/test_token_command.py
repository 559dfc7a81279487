"""Tokens are made, listed and ended from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import main
from monitor.store import store_in, tokens
from monitor.store.tokens import Scope

CAMPAIGN = Path(__file__).parents[3] / "campaigns" / "vinh-phuc-2023.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store_in(tmp_path / "data").close()
    return tmp_path / "data"


def p06(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["token", *words, "--data", str(data), "--campaign", str(CAMPAIGN)])


def test_a_token_is_printed_once_and_works_until_it_is_revoked(data: Path) -> None:
    made = p06(data, "create", "Nguyễn Lan", "--scope", "push", "--scope", "decide")
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert secret.startswith("p06_")
    store = store_in(data)

    def found() -> tokens.Token | None:
        with store.read() as connection:
            return tokens.token_of_secret(connection, secret)

    standing = found()
    assert standing is not None
    assert (standing.name, standing.scopes) == ("Nguyễn Lan", {Scope.PUSH, Scope.DECIDE})
    listed = p06(data, "list")
    assert "Nguyễn Lan" in listed.stdout
    assert secret not in listed.stdout + p06(data, "list", "--format", "json").stdout
    assert p06(data, "revoke", "Nguyễn Lan").exit_code == 0
    assert found() is None
    (told,) = json.loads(p06(data, "list", "--format", "json").stdout)
    assert told["revoked_at"] is not None
    store.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "lan"), "--scope"),
        (("create", "lan", "--scope", "all"), "push"),
        (("create", "a\nb", "--scope", "push"), "letters"),
        (("create", "", "--scope", "push"), "letters"),
        (("create", "x" * 61, "--scope", "push"), "letters"),
        (("create", "taken", "--scope", "push"), "revoke it first"),
        (("revoke", "lan"), "p06 token list"),
    ],
)
def test_a_wrong_use_is_one_line_that_says_what_is_right(data: Path, words: tuple[str, ...], said: str) -> None:
    assert p06(data, "create", "taken", "--scope", "read").exit_code == 0
    wrong = p06(data, *words)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert said in wrong.stderr


def test_a_name_is_free_again_once_its_token_is_revoked(data: Path) -> None:
    first = p06(data, "create", "lan", "--scope", "push").stdout
    assert p06(data, "revoke", "lan").exit_code == 0
    second = p06(data, "create", "lan", "--scope", "push")
    assert second.exit_code == 0
    assert second.stdout != first
