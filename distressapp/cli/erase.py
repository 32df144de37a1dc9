"""Erase one patient for ever: asks for the record number again before it does."""

import argparse
import sys
from collections.abc import Iterator

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import add_patient, read_patient, signed_in, typed
from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.core.stores import StoreError
from distressapp.service.access import Session, check_may
from distressapp.service.backups import make_backup
from distressapp.service.choosing import Chosen
from distressapp.service.erased_list import NAME, is_readable
from distressapp.service.erasure import Erasure, erase
from distressapp.service.house import House
from distressapp.service.identity import record_number
from distressapp.service.takein import take_in
from distressapp.text import _, ngettext

_SHORT_ID = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, and why."""
    add_patient(parser)
    parser.add_argument(
        "--reason",
        required=True,
        metavar="TEXT",
        help=_("why, without a name or a number; it stays in the journal"),
    )
    parser.add_argument(
        "--leave-unmatched",
        action="store_true",
        help=_("leave sittings under the same record number that nobody matched to the patient"),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Show what goes, have it confirmed, erase it, and make a backup without it."""
    with signed_in(args) as (house, session):
        check_may(session, Act.ERASE)
        take_in(house, session.vault)
        chosen = read_patient(args, house, session)
        _show(chosen)
        _confirm(house, chosen)
        done = erase(
            house,
            session,
            chosen.subject,
            reason=args.reason,
            leaves_unmatched=args.leave_unmatched,
        )
        say = sys.stdout.write
        say(
            ngettext(
                "Erased: {count} entry of the journal. The chain stays valid.\n",
                "Erased: {count} entries of the journal. The chain stays valid.\n",
                done.entries,
            ).format(count=done.entries)
        )
        tell(house, session, done)
    return 0


def tell(house: House, session: Session, done: Erasure) -> None:
    """Make a backup without what was erased, and say what is left to do."""
    try:
        warnings = make_backup(house, session).warnings
    except StoreError as error:
        warnings = (str(error),)
    for each in (*_left_to_do(done), *warnings):
        sys.stderr.write(f"{each}\n")
    sys.stdout.write(
        _(
            "Older backups still hold the answers, under the key, for at most {days} days; the "
            "newest three stay until newer ones are made. Printed pages and the hospital's own "
            "record are not touched.\n"
        ).format(days=house.settings.backup.keep_days)
    )


def _left_to_do(done: Erasure) -> Iterator[str]:
    if not done.is_settled:
        yield _(
            "Another program has the vault or the letterbox open. Old bytes go when it is closed; "
            "close it soon."
        )
    for place in done.unreached:
        if not is_readable(place / NAME):
            yield _(
                "{path} cannot be read, and a restore stops there. Put the copy from the other "
                "place there; or delete it, if a good one stands elsewhere."
            ).format(path=place / NAME)
            continue
        yield _(
            "{place} lacks the newest list of what was erased. It is written as soon as the "
            "place can be written and the letterbox is taken in."
        ).format(place=place)
    for path in done.quarantined:
        yield _(
            "{path} was put away damaged or replaced, and may hold the answers too, under the key. "
            "Delete it when nobody needs it any more."
        ).format(path=path)


def _show(chosen: Chosen) -> None:
    count = len(chosen.sittings)
    if chosen.patient is None:
        what = _("One sitting that nobody matched to a patient.\n")
    else:
        what = ngettext(
            "One patient: {count} sitting, and everything noted about it.\n",
            "One patient: {count} sittings, and everything noted about them.\n",
            count,
        )
    sys.stderr.write(what.format(count=count))
    sys.stderr.write(_("Erasing cannot be undone.\n"))


def _confirm(house: House, chosen: Chosen) -> None:
    """Nothing where the same number is typed once more.

    Raises:
        ExpectedError: Another was typed; nothing was erased.
    """
    if chosen.record_number:
        prompt, expected = _("Type the record number to confirm: "), chosen.record_number
        found = record_number(typed(prompt), house.settings)
    else:
        # What came in later may be no sitting, and then has no record number.
        expected = chosen.subject[:_SHORT_ID]
        found = typed(_("Type {id} to confirm: ").format(id=expected)).casefold()
    if found != expected:
        raise ExpectedError(
            _("That is not the same, so nothing was erased"),
            advice=_("Look at the record number again, and start again."),
        )
