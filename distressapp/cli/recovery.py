"""The recovery code: prove the print, make a new code, or come in with it."""

import argparse
import sys

from distressapp.bootstrap import open_house, sign_in, sign_in_mending
from distressapp.cli import add_data
from distressapp.cli.paper import add_recovery, check_outlet, is_read_back, write_code
from distressapp.cli.passphrase import (
    a_name,
    add_code,
    add_new_passphrase,
    add_passphrase,
    read_code,
    read_new_passphrase,
    read_passphrase,
    read_who,
)
from distressapp.cli.people import named, present
from distressapp.cli.restored import say_mended
from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.paths import data_folder
from distressapp.service import recovery_code, staff
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.text import _
from distressapp.vault.members import Member


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which of the three."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    prove = acts.add_parser("prove", help=_("type the code back from the paper"))
    add_passphrase(prove)
    add_code(prove)
    new = acts.add_parser("new", help=_("make a new code; the one before opens nothing more"))
    add_passphrase(new)
    add_recovery(new)
    use = acts.add_parser(
        "use", help=_("come in with the code, and give somebody a new passphrase")
    )
    use.add_argument(
        "member", nargs="?", metavar="NAME", type=a_name, help=_("default: the administrator")
    )
    use.add_argument(
        "--administrator", action="store_true", help=_("make them an administrator, too")
    )
    add_code(use)
    add_new_passphrase(use)
    for each in (prove, new, use):
        add_data(each)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    if args.act == "new":
        check_outlet(args)
    house = open_house(data_folder(args.data), room=None)
    try:
        if args.act == "use":
            _use(args, house)
            return 0
        name = read_who(args, house.folder.root)
        session = sign_in(house, read_passphrase(args), name=name)
        try:
            if args.act == "new":
                _renew(args, house, session)
            else:
                recovery_code.prove(house, session, read_code(args))
                sys.stdout.write(_("The recovery code was read back from its paper.\n"))
        finally:
            session.close()
    finally:
        house.close()
    return 0


def _renew(args: argparse.Namespace, house: House, session: Session) -> None:
    """Give a new code out first, and only then let it count."""
    code = recovery_code.offered(session)
    if args.recovery_fd is not None:
        write_code(args.recovery_fd, code)
        recovery_code.renew(house, session, code, is_proven=False)
        sys.stdout.write(
            _(
                "The new recovery code was given out; the one before it opens nothing any more. "
                "The new one is not proven before `distressapp recovery prove` has read it back.\n"
            )
        )
        return
    if not is_read_back(code, lambda typed: recovery_code.check_same(code, typed)):
        raise ExpectedError(
            _("The new recovery code was not read back, so it counts for nothing"),
            advice=_("Throw its paper away: the code before it still counts. Then start again."),
        )
    recovery_code.renew(house, session, code, is_proven=True)
    sys.stdout.write(_("It counts from now on; the one before it opens nothing any more.\n"))


def _use(args: argparse.Namespace, house: House) -> None:
    session, mended = sign_in_mending(house, "", code=read_code(args))
    if mended is not None:
        say_mended(mended, sys.stderr.write)
    try:
        who = _meant(session) if args.member is None else named(session, args.member)
        new = read_new_passphrase(args, whose=who.name)
        staff.reset_passphrase(house, session, who.id, new)
        sys.stdout.write(_("{name} has a new passphrase.\n").format(name=who.name))
        if args.administrator:
            staff.change_role(house, session, who.id, Role.ADMINISTRATOR)
            sys.stdout.write(_("{name} is an administrator now.\n").format(name=who.name))
    finally:
        session.close()


def _meant(session: Session) -> Member:
    """The one administrator, where nobody was named."""
    everybody = present(session)
    found = [each for each in everybody if each.role is Role.ADMINISTRATOR]
    if len(found) != 1:
        raise ExpectedError(
            _("It is not clear whose passphrase is meant"),
            advice=_("Name one of: {names}.").format(
                names=", ".join(each.name for each in everybody)
            ),
        )
    return found[0]
