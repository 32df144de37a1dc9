"""The manual page, made from what the command line says of itself, so that it is never stale."""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import tree

from distressapp import __version__
from distressapp.cli import COMMANDS, parser_of


class _OnOneLine(argparse.HelpFormatter):
    """Usage on one line: man breaks it where its reader's line ends."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=10_000)


_FILES: Final = (
    ("/var/lib/distressapp", "The clinic of the installed program, of the account distressapp."),
    ("/etc/distressapp/release-keys", "Public keys that updates are checked with, a file each."),
    ("/usr/lib/distressapp", "The program."),
    ("~/.local/share/distressapp", "The clinic of a user who may not enter the one above."),
)
_STATUS: Final = (
    ("0", "It is done."),
    ("1", "It could not be done, or something is not ready; a sentence says what and why."),
    ("2", "The command was not understood."),
)
_EVERYWHERE: Final = ("help", "data")
"""What every command takes; said once."""

_NOT_A_DEVICE: Final = (
    "This is not a certified medical device, and nobody has assessed it as one. "
    "The papers beside the package say what it does, and what a clinic has to see to itself."
)


def page(*, epoch_s: int) -> str:
    """The manual page distressapp(1), in the language of man.

    Args:
        epoch_s: The second since 1970 whose day the page bears.
    """
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch_s))
    top = parser_of(())
    lines = [
        f'.TH DISTRESSAPP 1 "{day}" "distressapp {__version__}" "User commands"',
        ".SH NAME",
        "distressapp \\- waiting\\-room kiosk that asks, scores, flags and prints",
        ".SH SYNOPSIS",
        *_synopsis(top),
        ".SH DESCRIPTION",
        _plain(top.description or ""),
        "Without a command it is the kiosk.",
        ".SH OPTIONS",
        *_options(top, without=()),
        ".SH COMMANDS",
        "Each takes \\-\\-help and \\-\\-data too.",
    ]
    for name in COMMANDS:
        lines += [f".SS {_plain(name)}", *_command(_called(parser_of((name,)), name))]
    lines += [".SH FILES", *_pairs(_FILES), ".SH EXIT STATUS", *_pairs(_STATUS)]
    lines += [".SH NOTES", _plain(_NOT_A_DEVICE)]
    return "\n".join(lines) + "\n"


def write(to: Path, *, epoch_s: int) -> None:
    """Write the page into that file."""
    to.write_text(page(epoch_s=epoch_s), encoding="utf-8")


def _called(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    return _acts(parser)[name]


def _acts(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers below this one, by the word that calls them."""
    for action in _actions(parser):
        if isinstance(action.choices, dict):
            return dict(action.choices)
    return {}


def _help_of_acts(parser: argparse.ArgumentParser) -> dict[str, str]:
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  (as below)
            return {each.dest: each.help or "" for each in action._choices_actions}  # noqa: SLF001
    return {}


def _actions(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    return parser._actions  # noqa: SLF001  (argparse tells what it was told in no other way)


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    description = parser.description or ""
    yield _plain(description[:1].upper() + description[1:] + ".")
    yield ".PP"
    yield from _synopsis(parser)
    yield from _options(parser)
    helped = _help_of_acts(parser)
    for name, act in _acts(parser).items():
        yield ".PP"
        yield from _synopsis(act)
        if helped.get(name):
            yield from (".br", _plain(helped[name][:1].upper() + helped[name][1:] + "."))
        yield from _options(act)


def _synopsis(parser: argparse.ArgumentParser) -> Iterator[str]:
    parser.formatter_class = _OnOneLine
    words = parser.format_usage().split()[1:]
    bold = 1 if len(words) == 1 or words[1].startswith("[") else len(parser.prog.split())
    yield f".B {_plain(' '.join(words[:bold]))}"
    if words[bold:]:
        yield _plain(" ".join(words[bold:]))


def _options(
    parser: argparse.ArgumentParser, *, without: Sequence[str] = _EVERYWHERE
) -> Iterator[str]:
    for action in _actions(parser):
        if action.help is argparse.SUPPRESS or isinstance(action.choices, dict):
            continue
        if action.dest in without:
            continue
        yield ".TP"
        yield f".B {_plain(_named(action))}"
        yield _plain(action.help or "")


def _named(action: argparse.Action) -> str:
    value = action.metavar or action.dest.upper()
    if action.metavar is None and action.choices is not None:
        value = f"{{{','.join(map(str, action.choices))}}}"
    shown = value if isinstance(value, str) else " ".join(value)
    if not action.option_strings:
        return shown
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {shown}"


def _pairs(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, says in pairs:
        yield from (".TP", f".B {_plain(name)}", _plain(says))


def _plain(text: str) -> str:
    """The text with what man would read as an order of its own put out of force."""
    safe = text.replace("%(prog)s", "distressapp").replace("%%", "%")
    safe = safe.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe


def main() -> int:
    """Write the page, with the day of everything that is built."""
    parser = argparse.ArgumentParser(description="Write the manual page distressapp(1).")
    parser.add_argument("file", type=Path, metavar="FILE")
    write(parser.parse_args().file, epoch_s=tree.epoch())
    return 0


if __name__ == "__main__":
    sys.exit(main())
