import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.cli import main, update
from distressapp.releases.rescue import copy
from tests.cli.clinic import descriptor
from tests.clinics import PASSPHRASE
from tests.releases.bundles import made
from tests.releases.debs import ITSELF, needs_dpkg
from tests.rigs.rounds import is_full
from tests.service.updating_scene import Scene, computer, disturbed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with disturbed():
        yield computer(tmp_path)


def call(scene: Scene, act: str, *words: str) -> int:
    """The exit status of `distressapp update` on the computer of the scene."""
    where = ("--system", str(scene.here.packages.root))
    data = ("--data", str(scene.here.folder.root))
    if act == "check":
        return main([*data, "update", act, *where, *words])
    with descriptor(f"{PASSPHRASE}\n") as number:
        return main([*data, "update", act, *where, "--passphrase-fd", number, *words])


@needs_dpkg
def test_an_update_is_looked_at_installed_and_undone(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(scene.update())

    looked = call(scene, "check", path)
    said = capsys.readouterr().out
    installed = call(scene, "install", path)
    version = scene.installed()
    again = call(scene, "install", path)
    back = call(scene, "back")

    assert (looked, installed, again, back) == (0, 0, 0, 0)
    assert "signed by Makers of the tests" in said
    assert "A calmer door bell" in said
    assert "All of it" not in said
    assert version == "0.2.0"
    assert "is installed already" in capsys.readouterr().out
    assert scene.installed() == "0.1.0"


@needs_dpkg
def test_an_older_update_is_said_to_be_older_and_not_taken(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(scene.update("0.0.9"))

    looked, installed = call(scene, "check", path), call(scene, "install", path)

    said = capsys.readouterr().out
    assert (looked, installed) == (1, 1)
    assert "It is older than what is installed" in said
    assert "an update never goes back" in said


@needs_dpkg
@pytest.mark.parametrize("machine", ["arm64", "riscv64"])
def test_an_update_for_another_computer_is_not_taken(
    scene: Scene, capsys: pytest.CaptureFixture[str], machine: str
) -> None:
    if scene.here.packages.machine() == machine:
        pytest.skip("this is that computer")
    path = made(scene.folder / "stick", machine=machine)

    assert call(scene, "check", str(path)) == 1
    assert "another kind of computer" in capsys.readouterr().out
    assert call(scene, "install", str(path)) == 1


@needs_dpkg
def test_what_is_no_update_is_one_plain_sentence(
    scene: Scene, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.update").write_bytes(b"no")

    for act in ("check", "install"):
        assert call(scene, act, str(tmp_path / "a.update")) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert call(scene, "back") == 1
    assert "no update to go back from" in capsys.readouterr().err


def test_without_a_stick_the_person_is_asked_for_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(update, "on_sticks", tuple)
    none = main(["--data", str(tmp_path), "update", "check"])
    monkeypatch.setattr(update, "on_sticks", lambda: (tmp_path / "a", tmp_path / "b"))
    two = main(["--data", str(tmp_path), "update", "check"])

    said = capsys.readouterr().err
    assert (none, two) == (1, 1)
    assert "no update on any stick" in said
    assert "more than one update" in said


@needs_dpkg
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be less")
def test_only_the_administrator_changes_programs(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        "from distressapp.cli import main; sys.exit(main(['update', 'back']))"
    )
    # Everything is imported before rights are given up: this account may not read our folder.
    code = "import distressapp.cli.update;" + code

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "sudo" in done.stderr


@needs_dpkg
@pytest.mark.skipif(not is_full(), reason="the walk takes a minute; DISTRESSAPP_RIGS=full makes it")
def test_the_new_program_is_tried_with_an_invented_patient(tmp_path: Path) -> None:
    """The whole way, once, with the real walk of a patient."""
    with disturbed():
        scene = computer(tmp_path)

        now = scene.updating().install(scene.update(program=ITSELF))

    assert str(now) == "0.2.0"


def test_a_program_that_stood_aside_is_whole_and_no_part_of_what_is_replaced(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program"
    (program / "lib").mkdir(parents=True)
    (program / "distressapp").write_text("old")
    (program / "lib" / "a.so").write_text("old")
    (program / "lib" / "b.so").symlink_to("a.so")

    copy(program, tmp_path / "rescue")
    copy(program, tmp_path / "rescue")
    beside = program / "distressapp.new"
    beside.write_text("new")
    beside.replace(program / "distressapp")  # as dpkg does

    assert (tmp_path / "rescue" / "distressapp").read_text() == "old"
    assert (tmp_path / "rescue" / "lib" / "b.so").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
