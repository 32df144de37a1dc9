"""The packages, built once for all tests."""

import os
from pathlib import Path
from typing import Final

import buildroom
import frozen as freezing
import pytest
import starter

NAMED: Final = "DISTRESSAPP_FROZEN"
"""In the environment: a frozen folder to be tried instead of one that is built here."""


@pytest.fixture(scope="session")
def frozen() -> Path:
    """The folder of the frozen program, made of the files that git keeps as they are now."""
    if NAMED in os.environ:
        return Path(os.environ[NAMED])
    try:
        starter.ready()
    except buildroom.NotHereError as error:
        pytest.skip(f"{error}")
    return freezing.build()
