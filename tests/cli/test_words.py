"""What the commands of staff ask, in which order, and what they say when it is done."""

import os
from pathlib import Path

import pytest

from distressapp.cli import main
from distressapp.core.roles import Role
from tests.cli.clinic import TOML
from tests.cli.terminal import at_terminal, shown_code
from tests.cli.test_members import NEW, calls, signs_in, team
from tests.clinics import PASSPHRASE, made
from tests.service.teams import ANA, ANAS, BEA, BEAS, FIRST

AS_FIRST = ("--as", FIRST)
BACK = "from the paper: "


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["members", "add", BEA, "--role", "manager", *AS_FIRST],
            f"{BEA} is a member now, with the role manager.\n",
        ),
        (["members", "role", ANA, "manager", *AS_FIRST], f"{ANA} has the role manager now.\n"),
        (["members", "reset", ANA, *AS_FIRST], f"{ANA} has a new passphrase.\n"),
        (["members", "passphrase", *AS_FIRST], f"{FIRST} has a new passphrase.\n"),
    ],
)
def test_what_was_done_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    root = team(tmp_path / "clinic")
    new = {} if words[1] == "role" else {"new_passphrase_fd": NEW}

    status = calls(root, words, passphrase_fd=PASSPHRASE, **new)

    out = capsys.readouterr().out
    assert status == 0
    assert said in out
    assert out.count("\n") == 1


def test_who_signs_in_is_asked_before_the_passphrase(tmp_path: Path) -> None:
    root = team(tmp_path / "clinic")

    status, shown = at_terminal(
        root,
        ["members", "passphrase"],
        [
            (f"Who signs in? {FIRST}, {ANA}\nName: ".replace("\n", "\r\n"), ANA),
            ("Passphrase: ", ANAS),
            (f"New passphrase for {ANA}: ", BEAS),
            ("The same again: ", BEAS),
        ],
    )

    assert status == 0, shown
    assert shown.endswith(f"{ANA} has a new passphrase.\n")
    assert signs_in(root, ANA, BEAS) is Role.NURSE


def test_without_a_keyboard_the_names_are_told_before_the_passphrase_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")

    status = main(["--data", str(root), "members", "list"])

    assert status == 1
    assert f"Say who with --as NAME, one of: {FIRST}, {ANA}." in capsys.readouterr().err


def test_a_name_that_somebody_wrote_into_a_file_gives_the_terminal_no_orders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")
    for path in (root / "wraps").glob("*.json"):
        content = path.read_text(encoding="utf-8")
        path.write_text(content.replace(ANA, "\\u001b[31mAna\\u202e"), encoding="utf-8")

    main(["--data", str(root), "members", "list"])

    err = capsys.readouterr().err
    assert "[31mAna" in err
    assert not {"\x1b", "\u202e"} & set(err)


@pytest.mark.parametrize(
    "words", [["members", "list"], ["recovery", "use"], ["instruments", "list"]]
)
def test_the_folder_may_be_said_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    root = made(tmp_path / "clinic")

    status = main([*words, "--data", str(root)])

    assert status == (0 if words[0] == "instruments" else 1)
    assert "unrecognized" not in capsys.readouterr().err


def test_a_name_that_is_not_utf_8_is_one_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = os.fsdecode(b"\xe9lodie")

    for words in (["members", "list", "--as", name], ["recovery", "use", name]):
        status = main([*words, "--data", str(tmp_path)])

        assert status == 1
        assert "not written in UTF-8" in capsys.readouterr().err


def test_a_clinical_set_up_asks_for_the_name_then_the_passphrase_then_the_code(
    tmp_path: Path,
) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text(TOML.replace("rehearsal", "clinical"))

    status, shown = at_terminal(
        tmp_path / "clinic",
        ["setup", "--file", str(file)],
        [
            ("Name of the first administrator: ", ANA),
            (f"New passphrase for {ANA}: ", ANAS),
            ("The same again: ", ANAS),
            (BACK, lambda screen: shown_code(screen).lower()),
        ],
    )

    assert status == 0, shown
    assert "The recovery code was read back from its paper." in shown
    assert "never typed back" not in shown
    assert signs_in(tmp_path / "clinic", ANA, ANAS) is Role.ADMINISTRATOR
