"""The published settings and who reads them: staff's room and kiosk are two processes.

Each remembers which file it read last. Where another stands there now, it is read again between
two patients, never while one answers.
"""

from contextlib import suppress

from distressapp.core.stores import StoreError
from distressapp.paths import Folder
from distressapp.service.house import House
from distressapp.service.wordings import wordings
from distressapp.settings import Settings, SettingsError, publish, read

STAFF_LANGUAGE = "en"
"""The language of the page and of the staff's lists."""


def mark(folder: Folder) -> tuple[int, int, int] | None:
    """Which file stands there: another one for each publishing; None where there is none."""
    try:
        found = folder.settings.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def put_in_place(house: House, settings: Settings) -> None:
    """Publish them, and go on with them here.

    Raises:
        StoreError: They cannot be written; the old file stands.
    """
    publish(house.folder.settings, settings)
    house.settings, house.published = settings, mark(house.folder)


def look_again(house: House) -> bool:
    """Go on with what another process has published since; whether there was anything.

    A file that cannot be used changes nothing, and so does one that comes while a patient answers.
    On a new day the wordings are read again too: a permission may have begun or ended.
    """
    if house.running or house.published is None:
        return False
    standing = mark(house.folder)
    is_new = standing not in {None, house.published} and _read_again(house, standing)
    if is_new or house.worded != house.today():
        read_words(house)
    return is_new


def read_words(house: House) -> None:
    """Read the wordings that may be shown today: a pack came, or a permission begins or ends."""
    languages = tuple(dict.fromkeys((*house.settings.languages, STAFF_LANGUAGE)))
    house.worded = house.today()
    house.wordings = wordings(
        house.folder, house.settings, house.instruments, languages, today=house.worded
    )


def _read_again(house: House, standing: tuple[int, int, int] | None) -> bool:
    with suppress(StoreError, SettingsError):
        settings = read(house.folder.settings)
        house.published = standing
        is_new = settings != house.settings
        house.settings = settings
        return is_new
    return False
