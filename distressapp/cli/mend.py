"""Say what does not agree between the folder and the vault, and put it right on somebody's word."""

import argparse
import sys

from distressapp.cli.passphrase import add_passphrase
from distressapp.cli.session import signed_in
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.house import House
from distressapp.service.publishing import (
    confirm_settings,
    differences,
    publish_key,
    put_settings_back,
)
from distressapp.service.takein import take_in
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be put right; nothing, to be shown what could be."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--clinic-key",
        action="store_true",
        help=_("publish the vault's own key again in clinic.pub (an administrator)"),
    )
    what.add_argument(
        "--keep-settings",
        action="store_true",
        help=_("let kiosk.json stand as it is (a manager)"),
    )
    what.add_argument(
        "--former-settings",
        action="store_true",
        help=_("put kiosk.json back as the vault last had it (a manager)"),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """Put it right, and say what still does not agree; exit status 1 where there is any."""
    with signed_in(args) as (house, session):
        take_in(house, session.vault)
        if args.clinic_key:
            publish_key(house, session)
        elif args.keep_settings:
            _say_differences(house, session)
            confirm_settings(house, session)
        elif args.former_settings:
            put_settings_back(house, session)
        else:
            check_may(session, Act.VERIFY)
            _say_differences(house, session)
        taken = take_in(house, session.vault)
    for each in taken.mismatches:
        sys.stdout.write(f"{each}\n")
    if not taken.mismatches:
        sys.stdout.write(_("The folder and the vault agree.\n"))
    return 1 if taken.mismatches else 0


def _say_differences(house: House, session: Session) -> None:
    for each in differences(house, session.vault):
        sys.stdout.write(f"kiosk.json: {each}\n")
