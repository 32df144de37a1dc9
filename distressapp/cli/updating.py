"""For an update, from itself: whatever touches the clinic's files, as the account that owns them.

`keep` holds both rooms shut while somebody speaks to it, and answers each line with a line.
`check` asks nothing; `try` and `restore` read one line, do it, and end. Secrets come on standard
input only.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from distressapp.bootstrap import now, open_house, sign_in
from distressapp.cli.restoration import drill, restore_backup
from distressapp.core.errors import ExpectedError
from distressapp.core.self_check import Finding
from distressapp.core.stores import RoomTakenError, StoreError
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder, data_folder
from distressapp.service import update_notes
from distressapp.service.checkup import program as checkup
from distressapp.service.house import House
from distressapp.service.staging import Wanted
from distressapp.text import _

_Asked = Mapping[str, Any]
_ROOMS: Final = ("kiosk", "staff")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done; nothing of anybody's is said in the arguments."""
    parser.add_argument("act", choices=("keep", "check", "try", "restore"))


def run(args: argparse.Namespace) -> int:
    """Do it."""
    os.umask(0o077)
    root = data_folder(args.data)
    if args.act == "keep":
        return _keep(root)
    if args.act == "check":
        _check()
        return 0
    asked = json.loads(sys.stdin.readline())
    if args.act == "try":
        _try(root, asked)
    else:
        _restore(root, asked)
    return 0


def _keep(root: Path) -> int:
    with ExitStack() as held:
        keeping = _Keeping(root=root, held=held)
        for line in sys.stdin:
            asked = json.loads(line)
            try:
                answer = keeping.verbs()[asked["do"]](asked)
            except ExpectedError as error:
                answer = {"error": error.message, "advice": error.advice}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    return 0


@dataclass(slots=True, kw_only=True)
class _Keeping:
    """Both rooms shut, and what is asked meanwhile."""

    root: Path
    held: ExitStack
    locks: list[RoomLock] = field(default_factory=list)

    def verbs(self) -> Mapping[str, Callable[[_Asked], _Asked]]:
        return {
            "shut": self._shut,
            "open": self._open,
            "back_up": self._back_up,
            "look": self._look,
            "note": self._note,
        }

    def _shut(self, asked: _Asked) -> _Asked:
        del asked
        folder = Folder(root=self.root)
        try:
            for room in _ROOMS:
                self.locks.append(self.held.enter_context(RoomLock(folder.lock(room), room=room)))
        except RoomTakenError as error:
            raise RoomTakenError(
                _("The kiosk or the staff's window is open"),
                advice=_(
                    "Nothing was changed. Let whoever sits there finish, close the program, then "
                    "start this again."
                ),
            ) from error
        return {}

    def _open(self, asked: _Asked) -> _Asked:
        del asked
        for each in self.locks:
            each.release()
        self.locks.clear()
        return {}

    def _back_up(self, asked: _Asked) -> _Asked:
        house = open_house(self.root, room=None)
        try:
            session = sign_in(house, asked["passphrase"], name=asked["name"])
            try:
                made = update_notes.back_up(house, session, old=asked["old"], new=asked["new"])
            finally:
                session.close()
        finally:
            house.close()
        return {"backup": made.path.name, "warnings": list(made.warnings)}

    def _look(self, asked: _Asked) -> _Asked:
        found = update_notes.since(
            Folder(root=self.root),
            asked["passphrase"],
            name=asked["name"],
            backup=asked["backup"],
        )
        return {
            "vault": found.schemas.vault,
            "letterbox": found.schemas.letterbox,
            "entries": found.entries,
            "sittings": found.sittings,
            "has_backup": found.has_backup,
        }

    def _note(self, asked: _Asked) -> _Asked:
        try:
            house: House = open_house(self.root, room=None)
        except StoreError:
            return {"noted": False}
        try:
            return {
                "noted": update_notes.note(house, asked["kind"], old=asked["old"], new=asked["new"])
            }
        finally:
            house.close()


def _check() -> None:
    """Every worked example is scored, and a page is drawn.

    Raises:
        ExpectedError: Something is not as it should be, and what.
    """
    for each in checkup.part(now(), "").lines:
        if each.finding is Finding.WRONG:
            raise ExpectedError(f"{each.name}: {each.words}", advice=_("Tell the makers."))


def _try(root: Path, asked: _Asked) -> None:
    """Put the backup in place on a copy, as this version would, and check every entry there."""
    folder = Folder(root=root)
    wanted = Wanted(
        backup=update_notes.kept_backup(folder, asked["backup"]),
        passphrase=asked["passphrase"],
        name=asked["name"],
    )
    drill(folder.backups, wanted)


def _restore(root: Path, asked: _Asked) -> None:
    """Put the backup of before an update in place; what is there goes to quarantine, whole."""
    wanted = Wanted(
        backup=update_notes.kept_backup(Folder(root=root), asked["backup"]),
        passphrase=asked["passphrase"],
        name=asked["name"],
        without_current=True,
    )
    restore_backup(root, wanted)
