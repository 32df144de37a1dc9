"""The words that may be shown: an installed pack whose hash the settings name, else what ships."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording, WordingKind
from distressapp.instruments import NoWordingError, wording
from distressapp.instruments.wording import WordingNotAllowedError
from distressapp.paths import Folder, is_file
from distressapp.settings import Settings

_HASH: Final = 64


def wordings(
    folder: Folder,
    settings: Settings,
    instruments: Mapping[str, Instrument],
    languages: tuple[str, ...],
    *,
    today: date,
) -> dict[str, Wording]:
    """Every wording of these instruments in these languages, by `"hads.en"`.

    An installed pack, while a permission of its owner holds; else what ships with the program and
    may be shown; else the pack after all, so that what was asked in its words can be finished and
    read. Whether it is *offered* is `readiness`. A pack with another hash than the settings name
    is not shown.

    Args:
        today: The clinic's local day.
    """
    found: dict[str, Wording] = {}
    for language in languages:
        for each, instrument in instruments.items():
            own = _installed(folder, settings, instrument, language)
            is_allowed = own is not None and may_show(settings, own, today=today)
            shipped = None if is_allowed else _shipped(instrument, language, settings.use)
            words = own if shipped is None else shipped
            if words is not None:
                found[f"{each}.{language}"] = words
    return found


def may_show(settings: Settings, words: Wording, *, today: date) -> bool:
    """Whether a new sitting may be asked in these words on that day."""
    return words.kind is not WordingKind.LICENSED or any(
        each.instrument == words.instrument and each.holds_on(today) and each.covers(settings.use)
        for each in settings.permissions
    )


def file_of(folder: Folder, resources: Path, words: Wording) -> Path:
    """The file that a wording was read from: installed, or as it ships."""
    name = f"{words.instrument}.{words.language}.toml"
    installed = folder.packs / words.sha256 / name
    return installed if is_file(installed) else resources / "wording" / name


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
