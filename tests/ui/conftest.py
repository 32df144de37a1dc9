"""Every test of a piece runs on a clean stage."""

import pytest
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics


@pytest.fixture(autouse=True)
def bot(clean_stage: QtBot) -> QtBot:
    """What taps and types."""
    return clean_stage


@pytest.fixture
def look() -> Look:
    """The reference tablet in the light theme."""
    return Look(metrics=Metrics(width=1280, height=800))
