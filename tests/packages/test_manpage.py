"""The manual page says what the command line says."""

import argparse
import shutil
import subprocess
from pathlib import Path

import manpage
import pytest

from distressapp.cli import COMMANDS, parser_of

EPOCH_S = 1_700_000_000


def _options(parser: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:  # noqa: SLF001  (argparse tells it in no other way)
        if action.help is not argparse.SUPPRESS:
            found.update(action.option_strings)
        if isinstance(action.choices, dict):
            for each in action.choices.values():
                found |= _options(each)
    return found


def _read(page: str) -> str:
    return page.replace("\\-", "-").replace("\\(ti", "~").replace("\\&", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    page = _read(manpage.page(epoch_s=EPOCH_S))

    own = page.split(f"\n.SS {name}\n")[1].split("\n.S")[0]

    assert COMMANDS[name][1:] in own
    assert {each for each in _options(parser_of((name,))) if each not in page} == set()


def test_the_manual_is_the_same_every_time() -> None:
    first, again = manpage.page(epoch_s=EPOCH_S), manpage.page(epoch_s=EPOCH_S)

    assert first == again
    assert '"2023-11-14"' in first


def test_no_line_of_help_becomes_an_order_to_man() -> None:
    known = {".TH", ".SH", ".SS", ".TP", ".B", ".PP", ".br"}

    lines = manpage.page(epoch_s=EPOCH_S).splitlines()

    assert {each.split()[0] for each in lines if each.startswith((".", "'"))} == known


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_man_has_nothing_to_complain_of(tmp_path: Path) -> None:
    manpage.write(tmp_path / "distressapp.1", epoch_s=EPOCH_S)

    shown = subprocess.run(
        ["man", "--warnings", "-l", str(tmp_path / "distressapp.1")],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "MANWIDTH": "80"},
    )

    assert shown.stderr == ""
    assert "distressapp score" in shown.stdout
