"""`distressapp about` as a person calls it."""

import json

import pytest

from distressapp import __version__
from distressapp.cli import main


def test_about_says_version_parts_and_how_qt_is_replaced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["about"]) == 0

    said = capsys.readouterr().out
    assert said.startswith(f"distressapp {__version__}\n")
    assert "It needs no network" in said
    assert "put its files in the place" in said
    assert "Public domain, inside sqlcipher3" in said


def test_one_licence_is_written_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["about", "--licences", "libsodium"]) == 0

    said = capsys.readouterr().out
    assert said.startswith("libsodium: ISC\n")
    assert "Frank Denis" in said


def test_all_licences_are_written_each_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["about", "--licences"]) == 0

    said = capsys.readouterr().out
    assert "libwebp" in said
    assert said.count("GNU LESSER GENERAL PUBLIC LICENSE\n") == said.count("Qt 6.11.3: ") + 1
    assert said.count("May you do good and not evil.") == 1


def test_an_unknown_part_is_refused_with_the_names_of_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["about", "--licences", "vlc"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert "No part is called vlc. These are: distressapp, Python" in said.err


def test_the_bill_of_materials_is_one_machines_can_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["about", "--bom"]) == 0

    bill = json.loads(capsys.readouterr().out)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")


def test_the_changes_are_those_of_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["about", "--changes"]) == 0

    assert capsys.readouterr().out.startswith("# Changes\n")


def test_two_papers_at_once_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["about", "--bom", "--changes"]) == 2

    assert "not allowed with" in capsys.readouterr().err
