"""Calling the command line on a real clinic, with the passphrase on a pipe."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from distressapp.cli import main
from tests.clinics import PASSPHRASE

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


def set_up(folder: Path, toml: str = TOML, *, passphrase: str | None = PASSPHRASE) -> int:
    """The exit status of set-up from that file."""
    file = folder.parent / "clinic.toml"
    file.write_text(toml, encoding="utf-8")
    return call(folder, "setup", "--file", str(file), passphrase=passphrase)
