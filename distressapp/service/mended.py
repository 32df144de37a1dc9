"""What a kiosk does before it opens files that are not sound."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from distressapp.core.stores import RoomTakenError
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.service.keyfiles import vault_lock
from distressapp.service.soundness import damaged_files
from distressapp.service.swapping import is_interrupted, resume

if TYPE_CHECKING:
    from distressapp.service.quarantine import Repair


def mended(
    folder: Folder,
    *,
    room: str | None,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
) -> "tuple[Repair, ...]":
    """Put away and replace what is damaged of the kiosk's files; what was done, nearly always ().

    Args:
        room: The room that opens; None for one beside a kiosk.

    Raises:
        RoomTakenError: A kiosk opens where one is open.
        ExpectedError: As `quarantine.mend`, and as `damaged_files`.
    """
    if not folder.root.is_dir():
        return ()
    try:
        lock = RoomLock(folder.lock("kiosk"), room="kiosk")
    except RoomTakenError:
        if room == "kiosk":
            raise
        return ()  # a kiosk is open, and looked at its files when it started
    with lock:
        if is_interrupted(folder):
            with vault_lock(folder):
                resume(folder)
        if not damaged_files(folder):
            return ()
        # Imported late: nearly every start finds everything sound.
        from distressapp.service.quarantine import mend  # noqa: PLC0415  # see above

        return mend(folder, clock=clock, new_id=new_id)
