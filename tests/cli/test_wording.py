"""`distressapp wording` as a person calls it."""

from pathlib import Path

import pytest

from distressapp.core.sitting import Use
from distressapp.settings import read
from tests.cli.clinic import call
from tests.clinics import Clock, made, settings
from tests.service.test_packs import pack

PERMISSION = ("--holder", "Clinic", "--reference", "L-1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path / "clinic", settings(Use.CLINICAL), Clock())


def test_the_list_says_what_is_offered_and_why_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, "wording", "list", passphrase=None) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "dt: offered"
    assert lines[1].startswith("  en: our own wording, ")
    assert lines[2] == (
        "hads: not offered: no licensed wording with the owner's permission is installed"
    )
    assert lines[3] == "  en: no words that may be shown here"


def test_a_pack_is_installed_with_its_permission_and_stands_in_the_list(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(
        root, "wording", "install", str(pack(tmp_path)), *PERMISSION, "--until", "2999-12-31"
    )

    said = capsys.readouterr().out
    call(root, "wording", "list", passphrase=None)
    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said.startswith("hads.en, ")
    assert "hads: offered" in lines
    assert "  permission L-1, given to Clinic, until 2999-12-31" in lines
    assert read(root / "kiosk.json").permissions[0].reference == "L-1"


def test_a_pack_is_checked_without_a_clinic_and_nothing_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "nothing"

    statuses = [
        call(root, "wording", "check", str(pack(tmp_path)), passphrase=None),
        call(root, "wording", "check", str(pack(tmp_path, kind="practice")), passphrase=None),
        call(root, "wording", "check", str(tmp_path / "nowhere.toml"), passphrase=None),
    ]

    found = capsys.readouterr()
    assert statuses == [0, 1, 1]
    assert "can be installed: hads.en" in found.out
    assert "is not licensed wording" in found.err
    assert "is not a wording pack" in found.err
    assert not root.exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--holder", " ", "--reference", "L-1"), 1),
        ((*PERMISSION, "--until", "2001-01-01"), 1),
        ((*PERMISSION, "--until", "tomorrow"), 2),
        (("--holder", "Clinic"), 2),
    ],
)
def test_a_permission_that_does_not_hold_installs_nothing(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status: int,
) -> None:
    found = call(root, "wording", "install", str(pack(tmp_path)), *words)

    assert found == status
    assert capsys.readouterr().err
    assert read(root / "kiosk.json").packs == {}
