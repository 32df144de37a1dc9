"""What the self-check is about, gathered where house and vault are at hand.

Afterwards only values and files are needed: the slow part is done away from the windows.
"""

from datetime import datetime
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.checkup.ready import not_ready
from distressapp.service.house import House
from distressapp.settings import Settings
from distressapp.vault import prints
from distressapp.vault.checking import newest_ms
from distressapp.vault.prints import State

_MOST = 200


@frozen
class OfVault:
    """What an open vault says of itself.

    Attributes:
        entries: How many there are, every chain whole; None where something is wrong.
        wrong: What is wrong; empty where nothing is.
        newest_ms: When the newest entry says that it was written.
        printed_ms: When a page came out last; None where none did.
        unprinted: Pages that wait or did not come out.
    """

    entries: int | None
    wrong: str
    newest_ms: int | None
    printed_ms: int | None
    unprinted: int


@frozen
class Opened:
    """A clinic's folder, as far as it could be opened.

    Attributes:
        now: Aware.
        settings: None where no clinic could be opened: what can be said without it is said.
        not_ready: What keeps the clinic from working as it should, a sentence each.
        vault: None where nobody signed in: then it stays shut.
        root: Where the system's own files are looked for.
    """

    folder: Folder
    now: datetime
    settings: Settings | None = None
    not_ready: tuple[str, ...] = ()
    vault: OfVault | None = None
    root: Path = Path("/")


def opened(house: House, now: datetime, *, session: Session | None = None) -> Opened:
    """What house and vault say; nothing is changed. With a session every chain is verified."""
    return Opened(
        folder=house.folder,
        now=now,
        settings=house.settings,
        not_ready=not_ready(house.folder, house),
        vault=None if session is None else _of_vault(session),
    )


def unopened(folder: Folder, now: datetime, why: ExpectedError) -> Opened:
    """A folder whose clinic cannot be opened."""
    return Opened(folder=folder, now=now, not_ready=(str(why),))


def _of_vault(session: Session) -> OfVault:
    vault = session.vault
    entries, wrong = None, ""
    try:
        entries = vault.verify()
    except ExpectedError as error:
        wrong = str(error)
    try:
        done = [each for each in prints.latest(vault, most=_MOST) if each.state is State.DONE]
        return OfVault(
            entries=entries,
            wrong=wrong,
            newest_ms=newest_ms(vault),
            printed_ms=max((each.at_ms for each in done), default=None),
            unprinted=len(prints.unprinted(vault)),
        )
    except ExpectedError as error:
        return OfVault(
            entries=None,
            wrong=wrong or str(error),
            newest_ms=None,
            printed_ms=None,
            unprinted=0,
        )
