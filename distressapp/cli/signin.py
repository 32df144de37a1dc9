"""Sign in for the shift, for the keeper: the vault is opened once, and shut again.

The keeper starts this before the kiosk, and gives it a socket. What it hands over: who answered
what lately, and the vault's key under the PIN that the member chose for the shift.
"""

import argparse
import sys

from distressapp.bootstrap import monotonic_ns, shift
from distressapp.channel import Channel, Message, packed
from distressapp.cli.passphrase import (
    add_passphrase,
    add_pin,
    read_passphrase,
    read_pin,
    read_who,
)
from distressapp.cli.restored import say_mended
from distressapp.core.errors import ExpectedError
from distressapp.core.pin import SHIFT_NS, check_pin
from distressapp.paths import data_folder
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The secrets, and the keeper's ends."""
    add_passphrase(parser)
    add_pin(parser)
    for each in ("--keeper-fd", "--events-fd"):
        parser.add_argument(each, type=int, required=True, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Hand the shift to the keeper."""
    keeper = Channel.inherited(args.keeper_fd)
    root = data_folder(args.data)
    name = read_who(args, root)
    passphrase, pin = read_passphrase(args), read_pin(args)
    if pin:
        check_pin(pin)
    opened = shift(root, passphrase, name=name)
    if opened.mended is not None:
        say_mended(opened.mended, sys.stderr.write)
    keeper.send(Message(verb="recent", body=opened.recent.to_bytes()))
    keeper.send(Message(verb="waiting", body=packed(opened.waiting)))
    if pin:
        until = str(monotonic_ns() + SHIFT_NS).encode()
        member = opened.member.encode()
        may_close = b"1" if opened.may_close else b""
        body = packed(
            {
                "id": member,
                "pin": pin.encode(),
                "key": opened.key,
                "until": until,
                "may_close": may_close,
            }
        )
        answer = keeper.ask(Message(verb="sign", name=opened.name, body=body))
        if answer.verb != "yes":
            raise ExpectedError(
                _("The PIN was not taken"), advice=_("Start again, and choose another.")
            )
        sys.stderr.write(_("{name} is signed in for this shift.\n").format(name=opened.name))
    keeper.close()
    return 0
