"""Make a backup of the whole clinic, open it again, and carry it to the other places."""

import argparse
import sys
from pathlib import Path

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.service.backups import end_shift, make_backup
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        action="append",
        help=_("another place for this backup, in place of the one in the settings"),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Take the letterbox in, make the backup, and say where it is; 1 where a place has none."""
    with signed_in(args) as (house, session):
        if args.to is None:
            made = end_shift(house, session).made
        else:
            made = make_backup(house, session, [each.absolute() for each in args.to])
    say = sys.stdout.write
    say(_("{path} was made, and opened to see that it is whole.\n").format(path=made.path))
    for place in made.places:
        say(_("It is in {place} too.\n").format(place=place))
    for name in made.gone:
        say(_("{name} was older than the clinic keeps backups, and is gone.\n").format(name=name))
    for each in made.warnings:
        sys.stderr.write(f"{each}\n")
    return 1 if made.warnings else 0
