"""What every command shares that needs somebody signed in: the open vault, and a line typed."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli.passphrase import read_passphrase, read_who
from distressapp.core.errors import ExpectedError
from distressapp.paths import data_folder
from distressapp.service import choosing
from distressapp.service.access import Session
from distressapp.service.choosing import Chosen
from distressapp.service.house import House
from distressapp.text import _


@contextmanager
def signed_in(args: argparse.Namespace) -> Iterator[tuple[House, Session]]:
    """The house, and the vault open for whoever gives the passphrase."""
    house = open_house(data_folder(args.data), room=None)
    try:
        name = read_who(args, house.folder.root)
        session = sign_in(house, read_passphrase(args), name=name)
        try:
            yield house, session
        finally:
            session.close()
    finally:
        house.close()


def add_patient(parser: argparse.ArgumentParser) -> None:
    """Which patient: by a sitting, or by the record number that is then asked for."""
    parser.add_argument(
        "sitting",
        metavar="SITTING",
        nargs="?",
        help=_(
            "the start of a sitting's id, or its ticket word where it is of today; without it the "
            "record number is asked for"
        ),
    )


def read_patient(args: argparse.Namespace, house: House, session: Session) -> Chosen:
    """The patient that is meant. A record number is typed or piped, never an argument.

    Raises:
        ExpectedError: Nobody is meant, or more than one.
    """
    if args.sitting is not None:
        return choosing.by_words(house, session.vault, args.sitting)
    return choosing.by_record_number(house, session.vault, typed(_("Record number: ")))


def typed(prompt: str) -> str:
    """A line from standard input; asked for where a person sits there.

    Raises:
        ExpectedError: There is none.
    """
    if sys.stdin.isatty():
        sys.stderr.write(prompt)
        sys.stderr.flush()
    line = sys.stdin.readline().strip()
    if not line:
        raise ExpectedError(_("Nothing was typed"), advice=_("Start again, and answer."))
    return line
