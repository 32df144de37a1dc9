"""Instruments and their words: TOML files in, values out, checked to the last key."""

from pathlib import Path
from typing import Final

from distressapp.core.errors import DefinitionError, ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments.definition import FILE, load
from distressapp.instruments.wording import allow, load_wording
from distressapp.paths import resources
from distressapp.text import _

__all__ = [
    "DEFAULT_PROFILE",
    "FILE",
    "NoWordingError",
    "allow",
    "definition_sha256",
    "find_wordings",
    "load",
    "load_all",
    "load_all_with_hashes",
    "load_wording",
    "wording",
]

DEFAULT_PROFILE: Final = "classic"


class NoWordingError(ExpectedError):
    """There are no words for an instrument in a language."""


def load_all(folder: Path | None = None) -> dict[str, Instrument]:
    """Every instrument of a folder, by id; the one of concerns first, then by id.

    Args:
        folder: Holds `<id>/definition.toml`; None for what ships with the program.

    Raises:
        DefinitionError: A definition is wrong, or they do not fit together.
    """
    return load_all_with_hashes(folder)[0]


def load_all_with_hashes(
    folder: Path | None = None,
) -> tuple[dict[str, Instrument], dict[str, str]]:
    """As `load_all`, and of each instrument the SHA-256 of its file, hexadecimal: read once.

    Raises:
        DefinitionError: A definition is wrong, or they do not fit together.
    """
    folder = resources() / "instruments" if folder is None else folder
    found = [_load_from(path) for path in sorted(folder.glob(f"*/{FILE}"))]
    if not found:
        raise DefinitionError(
            _("There is no instrument in {folder}").format(folder=folder),
            advice=_("Install the program again, or correct the path."),
        )
    found.sort(key=lambda pair: (not pair[0].domains, pair[0].id))
    _check_together([instrument for instrument, _sha256 in found], folder)
    return (
        {instrument.id: instrument for instrument, _sha256 in found},
        {instrument.id: sha256 for instrument, sha256 in found},
    )


def definition_sha256(instrument_id: str, folder: Path | None = None) -> str:
    """The SHA-256 of an instrument's definition file, hexadecimal.

    Raises:
        DefinitionError: It is not there, or it is wrong.
    """
    folder = resources() / "instruments" if folder is None else folder
    return load(folder / instrument_id / FILE)[1]


def wording(
    instrument_id: str,
    language: str,
    use: Use,
    *,
    folder: Path | None = None,
    instrument: Instrument | None = None,
) -> Wording:
    """The words of an instrument in a language, if they may be shown in this folder.

    Args:
        language: A BCP 47 tag.
        use: What the data folder is for.
        folder: Holds `<id>.<language>.toml`; None for what ships with the program.
        instrument: What the words must fit; None for what ships with the program.

    Raises:
        NoWordingError: Not in that language.
        DefinitionError: The file is wrong or incomplete.
        WordingNotAllowedError: Practice wording, and the folder is a clinic's.
    """
    folder = resources() / "wording" if folder is None else folder
    path = folder / f"{instrument_id}.{language}.toml"
    if not path.is_file():
        raise NoWordingError(
            _("There is no wording of {id} in {language}").format(
                id=instrument_id, language=language
            ),
            advice=_("Choose another language, or install a wording pack."),
        )
    if instrument is None:
        instrument = load(resources() / "instruments" / instrument_id / FILE)[0]
    found = load_wording(path, instrument)
    allow(found, use)
    return found


def find_wordings(instrument: Instrument, folder: Path | None = None) -> tuple[Wording, ...]:
    """Every wording of an instrument that a folder has, whatever it may be used for.

    Raises:
        DefinitionError: A file is wrong or incomplete.
    """
    folder = resources() / "wording" if folder is None else folder
    paths = sorted(folder.glob(f"{instrument.id}.*.toml"))
    return tuple(load_wording(path, instrument) for path in paths)


def _load_from(path: Path) -> tuple[Instrument, str]:
    instrument, sha256 = load(path)
    if instrument.id != path.parent.name:
        raise DefinitionError(
            _("{file} stands in the folder of another instrument").format(file=path),
            advice=_("Name the folder {id}.").format(id=instrument.id),
        )
    return instrument, sha256


def _check_together(found: list[Instrument], folder: Path) -> None:
    """A profile is chosen once for a clinic, so every instrument has to know it."""
    profiles = {profile.id for instrument in found for profile in instrument.profiles}
    for instrument in found:
        own = {profile.id for profile in instrument.profiles}
        lost = sorted((profiles | {DEFAULT_PROFILE}) - own)
        if lost:
            raise DefinitionError(
                _("{file} has no profile {profile}").format(
                    file=folder / instrument.id / FILE, profile=lost[0]
                ),
                advice=_("Add the profile, if need be without cut-offs."),
            )
