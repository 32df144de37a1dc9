"""`distressapp-session on` and `off`, on a computer that is only a folder."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.house.project import ROOT

SWITCH: Final = ROOT / "packaging" / "linux" / "distressapp-session"
PARTS: Final = ("logind.conf", "sleep.conf", "sysctl.conf", "slice.conf")
MANAGER: Final = "etc/systemd/system/display-manager.service"

SYSTEMCTL: Final = """#!/bin/sh
echo "$@" >>"$DISTRESSAPP_ROOT/asked"
[ "$1" = get-default ] && echo multi-user.target
exit 0
"""
"""Of the system, not of ours: it notes what it was asked."""


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """With the package installed, a clinic, a display manager, and every program it needs."""
    root = tmp_path / "root"
    parts = root / "usr/lib/distressapp/session"
    clinic = root / "var/lib/distressapp"
    programs = tmp_path / "bin"
    for folder in (parts, clinic, programs, root / "etc/systemd/system", root / "usr/lib/xorg"):
        folder.mkdir(parents=True)
    for name in PARTS:
        (parts / name).write_bytes((ROOT / "packaging" / "linux" / name).read_bytes())
    (clinic / "kiosk.json").touch()
    (root / MANAGER).symlink_to("../some.service")
    found = {"systemctl": SYSTEMCTL, "id": "#!/bin/sh\necho 990\n"}
    tools = ("cage", "Xwayland", "openbox", "xauth", "mcookie")
    for name in (*found, *tools):
        (programs / name).write_text(found.get(name, "#!/bin/sh\n"), encoding="utf-8")
        (programs / name).chmod(0o755)
    for name in ("cat", "cp", "dirname", "ln", "mkdir", "mv", "readlink", "rm", "rmdir"):
        # Of this computer nothing else: it may have what the test takes away.
        (programs / name).symlink_to(str(shutil.which(name)))
    return root


def switch(computer: Path, *words: str) -> subprocess.CompletedProcess[str]:
    programs = computer.parent / "bin"
    return subprocess.run(
        ["/bin/sh", str(SWITCH), *words],
        env={"PATH": str(programs), "DISTRESSAPP_ROOT": str(computer)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def there(computer: Path) -> set[str]:
    """Every file and link of it, but for what its systemctl noted."""
    found = {each.relative_to(computer).as_posix() for each in computer.rglob("*")}
    return found - {"asked"}


def asked(computer: Path) -> list[str]:
    return (computer / "asked").read_text(encoding="utf-8").splitlines()


def test_switched_on_and_off_again_it_is_as_it_was(computer: Path) -> None:
    before = there(computer)

    on = switch(computer, "on")
    between = there(computer)
    off = switch(computer, "off")

    assert (on.returncode, on.stderr, off.returncode, off.stderr) == (0, "", 0, "")
    assert "etc/systemd/logind.conf.d/90-distressapp.conf" in between
    assert "etc/systemd/system/user-990.slice.d/90-distressapp.conf" in between
    assert {each for each in there(computer) if not (computer / each).is_dir()} == {
        each for each in before if not (computer / each).is_dir()
    }
    assert "enable --force distressapp-kiosk.service" in asked(computer)
    assert asked(computer)[-2:] == ["set-default multi-user.target", "daemon-reload"]


def test_switched_on_twice_it_still_knows_what_was_before(computer: Path) -> None:
    switch(computer, "on")
    (computer / MANAGER).unlink()
    (computer / MANAGER).symlink_to("../distressapp-kiosk.service")

    assert _has_server(computer)
    switch(computer, "on", "--x11")
    switch(computer, "off")

    assert (computer / MANAGER).readlink() == Path("../some.service")


def _has_server(computer: Path) -> bool:
    server = computer / "usr/lib/xorg/Xorg"
    server.touch()
    server.chmod(0o755)
    return True


def test_x11_enables_the_other_unit(computer: Path) -> None:
    assert _has_server(computer)

    done = switch(computer, "on", "--x11")

    assert done.returncode == 0
    assert "enable --force distressapp-kiosk-x11.service" in asked(computer)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("bin/cage", ("on",)),
        ("bin/openbox", ("on", "--x11")),
        ("root/var/lib/distressapp/kiosk.json", ("on",)),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_changed(
    computer: Path, gone: str, words: tuple[str, ...]
) -> None:
    if words[1:]:
        assert _has_server(computer)
    (computer.parent / gone).unlink()
    before = there(computer)

    done = switch(computer, *words)

    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr
    assert there(computer) == before


def test_off_where_it_was_never_on_changes_nothing(computer: Path) -> None:
    before = there(computer)

    done = switch(computer, "off")

    assert done.returncode == 0
    assert {each for each in there(computer) if each in before} == before


@pytest.mark.parametrize("words", [(), ("of",)])
def test_another_word_is_wrong_use(computer: Path, words: tuple[str, ...]) -> None:
    done = switch(computer, *words)

    assert done.returncode == 2
    assert "on [--x11] | off | status" in done.stderr
    assert not (computer / "asked").exists()
