"""What can be typed behind ``thidua``: commands and their options."""

import argparse
from datetime import date
from pathlib import Path

from thidua.messages import Catalogue


def parser(words: Catalogue, version: str) -> argparse.ArgumentParser:
    """Return the parser of the command line; what it reads is named ``command`` and as typed."""
    return _Parser(words, version).whole


class _Parser:
    """Builds the parser; every command has the shared options."""

    def __init__(self, words: Catalogue, version: str) -> None:
        self._words = words
        self._shared = argparse.ArgumentParser(add_help=False)
        self._shared.add_argument(
            "--lang", choices=("vi", "en"), default="vi", help=self._say("lang")
        )
        self._shared.add_argument("--root", help=self._say("root"))
        self._shared.add_argument("--today", type=date.fromisoformat, help=self._say("today"))
        self.whole = argparse.ArgumentParser(prog="thidua", description=self._say("thidua"))
        self.whole.add_argument("--version", action="version", version=f"thidua {version}")
        self._commands = self.whole.add_subparsers(
            dest="command", required=True, metavar=self._say("command")
        )
        self._papers()
        self._outputs()

    def _say(self, key: str) -> str:
        return self._words.ui(f"cli_{key}")

    def _command(self, name: str) -> argparse.ArgumentParser:
        help_text = self._say(name)
        return self._commands.add_parser(
            name, parents=[self._shared], help=help_text, description=help_text
        )

    def _papers(self) -> None:
        """Add the commands that look at papers or write them."""
        check = self._command("check")
        check.add_argument("paths", nargs="*", help=self._say("paths"))
        forms = ("human", "github", "json")
        check.add_argument("--format", choices=forms, default="human", help=self._say("format"))
        check.add_argument("--base", metavar="REV", help=self._say("base"))
        check.add_argument("--head", metavar="REV", help=self._say("head"))
        check.add_argument("--account", metavar="NAME", help=self._say("account"))
        status = self._command("status")
        status.add_argument("campaign", nargs="?", help=self._say("campaign"))
        status.add_argument("--format", choices=("human", "json"), default="human")
        self._with_receipts(status)
        self._command("explain").add_argument("code", help=self._say("code"))
        new = self._command("new")
        new.add_argument("kind", metavar="KIND", help=self._say("kind"))
        new.add_argument("--unit", help=self._say("unit"))
        new.add_argument("--campaign", help=self._say("campaign"))
        new.add_argument("--to", choices=("md", "yml"), help=self._say("new_to"))
        new.add_argument("--slug", help=self._say("slug"))
        new.add_argument("--output", metavar="DIR", help=self._say("new_output"))
        convert = self._command("convert")
        convert.add_argument("paths", nargs="+", metavar="PATH", help=self._say("papers"))
        convert.add_argument("--to", choices=("md", "yml"), help=self._say("to"))
        convert.add_argument("--output", type=Path, metavar="DIR", help=self._say("output"))
        fix = self._command("fix")
        fix.add_argument("paths", nargs="*", metavar="PATH", help=self._say("to_fix"))
        fix.add_argument("--dry-run", action="store_true", help=self._say("dry_run"))

    def _outputs(self) -> None:
        """Add the commands that build the site and the downloads."""
        for name in ("pages", "export"):
            command = self._command(name)
            command.add_argument("folder", type=Path, help=self._say("folder"))
            self._with_receipts(command)
        self._command("schemas")
        for name in ("build", "serve"):
            self._with_receipts(self._command(name))

    def _with_receipts(self, command: argparse.ArgumentParser) -> None:
        command.add_argument("--receipts", type=Path, metavar="PATH", help=self._say("receipts"))
