"""A rehearsal clinic that is set up with invented patients in it."""

import argparse
from pathlib import Path
from typing import Final

from distressapp.bootstrap import make_clinic, now, open_house, sign_in
from distressapp.service.rehearsal.stage import hire
from distressapp.service.rehearsal.year import begin, fill
from distressapp.settings import Settings
from distressapp.text import _
from distressapp.vault.connection import with_invented_content

MOST: Final = 1000


def count(words: str) -> int:
    """A whole number from 0 to 1,000, as an argument.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    if not (words.isascii() and words.isdecimal() and int(words) <= MOST):
        raise argparse.ArgumentTypeError(
            _("{words} is not a whole number from 0 to {most}").format(words=words, most=MOST)
        )
    return int(words)


def add_invented(parser: argparse.ArgumentParser, *, default: int) -> None:
    """How many invented patients, and which."""
    parser.add_argument(
        "--patients",
        type=count,
        default=default,
        help=_("how many invented patients with a year behind them; only in a rehearsal"),
    )
    parser.add_argument(
        "--seed", type=count, default=1, help=_("another number gives other patients")
    )


def make_filled(  # noqa: PLR0913  (what such a clinic is made of, by name)
    root: Path,
    settings: Settings,
    passphrase: str,
    *,
    administrator: str,
    patients: int,
    seed: int,
) -> str:
    """Make a rehearsal clinic a year ago, and play the year; gives its recovery code.

    Its invented colleagues sign in with the same passphrase.

    Raises:
        ExpectedError: As `bootstrap.make_clinic`; a year that could not be played to its end
            leaves a clinic that holds less.
    """
    until = now()
    start = begin(until)
    with with_invented_content():
        code = make_clinic(
            root, settings, passphrase, administrator=administrator, clock=lambda: start
        )
        house = open_house(root, room=None, clock=lambda: start)
        try:
            session = sign_in(house, passphrase, name=administrator)
            try:
                hire(house, session, passphrase)
                for _week in fill(house, session, until=until, seed=seed, patients=patients):
                    pass
            finally:
                session.close()
        finally:
            house.close()
    return code
