"""What every test of a window needs: the same letters and style, and nothing left behind."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.house.hazards import Watch
from tests.patience import PatientBot
from tests.sharing import ByFile, mark

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test` runs in two parts."""
    parser.addoption(
        "--second-part", action="store_true", help="what the run before this one saw counts too"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Every run sees to it that no control of a hazard lost its last test to a skip."""
    if not hasattr(config, "workerinput"):  # who hands the tests out sees them all
        config.pluginmanager.register(Watch(), "hazards")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401  (xdist has no types)
    """Who is handed tests is told whether somebody sees them all."""
    node.workerinput["is_watched"] = node.config.pluginmanager.has_plugin("hazards")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Told by where they are and what they use."""
    mark(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """With `-n`."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def kiosk_app(qapp: QApplication) -> QApplication:
    """The application as the front door makes it: style, letters, and keys told from fingers."""
    from distressapp.ui import fonts  # noqa: PLC0415  (a test without windows needs no Qt)
    from distressapp.ui.modality import Modality  # noqa: PLC0415  (the same)

    qapp.setStyle("Fusion")
    fonts.load()
    qapp.installEventFilter(Modality(qapp))
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Who taps, and waits as long as a busy machine takes."""
    assert qapp is not None
    return PatientBot(request)


@pytest.fixture
def clean_stage(kiosk_app: QApplication, qtbot: QtBot) -> Iterator[QtBot]:
    """A bot to tap with; fails when a test leaves a window behind."""
    from distressapp.ui.modality import begin_anew  # noqa: PLC0415  (the same)

    before = set(kiosk_app.topLevelWidgets())
    begin_anew()

    yield qtbot

    _speak_english(kiosk_app)
    if _left(kiosk_app, before):
        gc.collect()
    left = [type(each).__name__ for each in _left(kiosk_app, before)]
    assert not left, f"windows left behind: {left}"


def _speak_english(app: QApplication) -> None:
    """A window that was closed in the middle of a sitting leaves its language behind."""
    from distressapp.paths import resources  # noqa: PLC0415  (a test without windows needs none)
    from distressapp.text import set_language  # noqa: PLC0415  (the same)
    from distressapp.ui.fonts import set_script  # noqa: PLC0415  (the same)

    set_language("en", folder=resources() / "locale")
    set_script("en")
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _left(app: QApplication, before: set[QWidget]) -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each for each in app.topLevelWidgets() if each not in before]
