"""Say in plain words what is not ready; needs no passphrase and changes nothing."""

import argparse
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from distressapp.bootstrap import open_house
from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreError, missing
from distressapp.paths import Folder, data_folder
from distressapp.service import damage
from distressapp.service.calls import not_ended
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.service.readiness import ending, holes, missing_today
from distressapp.service.shelf import due
from distressapp.text import _

_LEAST_FREE_BYTES: Final = 200 * 1024 * 1024
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Each thing that is not ready on a line; exit status 1 where there is any."""
    folder = Folder(root=data_folder(args.data))
    try:
        house = open_house(folder.root, room=None)
    except ExpectedError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    try:
        found = [*_of_folder(folder), *_of_house(house)]
    finally:
        house.close()
    for each in found:
        sys.stdout.write(f"{each}\n")
    if not found:
        sys.stdout.write(_("Everything is ready.\n"))
    return 1 if found else 0


def _of_folder(folder: Folder) -> Iterator[str]:
    for path in (folder.vault, folder.recovery_wrap):
        if not path.is_file():
            yield str(missing(path.name))
    try:
        read_public(folder)
    except StoreError:
        yield _(
            "clinic.pub cannot be read, and nothing can be posted. An administrator writes it again"
            " with `distressapp mend --clinic-key`."
        )
    yield from damage.in_folder(folder)
    open_to_others = [
        path.name for path in (folder.root, *_private(folder)) if path.stat().st_mode & _OTHERS
    ]
    if open_to_others:
        yield _("Other accounts can read {names}; take that right away.").format(
            names=", ".join(open_to_others)
        )
    if shutil.disk_usage(folder.root).free < _LEAST_FREE_BYTES:
        yield _("The disk is nearly full; free at least 200 MB.")


def _private(folder: Folder) -> list[Path]:
    paths = (folder.vault, folder.letterbox, folder.settings, folder.clinic_public, folder.wraps)
    return [path for path in paths if path.exists()]


def _of_house(house: House) -> Iterator[str]:
    settings = house.settings
    yield from missing_today(house)
    yield from holes(house)
    yield from ending(house)
    if settings.printer is None and not settings.is_rehearsal:
        yield _("No printer is named. Make pages with `distressapp summary`, and print the file.")
    if settings.printer is not None and not settings.printer.is_staff_only:
        yield _("The printer was never tested to stand where only staff can reach it.")
    yield from due(house)
    for call in not_ended(house):
        yield _("Somebody asked for now and nobody has ended it: {ticket}.").format(
            ticket=call.ticket
        )
    oldest = house.letterbox.oldest_day()
    if oldest is not None and oldest < house.today().isoformat():
        yield _("Nobody has opened the sittings since {day}.").format(day=oldest)
