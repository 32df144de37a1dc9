"""Check the vault's file, every chain, the backups, printed pages, and that all agree."""

import argparse
import sys

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.core.journal import Gap, short_hash
from distressapp.service.takein import check_agreement
from distressapp.service.verifying import Verified, accept_gap, place, printed, verify
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to compare with, and what to accept."""
    parser.add_argument(
        "--printed",
        action="append",
        default=[],
        metavar="WRITER:NUMBER:HASH",
        help=_("number and hash from a page or an earlier check; the writer may be left out"),
    )
    parser.add_argument(
        "--accept",
        metavar="WRITER:NUMBER",
        help=_("accept that this entry is lost; it stays shown, and is no failure any more"),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Say how far each chain goes, to compare with the numbers printed on pages."""
    pages = [printed(each) for each in args.printed]
    gap = None if args.accept is None else place(args.accept)
    with signed_in(args) as (house, session):
        if gap is not None:
            _say_gap(accept_gap(house, session, *gap))
        found = verify(house, session, pages)
    say = sys.stdout.write
    say(_("{count} entries, every chain whole.\n").format(count=found.entries))
    for head in found.heads:
        say(
            _("Writer {writer}: number {number}, {hash}\n").format(
                writer=head.writer[:8], number=head.number, hash=short_hash(head.chain)
            )
        )
    _say_what_is_wrong(found)
    check_agreement(found.taken)
    return 1 if found.unaccepted or found.came_back or found.problems else 0


def _say_what_is_wrong(found: Verified) -> None:
    say = sys.stdout.write
    for gap in found.accepted:
        _say_gap(gap)
    for each in found.unaccepted:
        say(
            _("Set aside ({reason}): number {number} of {day}, sitting {sitting}\n").format(
                reason=each.reason,
                number=each.number,
                day=each.day,
                sitting=each.sitting[:8] or "-",
            )
        )
        if each.number:
            say(
                _("Where it is lost for good: distressapp verify --accept {place}\n").format(
                    place=f"{each.writer[:8]}:{each.number}"
                )
            )
    for subject in found.came_back:
        say(
            _(
                "Taken in about somebody who was erased: {id}; `distressapp erase` erases it\n"
            ).format(id=subject[:8])
        )
    for problem in found.problems:
        say(f"{problem}\n")


def _say_gap(gap: Gap) -> None:
    sys.stdout.write(
        _("Accepted as lost: writer {writer}, numbers {first} to {last}\n").format(
            writer=gap.writer[:8], first=gap.first, last=gap.last
        )
    )
