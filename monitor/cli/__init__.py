"""The command `p06`. A command's module is imported when it is called, so that each starts quickly."""

from __future__ import annotations

import sys
from importlib import import_module

import click

# Command -> module under monitor.cli and the click command in it.
COMMANDS = {
    "audit": "audit:audit",
    "behind": "progress:behind",
    "check": "check:check",
    "collect": "collect:collect",
    "demo": "demo:demo",
    "explain": "explain:explain",
    "import": "importing:import_file",
    "init": "init:init",
    "progress": "progress:progress",
    "quarantine": "quarantine:quarantine",
    "read": "read:read",
    "serve": "serve:serve",
    "set": "setting:set_figure",
    "source": "source:source",
    "token": "token:token",
    "units": "units:units",
}


class CommandsOnDemand(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, for --help."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"monitor.cli.{module}"), name)
        return command


class UserError(click.ClickException):
    """A user's or a configuration's mistake: one line on standard error, exit code 2."""

    exit_code = 2


class BadAnswer(click.ClickException):
    """The command ran and the answer is bad: one line on standard error, exit code 1."""

    exit_code = 1


@click.group(cls=CommandsOnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="project06-monitor", prog_name="p06")
def main() -> None:
    """Watches the figures of Project 06 against their deadlines."""
    for stream in (sys.stdout, sys.stderr):
        # A name in Vietnamese must not fail on a machine whose locale is C.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
