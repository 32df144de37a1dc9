"""Bring the program up to date from a stick, or go back to the version of before."""

import argparse
import os
import sys
from pathlib import Path

from distressapp import __version__
from distressapp.cli.passphrase import add_passphrase, read_passphrase, read_who
from distressapp.core.errors import ExpectedError
from distressapp.core.releases import Standing, version
from distressapp.paths import Folder, data_folder
from distressapp.releases.bundle import ENDING, visible
from distressapp.releases.packages import Packages
from distressapp.releases.rescue import stand_aside
from distressapp.releases.sticks import on_sticks
from distressapp.service.trial import Secrets
from distressapp.service.updates import NotNewerError, Site, UpdateError, offer, site
from distressapp.service.updating import Updating
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done, and with which file."""
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help=_("say what an update is, and change nothing"))
    install = acts.add_parser(
        "install", help=_("install an update, or end one that was interrupted")
    )
    for each in (check, install):
        each.add_argument(
            "file",
            type=Path,
            nargs="?",
            metavar="FILE",
            help=_("the update; without it one is looked for on a stick"),
        )
    back = acts.add_parser("back", help=_("put the version of before the last update back"))
    back.add_argument(
        "--lose-what-came-since",
        action="store_true",
        help=_("put the backup of before the update back too, where there is no other way"),
    )
    for each in (check, install, back):
        each.add_argument("--system", type=Path, default=Path("/"), help=argparse.SUPPRESS)
    for each in (install, back):
        add_passphrase(each)


def run(args: argparse.Namespace) -> int:
    """Do it, and say each step; exit status 0 where the program is as it should be."""
    here = site(Packages(root=args.system.absolute()), Folder(root=data_folder(args.data)))
    if args.act == "check":
        return _check(here, _chosen(args.file))
    _check_account(here)
    record = here.store.read()
    stand_aside(here.store, sys.argv[1:], is_under_way=record.change is not None)
    updating = Updating(here=here, secrets=_Asked(args, here).secrets, tell=_tell)
    if args.act == "back":
        _tell(_done(str(updating.back(may_lose=args.lose_what_came_since))))
        return 0
    path = args.file if record.change is not None else _chosen(args.file)
    if path is not None:
        _say_offer(here, path)
    try:
        now = updating.install(path)
    except NotNewerError as error:
        _tell(str(error))
        return 0 if _is_same(here, path) else 1
    _tell(_done(str(now)))
    return 0


class _Asked:
    """Who opens the vault, asked for when it is needed, and once."""

    def __init__(self, args: argparse.Namespace, here: Site) -> None:
        self._args, self._here = args, here
        self._found: Secrets | None = None

    def secrets(self) -> Secrets:
        """The passphrase of a manager or an administrator."""
        if self._found is None:
            name = read_who(self._args, self._here.folder.root)
            self._found = Secrets(passphrase=read_passphrase(self._args), name=name)
        return self._found


def _check(here: Site, path: Path) -> int:
    found = offer(here, path, running=version(__version__))
    say = sys.stdout.write
    say(
        _("{path} is version {version} of {day}.\n").format(
            path=visible(str(path)), version=found.version, day=found.made
        )
    )
    say(_("It is signed by {name}.\n").format(name=found.by))
    say(_("Installed is version {version}.\n").format(version=found.installed))
    if found.standing is Standing.NEWER:
        say(f"\n{found.changes}\n")
        if found.migrates:
            say(_("It writes the clinic's files in a new shape; going back later loses entries.\n"))
        say(_("`distressapp update install` installs it.\n"))
        return 0
    say(_words()[found.standing])
    return 0 if found.standing is Standing.SAME else 1


def _words() -> dict[Standing, str]:
    return {
        Standing.SAME: _("That is installed already.\n"),
        Standing.OLDER: _("It is older than what is installed, and is not taken.\n"),
        Standing.TOO_FAR: _("It cannot replace that version at once: install those between.\n"),
        Standing.OTHER_MACHINE: _("It is for another kind of computer.\n"),
    }


def _say_offer(here: Site, path: Path) -> None:
    found = offer(here, path, running=version(__version__))
    _tell(
        _("{name} is version {version}, signed by {by}.").format(
            name=visible(path.name), version=found.version, by=found.by
        )
    )


def _is_same(here: Site, path: Path | None) -> bool:
    if path is None:
        return False
    return offer(here, path, running=version(__version__)).standing is Standing.SAME


def _chosen(path: Path | None) -> Path:
    """The file that was named, or the only one on a stick.

    Raises:
        UpdateError: There is none, or more than one.
    """
    if path is not None:
        return path.absolute()
    found = on_sticks()
    if len(found) == 1:
        return found[0]
    if not found:
        raise UpdateError(
            _("There is no update on any stick that is mounted"),
            advice=_(
                "Plug the stick in and mount it, or name the file that ends in {ending}."
            ).format(ending=ENDING),
        )
    raise UpdateError(
        _("There is more than one update: {names}").format(
            names=", ".join(visible(str(each)) for each in found)
        ),
        advice=_("Name the one that is meant: distressapp update install FILE."),
    )


def _check_account(here: Site) -> None:
    if not hasattr(os, "geteuid") or not here.packages.is_there:
        raise ExpectedError(
            _("Updates by stick are for systems that install as Debian does"),
            advice=_("Bring the program up to date the way it was installed here."),
        )
    if os.geteuid() != 0 and here.packages.root == Path("/"):
        raise ExpectedError(
            _("Only the computer's administrator changes its programs"),
            advice=_("Nothing was changed. Start the same command with sudo."),
        )


def _done(now: str) -> str:
    return _("Version {version} is installed. The kiosk may be opened.").format(version=now)


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
