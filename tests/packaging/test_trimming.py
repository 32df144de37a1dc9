"""What of the packages is frozen on Windows: by the names that its wheels have."""

import sys

import pytest
import trimming


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\Qt6Core.dll",
        r"PySide6\Qt6Widgets.dll",
        r"PySide6\QtCore.pyd",
        r"PySide6\pyside6.abi3.dll",
        r"PySide6\MSVCP140_1.dll",
        r"PySide6\VCRUNTIME140_1.dll",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\printsupport\windowsprintersupport.dll",
        r"shiboken6\Shiboken.pyd",
        r"PIL\_imaging.cp311-win_amd64.pyd",
        "python311.dll",
        "sqlite3.dll",
        "_socket.pyd",
    ],
)
def test_what_the_program_needs_on_windows_stays(name: str) -> None:
    assert trimming.stays(name, "anywhere", "BINARY")


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\Qt6Quick.dll",
        r"PySide6\Qt6VirtualKeyboard.dll",
        r"PySide6\Qt6Network.dll",
        r"PySide6\opengl32sw.dll",
        r"PySide6\plugins\platforminputcontexts\qtvirtualkeyboardplugin.dll",
        r"PySide6\plugins\imageformats\qgif.dll",
        r"PySide6\plugins\tls\qschannelbackend.dll",
        r"PIL\_webp.cp311-win_amd64.pyd",
    ],
)
def test_what_it_never_uses_is_left_out_on_windows(name: str) -> None:
    assert not trimming.stays(name, "anywhere", "BINARY")


@pytest.mark.parametrize(("system", "stays"), [("win32", True), ("linux", False)])
def test_time_zones_come_along_where_the_system_has_none(
    system: str, monkeypatch: pytest.MonkeyPatch, *, stays: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)

    found = trimming.data_stays("tzdata/zoneinfo/Europe/Madrid", "anywhere", "DATA")

    assert found is stays
