import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, Clock, made, opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic that nobody opens; a copy of it is faster than making another."""
    return made(tmp_path_factory.mktemp("template") / "clinic")


@pytest.fixture
def house(template: Path, tmp_path: Path, clock: Clock) -> Iterator[House]:
    found = opened(Path(shutil.copytree(template, tmp_path / "clinic")), clock)
    yield found
    found.close()


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture
def vault(session: Session) -> Vault:
    return session.vault
