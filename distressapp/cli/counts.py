"""Say how many sat in a year, by month and by the most urgent band of their flags."""

import argparse
import sys
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR
from typing import Final

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Band
from distressapp.core.roles import Act
from distressapp.service.access import check_may
from distressapp.service.takein import take_in
from distressapp.text import _
from distressapp.vault.counting import Counts, by_month

_KINDS: Final = (*Band, None)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which year."""
    parser.add_argument("--year", type=int, metavar="YEAR", help=_("default: this year"))
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """A line for each month in which somebody sat, its figures parted by tabs."""
    if args.year is not None and not MINYEAR <= args.year <= MAXYEAR:
        raise ExpectedError(
            _("{year} is no year").format(year=args.year), advice=_("Give it with four digits.")
        )
    with signed_in(args) as (house, session):
        check_may(session, Act.VIEW)
        take_in(house, session.vault)
        year = house.today().year if args.year is None else args.year
        found = by_month(session.vault, year)
    for line in _lines(found, year):
        sys.stdout.write(f"{line}\n")
    return 0


def _lines(found: Counts, year: int) -> Iterator[str]:
    yield "\t".join([_("month"), *(each.value for each in Band), _("no flag"), _("all")])
    for month, bands in sorted(found.items()):
        figures = [bands.get(each, 0) for each in _KINDS]
        yield "\t".join([f"{year}-{month:02}", *map(str, figures), str(sum(figures))])
