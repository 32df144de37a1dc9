"""The files for Windows, as far as they can be read elsewhere."""

import struct
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import software
import tree
import windows

from tests.house.project import ROOT

FOLDER = ROOT / "packaging" / "windows"


def test_the_icon_holds_a_picture_of_every_size_where_it_says() -> None:
    data = windows.drawn()

    _nothing, kind, count = struct.unpack_from("<HHH", data)
    lines = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * nth) for nth in range(count)]
    assert kind == 1
    assert [line[0] or 256 for line in lines] == list(windows.EDGES)
    for line in lines:
        size, at = line[6:]
        assert data[at : at + 8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack_from(">II", data, at + 16)
        assert width == height == (line[0] or 256)
        assert data[at + size - 8 : at + size - 4] == b"IEND"
    assert lines[-1][6] + lines[-1][7] == len(data)


@pytest.mark.parametrize(
    ("version", "four"),
    [("0.1.0", (0, 1, 0, 0)), ("2.13", (2, 13, 0, 0)), ("1.2.3.4", (1, 2, 3, 4))],
)
def test_the_version_resource_is_what_pyinstaller_reads(
    version: str, four: tuple[int, ...]
) -> None:
    def made(*values: Any, **named: Any) -> SimpleNamespace:  # noqa: ANN401  (of any class of theirs)
        return SimpleNamespace(values=values, **named)

    classes = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct")
    names = dict.fromkeys((*classes, "VarFileInfo", "VarStruct"), made)

    found = eval(windows.version_resource(version), names)  # noqa: S307  (as PyInstaller does)

    table = found.kids[0].values[0][0]
    said = dict(each.values for each in table.values[1])
    assert found.ffi.filevers == found.ffi.prodvers == four
    assert (table.values[0], said["FileVersion"], said["OriginalFilename"]) == (
        *("040904b0", version),
        "distressapp.exe",
    )


def test_what_is_frozen_for_windows_has_icon_version_and_no_links(tmp_path: Path) -> None:
    windows.staged(tmp_path)

    folder = tmp_path / "packaging" / "windows"
    links = [path for path in tmp_path.rglob("*") if path.is_symlink()]
    assert software.own_version() in (folder / "version.txt").read_text(encoding="utf-8")
    assert (folder / "distressapp.ico").stat().st_size > 1000
    assert (tmp_path / "LICENSE").exists()
    assert links == []


def test_every_link_of_the_project_is_known_to_the_copy() -> None:
    links = {name for name in tree.files() if (ROOT / name).is_symlink()}

    assert links == set(tree.LINKS)
    assert all((ROOT / name).samefile(ROOT / to) for name, to in tree.LINKS.items())


@pytest.mark.skipif(sys.platform == "win32", reason="there it can be built")
def test_elsewhere_the_build_says_that_it_wants_windows(tmp_path: Path) -> None:
    with pytest.raises(windows.NotBuiltError, match="is built on Windows"):
        windows.build(tmp_path)


@pytest.mark.parametrize("name", ["shell-launcher.xml", "assigned-access.xml"])
def test_each_kiosk_file_starts_the_installed_kiosk_for_its_own_account(name: str) -> None:
    root = ET.parse(FOLDER / name).getroot()  # noqa: S314  (a file of the project)

    text = (FOLDER / name).read_text(encoding="utf-8")
    ids = {each.attrib["Id"] for each in root.iter() if "Id" in each.attrib}
    assert root.tag.rpartition("}")[2].endswith("Configuration")
    assert len(ids) == 1
    assert r"%ProgramFiles%\distressapp\distressapp.exe" in text
    assert 'Account Name="kiosk"' in text or "<Account>kiosk</Account>" in text
    assert "Not tried on Windows" in text


def test_set_up_keeps_the_clinic_and_needs_an_administrator() -> None:
    script = (FOLDER / "distressapp.iss").read_text(encoding="utf-8")

    lines = script.splitlines()
    sections = [line for line in lines if line.startswith("[")]
    assert "PrivilegesRequired=admin" in lines
    assert "CloseApplications=no" in lines
    assert "[UninstallDelete]" not in sections
    assert [line for line in lines if line.startswith("Type: filesandordirs")] == [
        r'Type: filesandordirs; Name: "{app}\lib"'
    ]


def test_what_set_up_and_recipe_name_is_there() -> None:
    script = (FOLDER / "distressapp.iss").read_text(encoding="utf-8")
    recipe = (FOLDER / "build.yml").read_text(encoding="utf-8")

    assert (ROOT / "docs" / "windows.md").exists()
    assert r"packaging\windows.py" in recipe
    assert "{#Version}" in script
    for name in ("requirements.lock", "requirements-build.lock", "requirements-dev.lock"):
        assert name in recipe
        assert (ROOT / "packaging" / name).exists()
