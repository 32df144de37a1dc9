"""Wiring: where the parts are put together, and handed the clock and new ids."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from distressapp import __version__
from distressapp.clock import monotonic_ns, new_id, now
from distressapp.core.errors import DefinitionError
from distressapp.core.frozen import frozen
from distressapp.core.roles import Act, may
from distressapp.core.stores import StoreDamagedError, StoreError, missing
from distressapp.instruments import load_all_with_hashes
from distressapp.keys.clinic import NO_KEY, PrivateKey, PublicKey
from distressapp.letterbox.letterbox import Letterbox
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder, resources
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public, vault_lock
from distressapp.service.memory import Memory, OwnMemory
from distressapp.service.published import STAFF_LANGUAGE, mark
from distressapp.service.recent import Recent
from distressapp.service.soundness import are_at_hand, suppress_damage
from distressapp.service.swapping import is_interrupted, resume
from distressapp.service.unfinished import drop_mark
from distressapp.service.wordings import wordings
from distressapp.settings import Settings, read

if TYPE_CHECKING:
    from distressapp.service.access import Session
    from distressapp.service.quarantine import Repair
    from distressapp.service.restoring import Mended
    from distressapp.service.setup import Making
    from distressapp.vault.vault import Vault

__all__ = [
    "Clock",
    "NewId",
    "Shift",
    "make_clinic",
    "making",
    "monotonic_ns",
    "new_id",
    "now",
    "open_house",
    "open_house_mending",
    "open_vault",
    "shift",
    "sign_in",
    "sign_in_mending",
    "ticket_words",
]

Clock = Callable[[], datetime]
NewId = Callable[[], str]
Proven = tuple[PrivateKey, ...]
"""The pairs of a member that a passphrase opened."""


def open_house(
    root: Path,
    *,
    room: str | None = "kiosk",
    memory: Memory | None = None,
    clock: Clock = now,
    ids: NewId = new_id,
) -> House:
    """Open a data folder with the vault shut.

    Args:
        room: The room whose lock is taken; None for a command that only looks or takes in.
        memory: The keeper's; None where this process remembers for itself.

    Raises:
        RoomTakenError: The room is open already.
        StoreError: There is no clinic in the folder, or a file of it cannot be used.
        SettingsError: The published settings cannot be used.
    """
    folder = Folder(root=root)
    if is_interrupted(folder):
        with vault_lock(folder):
            resume(folder)
    if not folder.settings.is_file():
        raise missing(folder.settings.name)
    with suppress(OSError):
        drop_mark(folder)  # a set-up that was killed at its very end: there is a clinic
    published = mark(folder)
    settings, public = read(folder.settings), _public(folder, room=room)
    instruments, definitions = load_all_with_hashes()
    languages = tuple(dict.fromkeys((*settings.languages, STAFF_LANGUAGE)))
    today = clock().astimezone(settings.zone).date()
    found = wordings(folder, settings, instruments, languages, today=today)
    lock = None if room is None else RoomLock(folder.lock(room), room=room)
    try:
        letterbox = Letterbox(folder.letterbox)
    except StoreError:
        if lock is not None:
            lock.release()
        raise
    return House(
        folder=folder,
        settings=settings,
        public=public,
        letterbox=letterbox,
        instruments=instruments,
        definitions=definitions,
        wordings=found,
        program=__version__,
        resources=resources(),
        tickets=ticket_words(),
        clock=clock,
        new_id=ids,
        memory=OwnMemory() if memory is None else memory,
        published=published,
        worded=today,
        lock=lock,
    )


def open_house_mending(
    root: Path,
    *,
    room: str | None = "kiosk",
    memory: Memory | None = None,
    clock: Clock = now,
    ids: NewId = new_id,
) -> House:
    """As `open_house`, for a kiosk or a shift: what is damaged is put away and replaced first.

    Raises:
        StoreDamagedError: Something is damaged, and there is no backup to mend it from.
        ExpectedError: As `open_house`.
    """
    folder = Folder(root=root)
    if room == "kiosk" and are_at_hand(folder) and not is_interrupted(folder):
        # Nearly always all is sound, and opening it looks at the same: once is enough.
        with suppress_damage():
            return open_house(root, room=room, memory=memory, clock=clock, ids=ids)
    # Imported late: nearly every start finds everything sound.
    from distressapp.service.mended import mended  # noqa: PLC0415  (see above)

    repairs = mended(folder, room=room, clock=clock, new_id=ids)
    house = open_house(root, room=room, memory=memory, clock=clock, ids=ids)
    if repairs:
        _tell(house, repairs)
    return house


def _tell(house: House, repairs: "tuple[Repair, ...]") -> None:
    # Imported late: nearly every start finds everything sound.
    from distressapp.service.quarantine import tell  # noqa: PLC0415  # see above

    try:
        tell(house, repairs)
    except BaseException:
        house.close()
        raise


def sign_in(
    house: House,
    passphrase: str,
    *,
    name: str = "",
    code: str = "",
    proven: Proven | None = None,
) -> "Session":
    """Open the vault of the house for a member of staff; it stays open until its `close`.

    Args:
        name: Of the member; may be left out while there is only one.
        code: The recovery code, in place of name and passphrase.
        proven: What `prove` found with that passphrase; None to try it here.

    Raises:
        ExpectedError: As `service.access.sign_in` and `sign_in_with_recovery`.
    """
    # Imported late: sqlite-utils takes 145 ms, and the kiosk starts without it.
    from distressapp.service import backups, restoring  # noqa: PLC0415  # see above

    session = _opened(house, passphrase, name=name, code=code, proven=proven)
    try:
        restoring.finish_if_needed(house, session)
        backups.back_up_new_pair(house, session)
    except BaseException:
        session.close()
        raise
    return session


def prove(folder: Folder, passphrase: str, *, name: str = "") -> Proven:
    """What a passphrase opens, for `sign_in_mending`: the slow part, which may run in a thread.

    Raises:
        ExpectedError: As `service.access.proven`.
    """
    # Imported late, as above.
    from distressapp.service import access  # noqa: PLC0415  # see above

    return access.proven(folder, passphrase, name=name)


def _opened(
    house: House, passphrase: str, *, name: str, code: str, proven: Proven | None = None
) -> "Session":
    # Imported late, as above.
    from distressapp.service import access  # noqa: PLC0415  # see above

    if code:
        return access.sign_in_with_recovery(house, code)
    if proven is not None:
        return access.let_in(house, proven)
    return access.sign_in(house, passphrase, name=name)


def sign_in_mending(
    house: House,
    passphrase: str,
    *,
    name: str = "",
    code: str = "",
    proven: Proven | None = None,
) -> "tuple[Session, Mended | None]":
    """As `sign_in`, and a damaged vault is replaced from a backup first.

    For the start of a shift, and for who comes in with the recovery code.

    Returns:
        The session, and what was mended; None where nothing was.

    Raises:
        StoreDamagedError: The vault is damaged and no backup opens; nothing was changed.
        ExpectedError: As `sign_in`.
    """
    # Imported late, as above.
    from distressapp.service import restoring  # noqa: PLC0415  # see above

    try:
        session = sign_in(house, passphrase, name=name, code=code, proven=proven)
        try:
            session.vault.check_file()
        except BaseException:
            session.close()
            raise
    except StoreDamagedError:
        by = making(house.clock)
        mended = restoring.mend_vault(house, passphrase, by, name=name, code=code)
        session = _opened(house, passphrase, name=name, code=code)
        try:
            return session, restoring.finished(house, session, mended)
        except BaseException:
            session.close()
            raise
    return session, None


def making(clock: Clock = now, ids: NewId = new_id) -> "Making":
    """What a new clinic, or a restored one, is handed."""
    # Imported late, as above.
    from distressapp.service.setup import Making  # noqa: PLC0415  # see above

    return Making(clock=clock, new_id=ids, program=__version__)


def open_vault(house: House, passphrase: str, *, name: str = "") -> "Vault":
    """The vault of the house, for who needs to know nothing else; as `sign_in`."""
    return sign_in(house, passphrase, name=name).vault


@frozen(repr=False)
class Shift:
    """What a member who signed in leaves for the shift.

    Attributes:
        recent: Who answered what lately.
        waiting: Sittings that a power cut ended today, sealed under both identifiers.
        member: Id of the member.
        key: The vault's own; to be wrapped under a PIN, and for nothing else.
        may_close: The member's role lets them close the kiosk.
        mended: A damaged vault that was replaced, to be told; None where it was sound.
    """

    recent: Recent
    waiting: Mapping[str, bytes]
    member: str
    name: str
    key: bytes
    may_close: bool
    mended: "Mended | None" = None


def shift(root: Path, passphrase: str, *, name: str = "", clock: Clock = now) -> Shift:
    """Open the vault, take the letterbox in, and say what the keeper needs for the shift.

    For a process of its own, before the kiosk starts; the vault is shut again when this returns.

    Args:
        name: Of the member; may be left out while there is only one.

    Raises:
        WrongPassphraseError: The vault does not open with this passphrase.
        StoreError: A file cannot be used, or folder and vault do not agree.
    """
    # Imported late, as above.
    from distressapp.service.matching import recent  # noqa: PLC0415  # see above
    from distressapp.service.reopening import reopened  # noqa: PLC0415  # see above
    from distressapp.service.takein import check_agreement, take_in  # noqa: PLC0415  # see above

    house = open_house_mending(root, room=None, clock=clock)
    try:
        session, mended = sign_in_mending(house, passphrase, name=name)
        try:
            check_agreement(take_in(house, session.vault))
            return Shift(
                recent=recent(house, session.vault),
                waiting=reopened(house, session.vault),
                member=session.member.id,
                name=session.member.name,
                key=session.key,
                may_close=may(session.member.role, Act.CLOSE),
                mended=mended,
            )
        finally:
            session.close()
    finally:
        house.close()


def make_clinic(  # noqa: PLR0913  (the wiring's own, all by name)
    root: Path,
    settings: Settings,
    passphrase: str,
    *,
    administrator: str = "",
    clock: Clock = now,
    ids: NewId = new_id,
) -> str:
    """Make a clinic in an empty folder; what it is for, it is for ever.

    Args:
        administrator: Name of the first one; a general one where empty.

    Returns:
        The recovery code, which is kept nowhere.

    Raises:
        ExpectedError: There is a clinic already, the passphrase is weak, or the folder
            cannot be written.
    """
    # Imported late, as above.
    from distressapp.service.setup import ADMINISTRATOR, Making, make  # noqa: PLC0415  # see above

    making = Making(
        clock=clock,
        new_id=ids,
        program=__version__,
        administrator=administrator.strip() or ADMINISTRATOR,
    )
    return make(Folder(root=root), settings, passphrase, making)


def ticket_words() -> tuple[str, ...]:
    """Everyday words that ship with the program.

    Raises:
        DefinitionError: The list is not there.
    """
    path = resources() / "tickets" / "en.txt"
    if not path.is_file():
        raise DefinitionError(
            f"{path.name}, the list of ticket words, is not there",
            advice="Install the program again.",
        )
    return tuple(path.read_text(encoding="utf-8").split())


def _public(folder: Folder, *, room: str | None) -> PublicKey:
    """What the house posts with; where it is gone, staff come in all the same, and are told."""
    try:
        return read_public(folder)
    except StoreError:
        if room is not None or not folder.vault.is_file():
            raise
        return NO_KEY
