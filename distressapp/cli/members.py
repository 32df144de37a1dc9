"""Members of staff: who there is, who comes, what they may do, and who leaves."""

import argparse
import sys
from typing import Final

from distressapp.bootstrap import open_house, sign_in
from distressapp.cli import add_data
from distressapp.cli.passphrase import (
    a_name,
    add_new_passphrase,
    add_passphrase,
    read_new_passphrase,
    read_passphrase,
    read_who,
)
from distressapp.cli.people import named
from distressapp.core.roles import Role
from distressapp.paths import data_folder
from distressapp.service import staff
from distressapp.service.access import Session
from distressapp.service.backups import back_up_new_pair
from distressapp.service.house import House
from distressapp.service.rotation import is_due, unreached
from distressapp.text import _
from distressapp.vault import members

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
        each.add_argument("member", metavar="NAME", type=a_name)
    adding.add_argument("--role", choices=_ROLES, required=True)
    role.add_argument("role", choices=_ROLES)
    for each in (listing, adding, role, own, reset, leave):
        add_data(each)
        add_passphrase(each)
    for each in (adding, own, reset):
        add_new_passphrase(each)


def run(args: argparse.Namespace) -> int:
    """Sign in, and do it."""
    house = open_house(data_folder(args.data), room=None)
    try:
        name = read_who(args, house.folder.root)
        passphrase = read_passphrase(args)
        session = sign_in(house, passphrase, name=name)
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
        name = staff.check_name(args.member)
        new = read_new_passphrase(args, whose=name)
        who = staff.add(house, session, name=name, role=Role(args.role), passphrase=new)
        _say(_("{name} is a member now, with the role {role}.\n"), who.name, args.role)
    elif args.act == "role":
        who = named(session, args.member)
        staff.change_role(house, session, who.id, Role(args.role))
        _say(_("{name} has the role {role} now.\n"), who.name, args.role)
    elif args.act == "passphrase":
        new = read_new_passphrase(args, whose=session.member.name)
        staff.change_passphrase(house, session, old=passphrase, new=new)
        _say(_("{name} has a new passphrase.\n"), session.member.name)
    elif args.act == "reset":
        who = named(session, args.member)
        new = read_new_passphrase(args, whose=who.name)
        staff.reset_passphrase(house, session, who.id, new)
        _say(_("{name} has a new passphrase.\n"), who.name)
    else:
        who = named(session, args.member)
        session = staff.leave(house, session, who.id)
        is_held = back_up_new_pair(house, session)
        _say_left(who.name, house, session)
        if not is_held:
            _say_not_held(who.name)
    return session


def _say(sentence: str, name: str, role: str = "") -> None:
    sys.stdout.write(sentence.format(name=name, role=role))


def _list(session: Session) -> None:
    for each in members.members(session.vault):
        state = _("left") if each.has_left else each.role.value
        sys.stdout.write(f"{each.name}\t{state}\n")


def _say_left(name: str, house: House, session: Session) -> None:
    sys.stdout.write(_("{name} has left, and opens nothing any more.\n").format(name=name))
    _say_due(house, session)


def _say_not_held(name: str) -> None:
    sys.stdout.write(
        _(
            "No backup could be made, so the kiosk goes on with the key of before {name} left. "
            "Make room, then run `distressapp backup`.\n"
        ).format(name=name)
    )


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
