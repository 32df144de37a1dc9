"""The door itself: which command, what it costs to open, and how it is left."""

import argparse
import subprocess
import sys
from errno import EACCES
from pathlib import Path
from types import ModuleType

import pytest

from distressapp import __version__, cli
from distressapp.cli import main


def test_help_names_every_command_built_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    shown = capsys.readouterr().out
    for name in ["kiosk", "demo", "setup", "score", "instruments", "summary", "verify", "doctor"]:
        assert f"    {name}" in shown


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["bogus"], ["score", "--bogus"], ["score", "a", "b"], ["instruments"], ["--data"]]
)
def test_wrong_use_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def plug_in(
    monkeypatch: pytest.MonkeyPatch, name: str, failure: BaseException | None = None
) -> list[argparse.Namespace]:
    """A command of that name that only remembers how it was called, or fails."""
    called: list[argparse.Namespace] = []

    def run(args: argparse.Namespace) -> int:
        called.append(args)
        if failure is not None:
            raise failure
        return 0

    command = ModuleType(f"distressapp.cli.{name}")
    command.__dict__.update(run=run, add_arguments=lambda _parser: None)
    command.__spec__ = __spec__
    monkeypatch.setitem(sys.modules, command.__name__, command)
    return called


@pytest.mark.parametrize("arguments", [[], ["--data", "score"], ["--data=clinic"]])
def test_without_a_command_it_is_the_kiosk(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called = plug_in(monkeypatch, "kiosk")

    assert main(arguments) == 0
    assert [args.command for args in called] == ["kiosk"]


@pytest.mark.parametrize(
    "arguments",
    [["--data", "here", "doctor"], ["doctor", "--data", "here"], ["doctor", "--data=here"]],
)
def test_the_data_folder_may_stand_before_or_after_the_command(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called = plug_in(monkeypatch, "doctor")

    assert main(arguments) == 0
    assert [args.data for args in called] == ["here"]


def test_without_a_data_folder_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    called = plug_in(monkeypatch, "doctor")

    main(["doctor"])

    assert [args.data for args in called] == [None]


def test_a_command_that_is_not_built_yet_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.COMMANDS, "fax", "send by fax")

    assert main(["fax"]) == 1
    assert capsys.readouterr().err.startswith("The command fax is not part of this version.")


def test_what_the_machine_refuses_is_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug_in(monkeypatch, "doctor", PermissionError(EACCES, "Permission denied", "vault.db"))

    assert main(["doctor"]) == 1
    assert capsys.readouterr().err.startswith("vault.db cannot be used: Permission denied.")


def test_a_file_without_a_name_is_called_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug_in(monkeypatch, "doctor", OSError(EACCES, "Permission denied"))

    main(["doctor"])

    assert capsys.readouterr().err.startswith("A file cannot be used: Permission denied.")


def test_a_command_that_is_interrupted_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug_in(monkeypatch, "doctor", KeyboardInterrupt())

    assert main(["doctor"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_command_pays_for_no_other_commands_imports() -> None:
    heavy = "{'PySide6', 'reportlab', 'sqlite_utils', 'sqlcipher3', 'nacl'}"
    check = f"import sys; print(sorted({heavy} & set(sys.modules)))"
    program = f"from distressapp.cli import main; main(['instruments', 'list']); {check}"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_program_leaves_with_the_status_of_its_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "distressapp", "bogus"], capture_output=True, check=False
    )

    assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_an_output_that_cannot_be_written_is_one_plain_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "distressapp", "instruments", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.startswith(b"There is no room left to write to.")
