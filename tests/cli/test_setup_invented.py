"""Set-up with invented patients: in a rehearsal, and never in a clinic for real ones."""

from pathlib import Path

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.service.rehearsal.stage import COLLEAGUES
from distressapp.service.today import today
from distressapp.vault import members
from tests.cli.clinic import TOML, set_up
from tests.clinics import PASSPHRASE
from tests.service.teams import ANA


def test_a_rehearsal_is_filled_and_everybody_of_it_can_sign_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"

    status = set_up(root, TOML, "--as", ANA, "--patients", "12", "--seed", "7")

    house = open_house(root, room=None)
    session = sign_in(house, PASSPHRASE, name=next(iter(COLLEAGUES)))
    found = today(house, session)
    names = {each.name for each in members.members(session.vault)}
    session.close()
    house.close()
    assert status == 0
    assert names == {ANA, *COLLEAGUES}
    assert found.due
    assert "It holds 12 invented patients" in capsys.readouterr().out


def test_a_clinic_for_real_patients_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"
    clinical = TOML.replace("rehearsal", "clinical")

    status = set_up(root, clinical, "--as", ANA, "--patients", "1")

    assert status == 1
    assert "gets no invented ones; nothing was set up" in capsys.readouterr().err
    assert not root.exists()
