"""Say in plain words what is not ready, and print the self-check; nothing is changed."""

import argparse
import sys
from pathlib import Path

from distressapp.bootstrap import now, open_house, sign_in
from distressapp.cli.passphrase import add_passphrase, read_passphrase, read_who
from distressapp.core.errors import ExpectedError
from distressapp.core.self_check import SelfCheck
from distressapp.core.stores import read_only
from distressapp.paths import Folder, data_folder
from distressapp.service.checkup.look import Front, look
from distressapp.service.checkup.opened import opened, unopened
from distressapp.service.checkup.written import as_json, as_text, page_of
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.ui import facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is written, and whether somebody signs in for it."""
    parser.add_argument("--json", action="store_true", help=_("write it as one JSON object"))
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=_("write the page to a .pdf or .txt file")
    )
    parser.add_argument(
        "--program",
        action="store_true",
        help=_(
            "exit status 1 only where the program or a file is wrong, not where the clinic is not "
            "ready"
        ),
    )
    add_passphrase(parser)


def run(args: argparse.Namespace) -> int:
    """What is not ready first, a line each, then everything that was looked at.

    Returns:
        1 where anything is not ready or wrong. The vault is opened only with `--passphrase-fd`.
    """
    found = _looked(args)
    if args.out is not None:
        _write(found, args.out)
    sys.stdout.write(as_json(found) if args.json else as_text(found))
    is_good = found.is_sound if args.program else found.is_ready
    return 0 if is_good else 1


def _looked(args: argparse.Namespace) -> SelfCheck:
    folder = Folder(root=data_folder(args.data))
    front = Front(qt=facts.qt_version(), screens=facts.screens())
    try:
        house = open_house(folder.root, room=None)
    except ExpectedError as error:
        return look(unopened(folder, now(), error), front)
    except OSError as error:
        return look(unopened(folder, now(), _cannot_look(error)), front)
    try:
        if args.passphrase_fd is None:
            return look(opened(house, now()), front)
        name = read_who(args, folder.root)
        session = sign_in(house, read_passphrase(args), name=name)
        try:
            return look(opened(house, now(), session=session), front)
        finally:
            session.close()
    finally:
        house.close()


def _cannot_look(error: OSError) -> ExpectedError:
    return ExpectedError(
        _("This account cannot look into the data folder: {error}").format(error=error.strerror),
        advice=_("Run the self-check as the account that the kiosk runs under."),
    )


def _write(found: SelfCheck, out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise read_only(out.name)
    is_pdf = out.suffix.casefold() == ".pdf"
    write_whole(out, page_of(found) if is_pdf else as_text(found).encode())
