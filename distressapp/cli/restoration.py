"""A backup put in place and opened once, here or on a copy that is removed again."""

from pathlib import Path

from distressapp.bootstrap import Clock, NewId, making, new_id, now, open_house
from distressapp.core.frozen import frozen
from distressapp.paths import Folder
from distressapp.service import access, restoring
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.restoring import Finished
from distressapp.service.staging import Restored, Wanted
from distressapp.service.workroom import drill_room
from distressapp.vault.lists import all_sittings, sitting


@frozen
class Drilled:
    """A restore that was tried on a copy.

    Attributes:
        entries: How many the journal has, each as it was written.
        sittings: How many could be opened.
    """

    restored: Restored
    finished: Finished
    entries: int
    sittings: int


def restore_backup(
    root: Path, wanted: Wanted, *, clock: Clock = now, ids: NewId = new_id
) -> tuple[Restored, Finished]:
    """Put a backup in the place of what is in a folder, and open it once to finish.

    Raises:
        ExpectedError: As `service.restoring.restore` and `finish`.
    """
    restored = restoring.restore(Folder(root=root), wanted, making(clock, ids))
    house = open_house(root, room=None, clock=clock, ids=ids)
    try:
        session = _opened(house, wanted)
        try:
            return restored, restoring.finish(house, session)
        finally:
            session.close()
    finally:
        house.close()


def drill(folder: Path, wanted: Wanted, *, clock: Clock = now) -> Drilled:
    """Restore a backup into an empty folder, open and check everything, and remove it again.

    Args:
        folder: Where the copy may stand meanwhile.

    Raises:
        ExpectedError: The backup would not restore, and why.
    """
    with drill_room(folder, new_id()) as room:
        restored, finished = restore_backup(room / "clinic", wanted, clock=clock)
        house = open_house(room / "clinic", room=None, clock=clock)
        try:
            session = _opened(house, wanted)
            try:
                vault = session.vault
                found = [sitting(vault, each) for each in all_sittings(vault)]
                return Drilled(
                    restored=restored,
                    finished=finished,
                    entries=vault.verify(),
                    sittings=len(found),
                )
            finally:
                session.close()
        finally:
            house.close()


def _opened(house: House, wanted: Wanted) -> Session:
    if wanted.code:
        return access.sign_in_with_recovery(house, wanted.code)
    return access.sign_in(house, wanted.passphrase, name=wanted.name)
