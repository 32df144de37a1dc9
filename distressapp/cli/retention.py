"""Show who is past the clinic's retention, and erase them where somebody says so."""

import argparse
import sys
from collections.abc import Sequence

from distressapp.cli.erase import tell
from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in, typed
from distressapp.core.errors import ExpectedError
from distressapp.service.choosing import short_ids
from distressapp.service.retention import apply, due, first_day_kept
from distressapp.text import _, ngettext
from distressapp.vault.lists import Last


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether it is done, or only shown."""
    parser.add_argument(
        "--apply", action="store_true", help=_("erase them, after their number is typed")
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """List those who are due; with --apply, erase them."""
    with signed_in(args) as (house, session):
        found = due(house, session)
        say = sys.stdout.write
        say(
            _("Last sat before {day}: {count}\n").format(
                day=first_day_kept(house), count=len(found)
            )
        )
        for each in found:
            say(
                ngettext(
                    "{id}  last sat {day}, {count} sitting\n",
                    "{id}  last sat {day}, {count} sittings\n",
                    each.sittings,
                ).format(id=each.subject[:8], day=each.day, count=each.sittings)
            )
        if not (args.apply and found):
            return 0
        _confirm(found)
        done = apply(house, session, found)
        say(_("Erased: {count}. The chain stays valid.\n").format(count=done.erased))
        if done.kept:
            sys.stderr.write(
                _(
                    "Not erased now, for they sit, a call is open, or something was noted just "
                    "then: {ids}. Run it again later.\n"
                ).format(ids=short_ids(done.kept))
            )
        tell(house, session, done.last)
    return 1 if done.kept else 0


def _confirm(found: Sequence[Last]) -> None:
    sys.stderr.write(_("Erasing cannot be undone.\n"))
    if typed(_("Type how many to confirm: ")) != str(len(found)):
        raise ExpectedError(
            _("That is not their number, so nothing was erased"),
            advice=_("Look at the list again, and start again."),
        )
