"""The command line: one module per command, imported only when it is called.

A command is a module `distressapp.cli.<name>`, a dash in it an underscore, with
`add_arguments(parser)` and `run(args) -> int`. One that is listed here before its module exists
says so.
"""

from __future__ import annotations

import os
import sys
from errno import ENOSPC

from distressapp import __version__
from distressapp.cli import quick
from distressapp.cli.account import check_account
from distressapp.core.errors import ExpectedError
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Final, Protocol

    class Command(Protocol):
        """What a module of this package offers."""

        @staticmethod
        def add_arguments(parser: argparse.ArgumentParser) -> None:
            """Say which arguments the command takes."""

        @staticmethod
        def run(args: argparse.Namespace) -> int:
            """Do it, and give the exit status."""


COMMANDS: Final = {
    "kiosk": "open the waiting-room kiosk (also without a command)",
    "staff": "open the staff's window: the lists, and whom the clinic owes",
    "demo": "take one invented patient through a rehearsal clinic",
    "setup": "set up a clinic in a new data folder",
    "members": "say who works here, and let people come and go",
    "recovery": "prove, renew or use the printed recovery code",
    "score": "score JSON lines, one for one",
    "instruments": "list, show and check instruments",
    "wording": "list, check and install licensed wording",
    "summary": "make the page of a sitting",
    "counts": "say how many sat in a year, by month and urgency",
    "erase": "erase one patient for ever",
    "export-patient": "write all that is known of one patient into a folder",
    "retention": "show or erase who is past the clinic's retention",
    "backup": "make a backup of the whole clinic, and check it",
    "restore": "put a backup in place, or try that on a copy",
    "verify": "check the journal for gaps and changes",
    "mend": "show what does not agree, and put it right on your word",
    "update": "bring the program up to date from a stick, or go back",
    "doctor": "say in plain words what is not ready",
    "about": "say what this program is made of, and under which licences",
}
"""Every command that people type, and what it does."""

_FIRST: Final = "kiosk"
_WITHIN: Final = ("signin", "updating")
"""Commands that the program gives itself."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0, 1, or 2 for wrong use.

    Args:
        argv: Without the program's name; None for the real ones. Without a
            command it is the kiosk.
    """
    arguments = _with_command(list(sys.argv[1:] if argv is None else argv))
    try:
        args = _parsed(arguments)
        if isinstance(args, int):
            return args
        check_account(args.command, args.data)
        status = _module(args.command).run(args)
        if sys.stdout is not None:
            sys.stdout.flush()
    except ExpectedError as error:
        return _fail(str(error))
    except BrokenPipeError:
        _let_go_of_output()  # nobody reads on, and nobody needs to be told
        return 1
    except OSError as error:
        return _fail(_os_sentence(error))
    except KeyboardInterrupt:
        return 130
    return status


def _parsed(arguments: Sequence[str]) -> argparse.Namespace | int:
    """The arguments; an exit status where argparse has said all there is to say."""
    found = quick.read(arguments)
    if found is not None:
        return found
    try:
        return parser_of(arguments).parse_args(arguments)
    except SystemExit as leaving:  # argparse leaves by itself, for --help and wrong use
        return leaving.code if isinstance(leaving.code, int) else 2


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201  (this is the command's voice)
    return 1


def _os_sentence(error: OSError) -> str:
    """A sentence for what the machine refused, such as a full disk."""
    if error.errno == ENOSPC:
        _let_go_of_output()
        return _("There is no room left to write to. Make room on the disk, then try again.")
    what = error.filename or _("A file")
    return _("{what} cannot be used: {error}. Check that this user may read and write it.").format(
        what=what, error=error.strerror
    )


def _let_go_of_output() -> None:
    """Python flushes standard output once more at its end, and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_command(arguments: list[str]) -> list[str]:
    """The same with the kiosk named, where no command and no general option is."""
    is_general = bool({"-h", "--help", "--version"} & set(arguments))
    if _called(arguments) is None and not is_general:
        return [_FIRST, *arguments]
    return arguments


def _called(arguments: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the folder of `--data`."""
    words = iter(arguments)
    for word in words:
        if word == "--data":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def parser_of(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows every command's name but only the called one's arguments."""
    # Imported late: the rooms are nearly always started without it.
    import argparse  # noqa: PLC0415  (see above)

    parser = argparse.ArgumentParser(
        prog="distressapp",
        description=_("A waiting-room kiosk that asks, scores, flags and prints."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    add_data(parser, is_first=True)
    commands = parser.add_subparsers(
        dest="command", metavar=_("COMMAND"), title=_("commands"), required=True
    )
    called = _called(arguments)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does, allow_abbrev=False)
        add_data(command)
        built = _built(name) if name == called else None
        if built is not None:
            built.add_arguments(command)
    if called in _WITHIN:
        command = commands.add_parser(called, allow_abbrev=False)
        add_data(command)
        _module(called).add_arguments(command)
    return parser


def add_data(parser: argparse.ArgumentParser, *, is_first: bool = False) -> None:
    """Every command takes it, before or after its name, and each of its acts.

    Args:
        is_first: It is nobody's before; elsewhere what was said before stays.
    """
    # Imported late, as above.
    import argparse  # noqa: PLC0415  (see above)

    parser.add_argument(
        "--data",
        metavar="DIR",
        default=None if is_first else argparse.SUPPRESS,
        help=_("the clinic's data folder (default: this user's own)"),
    )


def _built(name: str) -> Command | None:
    """The command's module; None where this version does not have it yet."""
    path = f"{__name__}.{name.replace('-', '_')}"
    try:
        __import__(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return None
    return sys.modules[path]  # type: ignore[return-value]  # each of them has the two


def _module(name: str) -> Command:
    """The command's module.

    Raises:
        ExpectedError: This version does not have the command yet.
    """
    found = _built(name)
    if found is None:
        raise ExpectedError(
            _("The command {name} is not part of this version").format(name=name),
            advice=_("`distressapp --help` lists the commands."),
        )
    return found
