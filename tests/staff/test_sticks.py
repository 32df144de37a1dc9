"""Beside a kiosk session the file dialog shows what is plugged in, and nothing of the computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListView, QMenu
from pytestqt.qtbot import QtBot

from distressapp.staff.widgets.sticks import Sticks

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A computer with a stick, and with a folder that is nobody's business."""
    for name in ("media/stick", "etc"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "media" / "stick" / "list.csv").write_text("a", encoding="utf-8")
    (tmp_path / "etc" / "secret.csv").write_text("a", encoding="utf-8")
    return tmp_path


@pytest.fixture
def confined(qapp: QApplication, places: Path) -> Iterator[Path]:
    watching = Sticks(qapp, roots=(str(places / "media"),))
    yield places
    qapp.removeEventFilter(watching)
    qapp.setAttribute(_NATIVE, False)  # noqa: FBT003  (Qt's signature)


_NATIVE = Qt.ApplicationAttribute.AA_DontUseNativeDialogs


def shown(qtbot: QtBot, *, at: Path, saves: bool = False) -> QFileDialog:
    dialog = QFileDialog(None, "Choose", str(at))
    if saves:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("page.pdf")
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    return dialog


def names(dialog: QFileDialog) -> list[str]:
    """What its list shows."""
    (view,) = [each for each in dialog.findChildren(QListView) if each.objectName() == "listView"]
    model, root = view.model(), view.rootIndex()
    return [model.index(row, 0, root).data() for row in range(model.rowCount(root))]


def test_the_dialog_begins_among_the_sticks_wherever_it_was_asked_to(
    qtbot: QtBot, confined: Path
) -> None:
    dialog = shown(qtbot, at=confined / "etc")

    qtbot.waitUntil(lambda: names(dialog) == ["stick"])

    assert dialog.directory().path() == str(confined / "media")
    assert [each.toLocalFile() for each in dialog.sidebarUrls()] == [str(confined / "media")]
    assert dialog.history() in ([], [str(confined / "media")])


def test_above_the_sticks_only_the_way_back_is_seen(qtbot: QtBot, confined: Path) -> None:
    dialog = shown(qtbot, at=confined)

    dialog.setDirectory(str(confined))

    qtbot.waitUntil(lambda: names(dialog) == ["media"])


@pytest.mark.parametrize("typed", ["/etc/passwd", "../etc/secret.csv", "~/x", "..", "\\\\host"])
def test_no_path_can_be_typed(qtbot: QtBot, confined: Path, typed: str) -> None:
    dialog = shown(qtbot, at=confined)
    (field,) = [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]

    field.clear()
    QTest.keyClicks(field, typed)

    assert not set(field.text()) & set("/~\\")
    assert not field.text().startswith(".")


def test_a_name_to_save_under_is_still_proposed_and_can_be_changed(
    qtbot: QtBot, confined: Path
) -> None:
    dialog = shown(qtbot, at=confined, saves=True)
    (field,) = [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]

    before = field.text()
    field.clear()
    QTest.keyClicks(field, "other.pdf")

    assert before == "page.pdf"
    assert dialog.selectedFiles() == [str(confined / "media" / "other.pdf")]


def test_no_menu_renames_or_deletes(qtbot: QtBot, confined: Path) -> None:
    dialog = shown(qtbot, at=confined)
    (view,) = [each for each in dialog.findChildren(QListView) if each.objectName() == "listView"]
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    assert asked.type() is QEvent.Type.ContextMenu

    QApplication.sendEvent(view.viewport(), asked)

    assert QApplication.activePopupWidget() is None
    assert not [each for each in dialog.findChildren(QMenu) if each.isVisible()]
