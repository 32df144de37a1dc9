"""A rehearsal whose pack has recordings: tones, each of another pitch, and nobody's words."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.instruments import load_all
from distressapp.paths import resources
from distressapp.service.packs import install
from distressapp.settings import Permission, Settings
from tests.clinics import made, opened
from tests.kiosk.day import STILL
from tests.service.teams import first
from tests.ui.hearing import tone

PIECES: Final = {"1": 400, "1/0": 600, "1/1": 800, "1/2": 1000, "1/3": 1200, "2": 700, "3": 500}
"""The first question has its options apart, the second says all in one, so does the third."""

LONG_S: Final = 30


def clinic(root: Path, wanted: Settings = STILL) -> Path:
    """A clinic whose HADS can be heard: question 1 in pieces, 2 shortly, 3 at great length."""
    made(root, wanted)
    house = opened(root, room=None)
    session = first(house)
    folder = root.parent / "pack"
    folder.mkdir()
    files = {key: tone(hertz, 0.5 if key != "3" else LONG_S) for key, hertz in PIECES.items()}
    (folder / "hads.en.toml").write_text(_pack(files), encoding="utf-8")
    for key, content in files.items():
        (folder / _file(key)).write_bytes(content)
    allowed = Permission(instrument="hads", holder="Clinic", reference="L-1", uses=("training",))
    install(house, session, folder, allowed)
    session.close()
    house.close()
    return root


def _pack(files: dict[str, bytes]) -> str:
    shipped = (resources() / "wording" / "hads.en.toml").read_text(encoding="utf-8")
    values = {item.id: item.values for item in load_all()["hads"].items}
    said = re.sub(
        r'(?m)^id = "(.+)"$',
        lambda found: f"{found[0]}\npoints = {list(values[found[1]])}",
        shipped,
    )
    about = 'author = "A. Author"\nowner = "The owner"\nsource = "Written for a test"'
    words = re.sub('(?m)^kind = ".+"$', f'kind = "licensed"\n{about}', said)
    sounds = [
        f'[recordings."{key}"]\nfile = "{_file(key)}"\nsha256 = "{sha256(content).hexdigest()}"\n'
        for key, content in files.items()
    ]
    return "\n".join((words, *sounds))


def _file(key: str) -> str:
    return f"{key.replace('/', '-')}.wav"
