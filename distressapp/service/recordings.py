"""What a pack has as a sound file, to be read aloud: the very bytes that were installed."""

from hashlib import sha256
from pathlib import Path

from distressapp.core.wording import Recording
from distressapp.instruments.sounds import LONGEST_BYTES
from distressapp.service.house import House


def recording(house: House, instrument: str, language: str, key: str) -> bytes | None:
    """A WAV file, to be played; None where there is none, or where another one lies there.

    Args:
        language: A BCP 47 tag.
        key: `"intro"`, an item's id, or `"<item>/<number of the option from 0>"`.
    """
    words = house.wording(instrument, language)
    found = None if words is None else words.recordings.get(key)
    if words is None or found is None:
        return None
    return _read(place_of(house.folder.packs / words.sha256, found), found)


def place_of(pack: Path, wanted: Recording) -> Path:
    """Where a recording stands beside its installed pack: it is named for its own hash."""
    return pack / f"{wanted.sha256}.wav"


def _read(path: Path, wanted: Recording) -> bytes | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(LONGEST_BYTES + 1)
    except OSError:
        return None
    is_it = len(content) <= LONGEST_BYTES and sha256(content).hexdigest() == wanted.sha256
    return content if is_it else None
