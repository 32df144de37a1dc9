"""Shipped files, changed at one place, in a folder of a test's own."""

import shutil
from pathlib import Path

from distressapp.paths import resources


def definition(folder: Path, instrument_id: str, *changes: tuple[str, str]) -> Path:
    """A copy of a shipped definition with each first text replaced by the second, once."""
    target = folder / instrument_id / "definition.toml"
    target.parent.mkdir(exist_ok=True)
    return _changed(resources() / "instruments" / instrument_id / target.name, target, changes)


def wording(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """The same for a shipped wording, `"hads.en"`."""
    target = folder / f"{name}.toml"
    return _changed(resources() / "wording" / target.name, target, changes)


def _changed(source: Path, target: Path, changes: tuple[tuple[str, str], ...]) -> Path:
    shutil.copy(source, target)
    for before, after in changes:
        text = target.read_text("utf-8")
        assert before in text
        target.write_text(text.replace(before, after, 1), "utf-8")
    return target
