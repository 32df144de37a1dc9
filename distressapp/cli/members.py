"""Members of staff: who there is, who comes, what they may do, and who leaves."""

import argparse
import sys
from typing import Final

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli.passphrase import (
    add_new_passphrase,
    add_passphrase,
    read_new_passphrase,
    read_passphrase,
)
from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.paths import data_folder
from distressapp.service import staff
from distressapp.service.access import Session, spelt_name
from distressapp.service.house import House
from distressapp.service.rotation import is_due, unreached
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member

_ROLES: Final = tuple(each.value for each in Role)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is done, and to whom."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    listing = acts.add_parser("list", help=_("who is a member of staff"))
    adding = acts.add_parser("add", help=_("let somebody sign in from now on"))
    role = acts.add_parser("role", help=_("give somebody another role"))
    own = acts.add_parser("passphrase", help=_("exchange your own passphrase"))
    reset = acts.add_parser("reset", help=_("give somebody who forgot theirs a new passphrase"))
    leave = acts.add_parser("leave", help=_("let somebody go; the vault gets a new key"))
    for each in (adding, role, reset, leave):
        each.add_argument("member", metavar="NAME")
    adding.add_argument("--role", choices=_ROLES, required=True)
    role.add_argument("role", choices=_ROLES)
    for each in (listing, adding, role, own, reset, leave):
        add_passphrase(each)
    for each in (adding, own, reset):
        add_new_passphrase(each)


def run(args: argparse.Namespace) -> int:
    """Sign in, and do it."""
    house = open_house(data_folder(args.data), room=None)
    try:
        passphrase = read_passphrase(args)
        session = sign_in(house, passphrase, name=args.name)
        try:
            session = _done(args, house, session, passphrase)
        finally:
            session.close()
    finally:
        house.close()
    return 0


def _done(args: argparse.Namespace, house: House, session: Session, passphrase: str) -> Session:
    """The session to close; another one where somebody left."""
    if args.act == "list":
        _list(session)
        _say_due(house, session)
    elif args.act == "add":
        role = Role(args.role)
        new = read_new_passphrase(args)
        staff.add(house, session, name=args.member, role=role, passphrase=new)
    elif args.act == "role":
        staff.change_role(house, session, _named(session, args.member).id, Role(args.role))
    elif args.act == "passphrase":
        new = read_new_passphrase(args)
        staff.change_passphrase(house, session, old=passphrase, new=new)
    elif args.act == "reset":
        who = _named(session, args.member)
        staff.reset_passphrase(house, session, who.id, read_new_passphrase(args))
    else:
        session = staff.leave(house, session, _named(session, args.member).id)
        _say_left(args.member, house, session)
    return session


def _list(session: Session) -> None:
    for each in members.members(session.vault):
        state = _("left") if each.has_left else each.role.value
        sys.stdout.write(f"{each.name}\t{state}\n")


def _say_left(name: str, house: House, session: Session) -> None:
    sys.stdout.write(_("{name} has left, and opens nothing any more.\n").format(name=name))
    _say_due(house, session)


def _say_due(house: House, session: Session) -> None:
    """Why the vault still has the key of somebody who left, and what to do."""
    if not is_due(session.vault):
        return
    lost = unreached(house.folder, session.vault)
    if not lost:
        sys.stdout.write(
            _(
                "The vault could not get its new key yet: close every other program that has it "
                "open. The next who signs in gives it one.\n"
            )
        )
    for each in lost:
        sys.stdout.write(
            _(
                "The vault could not get its new key yet: the file of {name}'s is damaged or gone. "
                "Give them a new passphrase (`distressapp members reset`, or `distressapp "
                "recovery use`), or let them go.\n"
            ).format(name=each.name)
        )


def _named(session: Session, name: str) -> Member:
    present = [each for each in members.members(session.vault) if not each.has_left]
    found = [each for each in present if spelt_name(each.name) == spelt_name(name)]
    if not found:
        raise ExpectedError(
            _("There is nobody of that name"),
            advice=_("`distressapp members list` shows who there is."),
        )
    return found[0]
