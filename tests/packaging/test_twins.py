"""Each definition and wording has its twin, and the twin says the same."""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
import twins as packing

from distressapp.instruments import load_all_with_hashes, twins
from distressapp.instruments.definition import load
from tests.house.project import ROOT

ORIGINALS: Final = tuple(packing.originals())
DEFINITION: Final = ROOT / "resources" / "instruments" / "hads" / "definition.toml"


@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_twin_is_of_the_file_beside_it(path: Path) -> None:
    """Where this fails `make twins` was forgotten."""
    content = path.read_bytes()

    found = twins.read(path, content, exact=Fraction)

    assert found == tomllib.loads(content.decode("utf-8"), parse_float=Fraction)
    assert path.with_suffix(".json").read_bytes() == packing.made(content)


def test_every_definition_and_wording_is_among_them() -> None:
    names = {path.name for path in ORIGINALS}

    assert names == {path.name for path in (ROOT / "resources").rglob("*.toml")}
    assert len(ORIGINALS) >= 9


def test_beside_a_file_that_was_changed_the_twin_says_nothing(tmp_path: Path) -> None:
    content = DEFINITION.read_bytes()
    (tmp_path / "definition.json").write_bytes(packing.made(content))
    changed = tmp_path / "definition.toml"
    changed.write_bytes(content.replace(b"repeat_days = ", b"repeat_days = 9"))

    instrument, _hash = load(changed)

    assert twins.read(changed, changed.read_bytes(), exact=Fraction) is None
    assert instrument.repeat_days != load(DEFINITION)[0].repeat_days


@pytest.mark.parametrize("twin", [None, b"", b"[]", b"{", b'{"of": 1}', b"\xff", b"9" * 5000])
def test_without_a_whole_twin_the_file_itself_is_read(tmp_path: Path, twin: bytes | None) -> None:
    path = tmp_path / "definition.toml"
    path.write_bytes(DEFINITION.read_bytes())
    if twin is not None:
        path.with_suffix(".json").write_bytes(twin)

    assert load(path) == load(DEFINITION)


def test_what_was_read_from_twins_is_what_the_files_say(tmp_path: Path) -> None:
    folder = tmp_path / "instruments"
    for path in (ROOT / "resources" / "instruments").glob("*/definition.toml"):
        alone = folder / path.parent.name / path.name
        alone.parent.mkdir(parents=True)
        alone.write_bytes(path.read_bytes())

    instruments, hashes = load_all_with_hashes()

    for name, instrument in instruments.items():
        assert load(folder / name / "definition.toml") == (instrument, hashes[name])
