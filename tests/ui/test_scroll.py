import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.look import Look
from distressapp.ui.widgets.options import OptionList, OptionRow
from distressapp.ui.widgets.scroll import ScrollPane
from tests.ui.hands import press, tap

ROWS = {str(number): f"Row {number}" for number in range(9)}


@pytest.fixture
def pane(bot: QtBot, look: Look) -> ScrollPane:
    """Nine rows in room for four."""
    made = ScrollPane(OptionList(ROWS, look), look)
    bot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def whole(pane: ScrollPane) -> list[str]:
    """The rows that can be seen; one that is cut fails."""
    found = []
    for row in pane.findChildren(OptionRow):
        part = row.visibleRegion().boundingRect()
        assert part.isEmpty() or part == row.rect(), f"{row.words} is cut"
        if not part.isEmpty():
            found.append(row.words)
    return found


def test_what_fits_has_no_buttons(bot: QtBot, look: Look) -> None:
    pane = ScrollPane(OptionList({"1": "One", "2": "Two"}, look), look)
    bot.addWidget(pane)
    pane.resize(800, 400)
    pane.show()

    assert not pane.down.isVisible()
    assert not pane.up.isVisible()


def test_only_whole_rows_are_shown_on_every_page(pane: ScrollPane) -> None:
    pages = [whole(pane)]
    while pane.down.isEnabled():
        pane.go_down()
        pages.append(whole(pane))

    assert {row for page in pages for row in page} == set(ROWS.values())
    assert len(pages) == 3


def test_the_way_back_up_shows_every_row_too(pane: ScrollPane) -> None:
    while pane.down.isEnabled():
        pane.go_down()
    pages = [whole(pane)]

    while pane.up.isEnabled():
        pane.go_up()
        pages.append(whole(pane))

    assert {row for page in pages for row in page} == set(ROWS.values())
    assert pages[-1][0] == "Row 0"


def test_a_button_that_leads_nowhere_cannot_be_tapped(pane: ScrollPane) -> None:
    is_up_possible = pane.up.isEnabled()

    tap(pane.down)

    assert not is_up_possible
    assert pane.up.isEnabled()


def test_what_takes_the_focus_comes_into_sight(pane: ScrollPane) -> None:
    rows = pane.findChildren(OptionRow)

    rows[-1].setFocus(Qt.FocusReason.TabFocusReason)
    at_the_end = whole(pane)
    press(rows[0], Qt.Key.Key_1)

    assert at_the_end[-1] == "Row 8"
    assert whole(pane)[0] == "Row 0"


def test_there_is_never_a_bar(pane: ScrollPane) -> None:
    assert pane.findChildren(QScrollBar) == []


def test_a_focus_elsewhere_moves_nothing(bot: QtBot, pane: ScrollPane) -> None:
    other = QWidget()
    bot.addWidget(other)
    field = QLineEdit(other)
    other.show()
    before = whole(pane)

    field.setFocus()

    assert whole(pane) == before
