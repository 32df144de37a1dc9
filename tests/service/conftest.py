from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.bootstrap import open_vault
from distressapp.service.house import House
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, Clock, made, opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    found = opened(made(tmp_path / "clinic", clock=clock), clock)
    yield found
    found.close()


@pytest.fixture
def vault(house: House) -> Iterator[Vault]:
    found = open_vault(house, PASSPHRASE)
    yield found
    found.close()
