import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from distressapp.cli import main
from distressapp.core.roles import Role
from distressapp.paths import Folder
from distressapp.service.access import sign_in
from distressapp.service.keyfiles import is_recovery_proven
from tests.cli.clinic import TOML, call, descriptor
from tests.cli.terminal import CODE
from tests.clinics import CHEAP, PASSPHRASE, made, made_with_code, opened
from tests.service.teams import ANA, ANAS, BEA, BEAS, FIRST, ana, first

NEW: Final = "eleven tin owls read old maps"


def calls(root: Path, words: Sequence[str], **secrets: str) -> int:
    """The exit status of a command; each secret on a descriptor of its own."""
    with ExitStack() as stack:
        options = [
            each
            for name, secret in secrets.items()
            for each in (f"--{name.replace('_', '-')}", stack.enter_context(descriptor(secret)))
        ]
        return main(["--data", str(root), *words, *options])


def team(root: Path) -> Path:
    """A clinic with a nurse, whose passphrases are cheap to try."""
    made(root)
    house = opened(root, room=None)
    session = first(house)
    ana(house, session)
    session.close()
    house.close()
    return root


def signs_in(root: Path, name: str, passphrase: str) -> Role:
    """The role of whoever signs in so."""
    house = opened(root, room=None)
    try:
        session = sign_in(house, passphrase, name=name)
        session.close()
        return session.member.role
    finally:
        house.close()


def test_the_list_says_who_there_is_and_who_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")
    calls(root, ["members", "leave", ANA, "--as", FIRST], passphrase_fd=PASSPHRASE)
    capsys.readouterr()

    status = calls(root, ["members", "list"], passphrase_fd=PASSPHRASE)

    assert status == 0
    assert capsys.readouterr().out == f"{FIRST}\tadministrator\n{ANA}\tleft\n"


def test_who_is_added_signs_in_with_their_own_words(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    status = calls(
        root,
        ["members", "add", BEA, "--role", "manager"],
        passphrase_fd=PASSPHRASE,
        new_passphrase_fd=BEAS,
    )

    assert status == 0
    assert signs_in(root, BEA, BEAS) is Role.MANAGER


def test_a_role_and_a_passphrase_are_changed_by_name(tmp_path: Path) -> None:
    root = team(tmp_path / "clinic")
    administrator = ["--as", FIRST]

    first_status = calls(
        root, ["members", "role", ANA, "social_worker", *administrator], passphrase_fd=PASSPHRASE
    )
    second = calls(
        root,
        ["members", "reset", ANA, *administrator],
        passphrase_fd=PASSPHRASE,
        new_passphrase_fd=NEW,
    )
    third = calls(
        root,
        ["members", "passphrase", "--as", ANA],
        passphrase_fd=NEW,
        new_passphrase_fd=BEAS,
    )

    assert (first_status, second, third) == (0, 0, 0)
    assert signs_in(root, ANA, BEAS) is Role.SOCIAL_WORKER


def test_a_leaver_opens_nothing_and_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")

    status = calls(root, ["members", "leave", ANA, "--as", FIRST], passphrase_fd=PASSPHRASE)

    assert status == 0
    assert f"{ANA} has left, and opens nothing any more." in capsys.readouterr().out
    assert calls(root, ["verify", "--as", ANA], passphrase_fd=ANAS) == 1
    assert "does not open the vault" in capsys.readouterr().err


def test_a_vault_that_is_open_elsewhere_gets_its_key_later_and_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")
    house = opened(root, room=None)
    other = first(house)

    status = calls(root, ["members", "leave", ANA, "--as", FIRST], passphrase_fd=PASSPHRASE)

    other.close()
    house.close()
    assert status == 0
    assert "could not get its new key yet" in capsys.readouterr().out


def test_an_administrator_whose_file_is_gone_is_named_while_the_key_waits_for_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")
    asked = ["members", "add", BEA, "--role", "administrator", "--as", FIRST]
    calls(root, asked, passphrase_fd=PASSPHRASE, new_passphrase_fd=BEAS)
    house = opened(root, room=None)
    session = sign_in(house, BEAS, name=BEA)
    session.close()
    house.close()
    Folder(root=root).wrap(session.member.id).unlink()

    calls(root, ["members", "leave", ANA, "--as", FIRST], passphrase_fd=PASSPHRASE)
    left = capsys.readouterr().out
    asked = ["members", "reset", BEA, "--as", FIRST]
    calls(root, asked, passphrase_fd=PASSPHRASE, new_passphrase_fd=NEW)
    calls(root, ["members", "list", "--as", FIRST], passphrase_fd=PASSPHRASE)

    assert f"the file of {BEA}'s is damaged or gone" in left
    assert "new key" not in capsys.readouterr().out
    assert signs_in(root, BEA, NEW) is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["members", "leave", "Zoe Nobody", "--as", FIRST], "nobody of that name"),
        (["members", "leave", FIRST, "--as", FIRST], "themselves"),
        (["members", "list"], "--as NAME"),
        (["members", "add", BEA, "--role", "nurse", "--as", FIRST], "--new-passphrase-fd"),
        (["recovery", "prove", "--as", FIRST], "--code-fd"),
        (["recovery", "new", "--as", FIRST, "--recovery-fd", "987"], "987"),
    ],
)
def test_what_cannot_be_done_is_one_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    root = team(tmp_path / "clinic")

    status = calls(root, words, passphrase_fd=PASSPHRASE)

    err = capsys.readouterr().err
    assert status == 1
    assert said in err
    assert "Traceback" not in err


def test_the_recovery_code_goes_to_a_descriptor_and_is_proven_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text(TOML.replace("rehearsal", "clinical") + 'administrator = "Dr. Lund"\n')
    root, paper = tmp_path / "clinic", tmp_path / "paper"

    with paper.open("w") as out:
        number = str(out.fileno())
        call(root, "setup", "--file", str(file), "--recovery-fd", number)
    before = capsys.readouterr().out, call(root, "doctor", passphrase=None)
    said = capsys.readouterr().out
    status = calls(root, ["recovery", "prove"], passphrase_fd=PASSPHRASE, code_fd=paper.read_text())

    assert CODE.fullmatch(paper.read_text().strip())
    assert not CODE.search(before[0])
    assert "never typed back" in said
    assert status == 0
    assert is_recovery_proven(Folder(root=root))
    capsys.readouterr()
    call(root, "doctor", passphrase=None)
    assert "never typed back" not in capsys.readouterr().out
    assert signs_in(root, "dr. lund", PASSPHRASE) is Role.ADMINISTRATOR


def test_the_code_lets_somebody_in_who_forgot_everything(tmp_path: Path) -> None:
    code = made_with_code(tmp_path / "clinic")

    status = calls(
        tmp_path / "clinic", ["recovery", "use"], code_fd=code.lower(), new_passphrase_fd=NEW
    )
    unclear = calls(
        tmp_path / "clinic", ["recovery", "use", "Zoe"], code_fd=code, new_passphrase_fd=NEW
    )

    assert (status, unclear) == (0, 1)
    assert signs_in(tmp_path / "clinic", "", NEW) is Role.ADMINISTRATOR


def test_a_new_code_replaces_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = made_with_code(tmp_path / "clinic")
    paper = tmp_path / "paper"

    with paper.open("w") as out:
        status = calls(
            tmp_path / "clinic",
            ["recovery", "new", "--recovery-fd", str(out.fileno())],
            passphrase_fd=PASSPHRASE,
        )
    with_old = calls(tmp_path / "clinic", ["recovery", "use"], code_fd=code, new_passphrase_fd=NEW)
    with_new = calls(
        tmp_path / "clinic", ["recovery", "use"], code_fd=paper.read_text(), new_passphrase_fd=NEW
    )

    assert (status, with_old, with_new) == (0, 1, 0)
    assert paper.read_text().strip() not in capsys.readouterr().out


def test_no_wrap_tells_anything_but_names_and_numbers(tmp_path: Path) -> None:
    root = team(tmp_path / "clinic")

    found = [json.loads(path.read_text()) for path in (root / "wraps").glob("*.json")]

    assert {each.get("name") for each in found} == {None, FIRST, ANA}
    assert all(
        each["private"]["cost"] == {"passes": CHEAP.passes, "memory_kib": CHEAP.memory_kib}
        for each in found
        if "private" in each
    )
