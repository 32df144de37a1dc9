"""The recovery code: prove the print, make a new code, or come in with it."""

import argparse
import os
import sys

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli.passphrase import (
    add_code,
    add_new_passphrase,
    add_passphrase,
    asked_code,
    read_code,
    read_new_passphrase,
    read_passphrase,
)
from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.keys.recovery import NotARecoveryCodeError
from distressapp.paths import data_folder
from distressapp.service import recovery_code, staff
from distressapp.service.access import Session, sign_in_with_recovery, spelt_name
from distressapp.service.house import House
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member

_TRIES = 3


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
    use.add_argument("member", nargs="?", metavar="NAME", help=_("default: the administrator"))
    add_code(use)
    add_new_passphrase(use)


def add_recovery(parser: argparse.ArgumentParser) -> None:
    """Where a new code goes."""
    parser.add_argument(
        "--recovery-fd",
        type=int,
        metavar="N",
        help=_("write the recovery code to this file descriptor; it is then proven later"),
    )


def run(args: argparse.Namespace) -> int:
    """Do it."""
    house = open_house(data_folder(args.data), room=None)
    try:
        if args.act == "use":
            return _use(args, house)
        session = sign_in(house, read_passphrase(args), name=args.name)
        try:
            if args.act == "prove":
                recovery_code.prove(house, session, read_code(args))
                sys.stdout.write(_("The recovery code was read back from its paper.\n"))
            else:
                check_descriptor(args)
                hand_over(args, house, session, recovery_code.renew(house, session))
        finally:
            session.close()
    finally:
        house.close()
    return 0


def check_descriptor(args: argparse.Namespace) -> None:
    """Nothing where the code can be written to where it should go.

    Raises:
        ExpectedError: The file descriptor is not open.
    """
    if args.recovery_fd is None:
        return
    try:
        os.fstat(args.recovery_fd)
    except OSError as error:
        raise ExpectedError(
            _("Nothing can be written to file descriptor {number}").format(number=args.recovery_fd),
            advice=_("Open it for writing before the program starts."),
        ) from error


def hand_over(args: argparse.Namespace, house: House, session: Session, code: str) -> None:
    """Give the code out once, and have it typed back where somebody sits there."""
    say = sys.stdout.write
    if args.recovery_fd is not None:
        with os.fdopen(os.dup(args.recovery_fd), "w", encoding="ascii") as file:
            file.write(f"{code}\n")
        say(_("The recovery code was given out, and is not proven.\n"))
    elif not sys.stdin.isatty():
        say(
            _(
                "There is no terminal to show the recovery code on, so nobody has it: "
                "`distressapp recovery new` makes another.\n"
            )
        )
    else:
        say(
            _("Write this recovery code on paper, and lock it away:\n\n{code}\n\n").format(
                code=code
            )
        )
        say(_("It is not shown again. Now type it back from the paper.\n"))
        sys.stdout.flush()
        if _is_typed_back(house, session):
            say(_("The recovery code was read back from its paper.\n"))
            return
    say(_("The recovery code counts once `distressapp recovery prove` has read it back.\n"))


def _is_typed_back(house: House, session: Session) -> bool:
    for _try in range(_TRIES):
        typed = asked_code()
        if not typed:
            return False
        try:
            recovery_code.prove(house, session, typed)
        except NotARecoveryCodeError as error:
            sys.stderr.write(f"{error}\n")
        else:
            return True
    return False


def _use(args: argparse.Namespace, house: House) -> int:
    session = sign_in_with_recovery(house, read_code(args))
    try:
        who = _meant(session, args.member)
        staff.reset_passphrase(house, session, who.id, read_new_passphrase(args))
    finally:
        session.close()
    sys.stdout.write(_("{name} has a new passphrase.\n").format(name=who.name))
    return 0


def _meant(session: Session, name: str | None) -> Member:
    present = [each for each in members.members(session.vault) if not each.has_left]
    if name is None:
        found = [each for each in present if each.role is Role.ADMINISTRATOR]
    else:
        found = [each for each in present if spelt_name(each.name) == spelt_name(name)]
    if len(found) != 1:
        raise ExpectedError(
            _("It is not clear whose passphrase is meant"),
            advice=_("Name one of: {names}.").format(names=", ".join(e.name for e in present)),
        )
    return found[0]
