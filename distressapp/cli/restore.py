"""Put a backup in the place of what is there, or try that on a copy."""

import argparse
import sys
from pathlib import Path

from distressapp.cli.passphrase import add_code, add_passphrase, read_code, read_passphrase
from distressapp.cli.restoration import drill, restore_backup
from distressapp.cli.restored import say_finished, say_missing, say_present
from distressapp.paths import Folder, data_folder
from distressapp.service.restoring import inspect
from distressapp.service.staging import Restored, Wanted
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and where to."""
    parser.add_argument("backup", type=Path, metavar="FILE", help=_("the backup"))
    parser.add_argument(
        "--into", type=Path, metavar="DIR", help=_("another folder than the clinic's own")
    )
    parser.add_argument(
        "--drill",
        action="store_true",
        help=_("only try it: restore into a copy, open and check it, and remove it again"),
    )
    parser.add_argument(
        "--without-current",
        action="store_true",
        help=_("leave out what the vault that is there knows; it goes to quarantine"),
    )
    parser.add_argument(
        "--recovery",
        action="store_true",
        help=_("ask for the recovery code on paper instead of a passphrase"),
    )
    add_passphrase(parser)
    add_code(parser)


def run(args: argparse.Namespace) -> int:
    """Restore, and say what came back and what did not."""
    root = data_folder(args.data) if args.into is None else args.into
    backup = args.backup.absolute()
    inspect(backup, Folder(root=root))
    with_code = args.recovery or args.code_fd is not None
    wanted = Wanted(
        backup=backup,
        passphrase="" if with_code else read_passphrase(args),
        code=read_code(args) if with_code else "",
        name=args.name,
        without_current=args.without_current,
    )
    return _drill(root, wanted) if args.drill else _restore(root, wanted)


def _restore(root: Path, wanted: Wanted) -> int:
    restored, finished = restore_backup(root, wanted)
    say = sys.stdout.write
    _say_made(restored)
    say(_("It is in place in {folder}.\n").format(folder=root))
    if restored.merged is not None:
        say(
            _("{count} entries came from the vault that was there.\n").format(
                count=restored.merged.entries
            )
        )
        if restored.merged.conflicts:
            say(
                _("{count} entries of it do not fit, and lie in quarantine with it.\n").format(
                    count=restored.merged.conflicts
                )
            )
    say(_("{count} sittings were waiting in the letterbox.\n").format(count=finished.taken.entries))
    say_finished(finished, say)
    say_missing(restored, say)
    merged, quarantine = restored.merged, Folder(root=root).quarantine
    if any(quarantine.glob("*/vault.db")) and (merged is None or not merged.is_whole):
        say(
            _(
                "The vault that was there could not be read to its end: what staff did after the "
                "backup may be missing too.\n"
            )
        )
    if quarantine.is_dir():
        say(_("What was there before lies in {folder}.\n").format(folder="quarantine"))
    say_present(restored, say)
    if wanted.code:
        say(_("`distressapp recovery use` gives an administrator a new passphrase.\n"))
    return 0


def _drill(root: Path, wanted: Wanted) -> int:
    folder = Folder(root=root).backups
    found = drill(folder if folder.is_dir() else wanted.backup.parent, wanted)
    _say_made(found.restored)
    sys.stdout.write(
        _("It restores: {entries} entries, {sittings} sittings, every chain whole.\n").format(
            entries=found.entries, sittings=found.sittings
        )
    )
    say_finished(found.finished, sys.stdout.write)
    say_missing(found.restored, sys.stdout.write)
    sys.stdout.write(_("That was a drill on a copy; nothing was changed.\n"))
    return 0


def _say_made(restored: Restored) -> None:
    sys.stdout.write(
        _("The backup was made on {day} at {time} UTC.\n").format(
            day=restored.manifest.at.date().isoformat(),
            time=restored.manifest.at.strftime("%H:%M"),
        )
    )
