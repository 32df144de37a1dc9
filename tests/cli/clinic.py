"""Calling the command line on a real clinic, with the passphrase on a pipe."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from distressapp.cli import main
from distressapp.core.answers import Chosen
from tests.clinics import PASSPHRASE, Clock, closed, made, opened, said, seated, settings

TOML: Final = 'clinic = "Clinic of the tests"\nuse = "rehearsal"\n'


@contextmanager
def descriptor(words: str) -> Iterator[str]:
    """A file descriptor from which these words can be read once."""
    reading, writing = os.pipe()
    os.write(writing, words.encode())
    os.close(writing)
    try:
        yield str(reading)
    finally:
        os.close(reading)


def call(folder: Path, *arguments: str, passphrase: str | None = PASSPHRASE) -> int:
    """The exit status of one command."""
    if passphrase is None:
        return main(["--data", str(folder), *arguments])
    with descriptor(f"{passphrase}\n") as number:
        return main(["--data", str(folder), *arguments, "--passphrase-fd", number])


def set_up(
    folder: Path, toml: str = TOML, *options: str, passphrase: str | None = PASSPHRASE
) -> int:
    """The exit status of set-up from that file; nobody keeps its recovery code."""
    file = folder.parent / "clinic.toml"
    file.write_text(toml, encoding="utf-8")
    with Path(os.devnull).open("wb") as nowhere:
        words = ("setup", "--file", str(file), "--recovery-fd", str(nowhere.fileno()))
        return call(folder, *words, *options, passphrase=passphrase)


def answered(root: Path) -> None:
    """A clinic where one patient answered all of HADS just now."""
    clock = Clock(at=datetime.now(UTC))
    house = opened(made(root, settings(), clock), clock)
    running = seated(house)
    for item in house.instruments["hads"].items:
        running.keep(said(house, f"hads/{item.id}", Chosen(index=0, value=item.values[0])))
    closed(house, running)
    house.close()
