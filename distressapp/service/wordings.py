"""The words that may be shown: an installed pack whose hash the settings name, else what ships."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments import NoWordingError, wording
from distressapp.instruments.wording import WordingNotAllowedError
from distressapp.paths import Folder
from distressapp.settings import Settings

_HASH: Final = 64


def wordings(
    folder: Folder,
    settings: Settings,
    instruments: Mapping[str, Instrument],
    languages: tuple[str, ...],
) -> dict[str, Wording]:
    """Every wording of these instruments in these languages, by `"hads.en"`.

    A pack with another hash than the settings name is not shown.
    """
    found: dict[str, Wording] = {}
    for language in languages:
        for each, instrument in instruments.items():
            words = _installed(folder, settings, instrument, language)
            if words is None:
                words = _shipped(instrument, language, settings.use)
            if words is not None:
                found[f"{each}.{language}"] = words
    return found


def _installed(
    folder: Folder, settings: Settings, instrument: Instrument, language: str
) -> Wording | None:
    wanted = settings.packs.get(f"{instrument.id}.{language}", "")
    if len(wanted) != _HASH or not wanted.isalnum():
        return None
    place = folder.packs / wanted
    try:
        words = wording(instrument.id, language, settings.use, folder=place, instrument=instrument)
    except ExpectedError:
        return None
    return words if words.sha256 == wanted else None


def _shipped(instrument: Instrument, language: str, use: Use) -> Wording | None:
    try:
        return wording(instrument.id, language, use, instrument=instrument)
    except (NoWordingError, WordingNotAllowedError):
        return None
