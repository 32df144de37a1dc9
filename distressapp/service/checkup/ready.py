"""What keeps a clinic from working as it should, a sentence each; needs no passphrase."""

from collections.abc import Iterator

from distressapp.core.stores import StoreError, missing
from distressapp.paths import Folder
from distressapp.service import damage
from distressapp.service.calls import not_ended
from distressapp.service.checkup.rights import is_nearly_full, open_to_others
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.service.readiness import ending, holes, missing_today
from distressapp.service.shelf import due
from distressapp.text import _


def not_ready(folder: Folder, house: House) -> tuple[str, ...]:
    """Everything; nothing where all is ready. No sentence has a word of a patient's."""
    return tuple(dict.fromkeys((*_of_folder(folder), *_of_house(house))))


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
    found = open_to_others(folder)
    if found:
        yield _("Other accounts can read {names}; take that right away.").format(
            names=", ".join(found)
        )
    if is_nearly_full(folder):
        yield _("The disk is nearly full; free at least 200 MB.")


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
    if not_ended(house):
        yield _("Somebody asked for now and nobody has ended it; the staff's window says who.")
    oldest = house.letterbox.oldest_day()
    if oldest is not None and oldest < house.today().isoformat():
        yield _("Nobody has opened the sittings since {day}.").format(day=oldest)
